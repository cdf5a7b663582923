//! The one place where a filing changes its state, and what happens to it besides its owner's calls.

use super::store::{self, FilingRow};
use crate::{
    covers,
    deadlines::{self, Reminder},
    jobs::{self, JobKind},
    outbox::{About, Letter, Message, Recipient},
    problem::{Fault, Refused, sentence},
};
use contract::{
    deadlines::DeadlineKind,
    demo::Channel,
    filings::{FilingEvent, FilingStatus, MAX_OPEN, VALID_S},
    ids::{CustomerId, FilingId, UserId},
    notifications::About as Page,
    problem::{ErrorCode, Problem},
    time::Timestamp,
};
use serde_json::json;
use sqlx::AnyConnection;

/// Lets `event` happen: state, times, version, the place it takes and the job that ends it. Everything else in `row`
/// is written as it is.
///
/// # Errors
/// `NotInThisState` with the state; `FilingLimit` with `limit` and `used` when it needs a place and none is free;
/// `Changed` when somebody was faster.
pub async fn step(
    conn: &mut AnyConnection,
    row: &mut FilingRow,
    event: FilingEvent,
    now: Timestamp,
) -> Result<(), Refused> {
    let next = row.status.after(event).map_err(|code| not_in_this_state(code, row.status))?;
    if next.holds_place() && !row.status.holds_place() {
        let used = store::open_count(conn, &row.partner_id, now).await?;
        if used >= MAX_OPEN {
            return Err(no_place(used));
        }
    }
    match event {
        FilingEvent::File | FilingEvent::FileForReview => {
            row.filed_at = now;
            row.opinion = None;
        }
        FilingEvent::Approve
        | FilingEvent::Reject
        | FilingEvent::Expire
        | FilingEvent::Associate
        | FilingEvent::Withdraw => {}
    }
    row.expire_at = match next {
        FilingStatus::Filed => Some(now.plus_seconds(VALID_S)),
        FilingStatus::Expired => row.expire_at,
        _ => None,
    };
    let id = row.filing_id.as_str();
    match (next, row.expire_at) {
        (FilingStatus::Filed, Some(end)) => jobs::schedule(conn, JobKind::FilingExpires, id, end).await?,
        _ => jobs::cancel(conn, JobKind::FilingExpires, id).await?,
    }
    let runs = row.expire_at.filter(|_| next == FilingStatus::Filed);
    deadlines::remind(conn, DeadlineKind::Filing, id, runs, now).await?;
    row.status = next;
    row.version += 1;
    if !store::save(conn, row, row.version - 1).await? {
        return Err(ErrorCode::Changed.into());
    }
    Ok(())
}

pub(super) fn not_in_this_state(code: ErrorCode, status: FilingStatus) -> Refused {
    let mut problem = Problem::new(code, sentence(code));
    problem.current_status = Some(status.as_str().to_owned());
    problem.into()
}

fn no_place(used: u32) -> Refused {
    let mut problem = Problem::new(ErrorCode::FilingLimit, sentence(ErrorCode::FilingLimit));
    problem.limit = Some(MAX_OPEN);
    problem.used = Some(used);
    problem.into()
}

/// The customer with this number has associated with the partner: its filing, if there is one, has reached its end.
///
/// # Errors
/// When the database fails.
pub async fn associated(
    conn: &mut AnyConnection,
    partner_id: &str,
    phone: &str,
    customer_id: &CustomerId,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(mut filing) = store::of_partner_and_phone(conn, partner_id, phone).await? else {
        return Ok(());
    };
    filing.customer_id = Some(customer_id.clone());
    step(conn, &mut filing, FilingEvent::Associate, now).await.map_err(unexpected)
}

/// A refusal where the state allows the step: somebody has broken a rule of this program.
fn unexpected(refused: Refused) -> Fault {
    match refused {
        Refused::Fault(fault) => fault,
        Refused::Problem(problem) | Refused::After(problem, _) => {
            Fault::new(format!("a filing does not take its step: {}", problem.error_code.as_str()))
        }
    }
}

/// Ends what should have ended by now, for these numbers and for this partner: a rule does not wait for a job.
///
/// # Errors
/// When the database fails.
pub async fn expire_lapsed(
    conn: &mut AnyConnection,
    partner_id: &str,
    phones: &[&str],
    now: Timestamp,
) -> Result<(), Fault> {
    for mut filing in store::lapsed(conn, partner_id, phones, now).await? {
        step(conn, &mut filing, FilingEvent::Expire, now).await.map_err(unexpected)?;
    }
    Ok(())
}

/// The job: the fifteen days of a filing are over. One that has ended, or was filed anew, is left alone.
///
/// # Errors
/// When the database fails.
pub async fn expire(run: &mut jobs::Run, filing_id: &str) -> Result<(), Fault> {
    let Ok(filing_id) = filing_id.parse::<FilingId>() else { return Ok(()) };
    let Some(mut filing) = store::find_any(&mut run.tx, &filing_id).await? else { return Ok(()) };
    if !filing.has_lapsed(run.now) {
        return Ok(());
    }
    step(&mut run.tx, &mut filing, FilingEvent::Expire, run.now).await.map_err(unexpected)?;
    run.send(Message {
        kind: "FILING_EXPIRED",
        to: Recipient::User(filing.manager_user_id.clone()),
        about: Some(About::one(Page::Filings, &filing_id)),
        channels: vec![Channel::InSite],
        zh: Letter::new(
            "客户报备已失效",
            format!("{} 的报备已满 15 天，名额已释放。仍在跟进时请重新报备。", filing.masked_name()),
        ),
        en: Letter::new(
            "A customer filing has expired",
            format!(
                "The filing of {} has ended after 15 days and its place is free. File it again if you are still working on it.",
                filing.masked_name()
            ),
        ),
        secret: false,
    })
    .await?;
    let partner_id = filing.partner_id.clone();
    run.audit(&partner_id, "filing.expired", filing_id.as_str(), json!({})).await
}

/// What its manager is told one working day before a filing ends; nothing when it has ended otherwise.
///
/// # Errors
/// When the database fails.
pub async fn reminder(run: &mut jobs::Run, filing_id: &str) -> Result<Option<Reminder>, Fault> {
    let Ok(filing_id) = filing_id.parse::<FilingId>() else { return Ok(None) };
    let Some(filing) = store::find_any(&mut run.tx, &filing_id).await? else { return Ok(None) };
    let Some(deadline) = filing.expire_at.filter(|_| filing.status == FilingStatus::Filed) else {
        return Ok(None);
    };
    let holder =
        covers::store::holder_of(&mut run.tx, &filing.partner_id, &filing.manager_user_id, run.now).await?;
    let name = filing.masked_name();
    let message = |to: UserId| Message {
        kind: "FILING_ENDS_SOON",
        to: Recipient::User(to),
        about: Some(About::one(Page::Filings, &filing_id).until(DeadlineKind::Filing, Some(deadline))),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(
            "客户报备即将到期",
            format!("{name} 的报备将于一个工作日内到期，到期后其他伙伴可以报备该客户。请尽快邀请客户关联。"),
        ),
        en: Letter::new(
            "A customer filing ends soon",
            format!(
                "The filing of {name} ends within one working day; after that other partners can file this customer. \
                 Invite the customer now."
            ),
        ),
        secret: false,
    };
    let told = [Some(filing.manager_user_id.clone()), holder].into_iter().flatten();
    Ok(Some(Reminder { begun: filing.filed_at, deadline, messages: told.map(message).collect() }))
}
