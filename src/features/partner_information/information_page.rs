//! Everything about the partner and the member on one page.

use super::{msg, permissions::OwnPermissions, sign_out::Sessions, verification::CodeVerification};
use crate::{
    api::Fetched,
    flows::fetch::use_fetch,
    i18n,
    routes::Route,
    session::{me, membership},
    shell,
    ui::{
        CopyButton, Crumb, Described, DescriptionList, EmptyState, IconName, LinkButton, Loaded, MaskedText,
        PageHeader,
    },
};
use contract::{
    session::{Me, Membership, Site},
    verification::{Receiver, ReceiverType, SETTINGS, VerificationSettings},
};
use leptos::prelude::*;

/// 伙伴信息 > 基本信息
#[component]
pub fn PartnerInformationPage() -> AnyView {
    let content = match (untrack(me), untrack(membership)) {
        (Some(me), Some(membership)) => sections(me, membership),
        _ => view! { <EmptyState title=msg::members_only icon=IconName::Lock /> }.into_any(),
    };
    view! { <PageHeader title=msg::title crumbs=vec![Crumb::step(msg::menu_partner_information)] /> {content} }
        .into_any()
}

fn sections(me: Me, membership: Membership) -> AnyView {
    // Visible to the three identities only (domain C).
    let is_asked = membership.identity.has_customers();
    let settings = use_fetch(&SETTINGS, move || is_asked.then_some(((), ())));
    let verification = is_asked
        .then(|| view! { <CodeVerification settings administrators=membership.administrators.clone() /> });
    view! {
        <div class="information">
            {company(&membership)}
            <section class="card information__part" aria-labelledby="information-business">
                <h2 id="information-business">{msg::business_information}</h2>
                <p class="information__hint">{msg::business_information_hint}</p>
                <div><LinkButton label=msg::open_business_information href=Route::BusinessInformation.href() /></div>
            </section>
            {personal(me, &membership, settings)}
            <OwnPermissions />
            {verification}
            <Sessions />
        </div>
    }
    .into_any()
}

fn company(membership: &Membership) -> AnyView {
    let Membership { partner_id, partner_name, identity, account_site, .. } = membership.clone();
    let partner_id = partner_id.to_string();
    let site = move || match account_site {
        Site::Cn => msg::site_cn(),
        Site::Intl => msg::site_intl(),
    };
    view! {
        <section class="card information__part" aria-labelledby="information-company">
            <h2 id="information-company">{msg::company}</h2>
            <DescriptionList>
                <Described term=msg::partner_name>{partner_name}</Described>
                <Described term=msg::partner_id>
                    <code>{partner_id.clone()}</code>
                    <CopyButton text=partner_id />
                </Described>
                <Described term=msg::identity>{move || shell::identity(identity)}</Described>
                <Described term=msg::site>{site}</Described>
            </DescriptionList>
        </section>
    }
    .into_any()
}

fn personal(me: Me, membership: &Membership, settings: Fetched<VerificationSettings>) -> AnyView {
    let (roles, own) = (membership.roles.clone(), membership.custom_roles.clone());
    let roles = move || {
        let own = own.iter().map(|role| role.name.as_str());
        i18n::list(roles.iter().map(|role| shell::role(*role)).chain(own))
    };
    let bound = move |settings: Signal<VerificationSettings>| {
        move || {
            let (phone, email) = settings.with(|settings| {
                let bound = |kind| receiver(&settings.receivers, kind);
                (bound(ReceiverType::Sms), bound(ReceiverType::Email))
            });
            view! {
                <DescriptionList>
                    <Described term=msg::phone>{phone}</Described>
                    <Described term=msg::email>{email}</Described>
                </DescriptionList>
            }
        }
    };
    // Bound for codes, which the other identities are never asked for.
    let bound = membership
        .identity
        .has_customers()
        .then(|| view! { <Loaded from=settings lines=1 children=bound /> });
    view! {
        <section class="card information__part" aria-labelledby="information-personal">
            <h2 id="information-personal">{msg::personal}</h2>
            <DescriptionList>
                <Described term=msg::name>{me.name}</Described>
                <Described term=msg::account_name>{me.account_name}</Described>
                <Described term=msg::roles>{roles}</Described>
            </DescriptionList>
            {bound}
        </section>
    }
    .into_any()
}

fn receiver(receivers: &[Receiver], kind: ReceiverType) -> AnyView {
    match receivers.iter().find(|receiver| receiver.receiver_type == kind) {
        Some(bound) => view! { <MaskedText text=bound.masked.clone() masked=true /> }.into_any(),
        None => msg::not_bound.into_any(),
    }
}
