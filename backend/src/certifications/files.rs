//! Files of applications: evidence, for the partner whose it is and for the vendor; minutes, which the vendor's operator sends
//! for a partner's application in the same parts as a member sends evidence.

use super::{handlers, store::files};
use crate::{
    app::App,
    attachments::{self, Received},
    http::{
        change::{Change, Read},
        file::File,
    },
    problem::Refused,
    session::principal::{Member, OperatorUser},
};
use contract::{
    attachments::{AttachmentDraft, Part, Upload},
    ids::{AttachmentId, CertificationId, PartnerId},
    permissions::{Identity, Permission},
    problem::ErrorCode,
    session::Site,
};

/// One of this partner's; of a draft for whoever may see drafts.
pub(super) async fn own(cx: &mut Read, who: &Member, (id,): (AttachmentId,)) -> Result<File, Refused> {
    let drafts = who.can(Permission::ManageCertifications);
    let owner = files::owner_of(&mut cx.conn, &id, drafts).await?;
    read(cx, owner.filter(|owner| *owner == who.partner_id), &id).await
}

/// Whoever's it is, for the operator; never one of a draft.
pub(super) async fn any(cx: &mut Read, _who: &OperatorUser, (id,): (AttachmentId,)) -> Result<File, Refused> {
    let owner = files::owner_of(&mut cx.conn, &id, false).await?;
    read(cx, owner, &id).await
}

async fn read(cx: &mut Read, owner: Option<PartnerId>, id: &AttachmentId) -> Result<File, Refused> {
    let owner = owner.ok_or(ErrorCode::NotFound)?;
    let stored = attachments::store::find(&mut cx.conn, owner.as_str(), id).await?;
    attachments::file(cx, stored.ok_or(ErrorCode::NotFound)?).await
}

/// The operator as whoever sends a file to a partner's application: files belong to partners.
fn sender(who: &OperatorUser, partner_id: PartnerId) -> Member {
    Member {
        user_id: who.user_id.clone(),
        name: who.name.clone(),
        partner_id,
        partner_name: String::new(),
        identity: Identity::SolutionProvider,
        site: Site::Cn,
        roles: Vec::new(),
        custom_roles: Vec::new(),
        restrictions: Vec::new(),
        verification_enabled: false,
    }
}

pub(super) async fn start(
    cx: &mut Change,
    who: &OperatorUser,
    (id,): (CertificationId,),
    draft: AttachmentDraft,
) -> Result<Upload, Refused> {
    let record = handlers::any(&mut cx.tx, &id).await?;
    attachments::start(cx, &sender(who, record.partner_id), (), draft).await
}

pub(super) async fn show(
    cx: &mut Read,
    who: &OperatorUser,
    (id,): (AttachmentId,),
    (): (),
) -> Result<Upload, Refused> {
    let partner_id = files::announced_for(&mut cx.conn, &id, &who.user_id).await?;
    attachments::show(cx, &sender(who, partner_id.ok_or(ErrorCode::NotFound)?), (id,), ()).await
}

/// Before the transaction, as with a member's file.
pub(super) async fn receive(
    app: App,
    who: &OperatorUser,
    (id,): (AttachmentId,),
    part: &Part,
) -> Result<Received, Refused> {
    let partner_id = files::announced_for(&mut *app.store.read().await?, &id, &who.user_id).await?;
    let sender = sender(who, partner_id.ok_or(ErrorCode::NotFound)?);
    attachments::receive(app, &sender, (id,), part).await
}

pub(super) async fn append(
    cx: &mut Change,
    who: &OperatorUser,
    (id,): (AttachmentId,),
    part: Part,
    received: Received,
) -> Result<Upload, Refused> {
    let partner_id = files::announced_for(&mut cx.tx, &id, &who.user_id).await?;
    attachments::append(cx, &sender(who, partner_id.ok_or(ErrorCode::NotFound)?), (id,), part, received).await
}
