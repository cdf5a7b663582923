//! The draft of an application: one for each label and partner, whichever member types. Who saves says what it had seen; what
//! somebody else saved meanwhile is never overwritten.

use super::{
    keeping_time::close,
    material,
    settling::{is_draft, not_now},
    standards,
    store::{self, Record},
};
use crate::{
    http::change::{Change, Read},
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::Member,
};
use contract::{
    certification_standards::Standard,
    certifications::{CertificationDraft, ChecklistAnswer, DraftSave, Standing},
    ids::CapabilityLabelId,
    problem::{ErrorCode, Problem},
    time::Timestamp,
};
use serde_json::json;
use sqlx::AnyConnection;

async fn shown(
    conn: &mut AnyConnection,
    record: Option<&Record>,
    standard: &Standard,
) -> Result<CertificationDraft, Fault> {
    let material = match record {
        Some(record) => material::shown(conn, record, standard).await?,
        None => Vec::new(),
    };
    Ok(CertificationDraft {
        label_id: standard.label_id.clone(),
        version: record.map_or(0, |record| record.version),
        material,
        saved_at: record.map(|record| record.saved_at),
        saved_by: record.map(|record| record.saved_by.clone()),
    })
}

/// What is asked for of a label: its draft, or an application that is open.
async fn current(
    conn: &mut AnyConnection,
    who: &Member,
    label_id: &CapabilityLabelId,
) -> Result<Option<Record>, Fault> {
    let records = store::standing_of(conn, &who.partner_id, Some(label_id)).await?;
    Ok(records.into_iter().find(|record| record.standing.status().is_open() || is_draft(record)))
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (label_id,): (CapabilityLabelId,),
    (): (),
) -> Result<CertificationDraft, Refused> {
    let standard = standards::of_label(&label_id)?;
    let found = current(&mut cx.conn, who, &label_id).await?.filter(|record| !record.is_over(cx.now));
    if let Some(open) = found.as_ref().filter(|record| !is_draft(record)) {
        return Err(not_now(open));
    }
    Ok(shown(&mut cx.conn, found.as_ref(), standard).await?)
}

/// The draft as it was seen, to be written: a new one for version 0. An application whose time is over is closed first.
///
/// # Errors
/// `CBC.99100002` while an application is open, `CBC.99100003` when another version lies there, with who saved it when.
pub(super) async fn to_write(
    cx: &mut Change,
    who: &Member,
    standard: &Standard,
    seen: i64,
) -> Result<Record, Refused> {
    let mut found = current(&mut cx.tx, who, &standard.label_id).await?;
    if let Some(late) = found.take_if(|record| record.is_over(cx.now)) {
        let call = cx.call.request_id.clone();
        close(&mut cx.moment(), late, &call).await?;
    }
    if let Some(open) = found.as_ref().filter(|record| !is_draft(record)) {
        return Err(not_now(open));
    }
    if found.as_ref().map_or(0, |record| record.version) != seen {
        let mut problem = Problem::new(ErrorCode::Changed, sentence(ErrorCode::Changed));
        problem.settled_by = found.as_ref().map(|record| record.saved_by.clone());
        problem.settled_at = found.as_ref().map(|record| record.saved_at);
        return Err(problem.into());
    }
    if let Some(draft) = found {
        return Ok(draft);
    }
    let draft = new(who, standard, cx.now)?;
    store::add(&mut cx.tx, &draft).await?;
    Ok(draft)
}

fn new(who: &Member, standard: &Standard, now: Timestamp) -> Result<Record, Fault> {
    Ok(Record {
        certification_id: random_id()?.parse().map_err(|_| Fault::new("a random id is no id"))?,
        partner_id: who.partner_id.clone(),
        partner_name: who.partner_name.clone(),
        certification_no: None,
        label_id: standard.label_id.clone(),
        standard_version: standard.version.clone(),
        standing: Standing::Draft,
        round: 0,
        checklist: Vec::new(),
        saved_at: now,
        saved_by: who.name.clone(),
        submitted_at: None,
        submitted_by: None,
        status_since: now,
        due_at: None,
        paused_at: None,
        settled_at: None,
        valid_until: None,
        results: None,
        version: 0,
        taken_by: None,
        defences_used: 0,
        defence_open: false,
    })
}

/// What was typed, in the place of what stood there; by whom and when.
pub(super) fn typed(
    record: Record,
    who: &Member,
    standard: &Standard,
    checklist: Vec<ChecklistAnswer>,
    now: Timestamp,
) -> Record {
    let (standard_version, saved_by) = (standard.version.clone(), who.name.clone());
    Record { standard_version, checklist, saved_at: now, saved_by, ..record }
}

pub(super) async fn save(
    cx: &mut Change,
    who: &Member,
    (label_id,): (CapabilityLabelId,),
    draft: DraftSave,
) -> Result<CertificationDraft, Refused> {
    let standard = standards::of_label(&label_id)?;
    let record = to_write(cx, who, standard, draft.version).await?;
    material::fits(standard, &draft.checklist)?;
    material::attach(&mut cx.tx, who, &record, &draft.checklist).await?;
    let seen = record.version;
    let record = typed(record, who, standard, draft.checklist, cx.now);
    let record = Record { version: seen + 1, ..record };
    if !store::save(&mut cx.tx, &record, seen).await? {
        return Err(ErrorCode::Changed.into());
    }
    cx.audit(
        "certification.save_draft",
        record.certification_id.to_string(),
        json!({ "label_id": label_id, "version": record.version }),
    );
    Ok(shown(&mut cx.tx, Some(&record), standard).await?)
}
