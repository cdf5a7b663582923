//! The one place where an invitation changes its state, and what happens to it besides its owner's calls.

use super::store::{self, InvitationRow, Step};
use crate::{
    jobs::{self, JobKind},
    outbox::{self, Letter, Message, Recipient},
    problem::{Fault, Refused, sentence},
};
use contract::{
    demo::Channel,
    ids::{CustomerId, FilingId, InvitationId},
    invitations::{InvitationEvent, InvitationStatus},
    joining::LinkState,
    joining_rules::JoinRefusal,
    problem::{ErrorCode, Problem},
    time::Timestamp,
};
use serde_json::json;
use sqlx::AnyConnection;

/// Lets `event` happen: state, version, the job that ends the link, and a mail that has not left.
///
/// # Errors
/// `NotInThisState` with the state; `Changed` when somebody was faster.
pub(super) async fn step(
    conn: &mut AnyConnection,
    row: &InvitationRow,
    event: InvitationEvent,
    now: Timestamp,
) -> Result<(), Refused> {
    step_with(conn, row, event, now, None, None).await
}

async fn step_with(
    conn: &mut AnyConnection,
    row: &InvitationRow,
    event: InvitationEvent,
    now: Timestamp,
    fail_cause: Option<JoinRefusal>,
    customer_id: Option<&CustomerId>,
) -> Result<(), Refused> {
    // Replacing needs no working link, everything else that the clock forbids is forbidden.
    let status = match event {
        InvitationEvent::Expire => row.status,
        _ => row.status_at(now),
    };
    let next = status.after(event).map_err(|code| {
        let mut problem = Problem::new(code, sentence(code));
        problem.current_status = Some(status.as_str().to_owned());
        problem
    })?;
    if !store::save(conn, row, &Step { status: next, now, fail_cause, customer_id }).await? {
        return Err(ErrorCode::Changed.into());
    }
    if !next.is_open() {
        jobs::cancel(conn, JobKind::InvitationExpires, row.invitation_id.as_str()).await?;
        if let Some(message_id) = &row.message_id {
            outbox::store::give_up(conn, message_id).await?;
        }
    }
    Ok(())
}

/// The customer has associated by this link. Of two in the same moment the second one is told that it is used.
///
/// # Errors
/// `LinkDead`.
pub async fn associated(
    conn: &mut AnyConnection,
    row: &InvitationRow,
    customer_id: &CustomerId,
    now: Timestamp,
) -> Result<(), Refused> {
    let settled = step_with(conn, row, InvitationEvent::Associate, now, None, Some(customer_id)).await;
    match settled {
        Err(Refused::Problem(_)) => {
            let mut problem = Problem::new(ErrorCode::LinkDead, sentence(ErrorCode::LinkDead));
            problem.link_state = Some(LinkState::Used);
            Err(problem.into())
        }
        settled => settled,
    }
}

/// The customer tried and was refused. The link still works.
///
/// # Errors
/// When the database fails.
pub async fn failed(
    conn: &mut AnyConnection,
    row: &InvitationRow,
    cause: JoinRefusal,
    now: Timestamp,
) -> Result<(), Fault> {
    quietly(step_with(conn, row, InvitationEvent::Fail, now, Some(cause), None).await)
}

/// The filing is withdrawn, or its customer has come by another link: an open link stops working.
///
/// # Errors
/// When the database fails.
pub async fn end_of_filing(
    conn: &mut AnyConnection,
    filing_id: &FilingId,
    now: Timestamp,
) -> Result<(), Fault> {
    match store::newest(conn, filing_id).await? {
        Some(row) if row.status.is_open() => quietly(step(conn, &row, InvitationEvent::Revoke, now).await),
        Some(_) | None => Ok(()),
    }
}

/// The job: the seven days of a link are over. One that has ended meanwhile is left alone.
///
/// # Errors
/// When the database fails.
pub async fn expire(run: &mut jobs::Run, invitation_id: &str) -> Result<(), Fault> {
    let Ok(invitation_id) = invitation_id.parse::<InvitationId>() else { return Ok(()) };
    let Some(row) = store::find_any(&mut run.tx, &invitation_id).await? else { return Ok(()) };
    if row.status_at(run.now) != InvitationStatus::LinkExpired || !row.status.is_open() {
        return Ok(());
    }
    quietly(step(&mut run.tx, &row, InvitationEvent::Expire, run.now).await)?;
    let name = &row.customer_name;
    let inviter = row.inviter_user_id.parse().map_err(|_| Fault::new("a stored user id is no id"))?;
    run.send(Message {
        kind: "INVITATION_EXPIRED",
        to: Recipient::User(inviter),
        channels: vec![Channel::InSite],
        zh: Letter::new(
            "邀请链接已过期",
            format!("{name} 在 7 天内没有使用邀请链接。报备仍有效时，可在“客户拓展”中重新发送。"),
        ),
        en: Letter::new(
            "An invitation link has expired",
            format!(
                "{name} did not use the link within 7 days. While the filing is in force you can send it again under Customer Development."
            ),
        ),
        secret: false,
    })
    .await?;
    let partner_id = row.partner_id.clone();
    run.audit(&partner_id, "invitation.expired", invitation_id.as_str(), json!({})).await
}

/// Where the state speaks against a step that follows from another one, nothing happens.
fn quietly(settled: Result<(), Refused>) -> Result<(), Fault> {
    match settled {
        Err(Refused::Fault(fault)) => Err(fault),
        Ok(()) | Err(Refused::Problem(_) | Refused::After(..)) => Ok(()),
    }
}
