//! The one way in which a project changes its state: transition, version, deadline, reminders and the vendor's next step
//! together, in the transaction of their cause.

use super::{
    notices,
    store::{self, Record},
};
use crate::{
    deadlines::{self, Reminder},
    jobs::{self, JobKind, Run},
    problem::{Fault, Refused, sentence},
    work_queue,
};
use contract::{
    deadlines::DeadlineKind,
    delivery_evidence::{EVIDENCE_DAYS, REMIND_DAYS, RESUBMIT_DAYS, due_after},
    delivery_projects::{DeliveryEvent, DeliveryStatus, DeliveryStep},
    problem::{ErrorCode, Problem},
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind, WorkItemStatus},
};
use sqlx::AnyConnection;

const DAY_S: i64 = 86_400;

/// Who does it, what is said about it, and which version that is based on.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub by: &'a str,
    pub note: Option<&'a str>,
    pub seen: i64,
}

/// Lets it happen, with whatever else was changed in the record.
///
/// # Errors
/// `CBC.99100002` with the present state, `CBC.99100003` when somebody was faster.
pub(super) async fn advance(
    conn: &mut AnyConnection,
    mut record: Record,
    event: DeliveryEvent,
    said: Said<'_>,
    now: Timestamp,
) -> Result<Record, Refused> {
    let before = record.project.status;
    record.project.status = before.after(event).map_err(|_| not_now(before))?;
    record.project.status_since = now;
    record.project.evidence_due_at = match (event, record.project.evidence_due_at) {
        (DeliveryEvent::Sample, _) => Some(due_after(now, EVIDENCE_DAYS)),
        // Nobody gets less time for having been quick.
        (DeliveryEvent::Reject, Some(due)) => Some(due.max(due_after(now, RESUBMIT_DAYS))),
        (_, due) => due,
    };
    let record = keep(conn, record, said, now).await?;
    remind(conn, &record, now).await?;
    if let Some(kind) = asked_before(before) {
        answer_item(conn, &record, kind, event, said.note, now).await?;
    }
    if let Some(kind) = asked_before(record.project.status) {
        work_queue::store::add(conn, &work_item(&record, kind, now)?).await?;
    }
    Ok(record)
}

/// Writes the next version, and a step.
///
/// # Errors
/// `CBC.99100003` when somebody was faster.
pub(super) async fn keep(
    conn: &mut AnyConnection,
    mut record: Record,
    said: Said<'_>,
    now: Timestamp,
) -> Result<Record, Refused> {
    // What was read here is what was seen: a number that somebody guessed is no version, however large.
    if record.project.version != said.seen {
        return Err(ErrorCode::Changed.into());
    }
    record.project.version = said.seen + 1;
    record.project.is_overdue = store::is_overdue(record.project.status, record.project.evidence_due_at, now);
    if !store::save(conn, &record, said.seen).await? {
        return Err(ErrorCode::Changed.into());
    }
    let entered = DeliveryStep {
        status: record.project.status,
        at: now,
        by: Some(said.by.to_owned()),
        note: said.note.map(str::to_owned),
    };
    store::steps::add(conn, &record.project, &entered).await?;
    Ok(record)
}

/// Reminders of the deadline, as long as there is one; after that, none.
///
/// # Errors
/// When the database fails.
pub(super) async fn remind(conn: &mut AnyConnection, record: &Record, now: Timestamp) -> Result<(), Fault> {
    let id = record.project.project_id.as_str();
    let due = record.project.evidence_due_at.filter(|_| record.project.status.takes_evidence());
    deadlines::remind(conn, DeadlineKind::DeliveryEvidence, id, due, now).await?;
    match due.map(|due| due.plus_seconds(-REMIND_DAYS * DAY_S)).filter(|at| *at > now) {
        Some(at) => jobs::schedule(conn, JobKind::DeliveryEarlyReminder, id, at).await,
        None => jobs::cancel(conn, JobKind::DeliveryEarlyReminder, id).await,
    }
}

