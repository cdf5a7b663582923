//! Who was invited, and what became of it (D5).

use super::store::{self, InvitationRow, OWNER};
use crate::{
    filings::scope::Scope,
    http::change::Read,
    masking,
    problem::Refused,
    session::principal::Member,
    store::conditions::{Conditions, Page},
};
use contract::{
    invitations::{Invitation, InvitationKind, InvitationPage, InvitationQuery, InvitationStatus},
    time::Timestamp,
};

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: InvitationQuery,
) -> Result<InvitationPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let mut found = Conditions::default();
    found.text("i.partner_id = ?", who.partner_id.as_str());
    Scope::of(&mut cx.conn, who, cx.now).await?.limit(&mut found, OWNER);
    store::matching(&mut found, &query, cx.now);
    let (rows, total_count) = store::page(&mut cx.conn, &found, page).await?;
    let invitations = rows.into_iter().map(|row| shown(row, cx.now)).collect();
    Ok(InvitationPage { invitations, total_count })
}

/// An entry as its partner sees it.
pub(super) fn shown(row: InvitationRow, now: Timestamp) -> Invitation {
    let online = row.kind == InvitationKind::Online;
    let status = row.status_at(now);
    Invitation {
        kind: row.kind,
        email: row.email.filter(|_| online).as_deref().map(masking::email),
        status,
        fail_cause: row.fail_cause.filter(|_| status == InvitationStatus::Failed),
        delivery: online.then_some(row.delivery),
        invitation_id: row.invitation_id,
        filing_id: row.filing_id,
        customer_name: row.customer_name,
        association_type: row.association_type,
        invited_at: row.invited_at,
        expire_at: row.expire_at,
        associated_at: row.associated_at,
        tag: row.tag,
        inviter: row.inviter,
        version: row.version,
    }
}
