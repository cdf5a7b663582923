//! The list, taking an invitation back, and asking for a release.

use super::store::{self, PersonnelRow};
use crate::{
    http::change::{Change, Read},
    problem::{Refused, sentence},
    session::principal::Member,
    store::conditions::Page,
    work_queue,
};
use contract::{
    ids::PersonnelId,
    personnel::{
        Personnel, PersonnelEvent, PersonnelPage, PersonnelQuery, PersonnelStatus, PersonnelVersion,
        ReleaseDraft,
    },
    problem::{ErrorCode, Problem},
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind},
};
use serde_json::json;
use sqlx::AnyConnection;

/// The state does not allow it.
pub(super) fn not_now(status: PersonnelStatus) -> Refused {
    let code = ErrorCode::NotInThisState;
    let mut problem = Problem::new(code, sentence(code));
    problem.current_status = Some(status.as_str().to_owned());
    problem.into()
}

/// A specialist of this partner.
///
/// # Errors
/// `NotFound` for a foreign one and for one that does not exist, so that nobody learns which.
pub(super) async fn of_partner(
    conn: &mut AnyConnection,
    who: &Member,
    personnel_id: &PersonnelId,
    now: Timestamp,
) -> Result<PersonnelRow, Refused> {
    let found = store::find_any(conn, personnel_id, now).await?;
    found.filter(|row| row.partner_id == who.partner_id).ok_or_else(|| ErrorCode::NotFound.into())
}

/// Moves it on by one event, as the next version of what was seen.
pub(super) async fn step(
    conn: &mut AnyConnection,
    shown: &mut Personnel,
    event: PersonnelEvent,
    seen: i64,
) -> Result<(), Refused> {
    shown.status = shown.status.after(event).map_err(|_| not_now(shown.status))?;
    shown.version = seen + 1;
    if store::save(conn, shown, seen).await? { Ok(()) } else { Err(ErrorCode::Changed.into()) }
}

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: PersonnelQuery,
) -> Result<PersonnelPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (personnel, total_count) = store::page(&mut cx.conn, &who.partner_id, &query, page, cx.now).await?;
    let today = cx.now.china_day().china_midnight();
    let invited_today = store::sent_since(&mut cx.conn, &who.partner_id, today).await?;
    Ok(PersonnelPage { personnel, total_count, invited_today })
}

pub(super) async fn revoke(
    cx: &mut Change,
    who: &Member,
    (personnel_id,): (PersonnelId,),
    seen: PersonnelVersion,
) -> Result<Personnel, Refused> {
    let mut shown = of_partner(&mut cx.tx, who, &personnel_id, cx.now).await?.shown;
    step(&mut cx.tx, &mut shown, PersonnelEvent::Revoke, seen.version).await?;
    cx.audit("personnel.revoke", personnel_id.to_string(), json!({ "status": shown.status }));
    Ok(shown)
}

pub(super) async fn release(
    cx: &mut Change,
    who: &Member,
    (personnel_id,): (PersonnelId,),
    draft: ReleaseDraft,
) -> Result<Personnel, Refused> {
    let mut shown = of_partner(&mut cx.tx, who, &personnel_id, cx.now).await?.shown;
    step(&mut cx.tx, &mut shown, PersonnelEvent::AskRelease, draft.version).await?;
    let kind = WorkItemKind::ReleasePersonnel;
    let item = WorkItem {
        personnel_id: Some(personnel_id.clone()),
        ..work_queue::asked(kind, &who.partner_id, &who.partner_name, draft.reason.into(), cx.now)?
    };
    work_queue::store::add(&mut cx.tx, &item).await?;
    cx.audit("personnel.release", personnel_id.to_string(), json!({ "status": shown.status }));
    Ok(shown)
}
