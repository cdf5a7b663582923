//! The member's own generic links, one for each association type (通用邀请链接).

use super::{
    dialogs::Dialogs,
    model::{generic_of, generic_query},
    msg,
};
use crate::{
    api::Fetched,
    features::customer_development::restrictions::why_closed,
    flows::{account_check::association_type, fetch::use_fetch, sending::Sending},
    i18n, session,
    ui::{Button, ButtonKind, CopyButton, ErrorPanel, IconName, Loaded, QrCode, QrSymbol, Tone, toast},
};
use contract::{
    associations::AssociationType,
    invitation_links::{CREATE, InvitationLink, LIST, LinkDraft, LinkKind, LinkPage, USES_PER_DAY},
    session::Site,
};
use leptos::prelude::*;

/// What the member's generic links are read by; the tab reads them again when one has changed.
pub fn use_generic() -> Fetched<LinkPage> {
    use_fetch(&LIST, || session::me().map(|me| ((), generic_query(&me.account_name))))
}

#[component]
pub fn GenericLinks(own: Fetched<LinkPage>, dialogs: Dialogs) -> AnyView {
    let international = untrack(session::membership).is_some_and(|member| member.account_site == Site::Intl);
    let shown = move |page: Signal<LinkPage>| {
        let card = move |kind: AssociationType| view! { <GenericLink kind page dialogs /> };
        view! {
            <ul class="generic-links">{AssociationType::offered(international).map(card).collect_view()}</ul>
        }
        .into_any()
    };
    view! {
        <section class="links-part" aria-labelledby="generic-links">
            <h2 id="generic-links">{msg::generic}</h2>
            <p class="links-part__intro">{msg::generic_body}</p>
            <Loaded from=own lines=3 children=shown />
        </section>
    }
    .into_any()
}

#[component]
fn GenericLink(kind: AssociationType, page: Signal<LinkPage>, dialogs: Dialogs) -> AnyView {
    let link = Memo::new(move |_| {
        let account = session::me().map(|me| me.account_name).unwrap_or_default();
        page.with(|page| generic_of(&page.links, &account, kind))
    });
    let content = move || match link.get() {
        Some(link) => made(link, dialogs),
        None => view! { <Make kind dialogs /> }.into_any(),
    };
    view! {
        <li class="card generic-link">
            <h3>{move || association_type(kind)}</h3>
            {content}
        </li>
    }
    .into_any()
}

fn made(link: InvitationLink, dialogs: Dialogs) -> AnyView {
    let label = {
        let tag = link.tag.clone();
        move || msg::qr_code_of(&tag)
    };
    let picture = QrSymbol::of(&link.url).map(|symbol| view! { <QrCode symbol label /> });
    let (today, url, shown) = (link.uses_today, link.url.clone(), link.clone());
    view! {
        <div class="generic-link__picture">{picture}</div>
        <p class="link-address"><code>{url.clone()}</code> <CopyButton text=url /></p>
        <p class="generic-link__uses">{move || msg::today_of(i18n::number(USES_PER_DAY), i18n::number(today))}</p>
        <div class="link-code__actions">
            <Button label=msg::show_large kind=ButtonKind::Primary on_press=move |()| dialogs.show.ask(shown.clone()) />
            <Button label=msg::disable on_press=move |()| dialogs.disable.ask(link.clone()) />
        </div>
    }
    .into_any()
}

/// There is none yet, or the former one was switched off.
#[component]
fn Make(kind: AssociationType, dialogs: Dialogs) -> AnyView {
    let sending = Sending::new();
    let make = Callback::new(move |()| {
        let draft = LinkDraft { kind: LinkKind::Generic, tag: None, association_type: kind };
        sending.send(&CREATE, (), draft, move |_| {
            toast::show(Tone::Success, msg::made());
            dialogs.changed.try_run(());
        });
    });
    let failed = move || {
        let error = sending.failed.get().filter(|error| !error.is_cancelled())?;
        Some(view! { <ErrorPanel error on_retry=make /> })
    };
    view! {
        <p class="generic-link__none">{msg::no_generic}</p>
        {failed}
        <div class="link-code__actions">
            <Button
                label=move || msg::make_generic(association_type(kind))
                icon=IconName::Link
                busy=sending.pending
                why_disabled=why_closed()
                on_press=make
            />
        </div>
    }
    .into_any()
}
