//! The vendor's side: what completing and declining an entry of the queue does to a payout, and what time does.

use super::{
    handlers, notices,
    settling::{self, By},
    store::{self, Record},
};
use crate::{
    associations, business_info,
    deadlines::Reminder,
    http::change::{Change, Read},
    jobs::{self, JobKind, Run},
    problem::{Fault, Refused},
    session::principal::OperatorUser,
};
use contract::{
    ids::PayoutId,
    payout_status::{PayoutEvent, PayoutStatus},
    problem::ErrorCode,
    work_queue::{PayoutCase, WorkItemKind},
};
use serde_json::json;
use sqlx::AnyConnection;

/// While the business information is checked nothing is settled; it is looked at again after so long.
const LOOK_AGAIN_S: i64 = 6 * 3_600;

/// What the operator has to know.
///
/// # Errors
/// `NotFound`.
pub async fn case(
    cx: &mut Read,
    _who: &OperatorUser,
    (payout_id,): (PayoutId,),
    (): (),
) -> Result<PayoutCase, Refused> {
    let record = store::find_any(&mut cx.conn, &payout_id).await?.ok_or(ErrorCode::NotFound)?;
    let partner = associations::store::standing(&mut cx.conn, record.partner_id.as_str()).await?;
    let partner_id = record.partner_id.clone();
    let payout = handlers::shown(&mut cx.conn, &cx.app, record, cx.now).await?;
    Ok(PayoutCase { partner_id, partner_name: partner.name, payout })
}

async fn judged_one(conn: &mut AnyConnection, payout_id: &PayoutId) -> Result<Record, Fault> {
    let record = store::find_any(conn, payout_id).await?;
    record.ok_or_else(|| Fault::new("a work item about a payout that is not there"))
}

/// Carries out an operator's answer: called by the work queue, in the transaction of the answer.
///
/// # Errors
/// `CBC.99100002` when the payout is no longer there, `CBC.99100050` when it is to be paid and the partner's business
/// information is not certified now.
pub async fn judged(
    cx: &mut Change,
    who: &OperatorUser,
    kind: WorkItemKind,
    payout_id: &PayoutId,
    (passed, answer): (bool, &str),
) -> Result<(), Refused> {
    let mut record = judged_one(&mut cx.tx, payout_id).await?;
    let event = match (kind, passed) {
        (WorkItemKind::ReviewPayoutInvoices, true) => PayoutEvent::AcceptInvoices,
        (WorkItemKind::ReviewPayoutInvoices, false) => PayoutEvent::RejectInvoices,
        (WorkItemKind::ReleasePayout, true) => PayoutEvent::ReleasePayment,
        (WorkItemKind::PayPayout, true) => PayoutEvent::Pay,
        (_, true) => PayoutEvent::AskForInvoices,
        (_, false) => PayoutEvent::Reject,
    };
    let pays = matches!(event, PayoutEvent::ReleasePayment | PayoutEvent::Pay);
    if pays && business_info::certified(&mut cx.tx, record.partner_id.as_str()).await?.is_none() {
        return Err(ErrorCode::NotCertified.into());
    }
    if event == PayoutEvent::AcceptInvoices && record.invoices_received_at.is_none() {
        record.invoices_received_at = Some(cx.now);
    }
    let next = settling::after(&mut cx.moment(), &record, event).await?;
    let by = By { name: Some(&who.name), reason: answer };
    settling::enter(&mut cx.moment(), next, event, by).await?;
    Ok(())
}

/// The operator took it up: the invoices have come, or the bank has its order.
///
/// # Errors
/// `CBC.99100003` when it changed meanwhile.
pub async fn taken_up(cx: &mut Change, kind: WorkItemKind, payout_id: &PayoutId) -> Result<(), Refused> {
    let record = judged_one(&mut cx.tx, payout_id).await?;
    let seen = record.version;
    let mut next = Record { version: seen + 1, ..record };
    match kind {
        WorkItemKind::ReviewPayoutInvoices if next.invoices_received_at.is_none() => {
            next.invoices_received_at = Some(cx.now);
        }
        WorkItemKind::PayPayout => next.payment_ordered_at = Some(cx.now),
        _ => return Ok(()),
    }
    if store::save(&mut cx.tx, &next, seen).await? { Ok(()) } else { Err(ErrorCode::Changed.into()) }
}

/// What needs no invoice is credited, in one step. While the business information is checked it waits.
///
/// # Errors
/// When the database fails.
pub async fn credit(run: &mut Run, about: &str) -> Result<(), Fault> {
    let payout_id: PayoutId = about.parse().map_err(|_| Fault::new("a job about no payout"))?;
    let Some(record) = store::find_any(&mut run.tx, &payout_id).await? else { return Ok(()) };
    if record.status != PayoutStatus::Processing || record.needs_invoice {
        return Ok(());
    }
    if business_info::certified(&mut run.tx, record.partner_id.as_str()).await?.is_none() {
        let at = run.now.plus_seconds(LOOK_AGAIN_S);
        return jobs::schedule(&mut run.tx, JobKind::PayoutCredits, about, at).await;
    }
    let partner_id = record.partner_id.to_string();
    let mut record = record;
    for event in [PayoutEvent::ReleaseWithoutInvoice, PayoutEvent::Pay] {
        let next = settling::after(&mut run.moment(), &record, event).await.map_err(super::as_fault)?;
        record =
            settling::enter(&mut run.moment(), next, event, By::default()).await.map_err(super::as_fault)?;
    }
    let detail = json!({ "amount": record.amount, "currency": record.currency, "method": record.method });
    run.audit(&partner_id, "payout.credit", about, detail).await
}

/// Who is told that one working day is left to hand invoices in.
///
/// # Errors
/// When the database fails.
pub async fn reminder(run: &mut Run, about: &str) -> Result<Option<Reminder>, Fault> {
    let payout_id: PayoutId = about.parse().map_err(|_| Fault::new("a job about no payout"))?;
    let record = store::find_any(&mut run.tx, &payout_id).await?;
    let Some(record) = record.filter(|record| record.status == PayoutStatus::InvoicePending) else {
        return Ok(None);
    };
    let Some(deadline) = record.invoice_due_at else { return Ok(None) };
    let begun = record.entered.last().map_or(record.applied_at, |entered| entered.at);
    Ok(Some(Reminder { begun, deadline, messages: vec![notices::invoices_due_soon(&record, deadline)] }))
}
