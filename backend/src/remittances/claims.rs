//! Claims of what was remitted: made by the partner, compared with the bank's statement by the vendor's staff.

use super::store::{self, StoredClaim};
use crate::{
    accounts,
    book::{self, Account, Entry, EntryKind},
    http::change::{Change, Read},
    outbox::{About, Letter, Message, Recipient},
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::{Member, OperatorUser},
    store::conditions::Page,
    work_queue,
};
use contract::{
    demo::Channel,
    ids::{ClaimId, PayerId},
    notifications::About as ShownOn,
    problem::{ErrorCode, FieldProblem, Problem},
    remittances::{ClaimDraft, ClaimPage, ClaimQuery, ClaimStatus, REVIEW_WORKING_DAYS, RemittanceClaim},
    work_queue::{WorkItem, WorkItemKind},
};
use serde_json::json;

pub(super) async fn claim(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: ClaimDraft,
) -> Result<RemittanceClaim, Refused> {
    let wrong = draft.wrong(cx.now.china_day()).into_iter();
    Refused::fields(wrong.map(|(field, rule)| FieldProblem { field: field.to_owned(), rule }).collect())?;
    let partner_id = who.partner_id.as_str();
    let money = accounts::store::partner_money(&mut cx.tx, partner_id).await?.ok_or(ErrorCode::NotFound)?;
    if store::account(&mut cx.tx, partner_id).await?.is_none() {
        return Err(not_in_this_state("NOT_ACTIVATED"));
    }
    let payer_name = match &draft.payer_id {
        None => who.partner_name.clone(),
        Some(payer_id) => active_payer(cx, partner_id, payer_id).await?,
    };
    if store::is_claimed(&mut cx.tx, partner_id, draft.bank_reference.as_str()).await? {
        return Err(ErrorCode::AlreadyClaimed.into());
    }
    let id = format!("rc-{}", random_id()?);
    let stored = StoredClaim {
        partner_id: who.partner_id.clone(),
        user_id: who.user_id.clone(),
        claim: RemittanceClaim {
            claim_id: id.parse().map_err(|_| Fault::new("a random id is no id"))?,
            partner_name: who.partner_name.clone(),
            amount: draft.amount,
            currency: money.currency,
            payer_name,
            bank_reference: draft.bank_reference.into(),
            remitted_on: draft.remitted_on,
            status: ClaimStatus::Submitted,
            submitted_at: cx.now,
            submitted_by: who.name.clone(),
            expected_by: cx.app.config.calendar.deadline(cx.now, REVIEW_WORKING_DAYS),
            handled_at: None,
            answer: None,
        },
    };
    store::add(&mut cx.tx, &stored).await?;
    let claim = stored.claim;
    let note = format!("{} {} · {}", claim.amount, claim.currency.as_str(), claim.bank_reference);
    let kind = WorkItemKind::ReviewRemittance;
    let asked = work_queue::asked(kind, &who.partner_id, &who.partner_name, note, cx.now)?;
    let item = WorkItem { claim_id: Some(claim.claim_id.clone()), ..asked };
    work_queue::store::add(&mut cx.tx, &item).await?;
    cx.audit(
        "remittance.claim",
        id,
        json!({ "amount": claim.amount.to_string(), "currency": claim.currency }),
    );
    Ok(claim)
}

fn not_in_this_state(status: &str) -> Refused {
    let code = ErrorCode::NotInThisState;
    let mut problem = Problem::new(code, sentence(code));
    problem.current_status = Some(status.to_owned());
    problem.into()
}

async fn active_payer(cx: &mut Change, partner_id: &str, payer_id: &PayerId) -> Result<String, Refused> {
    let payers = store::payers(&mut cx.tx, partner_id).await?;
    let payer = payers.into_iter().find(|payer| payer.payer_id == *payer_id).ok_or(ErrorCode::NotFound)?;
    if payer.ended_at.is_some() {
        return Err(not_in_this_state("ENDED"));
    }
    Ok(payer.name)
}

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: ClaimQuery,
) -> Result<ClaimPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (claims, total_count) =
        store::page(&mut cx.conn, who.partner_id.as_str(), query.status, page).await?;
    Ok(ClaimPage { claims, total_count })
}

pub(super) async fn case(
    cx: &mut Read,
    _who: &OperatorUser,
    (claim_id,): (ClaimId,),
    (): (),
) -> Result<RemittanceClaim, Refused> {
    Ok(store::find_any(&mut cx.conn, &claim_id).await?.ok_or(ErrorCode::NotFound)?.claim)
}

/// The operator has looked at the bank's statement: the remittance is credited, or the claim rejected.
///
/// # Errors
/// `NotInThisState`; `AlreadyClaimed` when the same transfer was credited by another claim.
pub async fn reviewed(
    cx: &mut Change,
    claim_id: &ClaimId,
    approved: bool,
    answer: &str,
) -> Result<(), Refused> {
    let stored = store::find_any(&mut cx.tx, claim_id).await?;
    let StoredClaim { partner_id, user_id, claim } =
        stored.ok_or_else(|| Fault::new("a work item about a claim that is not there"))?;
    let next = claim.status.reviewed(approved).map_err(|_| not_in_this_state(claim.status.as_str()))?;
    if approved {
        if store::is_credited(&mut cx.tx, &claim.bank_reference).await? {
            return Err(ErrorCode::AlreadyClaimed.into());
        }
        let entry = Entry {
            partner_id: partner_id.as_str(),
            kind: EntryKind::Remitted,
            about_id: claim_id.as_str(),
            currency: claim.currency,
        };
        let lines = book::transfer(Account::Bank, Account::Cash, claim.amount)?;
        let _new = book::post(&mut cx.tx, cx.now, entry, &lines).await?;
    }
    store::settle(&mut cx.tx, claim_id, next, answer, cx.now).await?;
    cx.send(letter(Recipient::User(user_id), &claim, approved, answer)).await?;
    Ok(())
}

fn letter(to: Recipient, claim: &RemittanceClaim, approved: bool, answer: &str) -> Message {
    let sum = format!("{} {}", claim.amount, claim.currency.as_str());
    let reference = &claim.bank_reference;
    let (zh, en) = if approved { ("已入账", "was credited") } else { ("未通过", "was rejected") };
    Message {
        kind: "REMITTANCE_REVIEWED",
        to,
        about: Some(About::page(ShownOn::Remittance)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(
            format!("汇款认领{zh}"),
            format!("您认领的汇款 {sum}（银行流水号 {reference}）{zh}。答复：{answer}"),
        ),
        en: Letter::new(
            format!("Your remittance {en}"),
            format!(
                "The remittance of {sum} that you claimed (bank reference {reference}) {en}. Answer: {answer}"
            ),
        ),
        secret: false,
    }
}
