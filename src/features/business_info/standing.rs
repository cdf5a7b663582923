//! Where the certification stands, what comes next, and who acts.

use super::{
    address::{Address, Step},
    amount::AmountForm,
    msg,
    steps::Steps,
    ticket::Ticket,
};
use crate::{
    api::Fetched,
    flows::business_info::{Sheet, words},
    ui::{Badge, DateTimeText, Described, DescriptionList, LinkButton, Notice, Tone},
};
use contract::{
    business_info::BusinessInfo,
    business_info_status::{BusinessInfoStatus, Checker, FailReason},
};
use leptos::prelude::*;

/// For those who manage it.
pub fn standing(found: Signal<BusinessInfo>, info: Fetched<BusinessInfo>, address: Memo<Address>) -> AnyView {
    let status = Memo::new(move |_| found.with(|info| info.status));
    let word = move || words::status(status.get()).0;
    let tone = Signal::derive(move || words::status(status.get()).1);
    let at = Signal::derive(move || Err(status.get()));
    let details = move || {
        found.with(|info| info.details.clone()).map(|details| {
            view! {
                <section class="card certification-step" aria-labelledby="certification-details">
                    <h2 id="certification-details">{msg::what_was_submitted}</h2>
                    <Sheet details />
                </section>
            }
        })
    };
    let change = move || {
        let label = match status.get() {
            BusinessInfoStatus::Certified => msg::change_information,
            _ => msg::correct,
        };
        status.get().takes_the_form().then(|| {
            view! { <LinkButton label href=address.get().at(Some(Step::Basic)).href() /> }
        })
    };
    view! {
        <Steps at address />
        <section class="card certification-step" aria-labelledby="certification-status">
            <h2 id="certification-status">{msg::status} " " <Badge label=word tone /></h2>
            {next(found, info, status)}
            {times(found)}
            <div class="form__actions">{change}</div>
        </section>
        {details}
    }
    .into_any()
}

/// What is to be done now. A form is not made anew while only the count of tries changes.
fn next(
    found: Signal<BusinessInfo>,
    info: Fetched<BusinessInfo>,
    status: Memo<BusinessInfoStatus>,
) -> AnyView {
    let kind = Memo::new(move |_| status.get().as_str());
    let shown = move || {
        // Read, not only tracked: a memo that nobody has read counts as changed the first time.
        kind.with(|_| ());
        match status.get_untracked() {
            BusinessInfoStatus::NotCertified => ().into_any(),
            BusinessInfoStatus::AutoChecking { .. } => {
                let words = move || match status.get() {
                    BusinessInfoStatus::AutoChecking { checked_by: Checker::Auditor, .. } => {
                        msg::with_auditor()
                    }
                    _ => msg::being_checked(),
                };
                view! { <Notice tone=Tone::Info>{words}</Notice> }.into_any()
            }
            BusinessInfoStatus::AwaitAmount { .. } => view! { <AmountForm found info status /> }.into_any(),
            BusinessInfoStatus::Certified => {
                view! { <Notice tone=Tone::Success>{msg::is_certified}</Notice> }.into_any()
            }
            BusinessInfoStatus::Failed { reason, .. } => {
                let answer = move || {
                    found.with(|info| info.details.as_ref().and_then(|details| details.answer.clone()))
                };
                view! {
                    <Notice tone=Tone::Danger title=msg::has_failed>
                        <p>{move || words::fail_reason(reason)}</p>
                        <p>{answer}</p>
                        {(reason == FailReason::TransferReturned).then_some(msg::choose_other_account)}
                    </Notice>
                    <Ticket found info />
                }
                .into_any()
            }
            BusinessInfoStatus::Locked => {
                let answer = move || {
                    let answer =
                        found.with(|info| info.details.as_ref().and_then(|details| details.answer.clone()));
                    answer.map(|answer| view! { <p>{msg::last_answer(answer)}</p> })
                };
                view! {
                    <Notice tone=Tone::Danger title=msg::is_locked>
                        <p>{msg::how_to_unlock}</p>
                        {answer}
                    </Notice>
                    <Ticket found info />
                }
                .into_any()
            }
        }
    };
    shown.into_any()
}

fn times(found: Signal<BusinessInfo>) -> AnyView {
    let shown = move || {
        let info = found.get();
        let at = |term: fn() -> &'static str, at: Option<contract::time::Timestamp>| {
            at.map(|at| view! { <Described term><DateTimeText at /></Described> })
        };
        view! {
            <DescriptionList>
                {at(msg::submitted_at, info.submitted_at)}
                {at(msg::certified_at, info.certified_at)}
                {at(msg::expected_by, info.expected_by)}
            </DescriptionList>
        }
    };
    shown.into_any()
}
