//! One application: where it stands, where the money goes, what it is taken from.

use super::{delete::DeleteDialog, msg, route, status};
use crate::{
    features::funds::{crumbs, for_partners_with_customers},
    flows::fetch::use_fetch,
    routes::Route,
    ui::{
        Badge, Button, ButtonKind, Column, DataTable, DateTimeText, Described, DescriptionList, EmptyState,
        Happened, IconName, LinkButton, Loaded, MoneyText, PageHeader, Timeline, Tone,
    },
};
use contract::{
    ids::WithdrawalId,
    money::{Amount, Currency, Money},
    withdrawals::{SHOW, Withdrawal, WithdrawalPart, WithdrawalStatus},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn WithdrawalPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<WithdrawalId>> =
        Memo::new(move |_| params.read().get("withdrawal_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <One id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such icon=IconName::Search /> }.into_any(),
    };
    view! {
        <PageHeader title=msg::one_title crumbs=crumbs() />
        {for_partners_with_customers(move || content().into_any())}
    }
    .into_any()
}

#[component]
fn One(id: WithdrawalId) -> AnyView {
    let deleting = RwSignal::new(false);
    let withdrawal = {
        let id = id.clone();
        use_fetch(&SHOW, move || Some(((id.clone(),), ())))
    };
    let shown = move |withdrawal: Signal<Withdrawal>| shown(withdrawal, deleting);
    view! {
        <Loaded from=withdrawal lines=8 children=shown />
        <DeleteDialog id open=deleting />
    }
    .into_any()
}

fn shown(withdrawal: Signal<Withdrawal>, deleting: RwSignal<bool>) -> AnyView {
    let about = move || {
        let withdrawal = withdrawal.get();
        let (now, which) = (withdrawal.status, withdrawal.route);
        let money = Money { amount: withdrawal.amount, currency: withdrawal.currency };
        let account = withdrawal.account.clone().map(|account| {
            let text = [account.holder, account.bank_name, account.account_number].join(" · ");
            view! { <Described term=msg::account>{text}</Described> }
        });
        let parts = (!withdrawal.parts.is_empty()).then(|| {
            view! { <Parts parts=withdrawal.parts.clone() currency=withdrawal.currency /> }
        });
        let delete = now.can_be_deleted().then(|| {
            view! { <Button label=msg::delete kind=ButtonKind::Danger on_press=move |()| deleting.set(true) /> }
        });
        let progress = progress(&withdrawal);
        view! {
            <section class="card funds__one">
                <p class="funds__standing"><Badge label=move || status(now).0 tone=status(now).1 /></p>
                <DescriptionList>
                    <Described term=msg::number><code>{withdrawal.withdrawal_id.to_string()}</code></Described>
                    <Described term=msg::amount><strong><MoneyText money /></strong></Described>
                    <Described term=msg::route>{move || route(which)}</Described>
                    {account}
                    <Described term=msg::requested_by>{withdrawal.requested_by.clone()}</Described>
                </DescriptionList>
                {parts}
                <h2>{msg::progress}</h2>
                {progress}
                <div class="funds__actions">
                    {delete}
                    <LinkButton label=msg::to_list href=Route::Funds.href_with(&[("tab", "withdrawals")]) />
                </div>
            </section>
        }
    };
    about.into_any()
}

fn progress(withdrawal: &Withdrawal) -> AnyView {
    let taken = withdrawal.taken_up_at.map(|at| view! { <Happened what=msg::status_in_progress at /> });
    let answer = withdrawal.answer.clone();
    let (requested_at, expected_by) = (withdrawal.requested_at, withdrawal.expected_by);
    let end = match (withdrawal.status, withdrawal.handled_at) {
        (WithdrawalStatus::Paid, Some(at)) => {
            view! { <Happened what=msg::status_paid at tone=Tone::Success>{answer}</Happened> }.into_any()
        }
        (WithdrawalStatus::Rejected, Some(at)) => view! {
            <Happened what=msg::status_rejected at tone=Tone::Danger>
                {answer} " " {msg::money_is_back}
            </Happened>
        }
        .into_any(),
        _ => view! {
            <Happened what=msg::expected>
                <DateTimeText at=expected_by deadline=true />
            </Happened>
        }
        .into_any(),
    };
    view! {
        <Timeline>
            <Happened what=msg::status_held at=requested_at>{msg::held_hint}</Happened>
            {taken}
            {end}
        </Timeline>
    }
    .into_any()
}

/// Which top-ups are taken back, and how much of each.
#[component]
pub fn Parts(parts: Vec<WithdrawalPart>, currency: Currency) -> AnyView {
    let money = move |amount: Amount| Money { amount, currency };
    let columns = vec![
        Column::new("top_up", msg::record_number, |row: &WithdrawalPart| {
            let href = Route::TopUp(row.top_up_id.clone()).href();
            view! { <a href=href><code>{row.top_up_id.to_string()}</code></a> }.into_any()
        })
        .mandatory(),
        Column::new("paid_at", msg::record_paid_at, |row: &WithdrawalPart| {
            row.paid_at.map(|at| view! { <DateTimeText at /> }).into_any()
        }),
        Column::new("credited", msg::record_credited, move |row: &WithdrawalPart| {
            view! { <MoneyText money=money(row.credited) /> }.into_any()
        })
        .numeric(),
        Column::new("amount", msg::record_taken, move |row: &WithdrawalPart| {
            view! { <MoneyText money=money(row.amount) /> }.into_any()
        })
        .numeric(),
    ];
    view! {
        <DataTable
            caption=msg::taken_from
            columns
            rows=Signal::stored(parts)
            key=|row: &WithdrawalPart| row.top_up_id.to_string()
        />
    }
    .into_any()
}
