//! Asking the vendor to unlock, or to look at a failure again.

use super::{about, record::Record, refused, showing::shown, store};
use crate::{http::change::Change, problem::Refused, session::principal::Member, work_queue};
use contract::{
    business_info::{BusinessInfo, BusinessInfoTicket, TICKET_WITHIN_DAYS},
    business_info_status::BusinessInfoStatus,
    problem::ErrorCode,
    work_queue::{WorkItem, WorkItemKind},
};
use serde_json::json;

pub(super) async fn raise(
    cx: &mut Change,
    who: &Member,
    (): (),
    ticket: BusinessInfoTicket,
) -> Result<BusinessInfo, Refused> {
    let partner_id = who.partner_id.as_str();
    let record = store::find(&mut cx.tx, partner_id).await?.ok_or(ErrorCode::NotInThisState)?;
    let kind = match record.status {
        BusinessInfoStatus::Locked => WorkItemKind::UnlockBusinessInfo,
        BusinessInfoStatus::Failed { .. } => WorkItemKind::ReviewBusinessInfo,
        _ => return Err(refused(&record, ErrorCode::NotInThisState)),
    };
    let app = cx.app.clone();
    if work_queue::store::open_about(&mut cx.tx, &about(&who.partner_id)).await?.is_some() {
        return shown(&mut cx.tx, &app, who, Some(record)).await;
    }
    if record.version != ticket.version {
        return Err(refused(&record, ErrorCode::Changed));
    }
    let due_at = app.config.calendar.deadline(cx.now, TICKET_WITHIN_DAYS);
    let asked = work_queue::asked(kind, &who.partner_id, &who.partner_name, ticket.note.into(), cx.now)?;
    work_queue::store::add(&mut cx.tx, &WorkItem { due_at: Some(due_at), ..asked }).await?;
    let seen = record.version;
    let record = Record { expected_by: Some(due_at), answer: None, version: seen + 1, ..record };
    if !store::save(&mut cx.tx, &record, seen).await? {
        return Err(ErrorCode::Changed.into());
    }
    cx.audit("business_info.ticket", partner_id, json!({ "kind": kind }));
    shown(&mut cx.tx, &app, who, Some(record)).await
}
