//! What a partner says is wrong, line by line or in the whole; and the vendor's answer. While a dispute is open the statement
//! cannot be confirmed.

use super::{
    handlers::{detail, own},
    notices, settling,
    store::{self, Record, disputes, lines},
};
use crate::{
    attachments,
    http::change::Change,
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::Member,
    work_queue,
};
use contract::{
    ids::{DisputeId, StatementId},
    money::Amount,
    problem::{ErrorCode, Problem},
    statements::{Dispute, DisputeDraft, DisputeStatus, MAX_EVIDENCE, StatementDetail, StatementStatus},
    text::Rule,
    work_queue::{WorkItem, WorkItemKind},
};
use serde_json::json;

/// Characters of the complaint that the queue shows.
const NOTE_CHARS: usize = 200;

pub(super) async fn dispute(
    cx: &mut Change,
    who: &Member,
    (statement_id,): (StatementId,),
    draft: DisputeDraft,
) -> Result<StatementDetail, Refused> {
    let record = own(&mut cx.tx, who, &statement_id).await?;
    if record.statement.status != StatementStatus::PendingConfirm {
        return Err(settling::refused(&record, ErrorCode::NotInThisState).into());
    }
    if draft.attachment_ids.len() > MAX_EVIDENCE {
        let mut problem = Problem::new(ErrorCode::TooMany, sentence(ErrorCode::TooMany));
        problem.limit = u32::try_from(MAX_EVIDENCE).ok();
        return Err(problem.into());
    }
    let line = match &draft.line_id {
        None => None,
        Some(line_id) => {
            Some(lines::find(&mut cx.tx, &statement_id, line_id).await?.ok_or(ErrorCode::NotFound)?)
        }
    };
    let open = disputes::of(&mut cx.tx, &statement_id).await?;
    let line_of = |dispute: &Dispute| dispute.line.as_ref().map(|line| line.line_id.clone());
    if open.iter().any(|one| one.status == DisputeStatus::Open && line_of(one) == draft.line_id) {
        return Err(ErrorCode::DisputeOpen.into());
    }
    let dispute = Dispute {
        dispute_id: random_id()?.parse().map_err(|_| Fault::new("a random id is no id"))?,
        line,
        text: draft.text.into(),
        status: DisputeStatus::Open,
        raised_by: who.name.clone(),
        raised_at: cx.now,
        answered_at: None,
        answer: None,
        evidence: Vec::new(),
    };
    disputes::add(&mut cx.tx, &record, &dispute).await?;
    attachments::attach(&mut cx.tx, who, &draft.attachment_ids, dispute.dispute_id.as_str()).await?;
    let item = WorkItem {
        statement_id: Some(statement_id.clone()),
        dispute_id: Some(dispute.dispute_id.clone()),
        ..work_queue::asked(
            WorkItemKind::AnswerStatementDispute,
            &record.partner_id,
            &record.partner_name,
            dispute.text.chars().take(NOTE_CHARS).collect(),
            cx.now,
        )?
    };
    work_queue::store::add(&mut cx.tx, &item).await?;
    let record = count(cx, record, 1).await?;
    cx.audit(
        "statement.dispute",
        statement_id.to_string(),
        json!({ "dispute_id": dispute.dispute_id, "line_id": draft.line_id }),
    );
    Ok(detail(&mut cx.tx, record).await?)
}

pub(super) async fn withdraw(
    cx: &mut Change,
    who: &Member,
    (dispute_id,): (DisputeId,),
    (): (),
) -> Result<StatementDetail, Refused> {
    let (statement_id, dispute) =
        disputes::find(&mut cx.tx, &dispute_id).await?.ok_or(ErrorCode::NotFound)?;
    let record = own(&mut cx.tx, who, &statement_id).await?;
    if dispute.status != DisputeStatus::Open {
        let mut problem = Problem::new(ErrorCode::NotInThisState, sentence(ErrorCode::NotInThisState));
        problem.current_status = Some(dispute.status.as_str().to_owned());
        return Err(problem.into());
    }
    disputes::settle(&mut cx.tx, &dispute_id, DisputeStatus::Withdrawn, None, cx.now).await?;
    work_queue::store::close_for(&mut cx.tx, dispute_id.as_str(), cx.now).await?;
    let record = count(cx, record, -1).await?;
    cx.audit("statement.withdraw_dispute", statement_id.to_string(), json!({ "dispute_id": dispute_id }));
    Ok(detail(&mut cx.tx, record).await?)
}

/// How the vendor answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The line is to say this.
    Corrected(Amount),
    /// The amount stays.
    Answered,
    Rejected,
}

/// Carries out the operator's answer: called by the work queue, in the transaction of the answer.
///
/// # Errors
/// `CBC.0100` for an amount below zero, for one with which the statement would come to nothing, and where there is no line.
pub async fn answered(cx: &mut Change, item: &WorkItem, outcome: Outcome) -> Result<(), Refused> {
    let id = item.dispute_id.as_ref().ok_or_else(|| Fault::new("a work item without its dispute"))?;
    let found = disputes::find(&mut cx.tx, id).await?;
    let (statement_id, dispute) =
        found.ok_or_else(|| Fault::new("a work item about a dispute that is not there"))?;
    let found = store::find_any(&mut cx.tx, &statement_id).await?;
    let mut record = found.ok_or_else(|| Fault::new("a dispute about a statement that is not there"))?;
    let answer = item.answer.as_deref().unwrap_or_default();
    let status = match outcome {
        Outcome::Answered => DisputeStatus::Answered,
        Outcome::Rejected => DisputeStatus::Rejected,
        Outcome::Corrected(amount) => {
            record.statement.amount = corrected(cx, &record, &dispute, amount).await?;
            DisputeStatus::Corrected
        }
    };
    disputes::settle(&mut cx.tx, id, status, Some(answer), cx.now).await?;
    let record = count(cx, record, -1).await?;
    cx.send(notices::dispute_answered(&record, status, answer)).await?;
    Ok(())
}

/// Gives the line its right amount; gives what the statement sums to then.
async fn corrected(
    cx: &mut Change,
    record: &Record,
    dispute: &Dispute,
    amount: Amount,
) -> Result<Amount, Refused> {
    let out_of_range = || Refused::field("amount", Rule::OutOfRange);
    let line = dispute.line.as_ref().ok_or_else(|| Refused::field("amount", Rule::Unexpected))?;
    if amount < Amount::ZERO {
        return Err(out_of_range());
    }
    let without = record.statement.amount.minus(line.amount).ok_or_else(out_of_range)?;
    let sum = without.plus(amount).filter(|sum| sum.is_positive()).ok_or_else(out_of_range)?;
    lines::correct(&mut cx.tx, line, amount).await?;
    Ok(sum)
}

/// Saves the statement with so many more open disputes.
async fn count(cx: &mut Change, mut record: Record, more: i32) -> Result<Record, Refused> {
    let seen = record.statement.version;
    record.statement.open_disputes = record.statement.open_disputes.saturating_add_signed(more);
    record.statement.version += 1;
    if store::save(&mut cx.tx, &record.statement, seen).await? {
        Ok(record)
    } else {
        Err(ErrorCode::Changed.into())
    }
}
