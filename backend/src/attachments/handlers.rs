//! Announcing a file, sending its parts, reading it.

use super::{
    refused,
    store::{self, Stored},
};
use crate::{
    http::{
        change::{Change, Read},
        file::File,
    },
    problem::{Fault, Refused},
    secret::random_id,
    session::principal::Member,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use contract::{
    attachments::{Attachment, AttachmentDraft, FileType, MAX_BYTES, PART_BYTES, Part, UNUSED_S, Upload},
    ids::AttachmentId,
    problem::ErrorCode,
    text::Rule,
};
use serde_json::json;

pub(super) async fn start(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: AttachmentDraft,
) -> Result<Upload, Refused> {
    let file_type = FileType::of_name(draft.name.as_str()).ok_or_else(|| refused("name", Rule::Malformed))?;
    if !(1..=MAX_BYTES).contains(&draft.bytes) {
        return Err(refused("bytes", Rule::OutOfRange));
    }
    let attachment_id: AttachmentId = random_id()?.parse().map_err(|_| Fault::new("a random id is no id"))?;
    let attachment = Attachment { attachment_id, name: draft.name.into(), file_type, bytes: draft.bytes };
    let stored = Stored { attachment, received: 0, created_at: cx.now, attached_to: None };
    store::add(&mut cx.tx, who.partner_id.as_str(), who.user_id.as_str(), &stored).await?;
    let id = stored.attachment.attachment_id.to_string();
    cx.audit("attachment.start", id, json!({ "bytes": draft.bytes }));
    Ok(upload(stored))
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (id,): (AttachmentId,),
    (): (),
) -> Result<Upload, Refused> {
    let stored = store::find(&mut cx.conn, who.partner_id.as_str(), &id).await?;
    stored.map(upload).ok_or_else(|| ErrorCode::NotFound.into())
}

pub(super) async fn append(
    cx: &mut Change,
    who: &Member,
    (id,): (AttachmentId,),
    part: Part,
) -> Result<Upload, Refused> {
    let found = store::find(&mut cx.tx, who.partner_id.as_str(), &id).await?;
    let mut stored = found.ok_or(ErrorCode::NotFound)?;
    let bytes = BASE64_STANDARD
        .decode(part.content.as_bytes())
        .map_err(|_| Refused::field("content", Rule::Malformed))?;
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let end = part.offset.saturating_add(length);
    if length == 0 || length > PART_BYTES || end > stored.attachment.bytes {
        return Err(Refused::field("content", Rule::OutOfRange));
    }
    if end <= stored.received {
        return Ok(upload(stored));
    }
    if part.offset != stored.received {
        return Err(Refused::field("offset", Rule::OutOfRange));
    }
    if part.offset == 0 && !stored.attachment.file_type.begins_like(&bytes) {
        return Err(refused("content", Rule::Malformed));
    }
    cx.app.files.put(&id, u64::from(part.offset), bytes).await?;
    store::set_received(&mut cx.tx, &id, end).await?;
    stored.received = end;
    cx.audit("attachment.part", id.to_string(), json!({ "received": end }));
    Ok(upload(stored))
}

pub(super) async fn content(cx: &mut Read, who: &Member, (id,): (AttachmentId,)) -> Result<File, Refused> {
    let stored = store::find(&mut cx.conn, who.partner_id.as_str(), &id).await?;
    let stored = stored.filter(|stored| stored.received == stored.attachment.bytes);
    let attachment = stored.ok_or(ErrorCode::NotFound)?.attachment;
    Ok(File {
        media_type: attachment.file_type.media_type(),
        content: cx.app.files.read(&id).await?,
        name: Some(attachment.name),
    })
}

fn upload(stored: Stored) -> Upload {
    let Stored { attachment, received, created_at, attached_to } = stored;
    let expire_at = attached_to.is_none().then(|| created_at.plus_seconds(UNUSED_S));
    Upload { attachment, received, expire_at }
}
