//! What a payout pays out: incentives, wholes and parts, with the reductions that go along.

use super::msg;
use crate::{
    flows::account_check::association_type,
    i18n,
    ui::{Badge, Column, DataTable, MoneyText, Tone},
};
use contract::{
    money::{Amount, Currency, Money},
    payouts::PayoutItem,
};
use leptos::prelude::*;

/// `<PayoutItems items currency />`
#[component]
pub fn PayoutItems(#[prop(into)] items: Signal<Vec<PayoutItem>>, currency: Currency) -> AnyView {
    let columns = vec![
        Column::new("plan", msg::plan, |item: &PayoutItem| {
            view! { <span class="incentive-stack">{item.plan_name.clone()} <code>{item.incentive_id.to_string()}</code></span> }
                .into_any()
        })
        .mandatory(),
        Column::new("period", msg::period, |item: &PayoutItem| {
            let first = item.period.first_day();
            (move || i18n::month(first)).into_any()
        }),
        Column::new("association_type", msg::association_type, |item: &PayoutItem| {
            let kind = item.association_type;
            view! { <span class="incentive-word">{move || association_type(kind)}</span> }.into_any()
        }),
        Column::new("taken", msg::taken, |item: &PayoutItem| {
            let (is_reduction, is_partial) = (item.amount < Amount::ZERO, item.is_partial);
            if is_reduction {
                return view! { <Badge label=msg::reduction tone=Tone::Warning /> }.into_any();
            }
            (move || if is_partial { msg::taken_part() } else { msg::taken_whole() }).into_any()
        }),
        Column::new("amount", msg::amount, move |item: &PayoutItem| {
            let money = Money { amount: item.amount, currency };
            view! { <MoneyText money /> }.into_any()
        })
        .numeric(),
    ];
    view! {
        <DataTable
            caption=msg::items
            columns
            rows=items
            key=|item: &PayoutItem| item.incentive_id.to_string()
        />
    }
    .into_any()
}
