//! The one way in which a statement changes its state: transition, version, promise, money and the vendor's next step
//! together, in the transaction of their cause.

use super::{
    notices,
    store::{self, Record},
};
use crate::{
    app::App,
    book::{self, Account, Entry, EntryKind},
    deadlines,
    http::change::Change,
    problem::{Fault, Refused, sentence},
    session::principal::OperatorUser,
    work_queue,
};
use contract::{
    deadlines::DeadlineKind,
    ids::StatementId,
    problem::{ErrorCode, Problem},
    statements::{StatementEvent, StatementStatus, StatementStep},
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind},
};
use sqlx::AnyConnection;

/// What happens, who does it, and what the partner reads about it.
pub(super) struct Step<'a> {
    pub event: StatementEvent,
    pub by: Option<&'a str>,
    pub note: Option<&'a str>,
}

/// Lets it happen.
///
/// # Errors
/// `CBC.99100002` with the present state, `CBC.99100003` when somebody was faster.
pub(super) async fn advance(
    conn: &mut AnyConnection,
    app: &App,
    mut record: Record,
    step: Step<'_>,
    now: Timestamp,
) -> Result<Record, Refused> {
    let status = record.statement.status.after(step.event).map_err(|code| refused(&record, code))?;
    let seen = record.statement.version;
    record.statement.status = status;
    record.statement.status_since = now;
    record.statement.promised_until =
        status.promised_days().map(|days| app.config.calendar.deadline(now, days));
    record.statement.version += 1;
    if !store::save(conn, &record.statement, seen).await? {
        return Err(ErrorCode::Changed.into());
    }
    let entered =
        StatementStep { status, at: now, by: step.by.map(str::to_owned), note: step.note.map(str::to_owned) };
    store::add_step(conn, &record.statement, &entered).await?;
    move_money(conn, &record, step.event, now).await?;
    if step.event == StatementEvent::Confirm {
        let id = record.statement.statement_id.as_str();
        deadlines::remind(conn, DeadlineKind::StatementConfirmation, id, None, now).await?;
    }
    if let Some(kind) = next_step(status) {
        work_queue::store::add(conn, &work_item(&record, kind, now)?).await?;
    }
    Ok(record)
}

pub(super) fn refused(record: &Record, code: ErrorCode) -> Problem {
    let mut problem = Problem::new(code, sentence(code));
    problem.current_status = Some(record.statement.status.as_str().to_owned());
    problem
}

/// What is confirmed the vendor owes; what is paid it has sent to the bank. Each is booked once, whatever is told twice.
async fn move_money(
    conn: &mut AnyConnection,
    record: &Record,
    event: StatementEvent,
    now: Timestamp,
) -> Result<(), Refused> {
    let (kind, from, to) = match event {
        StatementEvent::Confirm => {
            (EntryKind::StatementConfirmed, Account::VendorExpense, Account::StatementPayable)
        }
        StatementEvent::Pay => (EntryKind::StatementPaid, Account::StatementPayable, Account::Bank),
        StatementEvent::TakeUp
        | StatementEvent::Countersign
        | StatementEvent::FailCreation
        | StatementEvent::Recreate
        | StatementEvent::CountersignAgain
        | StatementEvent::HandInInvoices
        | StatementEvent::AcceptInvoices
        | StatementEvent::ReturnInvoices
        | StatementEvent::ApprovePayment
        | StatementEvent::ReturnPayment
        | StatementEvent::FailPayment => return Ok(()),
    };
    let entry = Entry {
        partner_id: record.partner_id.as_str(),
        kind,
        about_id: record.statement.statement_id.as_str(),
        currency: record.statement.currency,
    };
    match book::post(conn, now, entry, &book::transfer(from, to, record.statement.amount)?).await? {
        book::Posted::Now => Ok(()),
        // The states allow each only once: money that has moved already means that they were bypassed.
        book::Posted::Before => Err(Fault::new("a statement was booked twice").into()),
    }
}

