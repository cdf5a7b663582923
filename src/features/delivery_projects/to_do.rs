//! What to do now, at the top: by state, until when, and whose turn it is.

use super::msg;
use crate::{
    flows::time_left::TimeLeft,
    ui::{Notice, Tone},
};
use contract::delivery_projects::{DeliveryDetail, DeliveryStatus};
use leptos::prelude::*;

#[component]
pub fn ToDo(seen: Signal<DeliveryDetail>) -> AnyView {
    let now = Memo::new(move |_| {
        seen.with(|seen| (seen.project.status, seen.project.is_overdue, seen.project.evidence_due_at))
    });
    let comment = Memo::new(move |_| {
        seen.with(|seen| {
            let last = seen.rejection.as_ref().map(|rejection| rejection.comment.clone());
            last.filter(|_| seen.project.status == DeliveryStatus::Rejected)
        })
    });
    let shown = move || {
        let (status, is_overdue, due) = now.get();
        let (title, body, tone) = words(status, is_overdue);
        let due = due.filter(|_| status.takes_evidence() && !is_overdue);
        let due = due.map(|deadline| view! { <p>{msg::submit_until} " " <TimeLeft deadline /></p> });
        let comment = comment.get().map(|comment| {
            view! { <p class="delivery__text">{move || msg::vendor_says(&comment)}</p> }
        });
        view! {
            <Notice tone title announce=true>
                <p>{body}</p>
                {comment}
                {due}
            </Notice>
        }
    };
    shown.into_any()
}

type Word = fn() -> &'static str;

fn words(status: DeliveryStatus, is_overdue: bool) -> (Word, Word, Tone) {
    match status {
        DeliveryStatus::ToRegister => (msg::do_register, msg::do_register_hint, Tone::Warning),
        DeliveryStatus::Registered => (msg::do_report, msg::do_report_hint, Tone::Warning),
        DeliveryStatus::Accepted => (msg::wait_sampling, msg::wait_sampling_hint, Tone::Info),
        DeliveryStatus::Terminated => (msg::is_terminated, msg::is_terminated_hint, Tone::Neutral),
        DeliveryStatus::NotSampled => (msg::is_not_sampled, msg::is_not_sampled_hint, Tone::Neutral),
        DeliveryStatus::EvidencePending | DeliveryStatus::Rejected if is_overdue => {
            (msg::is_overdue, msg::is_overdue_hint, Tone::Danger)
        }
        DeliveryStatus::EvidencePending => (msg::do_prove, msg::do_prove_hint, Tone::Warning),
        DeliveryStatus::Evaluating => (msg::wait_evaluation, msg::wait_evaluation_hint, Tone::Info),
        DeliveryStatus::Rejected => (msg::do_mend, msg::do_mend_hint, Tone::Warning),
        DeliveryStatus::Evaluated => (msg::is_evaluated, msg::is_evaluated_hint, Tone::Success),
        DeliveryStatus::NotProvided => (msg::is_not_provided, msg::is_not_provided_hint, Tone::Neutral),
    }
}