pub(super) fn not_now(status: DeliveryStatus) -> Refused {
    let code = ErrorCode::NotInThisState;
    let mut problem = Problem::new(code, sentence(code));
    problem.current_status = Some(status.as_str().to_owned());
    problem.into()
}

/// What the vendor's operator is asked for in this state.
const fn asked_before(status: DeliveryStatus) -> Option<WorkItemKind> {
    match status {
        DeliveryStatus::Accepted => Some(WorkItemKind::SampleDelivery),
        DeliveryStatus::Evaluating => Some(WorkItemKind::EvaluateDelivery),
        DeliveryStatus::ToRegister
        | DeliveryStatus::Registered
        | DeliveryStatus::Terminated
        | DeliveryStatus::NotSampled
        | DeliveryStatus::EvidencePending
        | DeliveryStatus::Rejected
        | DeliveryStatus::Evaluated
        | DeliveryStatus::NotProvided => None,
    }
}

/// An item of the queue about a project, as the seed plants them too.
///
/// # Errors
/// When there is no randomness.
pub fn work_item(record: &Record, kind: WorkItemKind, now: Timestamp) -> Result<WorkItem, Fault> {
    let project = &record.project;
    let note = format!("{} · {}", project.name, project.solution);
    Ok(WorkItem {
        delivery_project_id: Some(project.project_id.clone()),
        ..work_queue::asked(kind, &record.partner_id, &record.partner_name, note, now)?
    })
}

/// What was asked is answered: in the queue itself it is already. `CBC.99100003` when somebody takes it up at this moment:
/// else it would stay open, and nothing could close it any more.
async fn answer_item(
    conn: &mut AnyConnection,
    record: &Record,
    kind: WorkItemKind,
    event: DeliveryEvent,
    answer: Option<&str>,
    now: Timestamp,
) -> Result<(), Refused> {
    let (partner_id, id) = (record.partner_id.as_str(), record.project.project_id.as_str());
    let Some(mut item) = work_queue::store::find_open(conn, partner_id, kind, id).await? else {
        return Ok(());
    };
    let is_done = matches!(event, DeliveryEvent::Sample | DeliveryEvent::Evaluate);
    let seen = item.version;
    item.status = if is_done { WorkItemStatus::Completed } else { WorkItemStatus::Declined };
    item.handled_at = Some(now);
    item.answer = answer.map(str::to_owned);
    item.version = seen + 1;
    if work_queue::store::answer(conn, &item, seen).await? { Ok(()) } else { Err(ErrorCode::Changed.into()) }
}

/// One working day is left, and evidence is still asked for.
///
/// # Errors
/// When the database fails.
pub async fn reminder(run: &mut Run, project_id: &str) -> Result<Option<Reminder>, Fault> {
    let Some((record, due)) = waiting(run, project_id).await? else { return Ok(None) };
    Ok(Some(Reminder {
        begun: record.project.status_since,
        deadline: due,
        messages: vec![notices::due_soon(&record, due)],
    }))
}

/// Seven days are left.
///
/// # Errors
/// When the database fails.
pub async fn early_reminder(run: &mut Run, project_id: &str) -> Result<(), Fault> {
    let found = waiting(run, project_id).await?;
    if let Some((record, due)) = found.filter(|(_, due)| *due > run.now) {
        run.send(notices::due_soon(&record, due)).await?;
    }
    Ok(())
}

async fn waiting(run: &mut Run, project_id: &str) -> Result<Option<(Record, Timestamp)>, Fault> {
    let id = project_id.parse().map_err(|_| Fault::new("a job about something that is no id"))?;
    let found = store::find_any(&mut run.tx, &id, run.now).await?;
    let found = found.filter(|record| record.project.status.takes_evidence());
    Ok(found.and_then(|record| record.project.evidence_due_at.map(|due| (record, due))))
}
