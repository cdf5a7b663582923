//! Defences: asked for by the partner; scheduled, held or declined by the vendor. While one is open the wait for material stands
//! still, and goes on from where it stood.

use super::{
    handlers, material, notices,
    settling::{close_item, keep_time, not_now, stop_time, work_item},
    store::{self, Record, defences, history},
};
use crate::{
    attachments,
    http::change::Change,
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::{Member, OperatorUser},
    work_queue,
};
use contract::{
    certification_defences::{
        Defence, DefenceDraft, DefenceEvent, DefenceStatus, MAX_DEFENCES, MAX_PREFERRED,
    },
    certification_desk::{CertificationCase, DefenceDecline, DefenceMinutes, DefenceSchedule},
    certifications::{CertificationDetail, Standing, resumed_deadline},
    ids::{AttachmentId, CertificationId, DefenceId},
    problem::{ErrorCode, Problem},
    text::Rule,
    time::Timestamp,
    work_queue::WorkItemKind,
};
use serde_json::json;
use std::collections::HashSet;

/// Whether a defence can be asked for now.
fn may_ask(record: &Record, draft: &DefenceDraft, now: Timestamp) -> Result<(), Refused> {
    if record.is_over(now) {
        return Err(ErrorCode::DeadlinePassed.into());
    }
    if !record.standing.takes_defence() {
        return Err(not_now(record));
    }
    if record.defence_open {
        return Err(ErrorCode::DefenceOpen.into());
    }
    if record.defences_used >= MAX_DEFENCES {
        let mut problem = Problem::new(ErrorCode::QuantityLimit, sentence(ErrorCode::QuantityLimit));
        problem.limit = Some(MAX_DEFENCES);
        problem.used = Some(record.defences_used);
        return Err(problem.into());
    }
    if record.version != draft.version {
        return Err(ErrorCode::Changed.into());
    }
    let standard = record.standard()?;
    let mut seen = HashSet::new();
    if draft.item_ids.is_empty() {
        return Err(Refused::field("item_ids", Rule::Missing));
    }
    if draft.item_ids.iter().any(|id| standard.item(id).is_none() || !seen.insert(id)) {
        return Err(Refused::field("item_ids", Rule::Unexpected));
    }
    if draft.preferred_times.len() > MAX_PREFERRED || draft.preferred_times.iter().any(|at| *at <= now) {
        return Err(Refused::field("preferred_times", Rule::OutOfRange));
    }
    Ok(())
}

/// Writes the application as its next version.
async fn save(cx: &mut Change, mut record: Record) -> Result<Record, Refused> {
    let seen = record.version;
    record.version += 1;
    if store::save(&mut cx.tx, &record, seen).await? { Ok(record) } else { Err(ErrorCode::Changed.into()) }
}

pub(super) async fn request(
    cx: &mut Change,
    who: &Member,
    (id,): (CertificationId,),
    draft: DefenceDraft,
) -> Result<CertificationDetail, Refused> {
    let record = handlers::own(&mut cx.tx, who, &id).await?;
    may_ask(&record, &draft, cx.now)?;
    let defence = Defence {
        defence_id: random_id()?.parse().map_err(|_| Fault::new("a random id is no id"))?,
        status: DefenceStatus::Requested,
        reason: draft.reason.into(),
        item_ids: draft.item_ids,
        preferred_times: draft.preferred_times,
        requested_at: cx.now,
        requested_by: who.name.clone(),
        scheduled_at: None,
        place: None,
        handled_by: None,
        closed_at: None,
        answer: None,
        minutes: None,
        minutes_file: None,
    };
    let nth = record.defences_used + 1;
    defences::add(&mut cx.tx, &record.partner_id, (&id, nth), &defence).await?;
    let waits = matches!(record.standing, Standing::MaterialUpdate(_));
    let record = save(cx, Record { paused_at: waits.then_some(cx.now), ..record }).await?;
    if waits {
        stop_time(&mut cx.moment(), &record).await?;
    }
    let item = work_item(&record, WorkItemKind::HoldCertificationDefence, cx.now)?;
    work_queue::store::add(&mut cx.tx, &item).await?;
    cx.audit(
        "certification.request_defence",
        id.to_string(),
        json!({ "defence_id": defence.defence_id, "items": defence.item_ids }),
    );
    Ok(handlers::detail(&mut cx.tx, &record, cx.now).await?)
}

