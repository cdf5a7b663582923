//! One working day before a deadline whoever has to act is told, by mail and in-site message.

use crate::{
    certifications, delivery_projects, filings, incentives, invitations,
    jobs::{self, JobKind, Run},
    notifications, opportunities,
    outbox::Message,
    payouts,
    problem::Fault,
    statements,
};
use contract::{deadlines::DeadlineKind, time::Timestamp};
use sqlx::AnyConnection;

/// No run of days off is longer, so no reminder is due earlier than this before its deadline.
const LONGEST_BREAK_S: i64 = 12 * 86_400;

/// What still waits, and what to say about it.
pub struct Reminder {
    pub begun: Timestamp,
    pub deadline: Timestamp,
    pub messages: Vec<Message>,
}

/// Puts, moves or (without a deadline) removes the reminder of something, and with it what the notifications about it require.
///
/// # Errors
/// When the database fails.
pub async fn remind(
    conn: &mut AnyConnection,
    kind: DeadlineKind,
    about_id: &str,
    deadline: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Fault> {
    notifications::deadline_is(conn, kind, about_id, deadline, now).await?;
    match deadline {
        Some(deadline) => {
            let look_at = deadline.plus_seconds(-LONGEST_BREAK_S).max(now);
            jobs::schedule(conn, job(kind), about_id, look_at).await
        }
        None => jobs::cancel(conn, job(kind), about_id).await,
    }
}

const fn job(kind: DeadlineKind) -> JobKind {
    match kind {
        DeadlineKind::AcceptOpportunity | DeadlineKind::VerifyOpportunity => JobKind::OpportunityReminder,
        DeadlineKind::Filing => JobKind::FilingReminder,
        DeadlineKind::Invitation => JobKind::InvitationReminder,
        DeadlineKind::IncentiveConfirmation => JobKind::IncentivesReminder,
        DeadlineKind::PayoutInvoice => JobKind::PayoutReminder,
        DeadlineKind::StatementConfirmation => JobKind::StatementReminder,
        DeadlineKind::CertificationMaterial => JobKind::CertificationReminder,
        DeadlineKind::DeliveryEvidence => JobKind::DeliveryReminder,
    }
}

/// The moment is reckoned only when it is near: by then the holidays of the year may have been published anew. Nobody is
/// reminded of what is settled or over, nor of what began with less than a working day.
///
/// # Errors
/// When the database fails.
pub async fn send_reminder(run: &mut Run, kind: DeadlineKind, about_id: &str) -> Result<(), Fault> {
    let found = match kind {
        DeadlineKind::AcceptOpportunity | DeadlineKind::VerifyOpportunity => {
            opportunities::reminder(run, about_id).await?
        }
        DeadlineKind::Filing => filings::reminder(run, about_id).await?,
        DeadlineKind::Invitation => invitations::reminder(run, about_id).await?,
        DeadlineKind::IncentiveConfirmation => incentives::reminder(run, about_id).await?,
        DeadlineKind::PayoutInvoice => payouts::reminder(run, about_id).await?,
        DeadlineKind::StatementConfirmation => statements::reminder(run, about_id).await?,
        DeadlineKind::CertificationMaterial => certifications::reminder(run, about_id).await?,
        DeadlineKind::DeliveryEvidence => delivery_projects::reminder(run, about_id).await?,
    };
    let Some(reminder) = found.filter(|reminder| reminder.deadline > run.now) else { return Ok(()) };
    let at = run.app.config.calendar.before(reminder.deadline, 1);
    if at > run.now {
        return jobs::schedule(&mut run.tx, job(kind), about_id, at).await;
    }
    if at > reminder.begun {
        for message in reminder.messages {
            run.send(message).await?;
        }
    }
    Ok(())
}