/// What the vendor's operator does in this state.
const fn next_step(status: StatementStatus) -> Option<WorkItemKind> {
    match status {
        StatementStatus::PendingCountersign => Some(WorkItemKind::CountersignStatement),
        StatementStatus::CreateFailed => Some(WorkItemKind::MendStatementPayment),
        StatementStatus::InvoiceReview => Some(WorkItemKind::ReviewStatementInvoices),
        StatementStatus::PaymentReview => Some(WorkItemKind::ReviewStatementPayment),
        StatementStatus::Paying => Some(WorkItemKind::PayStatement),
        StatementStatus::PendingConfirm
        | StatementStatus::Countersigning
        | StatementStatus::InvoicePending
        | StatementStatus::Done => None,
    }
}

/// What an operator's answer to such an item lets happen.
const fn event(kind: WorkItemKind, completed: bool) -> Option<StatementEvent> {
    use StatementEvent as E;
    Some(match (kind, completed) {
        (WorkItemKind::CountersignStatement, true) => E::Countersign,
        (WorkItemKind::CountersignStatement, false) => E::FailCreation,
        (WorkItemKind::MendStatementPayment, true) => E::Recreate,
        (WorkItemKind::MendStatementPayment, false) => E::CountersignAgain,
        (WorkItemKind::ReviewStatementInvoices, true) => E::AcceptInvoices,
        (WorkItemKind::ReviewStatementInvoices, false) => E::ReturnInvoices,
        (WorkItemKind::ReviewStatementPayment, true) => E::ApprovePayment,
        (WorkItemKind::ReviewStatementPayment, false) => E::ReturnPayment,
        (WorkItemKind::PayStatement, true) => E::Pay,
        (WorkItemKind::PayStatement, false) => E::FailPayment,
        _ => return None,
    })
}

/// An item of the queue about a statement, as the seed plants them too.
///
/// # Errors
/// When there is no randomness.
pub fn work_item(record: &Record, kind: WorkItemKind, now: Timestamp) -> Result<WorkItem, Fault> {
    let statement = &record.statement;
    let note = format!("{} · {} {}", statement.statement_no, statement.amount, statement.currency.as_str());
    Ok(WorkItem {
        statement_id: Some(statement.statement_id.clone()),
        due_at: statement.promised_until,
        ..work_queue::asked(kind, &record.partner_id, &record.partner_name, note, now)?
    })
}

/// The operator works on a countersigning: called by the work queue.
///
/// # Errors
/// As `advance`.
pub async fn taken_up(cx: &mut Change, statement_id: &StatementId, operator: &str) -> Result<(), Refused> {
    let record = stored(cx, statement_id).await?;
    if record.statement.status == StatementStatus::PendingCountersign {
        let step = Step { event: StatementEvent::TakeUp, by: Some(operator), note: None };
        advance(&mut cx.tx, &cx.app, record, step, cx.now).await?;
    }
    Ok(())
}

/// Carries out an operator's answer to a step: called by the work queue, in the transaction of the answer.
///
/// # Errors
/// As `advance`.
pub async fn operator_answered(
    cx: &mut Change,
    who: &OperatorUser,
    item: &WorkItem,
    completed: bool,
) -> Result<(), Refused> {
    let statement_id =
        item.statement_id.as_ref().ok_or_else(|| Fault::new("a work item without its statement"))?;
    let event =
        event(item.kind, completed).ok_or_else(|| Fault::new("an item that is no step of a statement"))?;
    let record = stored(cx, statement_id).await?;
    let step = Step { event, by: Some(&who.name), note: item.answer.as_deref() };
    let record = advance(&mut cx.tx, &cx.app, record, step, cx.now).await?;
    if let Some(message) = notices::settled(&record, event, item.answer.as_deref().unwrap_or_default()) {
        cx.send(message).await?;
    }
    Ok(())
}

async fn stored(cx: &mut Change, statement_id: &StatementId) -> Result<Record, Fault> {
    let found = store::find_any(&mut cx.tx, statement_id).await?;
    found.ok_or_else(|| Fault::new("a work item about a statement that is not there"))
}
