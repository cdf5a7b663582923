//! Ending a link before its time.

use super::{
    history,
    lifecycle::step,
    store::{self, InvitationRow},
};
use crate::{filings::scope::Scope, http::change::Change, problem::Refused, session::principal::Member};
use contract::{
    ids::InvitationId,
    invitations::{Invitation, InvitationEvent, InvitationKind, InvitationVersion},
    problem::ErrorCode,
    time::Timestamp,
};
use serde_json::json;
use sqlx::AnyConnection;

pub(super) async fn revoke(
    cx: &mut Change,
    who: &Member,
    (invitation_id,): (InvitationId,),
    draft: InvitationVersion,
) -> Result<Invitation, Refused> {
    let mut row = seen(&mut cx.tx, who, &invitation_id, cx.now).await?;
    // A try by an offline link has no link of its own to end.
    if row.kind == InvitationKind::Offline || !row.status_at(cx.now).is_open() {
        let status = row.status_at(cx.now);
        return Err(super::lifecycle::not_in_this_state(ErrorCode::NotInThisState, status));
    }
    if row.version != draft.version {
        return Err(ErrorCode::Changed.into());
    }
    step(&mut cx.tx, &mut row, InvitationEvent::Revoke, cx.now).await?;
    cx.audit("invitation.revoke", invitation_id.as_str(), json!({}));
    // Read again: its mail may have been held back.
    let row = seen(&mut cx.tx, who, &invitation_id, cx.now).await?;
    Ok(history::shown(row, cx.now))
}

/// An invitation that this member sees.
///
/// # Errors
/// `NotFound` for a foreign one and for one that does not exist, so that nobody learns which.
pub(super) async fn seen(
    conn: &mut AnyConnection,
    who: &Member,
    invitation_id: &InvitationId,
    now: Timestamp,
) -> Result<InvitationRow, Refused> {
    let scope = Scope::of(conn, who, now).await?;
    let row = store::find_any(conn, invitation_id).await?;
    row.filter(|row| row.partner_id == who.partner_id.as_str())
        .filter(|row| scope.covers(row.manager_user_id.as_ref().unwrap_or(&row.inviter_user_id)))
        .ok_or_else(|| ErrorCode::NotFound.into())
}
