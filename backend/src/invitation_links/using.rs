//! What a customer does by a link: counted, and written into the history of invitations.

use super::store::{self, LinkRow};
use crate::{
    invitations::store::{self as invitations, InvitationRow},
    problem::{Fault, Refused, sentence},
    secret::random_id,
};
use contract::{
    ids::CustomerId,
    invitations::{Delivery, DeliveryState, InvitationKind, InvitationStatus},
    joining::LinkState,
    joining_rules::JoinRefusal,
    problem::{ErrorCode, Problem},
    session::Language,
    time::Timestamp,
};
use sqlx::AnyConnection;

/// A customer has associated by the link.
///
/// # Errors
/// `LinkDead` (`Exhausted`) when the day's uses are used up.
pub async fn used(
    conn: &mut AnyConnection,
    link: &LinkRow,
    customer_id: &CustomerId,
    masked_name: &str,
    now: Timestamp,
) -> Result<(), Refused> {
    if !store::count_use(conn, &link.link_id, now).await? {
        let mut problem = Problem::new(ErrorCode::LinkDead, sentence(ErrorCode::LinkDead));
        problem.link_state = Some(LinkState::Exhausted);
        return Err(problem.into());
    }
    let mut entry = entry(link, masked_name, InvitationStatus::Associated, now)?;
    entry.associated_at = Some(now);
    entry.customer_id = Some(customer_id.clone());
    Ok(invitations::add(conn, &entry, None).await?)
}

/// A customer tried and was refused. The same refusal of the same day is one entry, however often it is tried.
///
/// # Errors
/// When the database fails.
pub async fn tried(
    conn: &mut AnyConnection,
    link: &LinkRow,
    cause: JoinRefusal,
    masked_name: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    let since = now.china_day().china_midnight();
    let same = invitations::same_try(conn, link.link_id.as_str(), masked_name, cause, since).await?;
    if let Some(mut entry) = same {
        entry.failed_at = Some(now);
        entry.version += 1;
        invitations::save(conn, &entry, entry.version - 1).await?;
        return Ok(());
    }
    let mut entry = entry(link, masked_name, InvitationStatus::Failed, now)?;
    entry.fail_cause = Some(cause);
    entry.failed_at = Some(now);
    invitations::add(conn, &entry, None).await
}

fn entry(
    link: &LinkRow,
    masked_name: &str,
    status: InvitationStatus,
    now: Timestamp,
) -> Result<InvitationRow, Fault> {
    Ok(InvitationRow {
        invitation_id: random_id()?.parse().map_err(|_| Fault::new("a random id is no id"))?,
        partner_id: link.partner_id.clone(),
        inviter_user_id: link.creator_user_id.clone(),
        inviter: link.creator.clone(),
        kind: InvitationKind::Offline,
        filing_id: None,
        manager_user_id: None,
        link_id: Some(link.link_id.to_string()),
        tag: Some(link.tag.clone()),
        association_type: link.association_type,
        language: Language::default(),
        status,
        customer_name: masked_name.to_owned(),
        email: None,
        invited_at: now,
        expire_at: None,
        associated_at: None,
        customer_id: None,
        fail_cause: None,
        failed_at: None,
        message_id: None,
        delivery: Delivery { state: DeliveryState::Sent, attempts: 0, sent_at: None, next_attempt_at: None },
        version: 1,
    })
}
