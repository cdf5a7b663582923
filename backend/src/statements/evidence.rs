//! Files of disputes, for the partner whose they are and for the vendor.

use super::store::disputes;
use crate::{
    attachments,
    http::{change::Read, file::File},
    problem::Refused,
    session::principal::{Member, OperatorUser},
};
use contract::{
    ids::{AttachmentId, PartnerId},
    problem::ErrorCode,
};

/// One of this partner's.
pub(super) async fn own(cx: &mut Read, who: &Member, (id,): (AttachmentId,)) -> Result<File, Refused> {
    let owner = disputes::owner_of(&mut cx.conn, &id).await?;
    read(cx, owner.filter(|owner| *owner == who.partner_id), &id).await
}

/// Whoever's it is, for the operator.
pub(super) async fn any(cx: &mut Read, _who: &OperatorUser, (id,): (AttachmentId,)) -> Result<File, Refused> {
    let owner = disputes::owner_of(&mut cx.conn, &id).await?;
    read(cx, owner, &id).await
}

async fn read(cx: &mut Read, owner: Option<PartnerId>, id: &AttachmentId) -> Result<File, Refused> {
    let owner = owner.ok_or(ErrorCode::NotFound)?;
    let stored = attachments::store::find(&mut cx.conn, owner.as_str(), id).await?;
    attachments::file(cx, stored.ok_or(ErrorCode::NotFound)?).await
}
