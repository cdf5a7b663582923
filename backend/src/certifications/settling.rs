//! The one way in which an application changes its state: transition, version, deadline, the vendor's queue and jobs together, in
//! the transaction of their cause.

use super::store::{self, Record, history};
use crate::{
    deadlines,
    jobs::{self, JobKind},
    moment::Moment,
    problem::{Fault, Refused, sentence},
    work_queue,
};
use contract::{
    capability_labels::{EXPIRY_REMINDER_DAYS, valid_until},
    certifications::{CertificationEvent, CertificationStatus, ReviewStage, Standing, update_deadline},
    deadlines::DeadlineKind,
    problem::{ErrorCode, Problem},
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind, WorkItemStatus},
};
use sqlx::AnyConnection;

const DAY_S: i64 = 86_400;
/// Before the deadline of material, besides the reminder of the last working day.
const WEEK_S: i64 = 7 * DAY_S;

/// The state does not allow it.
pub(super) fn not_now(record: &Record) -> Refused {
    let code = ErrorCode::NotInThisState;
    let mut problem = Problem::new(code, sentence(code));
    problem.current_status = Some(record.standing.status().as_str().to_owned());
    problem.into()
}

/// Lets something happen at `now`, by somebody or by time.
///
/// # Errors
/// `CBC.99100002` with the present state, `CBC.99100003` when somebody was faster.
pub(super) async fn advance(
    moment: &mut Moment<'_>,
    mut record: Record,
    event: CertificationEvent,
    by: Option<&str>,
) -> Result<Record, Refused> {
    let now = moment.now;
    let before = record.standing;
    let standing = before.after(event).map_err(|_| not_now(&record))?;
    let status = standing.status();
    // What ran out did so at its deadline, however late somebody noticed.
    let since = if event == CertificationEvent::RunOut { record.due_at.unwrap_or(now) } else { now };
    let seen = record.version;
    record.standing = standing;
    record.status_since = since;
    record.paused_at = None;
    record.due_at = match standing {
        Standing::MaterialUpdate(_) => Some(update_deadline(now)),
        _ => status.promised_days().map(|days| moment.app.config.calendar.deadline(now, days)),
    };
    record.settled_at = status.holder().is_none().then_some(since);
    record.valid_until = (standing == Standing::Passed).then(|| valid_until(now));
    record.version += 1;
    if !store::save(moment.conn, &record, seen).await? {
        return Err(ErrorCode::Changed.into());
    }
    history::add_stage(moment.conn, &record, by).await?;
    if matches!(before, Standing::MaterialUpdate(_)) {
        stop_time(moment, &record).await?;
    }
    keep_time(moment.conn, &record, now).await?;
    if let Some(kind) = step_of(standing) {
        work_queue::store::add(moment.conn, &work_item(&record, kind, now)?).await?;
    }
    Ok(record)
}

/// Jobs and reminders that a state brings with it; called as well when its deadline has moved.
///
/// # Errors
/// When the database fails.
pub async fn keep_time(conn: &mut AnyConnection, record: &Record, now: Timestamp) -> Result<(), Fault> {
    let id = record.certification_id.as_str();
    if let Some(due) = record.due_at.filter(|_| record.waits()) {
        deadlines::remind(conn, DeadlineKind::CertificationMaterial, id, Some(due), now).await?;
        jobs::schedule(conn, JobKind::CertificationOverdue, id, due).await?;
        let week = due.plus_seconds(-WEEK_S);
        if week > now {
            jobs::schedule(conn, JobKind::CertificationWeekLeft, id, week).await?;
        }
    }
    if let Some(end) = record.valid_until {
        let at = end.plus_seconds(-EXPIRY_REMINDER_DAYS * DAY_S);
        if at > now {
            jobs::schedule(conn, JobKind::CapabilityLabelExpires, id, at).await?;
        }
    }
    Ok(())
}

/// The deadline of material is over or stands still: nobody is reminded of it, and nothing is closed.
pub(super) async fn stop_time(moment: &mut Moment<'_>, record: &Record) -> Result<(), Fault> {
    let id = record.certification_id.as_str();
    deadlines::remind(moment.conn, DeadlineKind::CertificationMaterial, id, None, moment.now).await?;
    jobs::cancel(moment.conn, JobKind::CertificationOverdue, id).await?;
    jobs::cancel(moment.conn, JobKind::CertificationWeekLeft, id).await
}

/// What the vendor's operator does in this state.
pub(super) const fn step_of(standing: Standing) -> Option<WorkItemKind> {
    match standing {
        Standing::Review(ReviewStage::Initial) => Some(WorkItemKind::ReviewCertificationMaterial),
        Standing::Review(ReviewStage::Technical) => Some(WorkItemKind::ReviewCertificationTechnology),
        Standing::Countersign => Some(WorkItemKind::CountersignCertification),
        Standing::Draft
        | Standing::MaterialUpdate(_)
        | Standing::Passed
        | Standing::Failed
        | Standing::ClosedOverdue => None,
    }
}

/// An entry of the queue about an application, as the seed plants them too.
///
/// # Errors
/// When there is no randomness, or the catalogue has lost the standard.
pub fn work_item(record: &Record, kind: WorkItemKind, now: Timestamp) -> Result<WorkItem, Fault> {
    let name = &record.standard()?.name;
    let number = record.certification_no.as_deref().unwrap_or_default();
    let is_stage = kind != WorkItemKind::HoldCertificationDefence;
    Ok(WorkItem {
        certification_id: Some(record.certification_id.clone()),
        due_at: record.due_at.filter(|_| is_stage),
        ..work_queue::asked(
            kind,
            &record.partner_id,
            &record.partner_name,
            format!("{number} · {} · {}", name.zh, name.en),
            now,
        )?
    })
}

/// Closes the open entry of the queue whose work is done; `done`: completed, else declined.
pub(super) async fn close_item(
    conn: &mut AnyConnection,
    record: &Record,
    kind: WorkItemKind,
    (done, answer): (bool, &str),
    now: Timestamp,
) -> Result<(), Refused> {
    let (partner_id, about) = (record.partner_id.as_str(), record.certification_id.as_str());
    let Some(mut item) = work_queue::store::find_open(conn, partner_id, kind, about).await? else {
        return Ok(());
    };
    let seen = item.version;
    item.status = if done { WorkItemStatus::Completed } else { WorkItemStatus::Declined };
    item.handled_at = Some(now);
    item.answer = Some(answer.to_owned());
    item.version += 1;
    if work_queue::store::answer(conn, &item, seen).await? { Ok(()) } else { Err(ErrorCode::Changed.into()) }
}

/// An application that is not handed in has nothing for anybody but its partner.
pub(super) fn is_draft(record: &Record) -> bool {
    record.standing.status() == CertificationStatus::Draft
}
