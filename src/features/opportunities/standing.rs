//! Where an opportunity stands, how it came there, and what that means for the partner.

use super::msg;
use crate::{
    flows::{opportunity::words, time_left::TimeLeft},
    i18n,
    ui::{Badge, DateTimeText, Described, DescriptionList, Notice, Tone},
};
use contract::{
    opportunities::{Opportunity, Settlement},
    opportunity_status::{Direction, OpportunityStatus},
};
use leptos::prelude::*;

/// `<Standing opportunity />`
#[component]
pub fn Standing(opportunity: Signal<Opportunity>) -> AnyView {
    let shown = move || {
        let opportunity = opportunity.get();
        let row = opportunity.row;
        let (direction, status, stage) = (row.direction, row.status, row.stage);
        let ours = direction == Direction::ToVendor;
        let shared_at = match (direction, status) {
            (_, OpportunityStatus::Draft) => msg::begun_at,
            (Direction::ToVendor, _) => msg::submitted_at,
            (Direction::FromVendor, _) => msg::shared_at,
        };
        let stage =
            stage.map(|stage| view! { <Described term=msg::stage>{move || words::stage(stage)}</Described> });
        let deadline = row.deadline.map(|deadline| {
            let term = if ours { msg::verify_by } else { msg::accept_by };
            view! { <Described term=term><TimeLeft deadline working=true /></Described> }
        });
        let progressed = row.progressed_at.map(|at| {
            view! { <Described term=msg::progressed_at><DateTimeText at /></Described> }
        });
        view! {
            <DescriptionList>
                <Described term=msg::status>
                    <Badge label=move || words::status(status).0 tone=words::status(status).1 />
                </Described>
                {stage}
                <Described term=msg::id><code>{row.opportunity_id.to_string()}</code></Described>
                <Described term=msg::direction>{move || words::direction(direction)}</Described>
                <Described term=shared_at><DateTimeText at=row.shared_at /></Described>
                {deadline}
                {progressed}
                {opportunity.settled.map(|settled| settlement(status, settled))}
            </DescriptionList>
            {meaning(direction, status)}
        }
    };
    shown.into_any()
}

fn settlement(status: OpportunityStatus, settled: Settlement) -> AnyView {
    let Settlement { by, at, reason_code, text } = settled;
    let who = move || match (&by, status) {
        (Some(name), _) => name.clone(),
        (None, OpportunityStatus::Recalled) => msg::by_duplicate().to_owned(),
        (None, _) => msg::by_deadline().to_owned(),
    };
    let reason = (reason_code.is_some() || text.is_some()).then(|| {
        let words = move || {
            let code = reason_code.map(|code| words::reject_reason(code).to_owned());
            i18n::list(code.into_iter().chain(text.clone()))
        };
        view! { <Described term=msg::reason>{words}</Described> }
    });
    view! {
        <Described term=msg::settled_by>{who} " · " <DateTimeText at /></Described>
        {reason}
    }
    .into_any()
}

/// What to do now, where it is not plain from the buttons.
fn meaning(direction: Direction, status: OpportunityStatus) -> AnyView {
    use OpportunityStatus as S;
    let (tone, words): (Tone, fn() -> &'static str) = match (direction, status) {
        (Direction::FromVendor, S::PendingAccept) => (Tone::Warning, msg::means_pending),
        (Direction::FromVendor, S::AutoRejected) => (Tone::Danger, msg::means_timed_out),
        (Direction::FromVendor, S::Recalled) => (Tone::Info, msg::means_recalled),
        (Direction::ToVendor, S::Draft) => (Tone::Info, msg::means_draft),
        (Direction::ToVendor, S::UnderReview) => (Tone::Info, msg::means_under_review),
        (Direction::ToVendor, S::UnderVerification) => (Tone::Info, msg::means_under_verification),
        (Direction::ToVendor, S::ReviewRejected | S::VerificationRejected) => {
            (Tone::Warning, msg::means_sent_back)
        }
        (Direction::ToVendor, S::AutoRejected) => (Tone::Warning, msg::means_not_verified),
        (_, S::Verified) => (Tone::Success, msg::means_verified),
        (_, S::InProgress) => (Tone::Info, msg::means_in_progress),
        _ => return ().into_any(),
    };
    view! { <Notice tone><p>{words}</p></Notice> }.into_any()
}
