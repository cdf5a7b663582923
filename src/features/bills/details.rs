//! What a bill is made of: filtered by kind and customer, and exported as it is filtered.

use super::{msg, state::BillsState, words};
use crate::{
    flows::{
        export::ExportButton,
        fetch::use_fetch,
        filter_fields::{chosen, typed},
    },
    routes::Route,
    session::can,
    ui::{
        Choice, Column, DataTable, DateTimeText, EmptyState, IconName, Loaded, MaskedText, MoneyText,
        PageChange, Pagination, SelectField, TextField,
    },
};
use contract::{
    bills::{BillDetailPage, BillLine, BillLineKind, DETAILS},
    exports::ExportOf,
    ids::CustomerId,
    money::Money,
    permissions::Permission,
};
use leptos::prelude::*;

#[component]
pub fn Details(state: Memo<BillsState>, go: Callback<String>) -> AnyView {
    let found = use_fetch(&DETAILS, move || Some(((), state.with(BillsState::query))));
    let turn = move |page: PageChange| {
        go.run(BillsState { page, ..state.get_untracked() }.href());
    };
    let exported = Signal::derive(move || ExportOf::BillDetails(state.with(BillsState::filters)));
    let shown = move |page: Signal<BillDetailPage>| {
        let rows = Signal::derive(move || page.with(|page| page.bill_lines.clone()));
        view! {
            <DataTable
                caption=msg::details
                columns=columns()
                rows
                key=|row: &BillLine| row.line_id.clone()
                busy=found.loading
                empty=move || {
                    let title =
                        if state.with(BillsState::is_filtered) { msg::nothing_found() } else { msg::nothing() };
                    view! { <EmptyState title icon=IconName::Money /> }
                }
            />
            <Pagination
                total=Signal::derive(move || page.with(|page| page.total_count))
                page=Signal::derive(move || state.with(|state| state.page))
                on_change=turn
            />
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="bill-details">
            <h2 id="bill-details">{msg::details}</h2>
            <div class="bills__filters" role="search" aria-label=msg::detail_filters>
                <Filters state go />
                <ExportButton of=exported />
            </div>
            <Loaded from=found lines=8 children=shown />
        </section>
    }
    .into_any()
}

#[component]
fn Filters(state: Memo<BillsState>, go: Callback<String>) -> AnyView {
    let show = move |change: &dyn Fn(&mut BillsState)| {
        let mut next = state.get_untracked();
        change(&mut next);
        next.page.offset = 0;
        if state.with_untracked(|state| *state != next) {
            go.run(next.href());
        }
    };
    let kind = chosen(
        move || state.with(|state| state.kind.map_or("", BillLineKind::as_str)).to_owned(),
        move |word| show(&|state| state.kind = BillLineKind::parse(&word)),
    );
    let customer = typed(
        move || state.with(|state| state.customer_id.as_ref().map(ToString::to_string).unwrap_or_default()),
        move |id: String| show(&|state| state.customer_id = id.parse().ok()),
    );
    let mut kinds = vec![Choice::new("", msg::all)];
    kinds.extend(BillLineKind::ALL.map(|kind| Choice::new(kind.as_str(), move || words::kind(kind))));
    view! {
        <SelectField label=msg::kind value=kind choices=kinds />
        <TextField label=msg::customer_id value=customer hint=msg::customer_hint />
    }
    .into_any()
}

fn columns() -> Vec<Column<BillLine>> {
    vec![
        Column::new("charged_at", msg::charged_at, |row: &BillLine| {
            view! { <DateTimeText at=row.charged_at /> }.into_any()
        })
        .mandatory(),
        Column::new("kind", msg::kind, |row: &BillLine| {
            let kind = row.kind;
            (move || words::kind(kind)).into_any()
        }),
        Column::new("customer", msg::customer, |row: &BillLine| {
            customer(&row.customer_id, &row.customer_name)
        }),
        Column::new("service", msg::service, |row: &BillLine| row.service_type_code.clone().into_any()),
        Column::new("order_no", msg::order_no, |row: &BillLine| {
            view! { <code>{row.order_no.clone()}</code> }.into_any()
        }),
        Column::new("amount", msg::amount, |row: &BillLine| {
            view! { <MoneyText money=Money { amount: row.amount, currency: row.currency } /> }.into_any()
        })
        .numeric(),
    ]
}

/// Masked name and id, leading to the customer.
fn customer(customer_id: &CustomerId, name: &str) -> AnyView {
    let id = customer_id.to_string();
    let id = if can(Permission::ViewCustomers) {
        view! { <a href=Route::Customer(customer_id.clone()).href()>{id}</a> }.into_any()
    } else {
        id.into_any()
    };
    view! { <span><MaskedText text=name.to_owned() masked=true /> " " {id}</span> }.into_any()
}
