//! What is shown of one customer.

mod data;
mod history;
mod holdings;

use super::{
    actions::PageActions,
    columns::{frozen_badge, open_request_badge, verified_badge},
    dialogs::Dialogs,
    model::possible,
    msg,
};
use crate::{
    flows::{
        account_check::association_type,
        permitted::{Offered, offered},
        reveal::Reveal,
    },
    ui::{Badge, Button, ButtonKind, CopyButton, IconName, Tone},
};
use contract::{
    customers::{Customer, CustomerDetail},
    permissions::Permission,
};
use leptos::prelude::*;

/// The whole page below the menu. Parts stay as they are while the same customer is read again.
pub fn show(found: Signal<CustomerDetail>, reveal: Reveal, dialogs: Dialogs) -> AnyView {
    let info = Memo::new(move |_| found.with(|found| found.info.clone()));
    view! {
        {move || info.with(subtitle)}
        <div class="customer-detail">
            {history::open_request(found)}
            <div class="customer-detail__pair">
                {data::about(info, reveal, dialogs)}
                {data::funds(found, info, dialogs)}
            </div>
            {holdings::holdings(found, dialogs)}
            {holdings::vouchers(found)}
            {history::timeline(found)}
        </div>
    }
    .into_any()
}

/// Id and state under the title.
fn subtitle(info: &Customer) -> AnyView {
    let kind = info.association_type;
    let id = info.customer_id.to_string();
    view! {
        <div class="customer-detail__subtitle">
            <span class="customer-detail__id">{msg::column_customer_id} " " <code>{id.clone()}</code> <CopyButton text=id /></span>
            <Badge label=move || association_type(kind) tone=Tone::Info />
            {verified_badge(&info.verified_status)}
            {(info.is_frozen != 0).then(|| frozen_badge(info.is_frozen))}
            {info.open_request.as_ref().map(|open| open_request_badge(open, true))}
        </div>
    }
    .into_any()
}

/// What is done most, and the menu of everything else.
#[component]
pub fn MainActions(customer: Customer, dialogs: Dialogs) -> AnyView {
    let grants = possible(&customer).settles.then(|| offered(Permission::GrantFunds)).flatten();
    let grant = grants.map(|Offered { lacking }| {
        let about = customer.clone();
        let ask = move |()| dialogs.grant.ask(about.clone());
        let why_disabled = Signal::stored(lacking);
        view! { <Button label=msg::grant kind=ButtonKind::Primary icon=IconName::Money why_disabled on_press=ask /> }
    });
    view! { {grant} <PageActions customer dialogs /> }.into_any()
}

/// A part of the page; links can lead to it by its id.
fn section(id: &'static str, title: fn() -> &'static str, content: AnyView) -> AnyView {
    // No landmark: the table inside is one, of the same name.
    view! {
        <section class="customer-part" id=id tabindex="-1">
            <h2>{title}</h2>
            {content}
        </section>
    }
    .into_any()
}
