//! The columns of the reconciliation list.

use super::{super::msg, confirm::may_confirm, feedback::Feedback};
use crate::{
    flows::{
        account_check::association_type,
        incentive::words::{frozen, status},
        time_left::TimeLeft,
    },
    i18n,
    routes::Route,
    ui::{Asking, Badge, Button, ButtonKind, Column, MoneyText, Tone},
};
use contract::{
    incentives::{Incentive, IncentiveStatus},
    money::Money,
    month::Month,
};
use leptos::prelude::*;

pub fn columns(confirming: Asking<Month>, telling: Asking<Feedback>) -> Vec<Column<Incentive>> {
    vec![
        Column::new("plan", msg::plan, |row: &Incentive| {
            let href = Route::Incentive(row.incentive_id.clone()).href();
            let id = row.incentive_id.to_string();
            view! { <span class="incentive-stack"><a href=href>{row.plan_name.clone()}</a> <code>{id}</code></span> }
                .into_any()
        })
        .mandatory(),
        Column::new("period", msg::period, period),
        Column::new("association_type", msg::association_type, |row: &Incentive| {
            let kind = row.association_type;
            view! { <span class="incentive-word">{move || association_type(kind)}</span> }.into_any()
        }),
        Column::new("amount", msg::amount, |row: &Incentive| {
            let money = Money { amount: row.amount, currency: row.currency };
            view! { <MoneyText money /> }.into_any()
        })
        .numeric(),
        Column::new("open_amount", msg::open_amount, |row: &Incentive| {
            let money = Money { amount: row.open_amount, currency: row.currency };
            row.status.is_reconciled().then(|| view! { <MoneyText money /> }).into_any()
        })
        .numeric(),
        Column::new("status", msg::status, standing),
        Column::new("deadline", msg::confirm_deadline, |row: &Incentive| {
            let waits = row.status == IncentiveStatus::PendingConfirm;
            row.confirm_deadline
                .filter(|_| waits)
                .map(|deadline| view! { <TimeLeft deadline /> })
                .into_any()
        }),
        Column::new("actions", msg::actions, move |row: &Incentive| actions(row, confirming, telling)),
    ]
}

/// The month; of an adjustment also the one that it corrects.
fn period(row: &Incentive) -> AnyView {
    let (period, earned) = (row.period.first_day(), row.earned_in.first_day());
    let corrects = row.is_adjustment().then(|| {
        view! { <Badge label=move || msg::corrects(i18n::month(earned)) tone=Tone::Warning /> }
    });
    view! { <span class="incentive-stack">{move || i18n::month(period)} {corrects}</span> }.into_any()
}

fn standing(row: &Incentive) -> AnyView {
    let (state, reason) = (row.status, row.freeze.as_ref().map(|freeze| freeze.reason));
    let cold = reason.map(|reason| {
        view! {
            <Badge label=msg::frozen tone=Tone::Danger />
            <span class="incentives__hint">{move || frozen(reason)}</span>
        }
    });
    let feedback = row.open_feedback_count;
    let open = (feedback > 0).then(|| {
        view! { <span class="incentives__hint">{move || msg::open_feedback(i18n::number(feedback))}</span> }
    });
    view! {
        <span class="incentive-stack">
            <Badge label=move || status(state).0 tone=status(state).1 /> {cold} {open}
        </span>
    }
    .into_any()
}

fn actions(row: &Incentive, confirming: Asking<Month>, telling: Asking<Feedback>) -> AnyView {
    let about = Feedback::about(row);
    let confirm = (row.status == IncentiveStatus::PendingConfirm).then(|| {
        let period = row.period;
        view! {
            <Button
                label=msg::confirm
                kind=ButtonKind::Link
                why_disabled=may_confirm()
                on_press=move |()| confirming.ask(period)
            />
        }
    });
    view! {
        <span class="incentives__actions">
            {confirm}
            <Button
                label=msg::give_feedback
                kind=ButtonKind::Link
                why_disabled=may_confirm()
                on_press=move |()| telling.ask(about.clone())
            />
        </span>
    }
    .into_any()
}
