//! Lets a demo statement go as far as it shall: steps, money, invoices, and the vendor's next step in the queue.

use super::{DAY_S, fixed};
use crate::{
    book::{self, Account, Entry, EntryKind},
    deadlines,
    problem::Fault,
    statements::{
        store::{self, Record},
        work_item,
    },
    work_queue,
};
use contract::{
    deadlines::DeadlineKind,
    invoices::{InvoiceKind, InvoiceNumber},
    statement_invoices::Invoice,
    statements::{Statement, StatementEvent, StatementStatus, StatementStep},
    time::Timestamp,
    work_queue::WorkItemKind,
    working_days::WorkingCalendar,
};
use sqlx::AnyConnection;

/// So long ago at most.
const HOURS_S: i64 = 3 * 3_600;

/// Lets a statement go its way, a day for each step, and puts the vendor's next step into the queue.
pub(super) async fn go(
    conn: &mut AnyConnection,
    mut record: Record,
    way: &[StatementEvent],
    now: Timestamp,
) -> Result<(), Fault> {
    let mut steps = vec![step(&record, None)];
    for event in way {
        let statement = &mut record.statement;
        statement.status = fixed(statement.status.after(*event).ok())?;
        statement.status_since = statement.status_since.plus_seconds(DAY_S);
        statement.version += 1;
        let by = match event {
            StatementEvent::Confirm | StatementEvent::HandInInvoices => "苏芮",
            _ => "运营值班",
        };
        steps.push(step(&record, Some(by)));
    }
    let statement = &mut record.statement;
    statement.promised_until = statement
        .status
        .promised_days()
        .map(|days| WorkingCalendar::default().deadline(statement.status_since, days));
    store::add(conn, &record).await?;
    for (version, step) in (1..).zip(&steps) {
        let then = Statement { version, ..record.statement.clone() };
        store::add_step(conn, &then, step).await?;
    }
    let statement = &record.statement;
    if statement.status == StatementStatus::PendingConfirm && statement.confirm_by > now {
        let id = statement.statement_id.as_str();
        let kind = DeadlineKind::StatementConfirmation;
        deadlines::remind(conn, kind, id, Some(statement.confirm_by), now).await?;
    }
    if way.contains(&StatementEvent::Confirm) {
        let (expense, owed) = (Account::VendorExpense, Account::StatementPayable);
        booked(conn, &record, EntryKind::StatementConfirmed, expense, owed).await?;
    }
    if way.contains(&StatementEvent::Pay) {
        booked(conn, &record, EntryKind::StatementPaid, Account::StatementPayable, Account::Bank).await?;
    }
    invoiced(conn, &record).await?;
    queued(conn, &record, now).await
}

fn step(record: &Record, by: Option<&str>) -> StatementStep {
    let Statement { status, status_since, .. } = record.statement;
    let note = match status {
        StatementStatus::CreateFailed => Some("收款账户信息与供应商系统不一致".to_owned()),
        _ => None,
    };
    StatementStep { status, at: status_since, by: by.map(str::to_owned), note }
}

async fn booked(
    conn: &mut AnyConnection,
    record: &Record,
    kind: EntryKind,
    from: Account,
    to: Account,
) -> Result<(), Fault> {
    let Statement { currency, amount, status_since, statement_id, .. } = &record.statement;
    let (partner_id, about_id) = (record.partner_id.as_str(), statement_id.as_str());
    let entry = Entry { partner_id, kind, about_id, currency: *currency };
    let lines = book::transfer(from, to, *amount)?;
    match book::post(conn, *status_since, entry, &lines).await {
        Ok(_) => Ok(()),
        Err(refused) => Err(Fault::new(format!("{refused:?}"))),
    }
}

/// One invoice for the whole, where one was handed in.
async fn invoiced(conn: &mut AnyConnection, record: &Record) -> Result<(), Fault> {
    let Statement { status, status_since, statement_id, amount, .. } = &record.statement;
    let has = matches!(
        status,
        StatementStatus::InvoiceReview
            | StatementStatus::PaymentReview
            | StatementStatus::Paying
            | StatementStatus::Done
    );
    if !has {
        return Ok(());
    }
    let digits: String = statement_id.as_str().chars().filter(char::is_ascii_digit).collect();
    let invoice = Invoice {
        invoice_no: fixed(InvoiceNumber::try_from(format!("26442000000000{digits}")).ok())?,
        invoice_type: InvoiceKind::ESpecialVat,
        amount: *amount,
        issued_on: status_since.china_day(),
    };
    store::add_invoice(conn, statement_id, &invoice).await?;
    Ok(())
}

/// Asked for in the last hours, so that the queue begins with what the other nouns plant.
async fn queued(conn: &mut AnyConnection, record: &Record, now: Timestamp) -> Result<(), Fault> {
    let kind = match record.statement.status {
        StatementStatus::PendingCountersign | StatementStatus::Countersigning => {
            WorkItemKind::CountersignStatement
        }
        StatementStatus::CreateFailed => WorkItemKind::MendStatementPayment,
        StatementStatus::InvoiceReview => WorkItemKind::ReviewStatementInvoices,
        StatementStatus::PaymentReview => WorkItemKind::ReviewStatementPayment,
        StatementStatus::Paying => WorkItemKind::PayStatement,
        StatementStatus::PendingConfirm | StatementStatus::InvoicePending | StatementStatus::Done => {
            return Ok(());
        }
    };
    let raised_at = record.statement.status_since.max(now.plus_seconds(-HOURS_S));
    let item = work_item(record, kind, raised_at)?;
    work_queue::store::add(conn, &item).await?;
    if record.statement.status == StatementStatus::Countersigning {
        work_queue::store::take(conn, &item.work_item_id, "运营值班", 1).await?;
    }
    Ok(())
}
