//! The history of invitations, and taking one back.

use super::{lifecycle::step, store};
use crate::{
    filings::scope::Scope,
    http::change::{Change, Read},
    problem::Refused,
    session::principal::Member,
    store::conditions::{Conditions, Page},
};
use contract::{
    ids::InvitationId,
    invitations::{Invitation, InvitationEvent, InvitationPage, InvitationQuery, InvitationVersion},
    problem::ErrorCode,
};
use serde_json::json;

pub(super) async fn history(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: InvitationQuery,
) -> Result<InvitationPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let mut found = Conditions::default();
    found.text("i.partner_id = ?", who.partner_id.as_str());
    Scope::of(&mut cx.conn, who).await?.limit(&mut found, "i.inviter_user_id");
    let (rows, total_count) = store::page(&mut cx.conn, found, &query, page).await?;
    let deliveries = store::deliveries(&mut cx.conn, &rows).await?;
    let invitations = rows.into_iter().map(|row| row.shown(&deliveries, cx.now)).collect();
    Ok(InvitationPage { invitations, total_count })
}

pub(super) async fn revoke(
    cx: &mut Change,
    who: &Member,
    (invitation_id,): (InvitationId,),
    seen: InvitationVersion,
) -> Result<Invitation, Refused> {
    let scope = Scope::of(&mut cx.tx, who).await?;
    let row = store::find_any(&mut cx.tx, &invitation_id).await?;
    let row = row.filter(|row| row.partner_id == who.partner_id.as_str());
    let row = row.filter(|row| scope.covers(&row.inviter_user_id)).ok_or(ErrorCode::NotFound)?;
    if row.version != seen.version {
        return Err(ErrorCode::Changed.into());
    }
    step(&mut cx.tx, &row, InvitationEvent::Revoke, cx.now).await?;
    cx.audit("invitation.revoke", invitation_id.as_str(), json!({ "before": row.status }));
    let row = store::find_any(&mut cx.tx, &invitation_id).await?.ok_or(ErrorCode::NotFound)?;
    let deliveries = store::deliveries(&mut cx.tx, std::slice::from_ref(&row)).await?;
    Ok(row.shown(&deliveries, cx.now))
}
