//! One association record: address → read → show.

use super::{
    ask_vendor::{AskVendor, Asking},
    msg,
};
use crate::{
    api::Fetched,
    flows::{
        account_check::Side,
        association_request::RecordView,
        fetch::use_fetch,
        permitted::{NoPermission, gate},
    },
    routes::Route,
    session::can,
    ui::{Crumb, Loaded, PageHeader},
};
use contract::{
    associations::{AssociationRequest, RECORD, RECORD_CHECK, RequestStatus},
    check::CheckItem,
    ids::RequestId,
    permissions::Permission,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// 关联关系操作记录 > one record
#[component]
pub fn RecordPage() -> AnyView {
    let params = use_params_map();
    let request_id: Memo<Option<RequestId>> =
        Memo::new(move |_| params.read().get("request_id").and_then(|id| id.parse().ok()));
    let allowed = gate(Permission::ViewRecords);
    let crumbs = vec![
        Crumb::step(msg::menu_sales),
        Crumb::link(msg::customers, Route::Customers.href()),
        Crumb::link(msg::records_title, Route::AssociationRecords.href()),
    ];
    let page = move || match request_id.get() {
        _ if !allowed.get() => view! { <NoPermission to=Permission::ViewRecords /> }.into_any(),
        Some(request_id) => view! { <OneRecord request_id /> }.into_any(),
        None => view! { <NoRecord /> }.into_any(),
    };
    view! {
        <PageHeader title=msg::record_title crumbs />
        {page}
    }
    .into_any()
}

#[component]
fn OneRecord(request_id: RequestId) -> AnyView {
    let found: Fetched<AssociationRequest> = {
        let request_id = request_id.clone();
        use_fetch(&RECORD, move || Some(((request_id.clone(),), ())))
    };
    let may_act = Memo::new(|_| can(Permission::ManageAssociations));
    let waits_for_us = Memo::new(move |_| {
        may_act.get()
            && found.value.with(|record| {
                record.as_ref().is_some_and(|record| record.status == RequestStatus::PendingPartner)
            })
    });
    let check = use_fetch(&RECORD_CHECK, move || waits_for_us.get().then(|| ((request_id.clone(),), ())));
    let shown = move |record: Signal<AssociationRequest>| {
        let customer_id = record.with_untracked(|record| record.customer_id.clone());
        let asking = Asking::new(customer_id.clone());
        let ask = move |item: CheckItem| asking.ask(item);
        view! {
            <RecordView
                record
                side=Side::Partner(customer_id)
                may_act
                check
                on_changed=move |()| found.refetch()
                on_ask_vendor=ask
            />
            <AskVendor asking />
        }
        .into_any()
    };
    view! { <Loaded from=found lines=8 children=shown /> }.into_any()
}

/// The address is no record's.
#[component]
fn NoRecord() -> AnyView {
    use crate::ui::{EmptyState, IconName, LinkButton};
    use contract::problem::ErrorCode;
    let body = || msg::no_record_hint(ErrorCode::NotFound.as_str());
    view! {
        <EmptyState title=msg::no_record body=body icon=IconName::Search>
            <LinkButton label=msg::back_to_records href=Route::AssociationRecords.href() />
        </EmptyState>
    }
    .into_any()
}
