//! Reading projects: the partner its own, the operator all of them; and full values where they are asked for.

use super::store::{self, Record, evidences};
use crate::{
    customers::reveal::count_in,
    http::change::{Change, Read},
    masking,
    problem::{Fault, Refused},
    session::principal::{Member, OperatorUser},
    store::conditions::Page,
};
use contract::{
    delivery_desk::{DeliveryCase, DeskPage, DeskQuery},
    delivery_projects::{DeliveryDetail, DeliveryPage, DeliveryPeople, DeliveryQuery, ShownManager},
    ids::DeliveryProjectId,
    problem::ErrorCode,
    text::Rule,
    time::Timestamp,
};
use serde_json::json;
use sqlx::AnyConnection;

/// A person, for masking: anything but a company.
const PERSON: i64 = 0;
/// A longer part of a name finds nothing.
const KEYWORD_CHARS: u32 = 128;

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: DeliveryQuery,
) -> Result<DeliveryPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let length = query.keyword.as_deref().map_or(0, |keyword| keyword.chars().count());
    if length > KEYWORD_CHARS as usize {
        return Err(Refused::field("keyword", Rule::LongerThan(KEYWORD_CHARS)));
    }
    let partner_id = who.partner_id.as_str();
    let (projects, total_count) = store::page(&mut cx.conn, partner_id, &query, page, cx.now).await?;
    let counts = store::counts(&mut cx.conn, partner_id, query.keyword.as_deref()).await?;
    Ok(DeliveryPage { projects, total_count, counts })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (project_id,): (DeliveryProjectId,),
    (): (),
) -> Result<DeliveryDetail, Refused> {
    let record = own(&mut cx.conn, who, &project_id, cx.now).await?;
    Ok(detail(&mut cx.conn, record).await?)
}

pub(super) async fn reveal(
    cx: &mut Change,
    who: &Member,
    (project_id,): (DeliveryProjectId,),
    (): (),
) -> Result<DeliveryPeople, Refused> {
    let record = own(&mut cx.tx, who, &project_id, cx.now).await?;
    count_in(cx, who, 1).await?;
    cx.audit("delivery.reveal", project_id.to_string(), json!({}));
    Ok(DeliveryPeople { customer: record.customer, manager: record.manager })
}

pub(super) async fn desk(
    cx: &mut Read,
    _who: &OperatorUser,
    (): (),
    query: DeskQuery,
) -> Result<DeskPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (projects, total_count) = store::desk(&mut cx.conn, &query, page, cx.now).await?;
    Ok(DeskPage { projects, total_count, counts: store::all_counts(&mut cx.conn).await? })
}

pub(super) async fn case(
    cx: &mut Read,
    _who: &OperatorUser,
    (project_id,): (DeliveryProjectId,),
    (): (),
) -> Result<DeliveryCase, Refused> {
    let record = any(&mut cx.conn, &project_id, cx.now).await?;
    Ok(case_of(&mut cx.conn, record).await?)
}

/// One of this partner's projects; a foreign one and none are the same.
///
/// # Errors
/// `CBC.99100001`.
pub(super) async fn own(
    conn: &mut AnyConnection,
    who: &Member,
    project_id: &DeliveryProjectId,
    now: Timestamp,
) -> Result<Record, Refused> {
    let found = store::find_any(conn, project_id, now).await?;
    found.filter(|record| record.partner_id == who.partner_id).ok_or_else(|| ErrorCode::NotFound.into())
}

/// A project, whoever's it is.
///
/// # Errors
/// `CBC.99100001`.
pub(super) async fn any(
    conn: &mut AnyConnection,
    project_id: &DeliveryProjectId,
    now: Timestamp,
) -> Result<Record, Refused> {
    store::find_any(conn, project_id, now).await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// The project with all that happened to it.
///
/// # Errors
/// When the database fails.
pub(super) async fn detail(conn: &mut AnyConnection, record: Record) -> Result<DeliveryDetail, Fault> {
    let id = record.project.project_id.clone();
    let evidences = evidences::of(conn, &id).await?;
    let steps = store::steps::of(conn, &id).await?;
    Ok(DeliveryDetail {
        project: record.project,
        order_no: record.order_no,
        ordered_on: record.ordered_on,
        manager: record.manager.map(|manager| ShownManager {
            name: masking::name(&manager.name, PERSON),
            phone: masking::telephone(&manager.phone),
            email: masking::email(&manager.email),
        }),
        accepted_on: record.accepted_on,
        note: record.note,
        sampling: record.sampling,
        is_extended: record.is_extended,
        evidences,
        rejection: record.rejection,
        evaluation: record.evaluation,
        steps,
    })
}

/// The same as the operator sees it.
///
/// # Errors
/// When the database fails.
pub(super) async fn case_of(conn: &mut AnyConnection, record: Record) -> Result<DeliveryCase, Fault> {
    let (partner_id, partner_name) = (record.partner_id.clone(), record.partner_name.clone());
    let customer = record.customer.clone();
    Ok(DeliveryCase { partner_id, partner_name, customer, detail: detail(conn, record).await? })
}
