//! 申请记录: address → read → show, each with who has it now.

use super::{
    super::{
        filter::{in_address, typed_in_address},
        msg,
        tabs::Part,
    },
    state::ApplicationState,
};
use crate::{
    flows::{
        fetch::use_fetch,
        incentive::{expected_words, words},
    },
    i18n,
    routes::{Route, use_address, use_change},
    ui::{
        Badge, Choice, Column, DataTable, DateText, DateTimeText, EmptyState, IconName, LinkButton, Loaded,
        MoneyText, PageChange, Pagination, SelectField, TextField, Tone,
    },
};
use contract::{
    money::Money,
    payout_status::PayoutStatus,
    payouts::{LIST, PayoutPage, PayoutRow},
};
use leptos::prelude::*;

#[component]
pub fn Applications() -> AnyView {
    let state = use_address(&Route::Incentives, |value| ApplicationState::read(value));
    let change = use_change();
    let found = use_fetch(&LIST, move || Some(((), state.with(ApplicationState::query))));
    let status = in_address("status", move || state.with(|state| Some(state.status?.as_str().to_owned())));
    let number = typed_in_address("payout_no", move || state.with(|state| Some(state.payout_no.clone())));
    let of_status = |status: PayoutStatus| Choice::new(status.as_str(), move || words::payout(status).0);
    let all = Choice::new("", msg::all);
    let statuses = std::iter::once(all).chain(PayoutStatus::ALL.map(of_status)).collect();
    let shown = move |page: Signal<PayoutPage>| {
        let rows = Signal::derive(move || page.with(|page| page.payouts.clone()));
        let totals = move || {
            let (count, totals) = page.with(|page| (page.total_count, page.totals.clone()));
            let money = i18n::list(totals.iter().map(|total| i18n::money(*total)));
            (count > 0).then(|| msg::total_of(i18n::number(count), money))
        };
        view! {
            <p class="incentives__totals" role="status">{totals}</p>
            <DataTable
                caption=msg::applications
                columns=columns()
                rows
                key=|row: &PayoutRow| row.payout_id.to_string()
                busy=found.loading
                empty=move || nothing(state)
            />
            <Pagination
                total=Signal::derive(move || page.with(|page| page.total_count))
                page=Signal::derive(move || state.with(|state| state.page))
                on_change=move |page: PageChange| change.run(page.address().into())
            />
        }
        .into_any()
    };
    view! {
        <div class="incentives__filters" role="search" aria-label=msg::filters>
            <SelectField label=msg::status value=status choices=statuses />
            <TextField label=msg::payout_no value=number />
        </div>
        <Loaded from=found lines=6 children=shown />
    }
    .into_any()
}

fn nothing(state: Memo<ApplicationState>) -> AnyView {
    if state.with(ApplicationState::is_filtered) {
        let all = Route::Incentives.href_with(&[("tab", Part::Payouts.word())]);
        view! {
            <EmptyState title=msg::nothing_found icon=IconName::Search>
                <LinkButton label=msg::show_all href=all />
            </EmptyState>
        }
        .into_any()
    } else {
        view! { <EmptyState title=msg::no_applications icon=IconName::Inbox /> }.into_any()
    }
}

fn columns() -> Vec<Column<PayoutRow>> {
    vec![
        Column::new("payout_no", msg::payout_no, |row: &PayoutRow| {
            let href = Route::Payout(row.payout_id.clone()).href();
            let by = row.applied_by.clone();
            let by = move || by.clone().unwrap_or_else(|| msg::automatically().to_owned());
            view! {
                <span class="incentive-stack">
                    <a class="incentive-stack__number" href=href>{row.payout_no.clone()}</a>
                    <span class="incentives__hint">{by} " " <DateTimeText at=row.applied_at /></span>
                </span>
            }
            .into_any()
        })
        .mandatory(),
        Column::new("periods", msg::periods, |row: &PayoutRow| {
            let (first, last, count) = (row.first_period, row.last_period, row.incentive_count);
            let periods = move || {
                let month = |month: contract::month::Month| i18n::month(month.first_day());
                if first == last { month(first) } else { msg::from_to(month(first), month(last)) }
            };
            view! {
                <span class="incentive-stack">
                    {periods} <span class="incentives__hint">{move || msg::incentive_count(i18n::number(count))}</span>
                </span>
            }
            .into_any()
        }),
        Column::new("amount", msg::amount, |row: &PayoutRow| {
            let money = Money { amount: row.amount, currency: row.currency };
            view! { <MoneyText money /> }.into_any()
        })
        .numeric(),
        Column::new("method", msg::method, |row: &PayoutRow| {
            let method = row.method;
            view! { <span class="incentive-word">{move || words::method(method)}</span> }.into_any()
        }),
        Column::new("status", msg::status, |row: &PayoutRow| {
            let (status, step) = (row.status, row.current.clone());
            let late = step.overdue.then(|| view! { <Badge label=msg::overdue tone=Tone::Danger /> });
            let who = status.is_open().then(|| {
                let (holder, since) = (step.holder, step.since);
                let said = move || match since {
                    Some(since) => msg::with_since(words::holder(holder), i18n::date(since)),
                    None => words::holder(holder).to_owned(),
                };
                view! { <span class="incentives__hint">{said}</span> }
            });
            view! {
                <span class="incentive-stack">
                    <Badge label=move || words::payout(status).0 tone=words::payout(status).1 /> {late} {who}
                </span>
            }
            .into_any()
        }),
        Column::new("arrival", msg::arrives, |row: &PayoutRow| match (row.paid_at, row.arrival) {
            (Some(at), _) => view! { <DateTimeText at /> }.into_any(),
            (None, Some(range)) => (move || expected_words(range)).into_any(),
            (None, None) => ().into_any(),
        }),
        Column::new("invoices", msg::invoices, |row: &PayoutRow| {
            if !row.needs_invoice {
                return msg::no_invoice_needed.into_any();
            }
            let count = row.invoice_count;
            let due = row.invoice_due_at.filter(|_| row.status == PayoutStatus::InvoicePending);
            let due = due.map(|at| {
                let day = at.plus_seconds(-1).china_day();
                view! { <span class="incentives__hint">{msg::until} " " <DateText day /></span> }
            });
            view! {
                <span class="incentive-stack">{move || msg::invoice_count(i18n::number(count))} {due}</span>
            }
            .into_any()
        }),
    ]
}
