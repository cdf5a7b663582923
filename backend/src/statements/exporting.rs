//! Statements as files: the list, or one with its lines.

use super::store::{self, lines};
use crate::{
    exports::{Cell, Column, Kind, Sheet, Sink, Words},
    problem::{Fault, Refused},
    session::principal::Member,
    store::conditions::Page,
};
use contract::{
    exports::ExportFormat,
    ids::StatementId,
    problem::ErrorCode,
    statements::{StatementQuery, StatementStatus},
};
use futures_util::StreamExt;
use sqlx::AnyConnection;

fn status(words: Words, status: StatementStatus) -> &'static str {
    match status {
        StatementStatus::PendingConfirm => words.or("待确认", "To be confirmed"),
        StatementStatus::PendingCountersign => words.or("待会签", "To be countersigned"),
        StatementStatus::Countersigning => words.or("会签中", "Countersigning"),
        StatementStatus::CreateFailed => words.or("申付单创建失败", "Payment application failed"),
        StatementStatus::InvoicePending => words.or("待开票", "To be invoiced"),
        StatementStatus::InvoiceReview => words.or("发票待审核", "Invoice under review"),
        StatementStatus::PaymentReview => words.or("申付审核", "Payment under review"),
        StatementStatus::Paying => words.or("支付中", "Paying"),
        StatementStatus::Done => words.or("已完成", "Done"),
    }
}

const MOST: Page = Page::first(ExportFormat::Csv.max_rows());

/// A list of statements.
///
/// # Errors
/// When the database fails.
pub async fn several(
    conn: &mut AnyConnection,
    who: &Member,
    query: &StatementQuery,
    words: Words,
) -> Result<Sheet, Fault> {
    let mut facts = vec![(words.or("伙伴", "Partner"), who.partner_name.clone())];
    if let Some(begin) = query.generated_begin {
        facts.push((words.or("账单生成时间（起）", "Generated from"), begin.to_string()));
    }
    if let Some(end) = query.generated_end {
        facts.push((words.or("账单生成时间（止）", "Generated until"), end.to_string()));
    }
    if !query.status_list.is_empty() {
        let states: Vec<_> = query.status_list.iter().map(|one| status(words, *one)).collect();
        facts.push((words.or("账单状态", "State"), states.join(words.or("、", ", "))));
    }
    let text = |name, width| Column::new(name, Kind::Text, width);
    Ok(Sheet {
        title: words.or("对账单", "Statements").to_owned(),
        facts,
        columns: vec![
            text(words.or("对账单编号", "Statement no."), 18),
            text(words.or("采购订单号", "Purchase order"), 20),
            text(words.or("账期", "Period"), 10),
            Column::new(words.or("金额", "Amount"), Kind::Amount, 18),
            text(words.or("币种", "Currency"), 10),
            text(words.or("状态", "State"), 18),
            text(words.or("生成时间（GMT+08:00）", "Generated (GMT+08:00)"), 22),
        ],
        rows_total: store::count(conn, who.partner_id.as_str(), query).await?,
    })
}

/// Writes them.
///
/// # Errors
/// When the database or the disk fails.
pub async fn write_several(
    conn: &mut AnyConnection,
    who: &Member,
    query: &StatementQuery,
    words: Words,
    sink: &mut Sink,
) -> Result<(), Fault> {
    let conditions = store::conditions(who.partner_id.as_str(), query);
    let mut rows = conditions.stream(conn, store::STATEMENTS, store::NEWEST, MOST);
    while let Some(row) = rows.next().await {
        let statement = store::read(&row?)?;
        sink.row(vec![
            Cell::Text(statement.statement_no),
            Cell::Text(statement.order_no),
            Cell::Text(statement.period.to_string()),
            Cell::Amount(statement.amount),
            Cell::text(statement.currency.as_str()),
            Cell::text(status(words, statement.status)),
            Cell::Text(words.time(statement.generated_at)),
        ])
        .await?;
    }
    Ok(())
}

/// One statement with its lines.
///
/// # Errors
/// `CBC.99100001` when it is not there, or not this partner's.
pub async fn one(
    conn: &mut AnyConnection,
    who: &Member,
    statement_id: &StatementId,
    words: Words,
) -> Result<Sheet, Refused> {
    let found = store::find_any(conn, statement_id).await?;
    let record = found.filter(|record| record.partner_id == who.partner_id).ok_or(ErrorCode::NotFound)?;
    let statement = record.statement;
    let text = |name, width| Column::new(name, Kind::Text, width);
    let amount = |name| Column::new(name, Kind::Amount, 16);
    Ok(Sheet {
        title: words.or("对账单", "Statement").to_owned(),
        facts: vec![
            (words.or("伙伴", "Partner"), record.partner_name),
            (words.or("对账单编号", "Statement no."), statement.statement_no),
            (words.or("采购订单号", "Purchase order"), statement.order_no),
            (words.or("账期", "Period"), statement.period.to_string()),
            (words.or("金额", "Amount"), format!("{} {}", statement.amount, statement.currency.as_str())),
            (words.or("状态", "State"), status(words, statement.status).to_owned()),
            (words.or("生成时间", "Generated"), words.instant(statement.generated_at)),
        ],
        columns: vec![
            text(words.or("内容", "Description"), 36),
            text(words.or("验收日期", "Accepted on"), 13),
            Column::new(words.or("数量", "Quantity"), Kind::Count, 10),
            amount(words.or("金额", "Amount")),
            amount(words.or("更正前金额", "Before correction")),
            text(words.or("币种", "Currency"), 10),
        ],
        rows_total: lines::count(conn, statement_id).await?,
    })
}

/// Writes its lines.
///
/// # Errors
/// When the database or the disk fails.
pub async fn write_one(
    conn: &mut AnyConnection,
    statement_id: &StatementId,
    sink: &mut Sink,
) -> Result<(), Fault> {
    let conditions = lines::conditions(statement_id);
    let mut rows = conditions.stream(conn, lines::LINES, lines::OLDEST, MOST);
    while let Some(row) = rows.next().await {
        let line = lines::read(&row?)?;
        sink.row(vec![
            Cell::Text(line.description),
            Cell::Text(line.accepted_on.to_string()),
            Cell::Count(line.quantity),
            Cell::Amount(line.amount),
            line.amount_before.map_or(Cell::Nothing, Cell::Amount),
            Cell::text(line.currency.as_str()),
        ])
        .await?;
    }
    Ok(())
}
