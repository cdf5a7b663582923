//! What happens by time: material that does not come closes its application and blocks the label; reminders before that, and
//! before a label expires.

use super::{
    notices,
    settling::advance,
    store::{self, Record},
};
use crate::{
    audit::{self, Note},
    deadlines::Reminder,
    jobs::Run,
    moment::Moment,
    problem::{Fault, Refused},
};
use contract::{certifications::CertificationEvent, ids::CertificationId};
use serde_json::json;

async fn stored(run: &mut Run, id: &str) -> Result<Option<Record>, Fault> {
    let id: CertificationId = id.parse().map_err(|_| Fault::new("a job about something that is no id"))?;
    store::find_any(&mut run.tx, &id).await
}

/// Closes an application whose material did not come in time; whoever looks first does it, the job or the partner. `cause`: the
/// id of the job or of the call, for the audit.
///
/// # Errors
/// As [`advance`].
pub(super) async fn close(moment: &mut Moment<'_>, record: Record, cause: &str) -> Result<(), Refused> {
    let record = advance(moment, record, CertificationEvent::RunOut, None).await?;
    let id = record.certification_id.to_string();
    let detail = json!({ "label_id": record.label_id, "next_allowed_on": record.next_allowed_on() });
    let note = Note::done("certification.overdue", id, detail);
    audit::by_time(moment.conn, moment.now, record.partner_id.as_str(), cause, &note).await?;
    moment.send(notices::closed(&record)?).await?;
    Ok(())
}

/// The deadline of material has come. What was handed in meanwhile, or stands still, is left alone.
///
/// # Errors
/// When the database fails.
pub async fn close_overdue(run: &mut Run, id: &str) -> Result<(), Fault> {
    let Some(record) = stored(run, id).await?.filter(|record| record.is_over(run.now)) else { return Ok(()) };
    let job_id = run.job_id().to_owned();
    close(&mut run.moment(), record, &job_id).await.map_err(|refused| Fault::new(format!("{refused:?}")))
}

/// A week is left for material.
///
/// # Errors
/// When the database fails.
pub async fn week_left(run: &mut Run, id: &str) -> Result<(), Fault> {
    let now = run.now;
    let waits = |record: &Record| record.waits() && !record.is_over(now);
    let Some(record) = stored(run, id).await?.filter(waits) else { return Ok(()) };
    run.send(notices::week_left(&record)?).await
}

/// Who is told that the last working day for material begins.
///
/// # Errors
/// When the database fails.
pub async fn reminder(run: &mut Run, id: &str) -> Result<Option<Reminder>, Fault> {
    let Some(record) = stored(run, id).await?.filter(Record::waits) else { return Ok(None) };
    let Some(deadline) = record.due_at else { return Ok(None) };
    Ok(Some(Reminder { begun: record.status_since, deadline, messages: vec![notices::day_left(&record)?] }))
}

/// Sixty days before a label expires: unless it was passed again meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn remind_of_expiry(run: &mut Run, id: &str) -> Result<(), Fault> {
    let Some(record) = stored(run, id).await? else { return Ok(()) };
    let records = store::standing_of(&mut run.tx, &record.partner_id, Some(&record.label_id)).await?;
    let newer = records.iter().any(|other| other.valid_until > record.valid_until);
    let now = run.now;
    if newer || record.valid_until.is_none_or(|end| end <= now) {
        return Ok(());
    }
    run.send(notices::expires(&record)?).await
}
