//! The vendor judges what a partner shared (PO): review, then verification, each an entry of the work queue; and what the
//! clock decides when nobody does.

use super::{
    notices, settling,
    store::{self, Record, reviews},
};
use crate::{
    deadlines::Reminder,
    http::change::Change,
    jobs::Run,
    problem::{Fault, Refused},
    session::principal::OperatorUser,
    work_queue,
};
use contract::{
    ids::OpportunityId,
    opportunities::Settlement,
    opportunity_desk::{FieldNote, Review, ReviewResult, ReviewStage, ReviewerRole},
    opportunity_status::{Direction, OpportunityEvent, OpportunityStatus},
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind},
};
use sqlx::AnyConnection;

/// What the operator decided on an entry of the queue.
pub struct Judgement<'a> {
    pub opportunity_id: &'a OpportunityId,
    pub kind: WorkItemKind,
    pub passed: bool,
    pub opinion: &'a str,
    pub field_notes: Vec<FieldNote>,
}

/// Puts an opportunity that was handed in before its reviewer.
///
/// # Errors
/// When the database fails.
pub(super) async fn ask_for_review(
    cx: &mut Change,
    record: &Record,
    partner_name: &str,
) -> Result<(), Refused> {
    let reviewer = reviews::matched(&mut cx.tx, record.partner_id.as_str()).await?;
    let item = WorkItem {
        assigned_to: reviewer,
        ..item(record, partner_name, WorkItemKind::ReviewOpportunity, cx.now)?
    };
    work_queue::store::add(&mut cx.tx, &item).await?;
    Ok(())
}

fn item(record: &Record, partner_name: &str, kind: WorkItemKind, now: Timestamp) -> Result<WorkItem, Fault> {
    let note = record.form.name.as_str().to_owned();
    Ok(WorkItem {
        opportunity_id: Some(record.opportunity_id.clone()),
        due_at: record.deadline,
        ..work_queue::asked(kind, &record.partner_id, partner_name, note, now)?
    })
}

/// Carries out an operator's judgement: called by the work queue, in the transaction of the answer.
///
/// # Errors
/// `CBC.99100005` after the deadline, `CBC.99100041` when another one for the same need passed.
pub async fn judged(
    cx: &mut Change,
    who: &OperatorUser,
    partner_name: &str,
    judgement: Judgement<'_>,
) -> Result<(), Refused> {
    let found = store::find_any(&mut cx.tx, judgement.opportunity_id).await?;
    let before = found.ok_or_else(|| Fault::new("a work item about an opportunity that is not there"))?;
    let (stage, event) = match (judgement.kind, judgement.passed) {
        (WorkItemKind::ReviewOpportunity, true) => (ReviewStage::Review, OpportunityEvent::ApproveReview),
        (WorkItemKind::ReviewOpportunity, false) => (ReviewStage::Review, OpportunityEvent::RejectReview),
        (_, true) => (ReviewStage::Verification, OpportunityEvent::Verify),
        (_, false) => (ReviewStage::Verification, OpportunityEvent::RejectVerification),
    };
    let record = settling::after(&before, event, cx.now)?;
    if event == OpportunityEvent::Verify {
        passes_alone(cx, &before).await?;
    }
    let calendar = cx.app.config.calendar.clone();
    let record = settling::save(&mut cx.tx, &calendar, &before, record, cx.now).await?;
    let review = Review {
        stage,
        result: if judgement.passed { ReviewResult::Passed } else { ReviewResult::Rejected },
        reviewer_role: who.reviewer_role.or(Some(ReviewerRole::Bd)),
        opinion: judgement.opinion.to_owned(),
        field_notes: judgement.field_notes,
        at: cx.now,
    };
    reviews::add(&mut cx.tx, &record.opportunity_id, &review).await?;
    if record.status == OpportunityStatus::UnderVerification {
        let item = item(&record, partner_name, WorkItemKind::VerifyOpportunity, cx.now)?;
        work_queue::store::add(&mut cx.tx, &item).await?;
    }
    cx.send(notices::judged(&record, &review)).await?;
    Ok(())
}

