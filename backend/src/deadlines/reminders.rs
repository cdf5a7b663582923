//! One working day before a deadline the partner is told, by mail and in-site message.

use crate::{
    filings, invitations,
    jobs::{self, JobKind, Run},
    opportunities,
    problem::Fault,
};
use contract::{deadlines::DeadlineKind, time::Timestamp, working_days::WorkingCalendar};
use sqlx::AnyConnection;

/// Puts, moves or (without a deadline) removes the reminder of something. One whose moment is past is not put: whoever
/// makes a deadline of less than a working day knows it.
///
/// # Errors
/// When the database fails.
pub async fn remind(
    conn: &mut AnyConnection,
    calendar: &WorkingCalendar,
    kind: DeadlineKind,
    about_id: &str,
    deadline: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Fault> {
    let job = job(kind);
    let at = deadline.map(|deadline| calendar.before(deadline, 1)).filter(|at| *at > now);
    match at {
        Some(at) => jobs::schedule(conn, job, about_id, at).await,
        None => jobs::cancel(conn, job, about_id).await,
    }
}

const fn job(kind: DeadlineKind) -> JobKind {
    match kind {
        DeadlineKind::AcceptOpportunity | DeadlineKind::VerifyOpportunity => JobKind::OpportunityReminder,
        DeadlineKind::Filing => JobKind::FilingReminder,
        DeadlineKind::Invitation => JobKind::InvitationReminder,
    }
}

/// Sends a reminder whose moment has come, unless what it is about is settled.
///
/// # Errors
/// When the database fails.
pub async fn send_reminder(run: &mut Run, kind: DeadlineKind, about_id: &str) -> Result<(), Fault> {
    match kind {
        DeadlineKind::AcceptOpportunity | DeadlineKind::VerifyOpportunity => {
            opportunities::remind(run, about_id).await
        }
        DeadlineKind::Filing => filings::remind(run, about_id).await,
        DeadlineKind::Invitation => invitations::remind(run, about_id).await,
    }
}
