//! The one way in which a payout changes its state: transition, version, step, money, work item, jobs and messages together.

use super::{
    booking, notices,
    store::{self, Record},
};
use crate::{
    deadlines,
    jobs::{self, JobKind},
    moment::Moment,
    problem::{Fault, Refused, sentence},
    work_queue,
};
use contract::{
    deadlines::DeadlineKind,
    invoices::INVOICE_WITHIN_DAYS,
    payout_status::{InvoiceStatus, PayoutEvent, PayoutStatus},
    payout_tracker::Entered,
    problem::{ErrorCode, Problem},
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind},
};
use sqlx::AnyConnection;

/// What needs no invoice is credited so soon after the application.
const CREDIT_AFTER_S: i64 = 300;

/// Who does it, and why.
#[derive(Clone, Copy, Debug, Default)]
pub struct By<'a> {
    /// Display name; `None` when time does it.
    pub name: Option<&'a str>,
    /// Of a rejection.
    pub reason: &'a str,
}

/// The record after an event, not yet saved.
///
/// # Errors
/// `CBC.99100002` with who led it to where it is, and when.
pub(super) async fn after(
    moment: &mut Moment<'_>,
    record: &Record,
    event: PayoutEvent,
) -> Result<Record, Refused> {
    match record.status.after(event) {
        Ok(status) => Ok(Record { status, ..record.clone() }),
        Err(code) => Err(settled(moment, record, code).await?),
    }
}

/// Says who led it to where it is, and when.
pub(super) async fn settled(
    moment: &mut Moment<'_>,
    record: &Record,
    code: ErrorCode,
) -> Result<Refused, Fault> {
    let mut problem = Problem::new(code, sentence(code));
    problem.current_status = Some(record.status.as_str().to_owned());
    if let Some((by, at)) = store::last_step(moment.conn, &record.payout_id).await? {
        problem.settled_by = by;
        problem.settled_at = Some(at);
    }
    Ok(problem.into())
}

/// Saves the record after `event` as the next version, with everything that goes with the state it enters.
///
/// # Errors
/// `CBC.99100003` when somebody was faster.
pub(super) async fn enter(
    moment: &mut Moment<'_>,
    mut record: Record,
    event: PayoutEvent,
    by: By<'_>,
) -> Result<Record, Refused> {
    let now = moment.now;
    let seen = record.version;
    record.version += 1;
    match event {
        PayoutEvent::AskForInvoices | PayoutEvent::RejectInvoices => {
            record.invoice_due_at = Some(end_of_day(now, INVOICE_WITHIN_DAYS));
            record.invoices_received_at = None;
        }
        PayoutEvent::Pay => record.paid_at = Some(now),
        PayoutEvent::HandInInvoices
        | PayoutEvent::AcceptInvoices
        | PayoutEvent::ReleasePayment
        | PayoutEvent::ReleaseWithoutInvoice
        | PayoutEvent::Reject => {}
    }
    match event {
        PayoutEvent::RejectInvoices | PayoutEvent::Reject => {
            record.rejection = Some((by.reason.to_owned(), now));
        }
        // New invoices answer the rejection.
        PayoutEvent::HandInInvoices => record.rejection = None,
        _ => {}
    }
    if !store::save(moment.conn, &record, seen).await? {
        return Err(ErrorCode::Changed.into());
    }
    store::add_step(moment.conn, &record, now, by.name).await?;
    record.entered.push(Entered { status: record.status, at: now });
    match event {
        PayoutEvent::AcceptInvoices | PayoutEvent::RejectInvoices => {
            let status = InvoiceStatus::Submitted.reviewed(event == PayoutEvent::AcceptInvoices)?;
            store::invoices::set_status(moment.conn, &record, status).await?;
        }
        PayoutEvent::Pay => booking::pay(moment.conn, &record, now).await?,
        PayoutEvent::Reject => booking::give_back(moment.conn, &record, now).await?,
        PayoutEvent::AskForInvoices
        | PayoutEvent::ReleaseWithoutInvoice
        | PayoutEvent::HandInInvoices
        | PayoutEvent::ReleasePayment => {}
    }
    keep_time(moment.conn, &record, now).await?;
    raise(moment.conn, &record, now).await?;
    if let Some(message) = notices::entered(&record, event) {
        moment.send(message).await?;
    }
    Ok(record)
}

/// 24:00 of the day that lies so many calendar days after a moment.
fn end_of_day(event: Timestamp, days: i64) -> Timestamp {
    event.china_day().plus_days(days + 1).china_midnight()
}

/// Lets its deadline begin or end, and what is credited automatically be credited.
///
/// # Errors
/// When the database fails.
pub async fn keep_time(conn: &mut AnyConnection, record: &Record, now: Timestamp) -> Result<(), Fault> {
    let about = record.payout_id.as_str();
    let invoices_due = record.invoice_due_at.filter(|_| record.status == PayoutStatus::InvoicePending);
    deadlines::remind(conn, DeadlineKind::PayoutInvoice, about, invoices_due, now).await?;
    if record.status == PayoutStatus::Processing && !record.needs_invoice {
        let at = now.plus_seconds(CREDIT_AFTER_S);
        jobs::schedule(conn, JobKind::PayoutCredits, about, at).await?;
    }
    Ok(())
}

/// Puts it before whoever at the vendor has it now.
///
/// # Errors
/// When the database fails.
pub async fn raise(conn: &mut AnyConnection, record: &Record, now: Timestamp) -> Result<(), Fault> {
    let kind = match record.status {
        // What needs no invoice goes by itself.
        _ if !record.needs_invoice => return Ok(()),
        PayoutStatus::Processing => WorkItemKind::ReviewPayout,
        PayoutStatus::InvoiceReview => WorkItemKind::ReviewPayoutInvoices,
        PayoutStatus::PaymentReview => WorkItemKind::ReleasePayout,
        PayoutStatus::Paying => WorkItemKind::PayPayout,
        PayoutStatus::InvoicePending | PayoutStatus::Done | PayoutStatus::Rejected => return Ok(()),
    };
    let partner = crate::associations::store::standing(conn, record.partner_id.as_str()).await?;
    let note = format!("{} {} {}", record.payout_no, record.currency.as_str(), record.amount);
    let item = WorkItem {
        payout_id: Some(record.payout_id.clone()),
        ..work_queue::asked(kind, &record.partner_id, &partner.name, note, now)?
    };
    work_queue::store::add(conn, &item).await
}
