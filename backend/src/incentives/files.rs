//! Files of feedback, invoices and transfers, for who gave them and for the vendor.

use super::store;
use crate::{
    attachments,
    http::{change::Read, file::File},
    problem::Refused,
    session::principal::{Member, OperatorUser},
};
use contract::{ids::AttachmentId, problem::ErrorCode};

/// One of this partner's.
pub(super) async fn file(cx: &mut Read, who: &Member, (id,): (AttachmentId,)) -> Result<File, Refused> {
    let owner = store::feedbacks::file_owner(&mut cx.conn, &id).await?;
    read(cx, owner.filter(|owner| *owner == who.partner_id.as_str()), &id).await
}

/// Whoever's it is, for the operator.
///
/// # Errors
/// `NotFound`.
pub async fn case_file(cx: &mut Read, _who: &OperatorUser, (id,): (AttachmentId,)) -> Result<File, Refused> {
    let owner = store::feedbacks::file_owner(&mut cx.conn, &id).await?;
    read(cx, owner, &id).await
}

async fn read(cx: &mut Read, owner: Option<String>, id: &AttachmentId) -> Result<File, Refused> {
    let owner = owner.ok_or(ErrorCode::NotFound)?;
    let stored = attachments::store::find(&mut cx.conn, &owner, id).await?.ok_or(ErrorCode::NotFound)?;
    attachments::file(cx, stored).await
}
