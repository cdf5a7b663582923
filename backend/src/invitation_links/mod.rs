//! Offline invitations (domain D3): links that many customers can use, and what the history says of who came.

mod handlers;
pub mod store;

use crate::{
    http::router::Router,
    invitations::store::{self as invitations, InvitationRow},
    problem::{Fault, Refused, sentence},
    secret::random_id,
};
use contract::{
    ids::{CustomerId, InvitationId},
    invitation_links,
    invitations::{InvitationKind, InvitationStatus},
    joining::LinkState,
    joining_rules::JoinRefusal,
    problem::{ErrorCode, Problem},
    session::Language,
    time::Timestamp,
};
use sqlx::AnyConnection;
use store::LinkRow;

/// Serves the endpoints of [`contract::invitation_links`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(invitation_links::LIST, handlers::list)
        .fetch(invitation_links::SHOW, handlers::show)
        .submit(invitation_links::CREATE, handlers::create)
        .submit(invitation_links::DISABLE, handlers::disable)
}

/// A customer has associated by this link: counted, and written into the history.
///
/// # Errors
/// `LinkDead` when the day's uses are used up.
pub async fn used(
    conn: &mut AnyConnection,
    link: &LinkRow,
    customer_id: &CustomerId,
    customer_name: &str,
    now: Timestamp,
) -> Result<(), Refused> {
    if !store::count_use(conn, &link.link_id, now).await? {
        let mut problem = Problem::new(ErrorCode::LinkDead, sentence(ErrorCode::LinkDead));
        problem.link_state = Some(LinkState::Exhausted);
        return Err(problem.into());
    }
    let row = InvitationRow {
        status: InvitationStatus::Associated,
        associated_at: Some(now),
        ..entry(link, customer_name, now)?
    };
    Ok(invitations::add(conn, &row, None, Some(customer_id)).await?)
}

/// A customer tried this link and was refused: written into the history.
///
/// # Errors
/// When the database fails.
pub async fn tried(
    conn: &mut AnyConnection,
    link: &LinkRow,
    cause: JoinRefusal,
    customer_name: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    let row = InvitationRow {
        status: InvitationStatus::Failed,
        fail_cause: Some(cause),
        ..entry(link, customer_name, now)?
    };
    invitations::add(conn, &row, None, None).await
}

fn entry(link: &LinkRow, customer_name: &str, now: Timestamp) -> Result<InvitationRow, Fault> {
    let invitation_id: InvitationId =
        format!("i-{}", random_id()?).parse().map_err(|_| Fault::new("a random id is no id"))?;
    Ok(InvitationRow {
        invitation_id,
        partner_id: link.partner_id.clone(),
        inviter_user_id: link.creator_user_id.clone(),
        inviter: link.creator.clone(),
        kind: InvitationKind::Offline,
        filing_id: None,
        email: None,
        link_id: Some(link.link_id.clone()),
        tag: Some(link.tag.clone()),
        association_type: link.association_type,
        language: Language::default(),
        status: InvitationStatus::Invited,
        customer_name: customer_name.to_owned(),
        invited_at: now,
        expire_at: None,
        associated_at: None,
        fail_cause: None,
        message_id: None,
        version: 1,
    })
}
