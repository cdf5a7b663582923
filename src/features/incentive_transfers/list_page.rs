//! The accounts of the company, asking, and what was asked for.

use super::{form::TransferForm, msg};
use crate::{
    flows::{fetch::use_fetch, incentive::words, permitted::Permitted},
    routes::{Route, use_address, use_change},
    ui::{
        Asking, Badge, Button, ButtonKind, Column, Crumb, DataTable, DateTimeText, Dialog, EmptyState,
        IconName, Loaded, PageChange, PageHeader, Pagination, Tone,
    },
};
use contract::{
    incentive_transfers::{
        ACCOUNTS, CompanyAccount, CompanyAccounts, LIST, Transfer, TransferKind, TransferPage, TransferQuery,
    },
    permissions::Permission,
};
use leptos::prelude::*;

#[component]
pub fn TransfersPage() -> AnyView {
    let crumbs = vec![Crumb::step(msg::menu_sales), Crumb::link(msg::incentives, Route::Incentives.href())];
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs />
        <Permitted to=Permission::TransferIncentives>
            <Content />
        </Permitted>
    }
    .into_any()
}

#[component]
fn Content() -> AnyView {
    let page = use_address(&Route::IncentiveTransfers, |value| PageChange::read(value));
    let change = use_change();
    let accounts = use_fetch(&ACCOUNTS, || Some(((), ())));
    let transfers = use_fetch(&LIST, move || {
        let PageChange { offset, limit } = page.get();
        Some(((), TransferQuery { offset: Some(offset), limit: Some(limit), ..TransferQuery::default() }))
    });
    let asking = Asking::<TransferKind>::new();
    let again = Callback::new(move |()| {
        accounts.refetch();
        transfers.refetch();
    });
    let title = move || asking.about.with(|kind| kind.map_or("", words::transfer_kind));
    let company = move |accounts: Signal<CompanyAccounts>| {
        let rows = Signal::derive(move || accounts.with(|accounts| accounts.accounts.clone()));
        let why = move |kind: TransferKind| {
            Signal::derive(move || accounts.with(|accounts| why_not(accounts, kind)).map(ToOwned::to_owned))
        };
        let button = move |kind: TransferKind, label: fn() -> &'static str, style: ButtonKind| {
            view! { <Button label kind=style why_disabled=why(kind) on_press=move |()| asking.ask(kind) /> }
        };
        let form = move || {
            let kind = asking.about.get()?;
            Some(view! { <TransferForm kind accounts asking again /> })
        };
        view! {
            <DataTable
                caption=msg::accounts
                columns=account_columns()
                rows
                key=|row: &CompanyAccount| row.partner_id.to_string()
            />
            <div class="transfers__actions">
                {button(TransferKind::Incentives, msg::ask_transfer, ButtonKind::Primary)}
                {button(TransferKind::Rebinding, msg::ask_rebinding, ButtonKind::Secondary)}
            </div>
            <Dialog title open=asking.open busy=asking.pending>{form}</Dialog>
        }
        .into_any()
    };
    let shown = move |found: Signal<TransferPage>| {
        let rows = Signal::derive(move || found.with(|found| found.transfers.clone()));
        view! {
            <DataTable
                caption=msg::requests
                columns=columns()
                rows
                key=|row: &Transfer| row.transfer_id.to_string()
                busy=transfers.loading
                empty=|| view! { <EmptyState title=msg::nothing body=msg::nothing_hint icon=IconName::Switch /> }
            />
            <Pagination
                total=Signal::derive(move || found.with(|found| found.total_count))
                page
                on_change=move |page: PageChange| change.run(page.address().into())
            />
        }
        .into_any()
    };
    view! {
        <div class="transfers">
            <section class="card transfers__section" aria-labelledby="company-accounts">
                <h2 id="company-accounts">{msg::accounts}</h2>
                <Loaded from=accounts lines=3 children=company />
            </section>
            <section class="transfers__section" aria-labelledby="transfer-requests">
                <h2 id="transfer-requests">{msg::requests}</h2>
                <Loaded from=transfers lines=5 children=shown />
            </section>
        </div>
    }
    .into_any()
}

/// Why it cannot be asked for.
fn why_not(accounts: &CompanyAccounts, kind: TransferKind) -> Option<&'static str> {
    if accounts.accounts.len() < 2 {
        return Some(msg::no_other_account());
    }
    match kind {
        TransferKind::Incentives => accounts.transferable.is_empty().then(msg::nothing_to_transfer),
        TransferKind::Rebinding => {
            let bound = accounts.accounts.iter().any(|account| account.is_own && account.is_bound);
            (!bound).then(msg::not_bound_here)
        }
    }
}

fn account_columns() -> Vec<Column<CompanyAccount>> {
    vec![
        Column::new("account", msg::account, |row: &CompanyAccount| {
            let own = row.is_own.then(|| view! { <Badge label=msg::own tone=Tone::Info /> });
            view! { <span class="incentive-stack">{row.partner_name.clone()} <code>{row.partner_id.to_string()}</code> {own}</span> }
                .into_any()
        })
        .mandatory(),
        Column::new("identity", msg::identity, |row: &CompanyAccount| {
            let identity = row.identity;
            (move || crate::shell::identity(identity)).into_any()
        }),
        Column::new("bound", msg::e_partner, |row: &CompanyAccount| {
            let bound = row.is_bound;
            let tone = if bound { Tone::Success } else { Tone::Neutral };
            view! { <Badge label=move || if bound { msg::bound() } else { msg::not_bound() } tone /> }.into_any()
        }),
    ]
}

fn columns() -> Vec<Column<Transfer>> {
    vec![
        Column::new("kind", msg::kind, |row: &Transfer| {
            let (kind, href) = (row.kind, Route::IncentiveTransfer(row.transfer_id.clone()).href());
            view! { <a href=href>{move || words::transfer_kind(kind)}</a> }.into_any()
        })
        .mandatory(),
        Column::new("from", msg::from, |row: &Transfer| {
            account(&row.from_name, row.from_partner_id.as_str())
        }),
        Column::new("to", msg::to, |row: &Transfer| account(&row.to_name, row.to_partner_id.as_str())),
        Column::new("status", msg::status, |row: &Transfer| {
            let status = row.status;
            view! { <Badge label=move || words::transfer(status).0 tone=words::transfer(status).1 /> }
                .into_any()
        }),
        Column::new("submitted_at", msg::submitted_at, |row: &Transfer| {
            view! {
                <span class="incentive-stack">{row.submitted_by.clone()} <DateTimeText at=row.submitted_at /></span>
            }
            .into_any()
        }),
    ]
}

fn account(name: &str, id: &str) -> AnyView {
    let (name, id) = (name.to_owned(), id.to_owned());
    view! { <span class="incentive-stack">{name} <code>{id}</code></span> }.into_any()
}
