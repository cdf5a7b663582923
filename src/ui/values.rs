//! Money and times, written in the reader's language.

use crate::i18n;
use contract::{
    money::Money,
    time::{Date, Timestamp},
};
use leptos::prelude::*;

/// `<MoneyText money=budget.balance />`; figures stand under each other.
#[component]
pub fn MoneyText(#[prop(into)] money: Signal<Money>) -> AnyView {
    view! { <span class="money">{move || i18n::money(money.get())}</span> }.into_any()
}

/// `<DateText day=quota.next_allowed_on />`
#[component]
pub fn DateText(day: Date) -> AnyView {
    view! { <time datetime=day.to_string()>{move || i18n::day(day)}</time> }.into_any()
}

/// `<DateTimeText at=record.created_at />`; with `deadline` it says whose clock is meant.
#[component]
pub fn DateTimeText(at: Timestamp, #[prop(optional)] deadline: bool) -> AnyView {
    let written = move || if deadline { i18n::deadline(at) } else { i18n::date_time(at) };
    view! { <time datetime=at.to_string()>{written}</time> }.into_any()
}
