//! 提现申请: the applications, newest first.

use super::{msg, route, status};
use crate::{
    features::funds::{model::FundsState, page::Funds, records::nothing},
    flows::{fetch::use_fetch, filter_fields::chosen},
    routes::Route,
    ui::{Badge, Choice, Column, DataTable, DateTimeText, Loaded, MoneyText, Pagination, SelectField},
};
use contract::{
    money::Money,
    withdrawals::{LIST, Withdrawal, WithdrawalPage, WithdrawalStatus},
};
use leptos::prelude::*;

#[component]
pub fn Withdrawals(funds: Funds) -> AnyView {
    let applications = use_fetch(&LIST, move || Some(((), funds.state.with(FundsState::withdrawal_query))));
    let chosen = chosen(
        move || {
            funds.state.with(|state| state.withdrawal_status.map_or("", WithdrawalStatus::as_str)).to_owned()
        },
        move |word| funds.change(|state| state.withdrawal_status = WithdrawalStatus::parse(&word)),
    );
    let statuses = WithdrawalStatus::ALL.map(|one| Choice::new(one.as_str(), move || status(one).0));
    let choices = [Choice::new("", msg::all)].into_iter().chain(statuses).collect::<Vec<_>>();
    let table = move |page: Signal<WithdrawalPage>| {
        let rows = Signal::derive(move || page.with(|page| page.withdrawals.clone()));
        view! {
            <DataTable
                caption=msg::list
                columns=columns()
                rows
                key=|row: &Withdrawal| [row.withdrawal_id.as_str(), row.status.as_str()].concat()
                busy=applications.loading
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
        <Loaded from=applications lines=8 children=table />
    }
    .into_any()
}

fn columns() -> Vec<Column<Withdrawal>> {
    vec![
        Column::new("number", msg::number, |row: &Withdrawal| {
            let href = Route::Withdrawal(row.withdrawal_id.clone()).href();
            view! { <a href=href><code>{row.withdrawal_id.to_string()}</code></a> }.into_any()
        })
        .mandatory(),
        Column::new("amount", msg::amount, |row: &Withdrawal| {
            view! { <MoneyText money=Money { amount: row.amount, currency: row.currency } /> }.into_any()
        })
        .numeric(),
        Column::new("route", msg::route, |row: &Withdrawal| {
            let which = row.route;
            (move || route(which)).into_any()
        }),
        Column::new("account", msg::account, |row: &Withdrawal| {
            row.account.as_ref().map(|account| account.account_number.clone()).into_any()
        }),
        Column::new("status", msg::status, progress),
        Column::new("requested_at", msg::requested_at, |row: &Withdrawal| {
            view! { <DateTimeText at=row.requested_at /> }.into_any()
        }),
        Column::new("requested_by", msg::requested_by, |row: &Withdrawal| {
            row.requested_by.clone().into_any()
        }),
    ]
}

/// Where it stands, and since or until when.
fn progress(row: &Withdrawal) -> AnyView {
    let now = row.status;
    let answer = row.answer.clone().map(|answer| view! { <span class="funds__note">{answer}</span> });
    let until = row.handled_at.is_none().then(|| {
        view! { <span class="funds__note">{msg::expected} " " <DateTimeText at=row.expected_by /></span> }
    });
    view! {
        <span class="funds__progress"><Badge label=move || status(now).0 tone=status(now).1 /> {answer} {until}</span>
    }
    .into_any()
}
