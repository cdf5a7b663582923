//! Columns of the records.

use super::msg;
use crate::{
    flows::{
        account_check::Side,
        association_request::{change_of_type, event, initiator, record_href, request_state},
    },
    session::can,
    ui::{Badge, Column, DateTimeText, LinkButton},
};
use contract::{
    associations::{AssociationRequest, RequestStatus},
    permissions::Permission,
};
use leptos::prelude::*;

type Row = AssociationRequest;

/// Customer, event, initiator, types, reason, times, handler, state, what can be done.
pub fn columns() -> Vec<Column<Row>> {
    vec![
        Column::new("customer", msg::customer, |row: &Row| {
            let (href, name, id) = (href(row), row.customer_name.clone(), row.customer_id.to_string());
            view! { <span class="record-customer"><a href=href>{name}</a> <code>{id}</code></span> }
                .into_any()
        })
        .mandatory(),
        Column::new("event", msg::column_event, |row: &Row| {
            let of = row.event;
            (move || event(of)).into_any()
        }),
        Column::new("initiator", msg::column_initiator, |row: &Row| {
            let of = row.initiator;
            (move || initiator(of)).into_any()
        }),
        Column::new("types", msg::column_types, |row: &Row| {
            let row = row.clone();
            (move || change_of_type(&row)).into_any()
        }),
        Column::new("reason", msg::column_reason, |row: &Row| {
            view! { <span class="record-reason">{row.reason.clone()}</span> }.into_any()
        }),
        Column::new("applied_at", msg::column_applied_at, |row: &Row| {
            view! { <DateTimeText at=row.applied_at /> }.into_any()
        }),
        Column::new("handled_at", msg::column_handled_at, |row: &Row| {
            row.handled_at.map(|at| view! { <DateTimeText at /> }).into_any()
        }),
        Column::new("handler", msg::column_handler, |row: &Row| row.handler.clone().into_any()),
        Column::new("status", msg::column_status, |row: &Row| {
            let (row, tone) = (row.clone(), request_state(row).1);
            view! { <Badge label=move || request_state(&row).0 tone=tone /> }.into_any()
        }),
        Column::new("actions", msg::column_actions, actions).mandatory(),
    ]
}

fn href(row: &Row) -> String {
    record_href(&Side::Partner(row.customer_id.clone()), &row.request_id)
}

/// Approving and rejecting need the account check: both lead to the record, to the part that answers.
fn actions(row: &Row) -> AnyView {
    let href = href(row);
    if row.status == RequestStatus::PendingPartner && can(Permission::ManageAssociations) {
        return view! {
            <span class="record-actions">
                <LinkButton label=msg::approve href=[&href, "?do=approve"].concat() />
                <LinkButton label=msg::reject href=[&href, "?do=reject"].concat() />
            </span>
        }
        .into_any();
    }
    view! { <LinkButton label=msg::details href=href /> }.into_any()
}
