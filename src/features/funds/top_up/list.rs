//! 充值记录: the orders, newest first.

use super::{msg, status};
use crate::{
    features::funds::{model::FundsState, page::Funds, records::nothing},
    flows::{fetch::use_fetch, filter_fields::chosen},
    routes::Route,
    ui::{Badge, Choice, Column, DataTable, DateTimeText, Loaded, MoneyText, Pagination, SelectField},
};
use contract::{
    money::Money,
    top_ups::{LIST, TopUp, TopUpPage, TopUpStatus},
};
use leptos::prelude::*;

#[component]
pub fn TopUps(funds: Funds) -> AnyView {
    let orders = use_fetch(&LIST, move || Some(((), funds.state.with(FundsState::top_up_query))));
    let chosen = chosen(
        move || funds.state.with(|state| state.top_up_status.map_or("", TopUpStatus::as_str)).to_owned(),
        move |word| funds.change(|state| state.top_up_status = TopUpStatus::parse(&word)),
    );
    let statuses = TopUpStatus::ALL.map(|one| Choice::new(one.as_str(), move || status(one).0));
    let choices = [Choice::new("", msg::all)].into_iter().chain(statuses).collect::<Vec<_>>();
    let table = move |page: Signal<TopUpPage>| {
        let rows = Signal::derive(move || page.with(|page| page.top_ups.clone()));
        view! {
            <DataTable
                caption=msg::list
                columns=columns()
                rows
                key=|row: &TopUp| row.top_up_id.to_string()
                busy=orders.loading
                empty=move || nothing(funds, msg::none)
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
            <SelectField label=msg::status value=chosen choices />
        </div>
        <Loaded from=orders lines=8 children=table />
    }
    .into_any()
}

fn columns() -> Vec<Column<TopUp>> {
    vec![
        Column::new("number", msg::number, |row: &TopUp| {
            let href = Route::TopUp(row.top_up_id.clone()).href();
            view! { <a href=href><code>{row.top_up_id.to_string()}</code></a> }.into_any()
        })
        .mandatory(),
        Column::new("amount", msg::amount, |row: &TopUp| {
            view! { <MoneyText money=Money { amount: row.amount, currency: row.currency } /> }.into_any()
        })
        .numeric(),
        Column::new("status", msg::status, |row: &TopUp| {
            let now = row.status;
            view! { <Badge label=move || status(now).0 tone=status(now).1 /> }.into_any()
        }),
        Column::new("created_at", msg::ordered_at, |row: &TopUp| {
            view! { <DateTimeText at=row.created_at /> }.into_any()
        }),
        Column::new("paid_at", msg::paid_at, |row: &TopUp| {
            row.paid_at.map(|at| view! { <DateTimeText at /> }).into_any()
        }),
        Column::new("created_by", msg::ordered_by, |row: &TopUp| row.created_by.clone().into_any()),
    ]
}
