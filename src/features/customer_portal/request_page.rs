//! One request, as the customer sees it: what the partner asks and why, the check, the consequences, the answer.

use super::msg;
use crate::{
    flows::{account_check::Side, association_request::RecordView, fetch::use_fetch},
    routes::Route,
    ui::{Crumb, EmptyState, IconName, LinkButton, Loaded, PageHeader},
};
use contract::{
    associations::{Action, AssociationRequest, RecordEvent, RequestStatus},
    customer_portal::{CHECK, MY_PARTNER, MyCheckQuery, MyRecords, RECORDS},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// 我的合作伙伴 > 立即处理
#[component]
pub fn MyRequestPage() -> AnyView {
    let params = use_params_map();
    let request_id = Memo::new(move |_| params.read().get("request_id").unwrap_or_default());
    // Made anew for another request: what was ticked for one does not count for the other.
    let page = move || view! { <OneRequest request_id=request_id.get() /> };
    view! {
        <PageHeader title=msg::request crumbs=vec![Crumb::link(msg::my_partner, Route::MyPartner.href())] />
        {page}
    }
    .into_any()
}

#[component]
fn OneRequest(request_id: String) -> AnyView {
    let records = use_fetch(&RECORDS, || Some(((), ())));
    let mine = use_fetch(&MY_PARTNER, || Some(((), ())));
    let request_id = StoredValue::new(request_id);
    let found = Memo::new(move |_| {
        records.value.with(|records| request_id.with_value(|id| find(records.as_ref()?, id)))
    });
    let check = use_fetch(&CHECK, move || {
        let action = found.with(|found| found.as_ref().and_then(to_answer))?;
        Some(((), MyCheckQuery { action }))
    });
    let partner = move || {
        let name = mine.value.with(|mine| Some(mine.as_ref()?.association.as_ref()?.partner_name.clone()))?;
        Some(view! { <p class="portal__from">{move || msg::from_partner(&name)}</p> })
    };
    let is_found = Memo::new(move |_| found.with(Option::is_some));
    let shown = move |_: Signal<MyRecords>| {
        let view = move || match found.get_untracked().filter(|_| is_found.get()) {
            Some(first) => {
                let record = Signal::derive(move || found.get().unwrap_or_else(|| first.clone()));
                view! {
                    {partner}
                    <RecordView
                        record
                        side=Side::Customer
                        may_act=Signal::stored(true)
                        check
                        on_changed=move |()| {
                            records.refetch();
                            mine.refetch();
                        }
                    />
                }
                .into_any()
            }
            None => view! {
                <EmptyState title=msg::no_request body=msg::no_request_hint icon=IconName::Search>
                    <LinkButton label=msg::back_to_my_partner href=Route::MyPartner.href() />
                </EmptyState>
            }
            .into_any(),
        };
        view! { {view} }.into_any()
    };
    view! { <Loaded from=records lines=8 children=shown /> }.into_any()
}

fn find(records: &MyRecords, id: &str) -> Option<AssociationRequest> {
    records.requests.iter().find(|request| request.request_id.as_str() == id).cloned()
}

/// What has to be checked before the customer answers; nothing when the request does not wait for it.
fn to_answer(request: &AssociationRequest) -> Option<Action> {
    match (request.status, request.event) {
        (RequestStatus::PendingCustomer, RecordEvent::Disassociate) => Some(Action::Disassociate),
        (RequestStatus::PendingCustomer, RecordEvent::Switch) => Some(Action::Switch),
        _ => None,
    }
}
