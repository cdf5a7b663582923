//! The check: by machine one hour after the form came, by a person when the machine found something; and what either leads
//! to. Whatever passes ends with a transfer, unless an amount has proved this company and account before.

use super::{
    notices::{self, Notice},
    record::Record,
    refused, store,
    transfers::{self, Transfer},
};
use crate::{
    app::App,
    http::change::Change,
    jobs::Run,
    problem::{Fault, Refused},
    work_queue,
};
use contract::{
    business_info::{AUDIT_WITHIN_DAYS, Finding},
    business_info_status::{BusinessInfoEvent, BusinessInfoStatus, Checker, FailReason},
    company::is_same_name,
    problem::ErrorCode,
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind},
};
use serde_json::json;
use sqlx::AnyConnection;

/// What the machine would rather show to a person.
///
/// # Errors
/// When the database fails.
pub(super) async fn findings(
    conn: &mut AnyConnection,
    record: &Record,
    verified_name: &str,
) -> Result<Vec<Finding>, Fault> {
    let mut findings = Vec::new();
    if !is_same_name(&record.company_name, verified_name) {
        findings.push(Finding::OtherCompanyName);
    }
    if store::is_of_another(conn, record.partner_id.as_str(), &record.account.mac).await? {
        findings.push(Finding::AccountOfAnother);
    }
    Ok(findings)
}

/// The time of the machine has come. What is not under its check any more is left alone.
///
/// # Errors
/// When the database fails, or no bank is connected.
pub async fn check(run: &mut Run, partner_id: &str) -> Result<(), Fault> {
    let Some(record) = store::find(&mut run.tx, partner_id).await? else { return Ok(()) };
    let by_machine =
        matches!(record.status, BusinessInfoStatus::AutoChecking { checked_by: Checker::Machine, .. });
    if !by_machine {
        return Ok(());
    }
    let seen = record.version;
    let (verified_name, _) = store::verified(&mut run.tx, partner_id).await?;
    let is_clean = findings(&mut run.tx, &record, &verified_name).await?.is_empty();
    let record = if is_clean {
        pass(&mut run.tx, &run.app, run.now, record, Notice::TransferSent).await?
    } else {
        escalate(run, record, &verified_name).await?
    };
    if !store::save(&mut run.tx, &record, seen).await? {
        return Err(Fault::new("business information was changed under its check"));
    }
    let detail = json!({ "status": record.status.as_str() });
    run.audit(partner_id, "business_info.check", partner_id, detail).await
}

async fn escalate(run: &mut Run, record: Record, verified_name: &str) -> Result<Record, Fault> {
    let due_at = run.app.config.calendar.deadline(run.now, AUDIT_WITHIN_DAYS);
    let status = step(record.status, BusinessInfoEvent::Escalate)?;
    let record = Record { status, expected_by: Some(due_at), ..record };
    let kind = WorkItemKind::ReviewBusinessInfo;
    let note = record.company_name.clone();
    let asked = work_queue::asked(kind, &record.partner_id, verified_name, note, run.now)?;
    work_queue::store::add(&mut run.tx, &WorkItem { due_at: Some(due_at), ..asked }).await?;
    notices::tell(&mut run.tx, &run.app, run.now, &record, Notice::WithAuditor).await?;
    Ok(record)
}

/// What follows when nothing speaks against it, with `sent` for the partner when a transfer is on its way. Not saved yet.
async fn pass(
    conn: &mut AnyConnection,
    app: &App,
    now: Timestamp,
    record: Record,
    sent: Notice,
) -> Result<Record, Fault> {
    let proven = record.proven_mac.as_ref() == Some(&record.identity_mac(&app.pepper));
    let status = step(record.status, BusinessInfoEvent::Pass { proven })?;
    let record = Record { status, expected_by: None, answer: None, ..record };
    if proven {
        let record = Record { certified_at: Some(now), ..record };
        notices::tell(conn, app, now, &record, Notice::Certified).await?;
        return Ok(record);
    }
    transfer(conn, app, now, record, sent).await
}

/// Sends a transfer for a record that awaits its amount. Not saved yet.
async fn transfer(
    conn: &mut AnyConnection,
    app: &App,
    now: Timestamp,
    record: Record,
    sent: Notice,
) -> Result<Record, Fault> {
    let (record, notice) = match transfers::send(conn, app, now, &record).await? {
        Transfer::Sent { amount_mac } => (Record { amount_mac: Some(amount_mac), ..record }, sent),
        Transfer::Returned => {
            let failed = BusinessInfoEvent::Fail(FailReason::TransferReturned);
            let status = step(record.status, failed)?;
            (Record { status, amount_mac: None, ..record }, Notice::Failed)
        }
    };
    notices::tell(conn, app, now, &record, notice).await?;
    Ok(record)
}

/// A step that the caller has made sure of.
fn step(status: BusinessInfoStatus, event: BusinessInfoEvent) -> Result<BusinessInfoStatus, Fault> {
    status.after(event).map_err(|_| Fault::new("business information took a step that there is none of"))
}

/// The vendor answered: the auditor's review, a look at a failure, or a wish to be unlocked. Called by the work queue in
/// the transaction of the answer.
///
/// # Errors
/// `NotInThisState`, `Changed`.
pub async fn answered(cx: &mut Change, item: &WorkItem, passed: bool) -> Result<(), Refused> {
    use BusinessInfoEvent as E;
    let found = store::find(&mut cx.tx, item.partner_id.as_str()).await?;
    let record =
        found.ok_or_else(|| Fault::new("a work item about business information that is not there"))?;
    let seen = record.version;
    let answer = item.answer.clone();
    let is_ticket = record.status.takes_a_ticket();
    let (app, now) = (cx.app.clone(), cx.now);
    let record = match (item.kind, passed) {
        (WorkItemKind::UnlockBusinessInfo, true) => {
            let status = record.status.after(E::Unlock).map_err(|code| refused(&record, code))?;
            let record = Record { status, answer, expected_by: None, wrong_call: None, ..record };
            transfer(&mut cx.tx, &app, now, record, Notice::Unlocked).await?
        }
        (_, true) => {
            record.status.after(E::Pass { proven: false }).map_err(|code| refused(&record, code))?;
            pass(&mut cx.tx, &app, now, record, Notice::TransferSent).await?
        }
        (_, false) if is_ticket => {
            let record = Record { answer, expected_by: None, ..record };
            notices::tell(&mut cx.tx, &app, now, &record, Notice::TicketDeclined).await?;
            record
        }
        (_, false) => {
            let event = E::Fail(FailReason::NotApproved);
            let status = record.status.after(event).map_err(|code| refused(&record, code))?;
            let record = Record { status, answer, expected_by: None, ..record };
            notices::tell(&mut cx.tx, &app, now, &record, Notice::Failed).await?;
            record
        }
    };
    if store::save(&mut cx.tx, &record, seen).await? { Ok(()) } else { Err(ErrorCode::Changed.into()) }
}