/// Of one need only one opportunity passes; an HO that waits for its acceptance gives way to an older PO.
async fn passes_alone(cx: &mut Change, record: &Record) -> Result<(), Refused> {
    let (name, customer) = (record.name(), record.customer_name());
    let except = Some(&record.opportunity_id);
    let at = record.shared_at;
    if let Some(other) = store::similar::in_the_way(&mut cx.tx, name, customer, at, except).await? {
        return Err(settling::duplicate(Some(other.opportunity_id)));
    }
    let calendar = cx.app.config.calendar.clone();
    for waiting in store::similar::waiting_for_acceptance(&mut cx.tx, name, customer).await? {
        let mut recalled = settling::after(&waiting, OpportunityEvent::Recall, cx.now)?;
        recalled.settled = Some(Settlement { by: None, at: cx.now, reason_code: None, text: None });
        let recalled = settling::save(&mut cx.tx, &calendar, &waiting, recalled, cx.now).await?;
        cx.send(notices::recalled(&recalled)).await?;
    }
    Ok(())
}

/// A deadline is over: an HO that nobody accepted, or a PO that nobody verified, is rejected. What is no longer so is left
/// alone.
///
/// # Errors
/// When the database fails.
pub async fn time_out(run: &mut Run, opportunity_id: &str) -> Result<(), Fault> {
    let Some(before) = stored(&mut run.tx, opportunity_id).await? else { return Ok(()) };
    if before.deadline.is_none_or(|deadline| deadline > run.now) {
        return Ok(());
    }
    let Ok(mut record) = settling::after(&before, OpportunityEvent::TimeOut, run.now) else { return Ok(()) };
    let at = before.deadline.unwrap_or(run.now);
    record.settled = Some(Settlement { by: None, at, reason_code: None, text: None });
    let calendar = run.app.config.calendar.clone();
    let record = settling::save(&mut run.tx, &calendar, &before, record, run.now)
        .await
        .map_err(|refused| Fault::new(format!("{refused:?}")))?;
    if record.direction == Direction::ToVendor {
        let review = Review {
            stage: ReviewStage::Verification,
            result: ReviewResult::TimedOut,
            reviewer_role: None,
            opinion: String::new(),
            field_notes: Vec::new(),
            at,
        };
        reviews::add(&mut run.tx, &record.opportunity_id, &review).await?;
        work_queue::store::close_for(&mut run.tx, opportunity_id, run.now).await?;
    }
    run.send(notices::timed_out(&record)).await?;
    let partner_id = record.partner_id.to_string();
    let detail = serde_json::json!({ "before": before.status, "after": record.status });
    run.audit(&partner_id, "opportunity.time_out", opportunity_id, detail).await
}

/// Who is told that one working day is left: of an HO the partner, of a verification those who verify.
///
/// # Errors
/// When the database fails.
pub async fn reminder(run: &mut Run, opportunity_id: &str) -> Result<Option<Reminder>, Fault> {
    let Some(record) = stored(&mut run.tx, opportunity_id).await? else { return Ok(None) };
    let Some(deadline) = record.deadline else { return Ok(None) };
    let messages = if record.status == OpportunityStatus::PendingAccept {
        vec![notices::ends_soon(&record)]
    } else {
        let reviewers = reviews::reviewers(&mut run.tx).await?.into_iter();
        let verifiers = reviewers.filter(|reviewer| reviewer.role == ReviewerRole::Bd);
        verifiers.map(|verifier| notices::verification_ends_soon(&record, verifier.user_id)).collect()
    };
    Ok(Some(Reminder { begun: record.updated_at, deadline, messages }))
}

async fn stored(conn: &mut AnyConnection, opportunity_id: &str) -> Result<Option<Record>, Fault> {
    let opportunity_id =
        opportunity_id.parse().map_err(|_| Fault::new("a job about something that is no id"))?;
    store::find_any(conn, &opportunity_id).await
}