/// A defence and its application, before an event; unless version or state speak against it.
async fn to_handle(
    cx: &mut Change,
    id: &DefenceId,
    event: DefenceEvent,
    version: i64,
) -> Result<(Record, Defence), Refused> {
    let (certification_id, mut defence) = defences::find(&mut cx.tx, id).await?.ok_or(ErrorCode::NotFound)?;
    let record = handlers::any(&mut cx.tx, &certification_id).await?;
    defence.status = defence.status.after(event).map_err(|code| {
        let mut problem = Problem::new(code, sentence(code));
        problem.current_status = Some(defence.status.as_str().to_owned());
        problem
    })?;
    if record.version != version {
        return Err(ErrorCode::Changed.into());
    }
    Ok((record, defence))
}

pub(super) async fn schedule(
    cx: &mut Change,
    who: &OperatorUser,
    (id,): (DefenceId,),
    schedule: DefenceSchedule,
) -> Result<CertificationCase, Refused> {
    let (record, mut defence) = to_handle(cx, &id, DefenceEvent::Schedule, schedule.version).await?;
    if schedule.at <= cx.now {
        return Err(Refused::field("at", Rule::OutOfRange));
    }
    defence.scheduled_at = Some(schedule.at);
    defence.place = Some(schedule.place.into());
    defence.handled_by = Some(who.name.clone());
    defences::save(&mut cx.tx, &defence, None).await?;
    let record = save(cx, record).await?;
    cx.send(notices::defences::scheduled(&record, &defence)?).await?;
    cx.audit("certification.schedule_defence", id.to_string(), json!({ "by": who.name, "at": schedule.at }));
    Ok(handlers::case_of(&mut cx.tx, &record, cx.now).await?)
}

pub(super) async fn decline(
    cx: &mut Change,
    who: &OperatorUser,
    (id,): (DefenceId,),
    decline: DefenceDecline,
) -> Result<CertificationCase, Refused> {
    let (record, mut defence) = to_handle(cx, &id, DefenceEvent::Decline, decline.version).await?;
    defence.answer = Some(decline.reason.into());
    let answer = defence.answer.clone().unwrap_or_default();
    close(cx, who, record, defence, (false, &answer), None).await
}

pub(super) async fn hold(
    cx: &mut Change,
    who: &OperatorUser,
    (id,): (DefenceId,),
    minutes: DefenceMinutes,
) -> Result<CertificationCase, Refused> {
    let (record, mut defence) = to_handle(cx, &id, DefenceEvent::Hold, minutes.version).await?;
    if let Some(file) = &minutes.attachment_id {
        if !material::is_announced(&mut cx.tx, &record, file, &who.user_id).await? {
            return Err(attachments::refused("attachment_id", Rule::Unexpected));
        }
        let (partner_id, to) = (record.partner_id.as_str(), record.certification_id.as_str());
        if !attachments::store::attach(&mut cx.tx, partner_id, file, to).await? {
            return Err(attachments::refused("attachment_id", Rule::Unexpected));
        }
    }
    defence.minutes = Some(minutes.minutes.into());
    let answer = defence.minutes.clone().unwrap_or_default();
    close(cx, who, record, defence, (true, &answer), minutes.attachment_id.as_ref()).await
}

/// The end of a defence: the queue's entry is closed, the clock goes on, the partner is told.
async fn close(
    cx: &mut Change,
    who: &OperatorUser,
    record: Record,
    mut defence: Defence,
    (held, answer): (bool, &str),
    minutes_file: Option<&AttachmentId>,
) -> Result<CertificationCase, Refused> {
    defence.handled_by = Some(who.name.clone());
    defence.closed_at = Some(cx.now);
    defences::save(&mut cx.tx, &defence, minutes_file).await?;
    let kind = WorkItemKind::HoldCertificationDefence;
    close_item(&mut cx.tx, &record, kind, (held, answer), cx.now).await?;
    let due_at = match record.due_at.zip(record.paused_at) {
        Some((due_at, paused_at)) => Some(resumed_deadline(due_at, paused_at, cx.now)),
        None => record.due_at,
    };
    let was_paused = record.paused_at.is_some();
    let record = save(cx, Record { due_at, paused_at: None, ..record }).await?;
    if was_paused {
        history::move_deadline(&mut cx.tx, &record).await?;
        keep_time(&mut cx.tx, &record, cx.now).await?;
    }
    cx.send(notices::defences::closed(&record, &defence)?).await?;
    let action = if held { "certification.hold_defence" } else { "certification.decline_defence" };
    cx.audit(action, defence.defence_id.to_string(), json!({ "by": who.name }));
    Ok(handlers::case_of(&mut cx.tx, &record, cx.now).await?)
}
