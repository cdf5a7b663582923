//! What can be chosen: gains by a box, reductions that go along, frozen ones with the reason.

use super::{super::msg, typed::Typed};
use crate::{
    flows::{
        account_check::association_type,
        incentive::words::{frozen, method},
        time_left::TimeLeft,
    },
    i18n,
    ui::{Badge, Column, DataTable, MoneyText, Tone},
};
use contract::{
    money::{Currency, Money},
    payouts::{Payable, Payables},
};
use leptos::prelude::*;

#[component]
pub fn ToChoose(
    payables: Signal<Payables>,
    typed: RwSignal<Typed>,
    currency: Memo<Option<Currency>>,
) -> AnyView {
    let rows = Signal::derive(move || {
        let currency = currency.get();
        payables.with(|found| {
            let ours = found.payables.iter().filter(|row| Some(row.currency) == currency);
            ours.cloned().collect::<Vec<_>>()
        })
    });
    let all = Memo::new(move |_| typed.with(|typed| typed.chosen.is_none()));
    let flip = move |event| {
        let chosen = if event_target_checked(&event) { None } else { Some(Vec::new()) };
        typed.update(|typed| typed.chosen = chosen);
    };
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=move || all.get() on:change=flip />
            <span class="choice__text">{msg::choose_all}</span>
        </label>
        <DataTable
            caption=msg::what_to_apply_for
            columns=columns(payables, typed)
            rows
            key=|row: &Payable| row.incentive_id.to_string()
        />
    }
    .into_any()
}

fn columns(payables: Signal<Payables>, typed: RwSignal<Typed>) -> Vec<Column<Payable>> {
    vec![
        Column::new("plan", msg::plan, move |row: &Payable| pick(row, payables, typed)).mandatory(),
        Column::new("period", msg::period, |row: &Payable| {
            let first = row.period.first_day();
            (move || i18n::month(first)).into_any()
        }),
        Column::new("association_type", msg::association_type, |row: &Payable| {
            let kind = row.association_type;
            view! { <span class="incentive-word">{move || association_type(kind)}</span> }.into_any()
        }),
        Column::new("open_amount", msg::open_amount, |row: &Payable| {
            let money = Money { amount: row.open_amount, currency: row.currency };
            view! { <MoneyText money /> }.into_any()
        })
        .numeric(),
        Column::new("methods", msg::methods, |row: &Payable| {
            let methods = row.methods.clone();
            let said = move || i18n::list(methods.iter().map(|one| method(*one)));
            row.open_amount.is_positive().then_some(said).into_any()
        }),
    ]
}

/// The box with the name beside it, and why it cannot be changed.
fn pick(row: &Payable, payables: Signal<Payables>, typed: RwSignal<Typed>) -> AnyView {
    let id = row.incentive_id.clone();
    let fixed = row.freeze.is_some() || !row.open_amount.is_positive();
    let kept = StoredValue::new(row.clone());
    let checked = Memo::new(move |_| typed.with(|typed| kept.with_value(|row| typed.takes(row))));
    let change = move |event| {
        let taken = event_target_checked(&event);
        typed.update(|typed| {
            let now = std::mem::take(typed);
            *typed = payables.with_untracked(|found| now.with(found, &id, taken));
        });
    };
    let why = match &row.freeze {
        Some(freeze) => {
            let reason = freeze.reason;
            Some(
                view! {
                    <Badge label=msg::frozen tone=Tone::Danger />
                    <span class="payouts__hint">{move || frozen(reason)}</span>
                }
                .into_any(),
            )
        }
        None if fixed => Some(
            view! {
                <Badge label=msg::reduction tone=Tone::Warning />
                <span class="payouts__hint">{msg::goes_along}</span>
            }
            .into_any(),
        ),
        None => None,
    };
    let expires = row.expire_at.map(|at| view! { <TimeLeft deadline=at /> });
    let number = row.incentive_id.to_string();
    view! {
        <span class="payouts__pick">
            <label class="choice">
                <input type="checkbox" disabled=fixed prop:checked=move || checked.get() on:change=change />
                <span class="choice__text">{row.plan_name.clone()} <code>{number}</code></span>
            </label>
            {why} {expires}
        </span>
    }
    .into_any()
}
