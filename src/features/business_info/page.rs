//! The page: for members who manage it the form or where it stands, for others whom to ask.

use super::{
    address::{Address, Step},
    msg,
    standing::standing,
    stepper::Stepper,
};
use crate::{
    flows::{business_info::words, fetch::use_fetch},
    i18n,
    routes::{Route, use_address},
    ui::{Badge, Crumb, EmptyState, IconName, LinkButton, Loaded, Notice, PageHeader, Tone},
};
use contract::{
    business_info::{BusinessInfo, SHOW},
    business_info_status::BusinessInfoStatus,
};
use leptos::prelude::*;

#[component]
pub fn BusinessInformationPage() -> AnyView {
    let address = use_address(&Route::BusinessInformation, Address::read);
    let info = use_fetch(&SHOW, || Some(((), ())));
    let shown = move |found: Signal<BusinessInfo>| {
        let manages = Memo::new(move |_| found.with(|info| info.known.is_some()));
        // The steps stay while the same form is filled in; another state is another page.
        let status = Memo::new(move |_| found.with(|info| info.status.as_str()));
        let fills_in = Memo::new(move |_| {
            let status = found.with(|info| info.status);
            status == BusinessInfoStatus::NotCertified
                || (address.get().step.is_some() && status.takes_the_form())
        });
        let content = move || {
            // Read, not only tracked: a memo that nobody has read counts as changed the first time.
            status.with(|_| ());
            if !manages.get() {
                return others(found);
            }
            if fills_in.get() {
                let step = Memo::new(move |_| address.get().step.unwrap_or(Step::Basic));
                view! { <Stepper found info step address /> }.into_any()
            } else {
                standing(found, info, address)
            }
        };
        view! {
            <div class="certification">
                {interrupted(found, address)}
                {content}
            </div>
        }
        .into_any()
    };
    let crumbs = vec![Crumb::link(msg::menu_partner_information, Route::PartnerInformation.href())];
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs />
        <Loaded from=info lines=8 children=shown />
    }
    .into_any()
}

/// The way back to what waits for this.
fn interrupted(found: Signal<BusinessInfo>, address: Memo<Address>) -> AnyView {
    let shown = move || {
        let interrupted = address.get().interrupted?;
        let href = interrupted.route().href();
        let done = found.with(|info| info.status == BusinessInfoStatus::Certified);
        let (tone, title) = if done { (Tone::Success, msg::go_on) } else { (Tone::Info, msg::interrupted) };
        Some(view! {
            <Notice tone title>
                <LinkButton label=move || if done { msg::go_on_with_payout() } else { msg::back_to_payout() } href />
            </Notice>
        })
    };
    shown.into_any()
}

/// Who may not manage it sees how it stands, and who may.
fn others(found: Signal<BusinessInfo>) -> AnyView {
    let status = move || words::status(found.with(|info| info.status)).0;
    let tone = Signal::derive(move || words::status(found.with(|info| info.status)).1);
    let ask = move || found.with(|info| msg::ask(i18n::list(&info.managers)));
    view! {
        <EmptyState title=msg::no_permission body=ask icon=IconName::Lock>
            <p>{msg::status} " " <Badge label=status tone /></p>
        </EmptyState>
    }
    .into_any()
}
