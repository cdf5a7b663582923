//! What the person does who has the link: look, accept, leave. Nobody is signed in; the token says who it is.

use super::{
    handlers::{not_now, step},
    notices,
    store::{self, PersonnelRow},
};
use crate::{
    http::change::{Change, Read},
    invitations::token,
    problem::{Refused, sentence},
    session::principal::Anyone,
    work_queue,
};
use contract::{
    joining::{LinkState, Token},
    personnel::{
        ANSWERS_PER_MINUTE, LOOK_UPS_PER_MINUTE, PersonnelAcceptance, PersonnelEvent, PersonnelOffer,
        PersonnelStatus, PersonnelTokenQuery,
    },
    problem::{ErrorCode, Problem},
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind},
};
use serde_json::json;
use sqlx::AnyConnection;

fn dead(state: LinkState) -> Refused {
    let code = ErrorCode::LinkDead;
    let mut problem = Problem::new(code, sentence(code));
    problem.link_state = Some(state);
    problem.into()
}

async fn opened(conn: &mut AnyConnection, token: &Token, now: Timestamp) -> Result<PersonnelRow, Refused> {
    let found = store::by_hash(conn, &token::hash(token.secret()), now).await?;
    found.ok_or_else(|| dead(LinkState::Unknown))
}

fn offer(row: PersonnelRow) -> PersonnelOffer {
    PersonnelOffer {
        partner_name: row.partner_name,
        invited_by: row.shown.invited_by,
        contact: row.shown.contact,
        name: row.shown.name,
        status: row.shown.status,
        expire_at: row.shown.expire_at,
    }
}

pub(super) async fn look_up(
    cx: &mut Read,
    _: &Anyone,
    (): (),
    query: PersonnelTokenQuery,
) -> Result<PersonnelOffer, Refused> {
    cx.limit_per_minute(LOOK_UPS_PER_MINUTE)?;
    Ok(offer(opened(&mut cx.conn, &query.token, cx.now).await?))
}

pub(super) async fn accept(
    cx: &mut Change,
    _: &Anyone,
    (): (),
    acceptance: PersonnelAcceptance,
) -> Result<PersonnelOffer, Refused> {
    cx.limit_per_minute(ANSWERS_PER_MINUTE)?;
    let mut row = opened(&mut cx.tx, &acceptance.token, cx.now).await?;
    match row.shown.status {
        PersonnelStatus::Invited => {}
        PersonnelStatus::Expired => return Err(dead(LinkState::Expired)),
        _ => return Err(dead(LinkState::Used)),
    }
    if !acceptance.consent {
        return Err(ErrorCode::NotesNotAccepted.into());
    }
    let name = String::from(acceptance.name);
    row.shown.name = Some(name.clone());
    row.shown.accepted_at = Some(cx.now);
    let seen = row.shown.version;
    step(&mut cx.tx, &mut row.shown, PersonnelEvent::Accept, seen).await?;
    let kind = WorkItemKind::ReviewPersonnel;
    let item = WorkItem {
        personnel_id: Some(row.shown.personnel_id.clone()),
        ..work_queue::asked(kind, &row.partner_id, &row.partner_name, name, cx.now)?
    };
    work_queue::store::add(&mut cx.tx, &item).await?;
    cx.send(notices::accepted(&row)).await?;
    cx.audit("personnel.accept", row.shown.personnel_id.to_string(), json!({ "status": row.shown.status }));
    Ok(offer(row))
}

pub(super) async fn leave(
    cx: &mut Change,
    _: &Anyone,
    (): (),
    query: PersonnelTokenQuery,
) -> Result<PersonnelOffer, Refused> {
    cx.limit_per_minute(ANSWERS_PER_MINUTE)?;
    let mut row = opened(&mut cx.tx, &query.token, cx.now).await?;
    let (before, seen) = (row.shown.status, row.shown.version);
    if before.after(PersonnelEvent::Leave).is_err() {
        return Err(not_now(before));
    }
    step(&mut cx.tx, &mut row.shown, PersonnelEvent::Leave, seen).await?;
    // Whatever the vendor was asked about this person has no answer any more.
    work_queue::store::close_for(&mut cx.tx, row.shown.personnel_id.as_str(), cx.now).await?;
    cx.send(notices::left(&row)).await?;
    cx.audit("personnel.leave", row.shown.personnel_id.to_string(), json!({ "before": before }));
    Ok(offer(row))
}
