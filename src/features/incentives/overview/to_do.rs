//! What the partner must do, or should know, before money moves: periods to confirm, the certification, a last day.

use super::super::{
    msg,
    reconciliation::{ConfirmDialog, may_confirm},
};
use crate::{
    api::Fetched,
    flows::time_left::TimeLeft,
    i18n,
    routes::{Return, Route},
    ui::{Asking, Button, ButtonKind, LinkButton, Notice, Tone},
};
use contract::{
    incentives::{IncentiveSummary, PeriodToConfirm},
    month::Month,
};
use leptos::prelude::*;

#[component]
pub fn ToDo(summary: Fetched<IncentiveSummary>, changed: Callback<()>) -> AnyView {
    let confirming = Asking::new();
    let known = move || summary.value.get();
    let periods = move || {
        let periods = known().map(|summary| summary.to_confirm).unwrap_or_default();
        periods.into_iter().map(|period| to_confirm(period, confirming)).collect_view()
    };
    let not_certified = move || {
        let certified = known().is_none_or(|summary| summary.certified);
        (!certified).then(|| {
            let href = Route::BusinessInformation.href_with(&[(Return::NAME, Return::Payout.as_str())]);
            view! {
                <Notice tone=Tone::Warning title=msg::not_certified>
                    <p>{msg::not_certified_hint}</p>
                    <LinkButton label=msg::certify href />
                </Notice>
            }
        })
    };
    let last_day = move || {
        let day = known()?.redeem_until?;
        Some(view! {
            <Notice tone=Tone::Danger title=move || msg::redeem_until(i18n::day(day))>
                <p>{msg::redeem_until_hint}</p>
            </Notice>
        })
    };
    view! {
        <div class="incentives__to-do">{last_day} {not_certified} {periods}</div>
        <ConfirmDialog confirming changed />
    }
    .into_any()
}

fn to_confirm(period: PeriodToConfirm, confirming: Asking<Month>) -> AnyView {
    let PeriodToConfirm { period, incentive_count, totals, confirm_deadline, open_feedback_count } = period;
    let month = period.first_day();
    let title = move || {
        let money = i18n::list(totals.iter().map(|total| i18n::money(*total)));
        msg::period_to_confirm(i18n::number(incentive_count), money, i18n::month(month))
    };
    let feedback = (open_feedback_count > 0).then(|| {
        view! { <p>{move || msg::open_feedback(i18n::number(open_feedback_count))}</p> }
    });
    view! {
        <Notice tone=Tone::Info title>
            <p>{msg::else_confirmed} " " <TimeLeft deadline=confirm_deadline /></p>
            {feedback}
            <Button
                label=move || msg::confirm_period(i18n::month(month))
                kind=ButtonKind::Primary
                why_disabled=may_confirm()
                on_press=move |()| confirming.ask(period)
            />
        </Notice>
    }
    .into_any()
}
