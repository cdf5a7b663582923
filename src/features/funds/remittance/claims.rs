//! The claims, newest first, each with what became of it.

use super::{msg, status};
use crate::{
    api::Fetched,
    ui::{
        Badge, Column, DataTable, DateText, DateTimeText, EmptyState, IconName, Loaded, MoneyText,
        PageChange, Pagination,
    },
};
use contract::{
    money::Money,
    remittances::{ClaimPage, RemittanceClaim},
};
use leptos::prelude::*;

#[component]
pub fn Claims(claims: Fetched<ClaimPage>, page: Memo<PageChange>, turn: Callback<PageChange>) -> AnyView {
    let table = move |found: Signal<ClaimPage>| {
        let rows = Signal::derive(move || found.with(|found| found.claims.clone()));
        view! {
            <DataTable
                caption=msg::claims
                columns=columns()
                rows
                key=|row: &RemittanceClaim| [row.claim_id.as_str(), row.status.as_str()].concat()
                busy=claims.loading
                empty=|| view! { <EmptyState title=msg::no_claims icon=IconName::Money /> }
            />
            <Pagination
                total=Signal::derive(move || found.with(|found| found.total_count))
                page
                on_change=turn
            />
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="remittance-claims">
            <h2 id="remittance-claims">{msg::claims}</h2>
            <Loaded from=claims lines=5 children=table />
        </section>
    }
    .into_any()
}

fn columns() -> Vec<Column<RemittanceClaim>> {
    vec![
        Column::new("reference", msg::reference, |row: &RemittanceClaim| {
            view! { <code>{row.bank_reference.clone()}</code> }.into_any()
        })
        .mandatory(),
        Column::new("amount", msg::amount, |row: &RemittanceClaim| {
            view! { <MoneyText money=Money { amount: row.amount, currency: row.currency } /> }.into_any()
        })
        .numeric(),
        Column::new("payer", msg::payer, |row: &RemittanceClaim| row.payer_name.clone().into_any()),
        Column::new("remitted_on", msg::remitted_on, |row: &RemittanceClaim| {
            view! { <DateText day=row.remitted_on /> }.into_any()
        }),
        Column::new("status", msg::status, progress),
        Column::new("submitted_at", msg::submitted_at, |row: &RemittanceClaim| {
            view! { <DateTimeText at=row.submitted_at /> }.into_any()
        }),
        Column::new("submitted_by", msg::submitted_by, |row: &RemittanceClaim| {
            row.submitted_by.clone().into_any()
        }),
    ]
}

fn progress(row: &RemittanceClaim) -> AnyView {
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
