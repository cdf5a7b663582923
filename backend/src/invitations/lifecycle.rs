//! The one place where an invitation changes its state, and what happens to it besides its owner's calls.

use super::store::{self, InvitationRow};
use crate::{
    covers,
    deadlines::{self, Reminder},
    jobs::{self, JobKind},
    outbox::{self, About, Letter, Message, Recipient},
    problem::{Fault, Refused, sentence},
};
use contract::{
    deadlines::DeadlineKind,
    demo::Channel,
    ids::{CustomerId, FilingId, InvitationId, UserId},
    invitations::{InvitationEvent, InvitationStatus},
    joining::LinkState,
    joining_rules::JoinRefusal,
    notifications::About as Page,
    problem::{ErrorCode, Problem},
    time::Timestamp,
};
use serde_json::json;
use sqlx::AnyConnection;

/// Lets `event` happen: state, times, version, the job that ends the link, and a mail that has not left.
///
/// # Errors
/// `NotInThisState` with the state; `Changed` when somebody was faster.
pub async fn step(
    conn: &mut AnyConnection,
    row: &mut InvitationRow,
    event: InvitationEvent,
    now: Timestamp,
) -> Result<(), Refused> {
    let next = row.status.after(event).map_err(|code| not_in_this_state(code, row.status_at(now)))?;
    match event {
        InvitationEvent::Fail => row.failed_at = Some(now),
        InvitationEvent::Associate => {
            row.associated_at = Some(now);
            row.fail_cause = None;
        }
        InvitationEvent::Expire | InvitationEvent::Revoke | InvitationEvent::Replace => {}
    }
    if !next.is_open() {
        jobs::cancel(conn, JobKind::InvitationExpires, row.invitation_id.as_str()).await?;
        deadlines::remind(conn, DeadlineKind::Invitation, row.invitation_id.as_str(), None, now).await?;
        if let Some(message_id) = &row.message_id {
            // Nobody shall get a link that does not work.
            outbox::store::give_up(conn, message_id).await?;
        }
    }
    row.status = next;
    row.version += 1;
    if !store::save(conn, row, row.version - 1).await? {
        return Err(ErrorCode::Changed.into());
    }
    Ok(())
}

pub(super) fn not_in_this_state(code: ErrorCode, status: InvitationStatus) -> Refused {
    let mut problem = Problem::new(code, sentence(code));
    problem.current_status = Some(status.as_str().to_owned());
    problem.into()
}

/// The customer has associated by it.
///
/// # Errors
/// `LinkDead` (`Used`) when another customer was faster.
pub async fn associated(
    conn: &mut AnyConnection,
    invitation: &InvitationRow,
    customer_id: &CustomerId,
    now: Timestamp,
) -> Result<(), Refused> {
    let mut row = invitation.clone();
    row.customer_id = Some(customer_id.clone());
    step(conn, &mut row, InvitationEvent::Associate, now).await.map_err(|refused| match refused {
        Refused::Fault(fault) => fault.into(),
        Refused::Problem(_) | Refused::After(..) => {
            let mut problem = Problem::new(ErrorCode::LinkDead, sentence(ErrorCode::LinkDead));
            problem.link_state = Some(LinkState::Used);
            problem.into()
        }
    })
}

/// The customer tried and was refused. The link still works.
///
/// # Errors
/// When the database fails.
pub async fn failed(
    conn: &mut AnyConnection,
    invitation: &InvitationRow,
    cause: JoinRefusal,
    now: Timestamp,
) -> Result<(), Fault> {
    let mut row = invitation.clone();
    row.fail_cause = Some(cause);
    ignoring_state(step(conn, &mut row, InvitationEvent::Fail, now).await)
}

