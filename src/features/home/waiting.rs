//! Requests that are open: those that wait for this partner first, then those that wait for customers.

use super::msg;
use crate::{
    flows::{association_request, fetch::use_fetch},
    i18n,
    routes::Route,
    ui::{DateTimeText, Loaded},
};
use contract::{
    associations::{AssociationRequest, RECORDS, RecordPage, RecordQuery, RequestStatus},
    permissions::Permission,
    session::Membership,
};
use leptos::prelude::*;

/// Requests of one kind that are listed; the others are behind the link.
const SHOWN: u32 = 5;

pub(super) fn show(membership: &Membership) -> AnyView {
    let administrators = membership.administrators.clone();
    // Only an administrator may answer; the others read who can.
    let answered_by = (!membership.can(Permission::ManageAssociations)).then(|| {
        view! { <p class="home__hint">{move || msg::administrators_answer(i18n::list(&administrators))}</p> }
    });
    view! {
        <section class="card home__card home__card--wide" aria-labelledby="home-waiting">
            <h2 id="home-waiting">{msg::waiting}</h2>
            <h3>{msg::from_customers}</h3>
            {answered_by}
            {requests(RequestStatus::PendingPartner, msg::none_from_customers)}
            <h3>{msg::with_customers}</h3>
            {requests(RequestStatus::PendingCustomer, msg::none_with_customers)}
        </section>
    }
    .into_any()
}

fn requests(status: RequestStatus, none: fn() -> &'static str) -> AnyView {
    let page = use_fetch(&RECORDS, move || {
        let query = RecordQuery { status_list: vec![status], limit: Some(SHOWN), ..RecordQuery::default() };
        Some(((), query))
    });
    let shown = move |page: Signal<RecordPage>| {
        let requests = move || page.with(|page| page.requests.clone());
        let total = Memo::new(move |_| page.with(|page| page.total_count));
        let all = Route::AssociationRecords.href_with(&[("status", status.as_str())]);
        view! {
            <Show when=move || total.get() == 0>
                <p class="home__hint">{none}</p>
            </Show>
            <ul class="home__requests">
                <For each=requests key=|request| (request.request_id.clone(), request.version) children=row />
            </ul>
            {move || {
                let all = all.clone();
                (total.get() > SHOWN)
                    .then(|| view! { <p class="home__more"><a href=all>{move || msg::all_requests(i18n::number(total.get()))}</a></p> })
            }}
        }
        .into_any()
    };
    view! { <Loaded from=page lines=2 children=shown /> }.into_any()
}

fn row(request: AssociationRequest) -> AnyView {
    let AssociationRequest { request_id, customer_id, customer_name, event, applied_at, reason, .. } =
        request;
    // A customer without a name is known by its id.
    let who = if customer_name.is_empty() { customer_id.to_string() } else { customer_name };
    let words = move || msg::request_of(&who, association_request::event(event));
    view! {
        <li class="home__request">
            <a href=Route::AssociationRecord(request_id).href()>{words}</a>
            <span class="home__request-at">{msg::applied_at} " " <DateTimeText at=applied_at /></span>
            <span class="home__request-reason">{reason}</span>
        </li>
    }
    .into_any()
}
