//! The one way in which an opportunity changes its state: transition, version, deadline and its jobs together.

use super::store::{self, Record};
use crate::{
    deadlines,
    jobs::{self, JobKind},
    problem::{Fault, Refused},
};
use contract::{
    deadlines::DeadlineKind,
    ids::OpportunityId,
    opportunities::{ACCEPT_WITHIN_DAYS, VERIFY_WITHIN_DAYS},
    opportunity_status::{Direction, OpportunityEvent, OpportunityStatus},
    problem::{ErrorCode, Problem},
    time::Timestamp,
    working_days::WorkingCalendar,
};
use sqlx::AnyConnection;

/// One of this partner's opportunities.
///
/// # Errors
/// `CBC.99100001` when there is none.
pub async fn find(
    conn: &mut AnyConnection,
    partner_id: &str,
    opportunity_id: &OpportunityId,
) -> Result<Record, Refused> {
    store::find(conn, partner_id, opportunity_id).await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// The record after an event, not yet saved.
///
/// # Errors
/// `CBC.99100002` with who settled it and when, or `CBC.99100005` when its deadline is over, whether or not that was
/// noted already.
pub fn after(record: &Record, event: OpportunityEvent, now: Timestamp) -> Result<Record, Refused> {
    let is_answer = !matches!(event, OpportunityEvent::TimeOut | OpportunityEvent::Recall);
    if is_answer && record.deadline.is_some_and(|deadline| now >= deadline) {
        return Err(refused(record, ErrorCode::DeadlinePassed));
    }
    let status = record.status.after(record.direction, event).map_err(|code| refused(record, code))?;
    Ok(Record { status, ..record.clone() })
}

/// Refuses what was based on an older state.
///
/// # Errors
/// `CBC.99100003` with who settled it and when.
pub fn unchanged(record: &Record, seen: i64) -> Result<(), Refused> {
    if record.version == seen { Ok(()) } else { Err(refused(record, ErrorCode::Changed)) }
}

/// Another one for the same need passed; its id only for whoever may know of it.
pub(super) fn duplicate(other: Option<OpportunityId>) -> Refused {
    let code = ErrorCode::DuplicateOpportunity;
    let mut problem = Problem::new(code, crate::problem::sentence(code));
    problem.opportunity_id = other;
    problem.into()
}

pub(super) fn refused(record: &Record, code: ErrorCode) -> Refused {
    let mut problem = Problem::new(code, crate::problem::sentence(code));
    problem.current_status = Some(record.status.as_str().to_owned());
    if let Some(settled) = &record.settled {
        problem.settled_by.clone_from(&settled.by);
        problem.settled_at = Some(settled.at);
    }
    problem.into()
}

/// Saves a changed record as the next version and lets its deadline begin or end.
///
/// # Errors
/// `CBC.99100003` when somebody was faster.
pub async fn save(
    conn: &mut AnyConnection,
    calendar: &WorkingCalendar,
    before: &Record,
    mut record: Record,
    now: Timestamp,
) -> Result<Record, Refused> {
    if record.status != before.status {
        record.deadline = deadline(&record, calendar, now);
        if record.direction == Direction::ToVendor && record.status == OpportunityStatus::UnderReview {
            record.shared_at = now;
        }
    }
    record.updated_at = now;
    record.version = before.version + 1;
    if !store::save(conn, &record, before.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    if record.deadline != before.deadline {
        time(conn, &record, now).await?;
    }
    Ok(record)
}

/// When the state that a record has just entered ends by itself.
#[must_use]
pub fn deadline(record: &Record, calendar: &WorkingCalendar, now: Timestamp) -> Option<Timestamp> {
    match record.status {
        OpportunityStatus::PendingAccept => Some(calendar.deadline(now, ACCEPT_WITHIN_DAYS)),
        OpportunityStatus::UnderVerification => Some(calendar.deadline(now, VERIFY_WITHIN_DAYS)),
        _ => None,
    }
}

/// Puts or removes the jobs of a record's deadline: its end, and the reminder one working day before.
///
/// # Errors
/// When the database fails.
pub async fn time(conn: &mut AnyConnection, record: &Record, now: Timestamp) -> Result<(), Fault> {
    let id = record.opportunity_id.as_str();
    match record.deadline {
        Some(deadline) => jobs::schedule(conn, JobKind::OpportunityTimesOut, id, deadline).await?,
        None => jobs::cancel(conn, JobKind::OpportunityTimesOut, id).await?,
    }
    deadlines::remind(conn, DeadlineKind::AcceptOpportunity, id, record.deadline, now).await
}
