//! Reading applications: the partner its own, the operator whichever was handed in.

use super::{
    material,
    settling::is_draft,
    store::{self, Record, defences as stored, history},
};
use crate::{
    http::change::Read,
    problem::{Fault, Refused},
    session::principal::{Member, OperatorUser},
    store::conditions::Page,
    work_queue,
};
use contract::{
    certification_desk::CertificationCase,
    certifications::{CertificationDetail, CertificationPage, CertificationQuery, Defences},
    ids::CertificationId,
    problem::ErrorCode,
    time::Timestamp,
    work_queue::WorkItemKind,
};
use sqlx::AnyConnection;

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: CertificationQuery,
) -> Result<CertificationPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (records, total_count) = store::page(&mut cx.conn, &who.partner_id, &query, page).await?;
    let certifications = records.iter().map(|record| record.shown(cx.now)).collect::<Result<_, _>>()?;
    Ok(CertificationPage { certifications, total_count })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (id,): (CertificationId,),
    (): (),
) -> Result<CertificationDetail, Refused> {
    let record = own(&mut cx.conn, who, &id).await?;
    Ok(detail(&mut cx.conn, &record, cx.now).await?)
}

pub(super) async fn defences(
    cx: &mut Read,
    who: &Member,
    (id,): (CertificationId,),
    (): (),
) -> Result<Defences, Refused> {
    let record = own(&mut cx.conn, who, &id).await?;
    let defences = stored::of(&mut cx.conn, &record.partner_id, &id).await?;
    Ok(Defences { defences })
}

pub(super) async fn case(
    cx: &mut Read,
    _who: &OperatorUser,
    (id,): (CertificationId,),
    (): (),
) -> Result<CertificationCase, Refused> {
    let record = any(&mut cx.conn, &id).await?;
    Ok(case_of(&mut cx.conn, &record, cx.now).await?)
}

/// One of this partner's applications; a draft, a foreign one and none are the same.
///
/// # Errors
/// `CBC.99100001`.
pub(super) async fn own(
    conn: &mut AnyConnection,
    who: &Member,
    id: &CertificationId,
) -> Result<Record, Refused> {
    let record = any(conn, id).await?;
    if record.partner_id == who.partner_id { Ok(record) } else { Err(ErrorCode::NotFound.into()) }
}

/// One that was handed in, whoever's.
///
/// # Errors
/// `CBC.99100001`.
pub(super) async fn any(conn: &mut AnyConnection, id: &CertificationId) -> Result<Record, Refused> {
    let found = store::find_any(conn, id).await?;
    found.filter(|record| !is_draft(record)).ok_or_else(|| ErrorCode::NotFound.into())
}

/// The application with all that belongs to it.
///
/// # Errors
/// When the database fails.
pub(super) async fn detail(
    conn: &mut AnyConnection,
    record: &Record,
    now: Timestamp,
) -> Result<CertificationDetail, Fault> {
    let standard = record.standard()?;
    let id = &record.certification_id;
    // As it lies there now: what hangs on other tables was not read with what was changed.
    let stored_now = store::find_any(conn, id).await?;
    let certification = stored_now.as_ref().unwrap_or(record).shown(now)?;
    Ok(CertificationDetail {
        certification,
        standard: standard.clone(),
        material: material::shown(conn, record, standard).await?,
        judgements: history::judgements(conn, id).await?,
        stages: history::stages(conn, record, now).await?,
        defences: stored::of(conn, &record.partner_id, id).await?,
    })
}

/// The same as the operator sees it.
///
/// # Errors
/// When the database fails.
pub(super) async fn case_of(
    conn: &mut AnyConnection,
    record: &Record,
    now: Timestamp,
) -> Result<CertificationCase, Fault> {
    let mut work_items = Vec::new();
    for kind in WorkItemKind::ALL.into_iter().filter(|kind| kind.is_about_certification()) {
        let (partner_id, about) = (record.partner_id.as_str(), record.certification_id.as_str());
        work_items.extend(work_queue::store::find_open(conn, partner_id, kind, about).await?);
    }
    Ok(CertificationCase {
        partner_id: record.partner_id.clone(),
        partner_name: record.partner_name.clone(),
        detail: detail(conn, record, now).await?,
        work_items,
    })
}
