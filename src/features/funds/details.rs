//! 收支明细: what came to and went from the cash account, and what was there then.

use super::{export::Export, msg, page::Funds, records::nothing, words};
use crate::{
    flows::{fetch::use_fetch, filter_fields::chosen},
    routes::Route,
    session::can,
    ui::{
        Button, ButtonKind, Choice, Column, DataTable, DateField, DateTimeText, Loaded, MoneyText,
        Pagination, SelectField,
    },
};
use contract::{
    funds::{DETAILS, FundsDetails, FundsEntry, FundsEntryKind},
    money::Money,
    permissions::Permission,
    time::Date,
};
use leptos::prelude::*;

/// Filters, table, pages, and the file.
#[component]
pub fn Details(funds: Funds) -> AnyView {
    let query = Signal::derive(move || funds.state.with(super::model::FundsState::detail_query));
    let details = use_fetch(&DETAILS, move || Some(((), query.get())));
    let table = move |page: Signal<FundsDetails>| {
        let rows = Signal::derive(move || page.with(|page| page.entries.clone()));
        view! {
            <DataTable
                caption=msg::tab_details
                columns=columns()
                rows
                key=|row: &FundsEntry| row.entry_id.clone()
                busy=details.loading
                empty=move || nothing(funds, msg::no_details)
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
        <div class="funds__tools">
            <Filters funds />
            <Export query />
        </div>
        <Loaded from=details lines=8 children=table />
    }
    .into_any()
}

#[component]
fn Filters(funds: Funds) -> AnyView {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let kind = chosen(
        move || funds.state.with(|state| state.kind.map_or("", FundsEntryKind::as_str)).to_owned(),
        move |word| funds.change(|state| state.kind = FundsEntryKind::parse(&word)),
    );
    let from = chosen(
        move || funds.state.with(|state| day(state.from)),
        move |word| funds.change(|state| state.from = word.parse().ok()),
    );
    let to = chosen(
        move || funds.state.with(|state| day(state.to)),
        move |word| funds.change(|state| state.to = word.parse().ok()),
    );
    let upside_down = Signal::derive(move || {
        let wrong = funds.state.with(|state| state.from.zip(state.to).is_some_and(|(from, to)| from > to));
        wrong.then(|| msg::upside_down().to_owned())
    });
    let kinds = FundsEntryKind::ALL.map(|kind| Choice::new(kind.as_str(), move || words::entry_kind(kind)));
    let choices = [Choice::new("", msg::all)].into_iter().chain(kinds).collect::<Vec<_>>();
    let clear = move |()| funds.change(|state| *state = state.clone().cleared());
    view! {
        <div class="funds__filters" role="search" aria-label=msg::filters>
            <SelectField label=msg::entry_kind value=kind choices />
            <DateField label=msg::from value=from />
            <DateField label=msg::to value=to error=upside_down />
            <Show when=move || funds.state.with(super::model::FundsState::is_filtered)>
                <Button label=msg::clear_filters kind=ButtonKind::Link on_press=clear />
            </Show>
        </div>
    }
    .into_any()
}

fn columns() -> Vec<Column<FundsEntry>> {
    vec![
        Column::new("time", msg::time, |row: &FundsEntry| match row.posted_at {
            Some(at) => view! { <DateTimeText at /> }.into_any(),
            None => "—".into_any(),
        })
        .mandatory(),
        Column::new("kind", msg::entry_kind, |row: &FundsEntry| {
            let kind = row.kind;
            (move || words::entry_kind(kind)).into_any()
        }),
        Column::new("amount", msg::amount, |row: &FundsEntry| {
            let gained = row.amount.is_positive();
            let money = Money { amount: row.amount, currency: row.currency };
            view! { <span class="funds__moved" class:funds__moved--in=gained>{gained.then_some("+")}<MoneyText money /></span> }
                .into_any()
        })
        .numeric(),
        Column::new("balance", msg::balance_after, |row: &FundsEntry| match row.balance_after {
            Some(amount) => {
                let money = Money { amount, currency: row.currency };
                view! { <MoneyText money /> }.into_any()
            }
            None => "—".into_any(),
        })
        .numeric(),
        Column::new("about", msg::about, about),
    ]
}

/// The number of what it belongs to; it leads there where there is a page.
fn about(row: &FundsEntry) -> AnyView {
    let customer = row.customer_id.clone().map(|id| {
        let text = id.to_string();
        if can(Permission::ViewCustomers) {
            view! { <a href=Route::Customer(id).href()>{text}</a> }.into_any()
        } else {
            text.into_any()
        }
    });
    let number = row.about_id.clone();
    let number = match (row.kind, number.parse()) {
        (FundsEntryKind::WithdrawalHeld | FundsEntryKind::WithdrawalReturned, Ok(id)) => {
            view! { <a href=Route::Withdrawal(id).href()>{number}</a> }.into_any()
        }
        _ => number.into_any(),
    };
    view! { <span class="funds__about">{customer} <code>{number}</code></span> }.into_any()
}
