//! The columns of the lines.

use super::super::{
    msg,
    reconciliation::{Feedback, may_confirm},
};
use crate::{
    flows::{
        account_check::association_type,
        incentive::words::{billing, feedback, product, status},
    },
    i18n,
    routes::Route,
    ui::{Asking, Badge, Button, ButtonKind, Column, DateText, MoneyText},
};
use contract::{
    incentives::IncentiveLine,
    money::{Amount, Money},
};
use leptos::prelude::*;

pub fn columns(telling: Asking<Feedback>) -> Vec<Column<IncentiveLine>> {
    let money = |amount: Amount, row: &IncentiveLine| {
        let money = Money { amount, currency: row.currency };
        view! { <MoneyText money /> }.into_any()
    };
    vec![
        Column::new("order_id", msg::order_id, |row: &IncentiveLine| {
            let (order, line) = (row.order_id.clone(), row.line_id.to_string());
            view! { <span class="incentive-stack"><code>{order}</code> <code class="incentives__hint">{line}</code></span> }
                .into_any()
        })
        .mandatory(),
        Column::new("customer", msg::customer, |row: &IncentiveLine| {
            let reseller = row.reseller_name.clone();
            view! {
                <span class="incentive-stack">
                    {row.customer_name.clone()} <code>{row.customer_id.to_string()}</code>
                    {reseller.map(|name| view! { <span class="incentives__hint">{name}</span> })}
                </span>
            }
            .into_any()
        }),
        Column::new("plan", msg::plan, |row: &IncentiveLine| {
            let href = Route::Incentive(row.incentive_id.clone()).href();
            let period = row.period.first_day();
            view! {
                <span class="incentive-stack">
                    <a href=href>{row.plan_name.clone()}</a>
                    <span class="incentives__hint">{move || i18n::month(period)}</span>
                </span>
            }
            .into_any()
        }),
        Column::new("product", msg::product, |row: &IncentiveLine| {
            let (kind, mode) = (row.product_type, row.billing_mode);
            view! {
                <span class="incentive-stack">
                    {move || product(kind)} <span class="incentives__hint">{move || billing(mode)}</span>
                </span>
            }
            .into_any()
        }),
        Column::new("association_type", msg::association_type, |row: &IncentiveLine| {
            let kind = row.association_type;
            view! { <span class="incentive-word">{move || association_type(kind)}</span> }.into_any()
        }),
        Column::new("manager", msg::account_manager, |row: &IncentiveLine| {
            row.account_manager_name.clone().into_any()
        }),
        Column::new("spent_on", msg::spent_on, |row: &IncentiveLine| {
            view! { <DateText day=row.spent_on /> }.into_any()
        }),
        Column::new("spend", msg::spend, move |row: &IncentiveLine| money(row.spend, row)).numeric(),
        Column::new("rate", msg::rate, |row: &IncentiveLine| rate(row.rate).into_any()).numeric(),
        Column::new("amount", msg::amount, move |row: &IncentiveLine| money(row.amount, row)).numeric(),
        Column::new("status", msg::status, |row: &IncentiveLine| {
            let (state, said) = (row.status, row.feedback);
            let said = said.map(|said| {
                view! { <span class="incentives__hint">{move || msg::feedback_is(feedback(said).0)}</span> }
            });
            view! {
                <span class="incentive-stack">
                    <Badge label=move || status(state).0 tone=status(state).1 /> {said}
                </span>
            }
            .into_any()
        }),
        Column::new("actions", msg::actions, move |row: &IncentiveLine| {
            let about = Feedback::about_line(row);
            view! {
                <Button
                    label=msg::give_feedback
                    kind=ButtonKind::Link
                    why_disabled=may_confirm()
                    on_press=move |()| telling.ask(about.clone())
                />
            }
            .into_any()
        }),
    ]
}

/// Hundredths of a percent: `8.5%`.
pub fn rate(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let hundredths = hundredths.unsigned_abs();
    let digits = format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100);
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    [digits, "%"].concat()
}

#[cfg(test)]
mod tests {
    use super::rate;

    #[test]
    fn a_rate_has_no_more_digits_than_it_needs() {
        for (hundredths, written) in
            [(850, "8.5%"), (1_000, "10%"), (5, "0.05%"), (0, "0%"), (-125, "-1.25%")]
        {
            assert_eq!(rate(hundredths), written);
        }
    }
}
