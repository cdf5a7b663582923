//! Evidence: attached one file at a time, so that what has arrived is never lost, and handed in as a whole.

use super::{
    handlers::{detail, own},
    settling::{Said, advance, not_now},
    store::{self, Record, evidences},
};
use crate::{
    attachments,
    http::{
        change::{Change, Read},
        file::File,
    },
    problem::{Refused, sentence},
    session::principal::{Member, OperatorUser},
};
use contract::{
    delivery_evidence::{Evidence, EvidenceDraft, FILES, MAX_EVIDENCES, missing},
    delivery_projects::{DeliveryDetail, DeliveryEvent, DeliveryVersion},
    ids::{AttachmentId, DeliveryProjectId, PartnerId},
    problem::{ErrorCode, FieldProblem, Problem},
    text::Rule,
    time::Timestamp,
};
use serde_json::json;

/// Evidence can be changed now.
fn is_taken(record: &Record, now: Timestamp) -> Result<(), Refused> {
    if !record.project.status.takes_evidence() {
        return Err(not_now(record.project.status));
    }
    if record.project.evidence_due_at.is_some_and(|due| due <= now) {
        return Err(ErrorCode::DeadlinePassed.into());
    }
    Ok(())
}

pub(super) async fn attach(
    cx: &mut Change,
    who: &Member,
    (project_id,): (DeliveryProjectId,),
    draft: EvidenceDraft,
) -> Result<DeliveryDetail, Refused> {
    // First of all the next version: of two files at the same moment the second one waits here, and is counted with the first.
    store::touch(&mut cx.tx, who.partner_id.as_str(), &project_id).await?;
    let record = own(&mut cx.tx, who, &project_id, cx.now).await?;
    is_taken(&record, cx.now)?;
    let there = evidences::of(&mut cx.tx, &project_id).await?;
    if there.len() >= MAX_EVIDENCES {
        let code = ErrorCode::QuantityLimit;
        let mut problem = Problem::new(code, sentence(code));
        problem.limit = u32::try_from(MAX_EVIDENCES).ok();
        problem.used = u32::try_from(there.len()).ok();
        return Err(problem.into());
    }
    let id = draft.attachment_id;
    attachments::attach_by(&mut cx.tx, who, &FILES, std::slice::from_ref(&id), project_id.as_str()).await?;
    let found = attachments::store::find(&mut cx.tx, who.partner_id.as_str(), &id).await?;
    let attachment = found.ok_or(ErrorCode::NotFound)?.attachment;
    let evidence = Evidence { kind: draft.kind, attachment, added_at: cx.now, added_by: who.name.clone() };
    evidences::add(&mut cx.tx, &who.partner_id, &project_id, &evidence).await?;
    cx.audit("delivery.evidence_attach", project_id.to_string(), json!({ "kind": draft.kind }));
    Ok(detail(&mut cx.tx, record).await?)
}

pub(super) async fn remove(
    cx: &mut Change,
    who: &Member,
    (id,): (AttachmentId,),
    (): (),
) -> Result<DeliveryDetail, Refused> {
    let found = evidences::project_of(&mut cx.tx, &id).await?;
    let (_, project_id) = found.filter(|(of, _)| *of == who.partner_id).ok_or(ErrorCode::NotFound)?;
    store::touch(&mut cx.tx, who.partner_id.as_str(), &project_id).await?;
    let record = own(&mut cx.tx, who, &project_id, cx.now).await?;
    is_taken(&record, cx.now)?;
    // A colleague may have been quicker; the file may be attached to something else by now.
    if !evidences::remove(&mut cx.tx, &id).await? {
        return Err(ErrorCode::NotFound.into());
    }
    cx.audit("delivery.evidence_remove", project_id.to_string(), json!({ "attachment_id": id }));
    Ok(detail(&mut cx.tx, record).await?)
}

pub(super) async fn submit(
    cx: &mut Change,
    who: &Member,
    (project_id,): (DeliveryProjectId,),
    seen: DeliveryVersion,
) -> Result<DeliveryDetail, Refused> {
    let record = own(&mut cx.tx, who, &project_id, cx.now).await?;
    is_taken(&record, cx.now)?;
    // What is handed in is what was seen: a colleague may have taken a file away.
    if record.project.version != seen.version {
        return Err(ErrorCode::Changed.into());
    }
    let missing = missing(&evidences::of(&mut cx.tx, &project_id).await?);
    if !missing.is_empty() {
        let code = ErrorCode::EvidenceMissing;
        let mut problem = Problem::new(code, sentence(code));
        problem.fields.extend(
            missing.iter().map(|kind| FieldProblem { field: kind.as_str().to_owned(), rule: Rule::Missing }),
        );
        return Err(problem.into());
    }
    let said = Said { by: &who.name, note: None, seen: seen.version };
    let record = advance(&mut cx.tx, record, DeliveryEvent::Submit, said, cx.now).await?;
    cx.audit("delivery.submit", project_id.to_string(), json!({ "status": record.project.status }));
    Ok(detail(&mut cx.tx, record).await?)
}

/// One of this partner's.
pub(super) async fn own_content(
    cx: &mut Read,
    who: &Member,
    (id,): (AttachmentId,),
) -> Result<File, Refused> {
    let owner = evidences::project_of(&mut cx.conn, &id).await?.map(|(owner, _)| owner);
    read(cx, owner.filter(|owner| *owner == who.partner_id), &id).await
}

/// Whoever's it is, for the operator.
pub(super) async fn any_content(
    cx: &mut Read,
    _who: &OperatorUser,
    (id,): (AttachmentId,),
) -> Result<File, Refused> {
    let owner = evidences::project_of(&mut cx.conn, &id).await?.map(|(owner, _)| owner);
    read(cx, owner, &id).await
}

async fn read(cx: &mut Read, owner: Option<PartnerId>, id: &AttachmentId) -> Result<File, Refused> {
    let owner = owner.ok_or(ErrorCode::NotFound)?;
    let stored = attachments::store::find(&mut cx.conn, owner.as_str(), id).await?;
    attachments::file(cx, stored.ok_or(ErrorCode::NotFound)?).await
}
