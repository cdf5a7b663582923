//! Announcing a file, asking how far it is, reading it.

use super::{
    file, refused,
    store::{self, Stored},
};
use crate::{
    http::{
        change::{Change, Read},
        file::File,
    },
    opportunities::store::progress,
    problem::{Fault, Refused},
    secret::random_id,
    session::principal::Member,
};
use contract::{
    attachments::{Attachment, AttachmentDraft, FileType, MAX_BYTES, UNUSED_S, Upload},
    ids::AttachmentId,
    problem::ErrorCode,
    text::Rule,
};
use serde_json::json;

/// Announces a file of this member's partner.
///
/// # Errors
/// `CBC.99100008` for its type or size.
pub async fn start(cx: &mut Change, who: &Member, (): (), draft: AttachmentDraft) -> Result<Upload, Refused> {
    let file_type = FileType::of_name(draft.name.as_str()).ok_or_else(|| refused("name", Rule::Malformed))?;
    if !(1..=MAX_BYTES).contains(&draft.bytes) {
        return Err(refused("bytes", Rule::OutOfRange));
    }
    let attachment_id: AttachmentId = random_id()?.parse().map_err(|_| Fault::new("a random id is no id"))?;
    let attachment = Attachment {
        attachment_id,
        name: draft.name.into(),
        file_type,
        bytes: draft.bytes,
        sha256: None,
        pages: None,
        scan: None,
    };
    let stored = Stored { attachment, received: 0, created_at: cx.now, attached_to: None, refused: None };
    store::add(&mut cx.tx, who.partner_id.as_str(), who.user_id.as_str(), &stored).await?;
    let id = stored.attachment.attachment_id.to_string();
    cx.audit("attachment.start", id, json!({ "bytes": draft.bytes }));
    Ok(upload(stored))
}

/// How much of it has arrived.
///
/// # Errors
/// `CBC.99100001`.
pub async fn show(cx: &mut Read, who: &Member, (id,): (AttachmentId,), (): ()) -> Result<Upload, Refused> {
    let stored = store::find(&mut cx.conn, who.partner_id.as_str(), &id).await?;
    let stored = stored.ok_or(ErrorCode::NotFound)?;
    match stored.refused {
        Some(flaw) => Err(refused(flaw.field(), flaw.rule())),
        None => Ok(upload(stored)),
    }
}

pub(super) async fn content(cx: &mut Read, who: &Member, (id,): (AttachmentId,)) -> Result<File, Refused> {
    let stored = store::find(&mut cx.conn, who.partner_id.as_str(), &id).await?;
    let stored = stored.ok_or(ErrorCode::NotFound)?;
    // What hangs on something else is read there, by those who may see that.
    let is_elsewhere = match &stored.attached_to {
        Some(to) => !progress::is_report(&mut cx.conn, to).await?,
        None => false,
    };
    if is_elsewhere {
        return Err(ErrorCode::NotFound.into());
    }
    file(cx, stored).await
}

pub(super) fn upload(stored: Stored) -> Upload {
    let Stored { attachment, received, created_at, attached_to, .. } = stored;
    let expire_at = attached_to.is_none().then(|| created_at.plus_seconds(UNUSED_S));
    Upload { attachment, received, expire_at }
}
