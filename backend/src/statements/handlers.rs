//! Reading statements: the partner its own, the operator whichever it works on.

use super::store::{self, Record, disputes, lines};
use crate::{
    attachments,
    http::change::Read,
    problem::{Fault, Refused},
    session::principal::{Member, OperatorUser},
    store::conditions::Page,
};
use contract::{
    ids::StatementId,
    problem::ErrorCode,
    statements::{LinePage, LineQuery, StatementCase, StatementDetail, StatementPage, StatementQuery},
};
use sqlx::AnyConnection;

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: StatementQuery,
) -> Result<StatementPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (statements, total_count) = store::page(&mut cx.conn, who.partner_id.as_str(), &query, page).await?;
    Ok(StatementPage { statements, total_count })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (statement_id,): (StatementId,),
    (): (),
) -> Result<StatementDetail, Refused> {
    let record = own(&mut cx.conn, who, &statement_id).await?;
    Ok(detail(&mut cx.conn, record).await?)
}

pub(super) async fn lines(
    cx: &mut Read,
    who: &Member,
    (statement_id,): (StatementId,),
    query: LineQuery,
) -> Result<LinePage, Refused> {
    own(&mut cx.conn, who, &statement_id).await?;
    lines_of(&mut cx.conn, &statement_id, &query).await
}

pub(super) async fn case(
    cx: &mut Read,
    _who: &OperatorUser,
    (statement_id,): (StatementId,),
    (): (),
) -> Result<StatementCase, Refused> {
    let record = store::find_any(&mut cx.conn, &statement_id).await?.ok_or(ErrorCode::NotFound)?;
    let partner_name = record.partner_name.clone();
    Ok(StatementCase { partner_name, detail: detail(&mut cx.conn, record).await? })
}

pub(super) async fn case_lines(
    cx: &mut Read,
    _who: &OperatorUser,
    (statement_id,): (StatementId,),
    query: LineQuery,
) -> Result<LinePage, Refused> {
    store::find_any(&mut cx.conn, &statement_id).await?.ok_or(ErrorCode::NotFound)?;
    lines_of(&mut cx.conn, &statement_id, &query).await
}

/// One of this partner's statements; a foreign one and none are the same.
///
/// # Errors
/// `CBC.99100001`.
pub(super) async fn own(
    conn: &mut AnyConnection,
    who: &Member,
    statement_id: &StatementId,
) -> Result<Record, Refused> {
    let found = store::find_any(conn, statement_id).await?;
    found.filter(|record| record.partner_id == who.partner_id).ok_or_else(|| ErrorCode::NotFound.into())
}

/// The statement with all that happened to it.
///
/// # Errors
/// When the database fails.
pub(super) async fn detail(conn: &mut AnyConnection, record: Record) -> Result<StatementDetail, Fault> {
    let id = &record.statement.statement_id;
    let steps = store::steps(conn, id).await?;
    let invoices = store::invoices(conn, id).await?;
    let mut disputes = disputes::of(conn, id).await?;
    for dispute in &mut disputes {
        dispute.evidence = attachments::store::of(conn, dispute.dispute_id.as_str()).await?;
    }
    Ok(StatementDetail { statement: record.statement, steps, disputes, invoices })
}

async fn lines_of(
    conn: &mut AnyConnection,
    statement_id: &StatementId,
    query: &LineQuery,
) -> Result<LinePage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (lines, total_count) = lines::page(conn, statement_id, page).await?;
    Ok(LinePage { lines, total_count })
}
