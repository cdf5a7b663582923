//! How far a statement has come: the way to the payment, and what happened on it.

use super::msg;
use crate::{
    flows::statement,
    ui::{Happened, Timeline, Tone},
};
use contract::statements::{Holder, StatementDetail, StatementStatus, StatementStep};
use leptos::prelude::*;

/// The usual way; the failed payment application is beside it.
const WAY: [StatementStatus; 8] = [
    StatementStatus::PendingConfirm,
    StatementStatus::PendingCountersign,
    StatementStatus::Countersigning,
    StatementStatus::InvoicePending,
    StatementStatus::InvoiceReview,
    StatementStatus::PaymentReview,
    StatementStatus::Paying,
    StatementStatus::Done,
];

/// What happened, then what is still to come.
#[component]
pub fn Steps(#[prop(into)] detail: Signal<StatementDetail>) -> AnyView {
    let shown = move || {
        let (steps, now) = detail.with(|detail| (detail.steps.clone(), detail.statement.status));
        let behind = WAY.iter().position(|status| *status == now);
        // What failed goes on where it left the way.
        let left_at = WAY.iter().position(|status| *status == StatementStatus::Countersigning);
        let to_come = behind.or(left_at).map_or(WAY.len(), |position| position + 1);
        let last = steps.len().saturating_sub(1);
        let happened =
            steps.into_iter().enumerate().map(|(nth, step)| entered(step, nth == last)).collect_view();
        let ahead = WAY[to_come..].iter().copied().map(ahead).collect_view();
        view! { <Timeline>{happened} {ahead}</Timeline> }
    };
    shown.into_any()
}

fn entered(step: StatementStep, is_now: bool) -> AnyView {
    let StatementStep { status, at, by, note } = step;
    let tone = if is_now { statement::status(status).1 } else { Tone::Neutral };
    let by = by.map(|by| view! { <p>{move || msg::step_by(&by)}</p> });
    let note = note.map(|note| view! { <p class="statement__text">{move || msg::step_note(&note)}</p> });
    let turn = (is_now && status != StatementStatus::Done).then(|| view! { <p>{move || next(status)}</p> });
    view! {
        <Happened what=move || statement::status(status).0 at tone>
            {by} {note} {turn}
        </Happened>
    }
    .into_any()
}

fn ahead(status: StatementStatus) -> AnyView {
    view! { <Happened what=move || statement::status(status).0 /> }.into_any()
}

/// What the present state waits for.
fn next(status: StatementStatus) -> &'static str {
    match (status, status.holder()) {
        (StatementStatus::PendingConfirm, _) => msg::next_confirm(),
        (StatementStatus::InvoicePending, _) => msg::next_invoice(),
        (StatementStatus::CreateFailed, _) => msg::next_mend(),
        (_, Some(Holder::Bank)) => msg::next_bank(),
        _ => msg::next_vendor(),
    }
}
