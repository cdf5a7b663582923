//! The next part of a file. It is put into the store, and the whole is checked with the last one, before the transaction that
//! notes it: neither a slow store nor a scanner holds up other changes.

use super::{
    checking::{self, Outcome},
    handlers::upload,
    refused,
    store::{self, Stored},
};
use crate::{
    app::App,
    audit::{self, Note},
    files::Place,
    http::change::Change,
    jobs::{self, JobKind},
    problem::{Fault, Refused, sentence},
    session::principal::Member,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use contract::{
    attachments::{PART_BYTES, Part, Upload},
    file_rules::Flaw,
    ids::AttachmentId,
    problem::{ErrorCode, FieldProblem, Problem},
    text::Rule,
};
use serde_json::json;

/// What was done with a part before the transaction.
#[derive(Clone, Debug)]
pub enum Received {
    /// It had arrived before.
    Before,
    /// It lies in the store; so much has arrived with it.
    UpTo(u32),
    /// It was the last one.
    Whole(Outcome),
}

/// Why a part cannot be the next one of a file.
fn judge(stored: &Stored, part: &Part, length: usize) -> Result<u32, Refused> {
    if let Some(flaw) = stored.refused {
        return Err(refused(flaw.field(), flaw.rule()));
    }
    let bytes = stored.attachment.bytes;
    let expected = bytes.saturating_sub(part.offset).min(PART_BYTES);
    if length == 0 || u32::try_from(length) != Ok(expected) {
        return Err(Refused::field("content", Rule::OutOfRange));
    }
    if part.offset > stored.received || !part.offset.is_multiple_of(PART_BYTES) {
        return Err(Refused::field("offset", Rule::OutOfRange));
    }
    Ok(part.offset + expected)
}

/// Before the transaction: the part goes into the store, the last one into the check.
///
/// # Errors
/// `CBC.99100001`; `CBC.0100` for a gap or a part of another size; `CBC.99100008` for a file that was refused before.
pub async fn receive(
    app: App,
    who: &Member,
    (id,): (AttachmentId,),
    part: &Part,
) -> Result<Received, Refused> {
    let found = store::find(&mut *app.store.read().await?, who.partner_id.as_str(), &id).await?;
    let stored = found.ok_or(ErrorCode::NotFound)?;
    let bytes = BASE64_STANDARD
        .decode(part.content.as_bytes())
        .map_err(|_| Refused::field("content", Rule::Malformed))?;
    let end = judge(&stored, part, bytes.len())?;
    if end <= stored.received {
        return Ok(Received::Before);
    }
    if part.offset == 0 && !stored.attachment.file_type.begins_like(&bytes) {
        return Ok(Received::Whole(Outcome::Refused(Flaw::Content, None)));
    }
    if end < stored.attachment.bytes {
        app.files.put(&Place::part(&id, part.offset / PART_BYTES), bytes).await?;
        return Ok(Received::UpTo(end));
    }
    Ok(Received::Whole(checking::check(&app, &stored.attachment, bytes).await?))
}

/// In the transaction: what was done counts, unless another call was quicker.
///
/// # Errors
/// `CBC.99100001`; `CBC.99100008` with the reason for a file that is refused.
pub async fn append(
    cx: &mut Change,
    who: &Member,
    (id,): (AttachmentId,),
    part: Part,
    received: Received,
) -> Result<Upload, Refused> {
    let found = store::find(&mut cx.tx, who.partner_id.as_str(), &id).await?;
    let mut stored = found.ok_or(ErrorCode::NotFound)?;
    if let Some(flaw) = stored.refused {
        return Err(refused(flaw.field(), flaw.rule()));
    }
    match received {
        Received::Before => {}
        Received::UpTo(_) | Received::Whole(_) if stored.received != part.offset => {}
        Received::UpTo(end) => {
            store::set_received(&mut cx.tx, &id, end).await?;
            stored.received = end;
            cx.audit("attachment.part", id.to_string(), json!({ "received": end }));
        }
        Received::Whole(Outcome::Accepted(attachment)) => {
            store::complete(&mut cx.tx, &attachment).await?;
            tidy_soon(cx, &id).await?;
            cx.wakes_jobs = true;
            let detail =
                json!({ "sha256": attachment.sha256, "pages": attachment.pages, "scan": attachment.scan });
            cx.audit("attachment.complete", id.to_string(), detail);
            stored.received = attachment.bytes;
            stored.attachment = attachment;
        }
        Received::Whole(Outcome::Refused(flaw, found)) => return Err(refuse(id, flaw, found)),
    }
    Ok(upload(stored))
}

/// What is no longer needed goes once this is committed.
async fn tidy_soon(cx: &mut Change, id: &AttachmentId) -> Result<(), Fault> {
    jobs::schedule(&mut cx.tx, JobKind::AttachmentTidied, id.as_str(), cx.now).await
}

/// The refusal, which stays: whoever asks again gets the same, and the content goes.
fn refuse(id: AttachmentId, flaw: Flaw, found: Option<String>) -> Refused {
    let code = ErrorCode::AttachmentRefused;
    let mut problem = Problem::new(code, sentence(code));
    problem.fields.push(FieldProblem { field: flaw.field().to_owned(), rule: flaw.rule() });
    Refused::after(problem, move |cx| {
        Box::pin(async move {
            store::refuse(&mut cx.tx, &id, flaw).await?;
            tidy_soon(cx, &id).await?;
            let detail = json!({ "flaw": flaw.field(), "found": found });
            let note = Note { detail, ..Note::refused("attachment.refused", id.as_str()) };
            let user = cx.caller.signed_in().cloned();
            audit::event(&mut cx.tx, cx.now, &cx.call, user.as_ref(), &note).await
        })
    })
}
