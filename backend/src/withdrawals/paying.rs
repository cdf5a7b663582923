//! What the vendor's operator does with an application, called by the work queue in the transaction of the answer.

use super::store::{self, Stored};
use crate::{
    book::{self, Account, Entry, EntryKind},
    http::change::{Change, Read},
    outbox::{About, Letter, Message, Recipient},
    problem::{Fault, Refused, sentence},
    seal::{self, Purpose},
    session::principal::OperatorUser,
    top_ups::store as top_ups,
};
use contract::{
    demo::Channel,
    ids::WithdrawalId,
    notifications::About as Page,
    payee::Payee,
    problem::{ErrorCode, Problem},
    withdrawals::{Withdrawal, WithdrawalEvent, WithdrawalRoute, WithdrawalStatus},
};
use serde_json::json;

pub(super) async fn case(
    cx: &mut Read,
    _who: &OperatorUser,
    (withdrawal_id,): (WithdrawalId,),
    (): (),
) -> Result<Withdrawal, Refused> {
    Ok(store::find_any(&mut cx.conn, &withdrawal_id).await?.ok_or(ErrorCode::NotFound)?.withdrawal)
}

pub(super) async fn reveal_account(
    cx: &mut Change,
    who: &OperatorUser,
    (withdrawal_id,): (WithdrawalId,),
    (): (),
) -> Result<Payee, Refused> {
    let stored = store::find_any(&mut cx.tx, &withdrawal_id).await?.ok_or(ErrorCode::NotFound)?;
    let sealed = stored.account.ok_or(ErrorCode::NotFound)?;
    let owner = [stored.partner_id.as_str(), withdrawal_id.as_str()];
    let text = seal::open(&cx.app.pepper, Purpose::Payees, &owner, &sealed);
    let text = text.ok_or_else(|| Fault::new("a bank account does not open"))?;
    cx.audit("withdrawal.reveal_account", withdrawal_id.as_str(), json!({ "by": who.name }));
    Ok(serde_json::from_str(&text).map_err(Fault::from)?)
}

/// The operator works on it.
///
/// # Errors
/// `NotInThisState`.
pub async fn taken_up(cx: &mut Change, withdrawal_id: &WithdrawalId) -> Result<(), Refused> {
    let (_, status) = after(cx, withdrawal_id, WithdrawalEvent::TakenUp).await?;
    Ok(store::take_up(&mut cx.tx, withdrawal_id, status, cx.now).await?)
}

/// It was paid: what was held is gone.
///
/// # Errors
/// `NotInThisState`.
pub async fn paid(cx: &mut Change, withdrawal_id: &WithdrawalId, answer: &str) -> Result<(), Refused> {
    let (stored, status) = after(cx, withdrawal_id, WithdrawalEvent::Paid).await?;
    let to = match stored.withdrawal.route {
        WithdrawalRoute::Original => Account::Gateway,
        WithdrawalRoute::Bank | WithdrawalRoute::Rebate => Account::Bank,
    };
    book_out(cx, &stored, EntryKind::Withdrawn, to).await?;
    settle(cx, &stored, status, answer).await
}

/// It was not: what was held is back, and so is what the top-ups gave.
///
/// # Errors
/// `NotInThisState`.
pub async fn rejected(cx: &mut Change, withdrawal_id: &WithdrawalId, answer: &str) -> Result<(), Refused> {
    let (stored, status) = after(cx, withdrawal_id, WithdrawalEvent::Rejected).await?;
    book_out(cx, &stored, EntryKind::WithdrawalReturned, Account::Cash).await?;
    for part in &stored.withdrawal.parts {
        if !top_ups::take_back(&mut cx.tx, &part.top_up_id, -part.amount.minor()).await? {
            return Err(Fault::new("a top-up cannot be given back what was taken").into());
        }
    }
    settle(cx, &stored, status, answer).await
}

async fn after(
    cx: &mut Change,
    withdrawal_id: &WithdrawalId,
    event: WithdrawalEvent,
) -> Result<(Stored, WithdrawalStatus), Refused> {
    let found = store::find_any(&mut cx.tx, withdrawal_id).await?;
    let stored = found.ok_or_else(|| Fault::new("a work item about a withdrawal that is not there"))?;
    let status = stored.withdrawal.status.after(event).map_err(|code| {
        let mut problem = Problem::new(code, sentence(code));
        problem.current_status = Some(stored.withdrawal.status.as_str().to_owned());
        problem
    })?;
    Ok((stored, status))
}

async fn book_out(cx: &mut Change, stored: &Stored, kind: EntryKind, to: Account) -> Result<(), Refused> {
    let entry = Entry {
        partner_id: stored.partner_id.as_str(),
        kind,
        about_id: stored.withdrawal.withdrawal_id.as_str(),
        currency: stored.withdrawal.currency,
    };
    let lines = book::transfer(Account::WithdrawalHold, to, stored.withdrawal.amount)?;
    let _new = book::post(&mut cx.tx, cx.now, entry, &lines).await?;
    Ok(())
}

async fn settle(
    cx: &mut Change,
    stored: &Stored,
    status: WithdrawalStatus,
    answer: &str,
) -> Result<(), Refused> {
    store::settle(&mut cx.tx, &stored.withdrawal.withdrawal_id, status, answer, cx.now).await?;
    cx.send(letter(stored, status, answer)).await?;
    Ok(())
}

fn letter(stored: &Stored, status: WithdrawalStatus, answer: &str) -> Message {
    let withdrawal = &stored.withdrawal;
    let sum = format!("{} {}", withdrawal.amount, withdrawal.currency.as_str());
    let (zh, en) = match status {
        WithdrawalStatus::Paid => ("已支付", "was paid"),
        WithdrawalStatus::Rejected => ("已被驳回，款项已退回充值账户", "was rejected; the money is back"),
        WithdrawalStatus::Held | WithdrawalStatus::InProgress => ("处理中", "is in progress"),
    };
    Message {
        kind: "WITHDRAWAL_HANDLED",
        to: Recipient::User(stored.user_id.clone()),
        about: Some(About::one(Page::Withdrawal, &withdrawal.withdrawal_id)),
        channels: vec![Channel::Sms, Channel::Email, Channel::InSite],
        zh: Letter::new("提现申请处理结果", format!("您申请的提现 {sum} {zh}。答复：{answer}")),
        en: Letter::new(
            "Your withdrawal was handled",
            format!("Your withdrawal of {sum} {en}. Answer: {answer}"),
        ),
        secret: false,
    }
}