/// There is nothing more to invite to: the filing was withdrawn, or the customer came by another link.
///
/// # Errors
/// When the database fails.
pub async fn end_of_filing(
    conn: &mut AnyConnection,
    filing_id: &FilingId,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(mut row) = store::open_of(conn, filing_id).await? else { return Ok(()) };
    let event = if row.has_lapsed(now) { InvitationEvent::Expire } else { InvitationEvent::Revoke };
    ignoring_state(step(conn, &mut row, event, now).await)
}

/// The job: the seven days of a link are over. One that has ended otherwise is left alone.
///
/// # Errors
/// When the database fails.
pub async fn expire(run: &mut jobs::Run, invitation_id: &str) -> Result<(), Fault> {
    let Ok(invitation_id) = invitation_id.parse::<InvitationId>() else { return Ok(()) };
    let Some(mut row) = store::find_any(&mut run.tx, &invitation_id).await? else { return Ok(()) };
    if !row.has_lapsed(run.now) {
        return Ok(());
    }
    ignoring_state(step(&mut run.tx, &mut row, InvitationEvent::Expire, run.now).await)?;
    if let Ok(inviter) = row.inviter_user_id.parse::<UserId>() {
        run.send(expired(inviter, &row.customer_name)).await?;
    }
    run.audit(&row.partner_id, "invitation.expired", invitation_id.as_str(), json!({})).await
}

/// What the inviter is told one working day before a link ends; nothing when the customer has used it.
///
/// # Errors
/// When the database fails.
pub async fn reminder(run: &mut jobs::Run, invitation_id: &str) -> Result<Option<Reminder>, Fault> {
    let Ok(invitation_id) = invitation_id.parse::<InvitationId>() else { return Ok(None) };
    let Some(row) = store::find_any(&mut run.tx, &invitation_id).await? else { return Ok(None) };
    let (true, Some(deadline), Ok(inviter)) =
        (row.status.is_open(), row.expire_at, row.inviter_user_id.parse::<UserId>())
    else {
        return Ok(None);
    };
    let holder = covers::store::holder_of(&mut run.tx, &row.partner_id, &inviter, run.now).await?;
    let told = [Some(inviter), holder].into_iter().flatten();
    let messages = told.map(|to| ends_soon(to, &row.customer_name)).collect();
    Ok(Some(Reminder { begun: row.invited_at, deadline, messages }))
}

fn ends_soon(inviter: UserId, customer_name: &str) -> Message {
    Message {
        kind: "INVITATION_ENDS_SOON",
        to: Recipient::User(inviter),
        about: Some(About::page(Page::Invitations)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(
            "邀请链接即将到期",
            format!(
                "发给 {customer_name} 的邀请链接将于一个工作日内到期，客户尚未关联。请提醒客户，或重新发送邀请。"
            ),
        ),
        en: Letter::new(
            "An invitation ends soon",
            format!(
                "The link that was sent to {customer_name} ends within one working day and the customer has not joined. \
                 Remind the customer, or send a new link."
            ),
        ),
        secret: false,
    }
}

/// An invitation that expires unseen is lost business: the inviter is told.
fn expired(inviter: UserId, customer_name: &str) -> Message {
    Message {
        kind: "INVITATION_EXPIRED",
        to: Recipient::User(inviter),
        about: Some(About::page(Page::Invitations)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(
            "邀请链接已过期",
            format!("发给 {customer_name} 的邀请链接 7 天内未被使用，已过期。可在“客户拓展”中重新发送邀请。"),
        ),
        en: Letter::new(
            "An invitation link has expired",
            format!(
                "The invitation link for {customer_name} was not used within 7 days and has expired. You can send it again in Customer Development."
            ),
        ),
        secret: false,
    }
}

/// Somebody else has settled it meanwhile: nothing to do.
fn ignoring_state(outcome: Result<(), Refused>) -> Result<(), Fault> {
    match outcome {
        Err(Refused::Fault(fault)) => Err(fault),
        Ok(()) | Err(Refused::Problem(_) | Refused::After(..)) => Ok(()),
    }
}
