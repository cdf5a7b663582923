//! What moved between the partner and its customers.

use super::{
    filters::{ChoiceFilter, ClearFilters, CustomerFilter},
    msg,
    page::Funds,
    words,
};
use crate::{
    flows::fetch::use_fetch,
    routes::Route,
    session::can,
    ui::{
        Choice, Column, DataTable, DateTimeText, EmptyState, IconName, Loaded, MaskedText, MoneyText,
        Pagination,
    },
};
use contract::{
    accounts::{ADJUST_RECORDS, AdjustOperation, AdjustRecord, AdjustRecords},
    ids::CustomerId,
    money::Money,
    permissions::Permission,
};
use leptos::prelude::*;

/// Filters, table, pages.
#[component]
pub fn Records(funds: Funds) -> AnyView {
    let records = use_fetch(&ADJUST_RECORDS, move || {
        Some(((), funds.state.with(super::model::FundsState::record_query)))
    });
    let chosen = Signal::derive(move || {
        funds.state.with(|state| state.operation.map_or("", AdjustOperation::as_str).to_owned())
    });
    let choose = move |text: String| funds.change(|state| state.operation = AdjustOperation::parse(&text));
    let table = move |page: Signal<AdjustRecords>| {
        let rows = Signal::derive(move || page.with(|page| page.records.clone()));
        view! {
            <DataTable
                caption=msg::tab_records
                columns=columns()
                rows
                key=|row: &AdjustRecord| [row.trans_id.as_str(), row.operation_type.as_str()].concat()
                busy=records.loading
                empty=move || nothing(funds, msg::no_records)
            />
            <Pagination
                total=Signal::derive(move || page.with(|page| page.total_count))
                page=Signal::derive(move || funds.state.with(|state| state.page))
                on_change=move |page| funds.show_page(page)
            />
        }
        .into_any()
    };
    view! {
        <div class="funds__filters" role="search" aria-label=msg::filters>
            <CustomerFilter funds />
            <ChoiceFilter label=msg::operation choices=operations() chosen on_choose=choose />
            <ClearFilters funds />
        </div>
        <Loaded from=records lines=8 children=table />
    }
    .into_any()
}

fn operations() -> Vec<Choice> {
    use AdjustOperation as O;
    let operation = |one: O| Choice::new(one.as_str(), move || words::operation(one));
    let mut choices = vec![Choice::new("", msg::all)];
    choices.extend([O::Grant, O::Recall, O::Disassociated, O::OrderPaid].map(operation));
    choices
}

fn columns() -> Vec<Column<AdjustRecord>> {
    vec![
        Column::new("customer", msg::customer, |row: &AdjustRecord| {
            customer(&row.customer_id, &row.customer_name)
        })
        .mandatory(),
        Column::new("operation", msg::operation, |row: &AdjustRecord| {
            let operation = row.operation_type;
            (move || words::operation(operation)).into_any()
        }),
        Column::new("amount", msg::amount, |row: &AdjustRecord| {
            view! { <MoneyText money=Money { amount: row.amount, currency: row.currency } /> }.into_any()
        })
        .numeric(),
        Column::new("time", msg::time, |row: &AdjustRecord| {
            view! { <DateTimeText at=row.operation_time /> }.into_any()
        }),
        Column::new("trans_id", msg::trans_id, |row: &AdjustRecord| {
            view! { <code>{row.trans_id.clone()}</code> }.into_any()
        }),
    ]
}

/// Name and id of a customer, leading to its page. One that has left is still named; its page says that it has.
pub(super) fn customer(customer_id: &CustomerId, name: &str) -> AnyView {
    let id = customer_id.to_string();
    let name = (!name.is_empty()).then(|| view! { <MaskedText text=name.to_owned() masked=true /> });
    let id = if can(Permission::ViewCustomers) {
        view! { <a href=Route::Customer(customer_id.clone()).href()>{id}</a> }.into_any()
    } else {
        id.into_any()
    };
    view! { <span class="funds__customer">{name} <span class="funds__customer-id">{id}</span></span> }
        .into_any()
}

/// No rows: none fits the filters, or nothing has happened yet.
pub(super) fn nothing(funds: Funds, none: fn() -> &'static str) -> AnyView {
    let filtered = funds.state.with_untracked(super::model::FundsState::is_filtered);
    if filtered {
        view! { <EmptyState title=msg::nothing_found body=msg::nothing_found_hint icon=IconName::Search /> }
            .into_any()
    } else {
        view! { <EmptyState title=none icon=IconName::Money /> }.into_any()
    }
}
