//! Previewing, asking, listing, showing, taking a rejected one off the list.

use super::{
    planning::plan,
    store::{self, Stored},
};
use crate::{
    book::{self, Account, Entry, EntryKind},
    http::change::{Change, Read},
    problem::{Fault, Refused, sentence},
    seal::{self, Purpose},
    secret::random_id,
    session::principal::Member,
    store::conditions::Page,
    top_ups::store as top_ups,
    work_queue,
};
use contract::{
    ids::WithdrawalId,
    payee::Payee,
    problem::{ErrorCode, Problem},
    verification::Operation,
    withdrawals::{
        PAY_WORKING_DAYS, Withdrawal, WithdrawalDraft, WithdrawalPage, WithdrawalPreview, WithdrawalQuery,
        WithdrawalStatus,
    },
    work_queue::{WorkItem, WorkItemKind},
};
use serde_json::json;

pub(super) async fn preview(
    cx: &mut Read,
    who: &Member,
    (): (),
    draft: WithdrawalDraft,
) -> Result<WithdrawalPreview, Refused> {
    let plan = plan(&mut cx.conn, who, &draft).await?;
    Ok(WithdrawalPreview {
        amount: draft.amount,
        currency: plan.currency,
        available: plan.available,
        terms: plan.terms,
        parts: plan.parts,
        account: draft.account.as_ref().map(Payee::shown),
        expected_by: cx.app.config.calendar.deadline(cx.now, PAY_WORKING_DAYS),
    })
}

pub(super) async fn request(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: WithdrawalDraft,
) -> Result<Withdrawal, Refused> {
    let plan = plan(&mut cx.tx, who, &draft).await?;
    let sum = format!("{} {}", draft.amount, plan.currency.as_str());
    cx.step_up(Operation::Withdraw, &sum).await?;

    let id = format!("wd-{}", random_id()?);
    let withdrawal_id: WithdrawalId = id.parse().map_err(|_| Fault::new("a random id is no id"))?;
    let stored = Stored {
        partner_id: who.partner_id.clone(),
        user_id: who.user_id.clone(),
        account: sealed(cx, who, &withdrawal_id, draft.account.as_ref())?,
        withdrawal: Withdrawal {
            withdrawal_id,
            partner_name: who.partner_name.clone(),
            amount: draft.amount,
            currency: plan.currency,
            route: draft.route,
            status: WithdrawalStatus::Held,
            account: draft.account.as_ref().map(Payee::shown),
            parts: plan.parts,
            requested_at: cx.now,
            requested_by: who.name.clone(),
            taken_up_at: None,
            expected_by: cx.app.config.calendar.deadline(cx.now, PAY_WORKING_DAYS),
            handled_at: None,
            answer: None,
        },
    };
    hold(cx, &stored).await?;
    store::add(&mut cx.tx, &stored).await?;
    let kind = WorkItemKind::PayWithdrawal;
    let asked = work_queue::asked(kind, &who.partner_id, &who.partner_name, sum, cx.now)?;
    let withdrawal = stored.withdrawal;
    let item = WorkItem { withdrawal_id: Some(withdrawal.withdrawal_id.clone()), ..asked };
    work_queue::store::add(&mut cx.tx, &item).await?;
    cx.audit(
        "withdrawal.request",
        id,
        json!({ "amount": withdrawal.amount.to_string(), "currency": withdrawal.currency,
            "route": withdrawal.route, "account": withdrawal.account }),
    );
    Ok(withdrawal)
}

/// The account for the vendor's eyes, bound to partner and application.
fn sealed(
    cx: &Change,
    who: &Member,
    withdrawal_id: &WithdrawalId,
    account: Option<&Payee>,
) -> Result<Option<String>, Fault> {
    let Some(account) = account else { return Ok(None) };
    let owner = [who.partner_id.as_str(), withdrawal_id.as_str()];
    let text = serde_json::to_string(account)?;
    Ok(Some(seal::seal(&cx.app.pepper, Purpose::Payees, &owner, &text)?))
}

/// The money leaves the cash account at once, and the top-ups give what they give.
async fn hold(cx: &mut Change, stored: &Stored) -> Result<(), Refused> {
    let withdrawal = &stored.withdrawal;
    let entry = Entry {
        partner_id: stored.partner_id.as_str(),
        kind: EntryKind::WithdrawalHeld,
        about_id: withdrawal.withdrawal_id.as_str(),
        currency: withdrawal.currency,
    };
    let lines = book::transfer(Account::Cash, Account::WithdrawalHold, withdrawal.amount)?;
    let _new = book::post(&mut cx.tx, cx.now, entry, &lines).await?;
    for part in &withdrawal.parts {
        if !top_ups::take_back(&mut cx.tx, &part.top_up_id, part.amount.minor()).await? {
            return Err(ErrorCode::Changed.into());
        }
    }
    Ok(())
}

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: WithdrawalQuery,
) -> Result<WithdrawalPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (withdrawals, total_count) =
        store::page(&mut cx.conn, who.partner_id.as_str(), query.status, page).await?;
    Ok(WithdrawalPage { withdrawals, total_count })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (withdrawal_id,): (WithdrawalId,),
    (): (),
) -> Result<Withdrawal, Refused> {
    let stored = store::find_listed(&mut cx.conn, who.partner_id.as_str(), &withdrawal_id).await?;
    Ok(stored.ok_or(ErrorCode::NotFound)?.withdrawal)
}

pub(super) async fn delete(
    cx: &mut Change,
    who: &Member,
    (withdrawal_id,): (WithdrawalId,),
    (): (),
) -> Result<(), Refused> {
    let stored = store::find_listed(&mut cx.tx, who.partner_id.as_str(), &withdrawal_id).await?;
    let withdrawal = stored.ok_or(ErrorCode::NotFound)?.withdrawal;
    if !withdrawal.status.can_be_deleted() {
        let code = ErrorCode::NotInThisState;
        let mut problem = Problem::new(code, sentence(code));
        problem.current_status = Some(withdrawal.status.as_str().to_owned());
        return Err(problem.into());
    }
    store::delete(&mut cx.tx, &withdrawal_id).await?;
    cx.audit("withdrawal.delete", withdrawal_id.as_str(), json!({}));
    Ok(())
}
