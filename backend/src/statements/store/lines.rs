//! Lines of statements, and what is accepted and not on one yet.

use super::Record;
use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known, known_or_null},
};
use contract::{
    ids::{StatementId, StatementLineId},
    money::{Amount, Currency, Money},
    month::Month,
    statements::{DisputeStatus, StatementLine},
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// With the dispute about it that is open.
pub(in crate::statements) const LINES: &str = "SELECT l.line_id, l.description, l.accepted_on, l.quantity, \
     l.currency, l.amount, l.amount_before, d.dispute_id AS open_dispute FROM statement_lines l \
     LEFT JOIN statement_disputes d \
     ON d.statement_id = l.statement_id AND d.line_id = l.line_id AND d.status = 'OPEN'";
pub(in crate::statements) const OLDEST: &str = "ORDER BY l.accepted_on, l.line_id";

/// A row of [`LINES`].
pub(in crate::statements) fn read(row: &AnyRow) -> Result<StatementLine, Fault> {
    let before: Option<i64> = row.try_get("amount_before")?;
    Ok(StatementLine {
        line_id: known(row, "line_id", |text| text.parse().ok())?,
        description: row.try_get("description")?,
        accepted_on: known(row, "accepted_on", |text| text.parse().ok())?,
        quantity: u32::try_from(row.try_get::<i64, _>("quantity")?).unwrap_or(u32::MAX),
        amount: amount(row, "amount")?,
        amount_before: before.and_then(Amount::from_minor),
        currency: known(row, "currency", Currency::parse)?,
        open_dispute: known_or_null(row, "open_dispute", |text| text.parse().ok())?,
    })
}

/// The lines of a statement.
pub(in crate::statements) fn conditions(statement_id: &StatementId) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.text("l.statement_id = ?", statement_id.as_str());
    conditions
}

/// A page of a statement's lines, in the order in which they were accepted, and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    statement_id: &StatementId,
    page: Page,
) -> Result<(Vec<StatementLine>, u32), Fault> {
    let conditions = conditions(statement_id);
    let total = conditions.count(conn, "statement_lines l").await?;
    let rows = conditions.rows(conn, LINES, OLDEST, page, "").await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// How many lines a statement has.
pub async fn count(conn: &mut AnyConnection, statement_id: &StatementId) -> Result<u32, Fault> {
    conditions(statement_id).count(conn, "statement_lines l").await
}

/// One line of a statement.
pub async fn find(
    conn: &mut AnyConnection,
    statement_id: &StatementId,
    line_id: &StatementLineId,
) -> Result<Option<StatementLine>, Fault> {
    let mut conditions = conditions(statement_id);
    conditions.text("l.line_id = ?", line_id.as_str());
    conditions.rows(conn, LINES, "", Page::first(1), "").await?.first().map(read).transpose()
}

/// Gives a line its right amount; what it was at first is kept.
pub async fn correct(conn: &mut AnyConnection, line: &StatementLine, right: Amount) -> Result<(), Fault> {
    sqlx::query("UPDATE statement_lines SET amount = $1, amount_before = $2 WHERE line_id = $3")
        .bind(right.minor())
        .bind(line.amount_before.unwrap_or(line.amount).minor())
        .bind(line.line_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// What was accepted until the end of a month and is on no statement yet: purchase order and sum.
pub async fn to_come(
    conn: &mut AnyConnection,
    partner_id: &str,
    until: Month,
) -> Result<Vec<(String, Money)>, Fault> {
    let rows = sqlx::query(
        "SELECT order_no, currency, CAST(SUM(amount) AS BIGINT) AS amount FROM statement_lines
         WHERE partner_id = $1 AND accepted_on < $2 AND statement_id IS NULL
         GROUP BY order_no, currency ORDER BY order_no, currency",
    )
    .bind(partner_id)
    .bind(until.next().first_day().to_string())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let currency = known(row, "currency", Currency::parse)?;
            Ok((row.try_get("order_no")?, Money { amount: amount(row, "amount")?, currency }))
        })
        .collect()
}

/// Puts it on a statement.
pub async fn put_on(conn: &mut AnyConnection, record: &Record, until: Month) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE statement_lines SET statement_id = $1
         WHERE partner_id = $2 AND order_no = $3 AND currency = $4 AND accepted_on < $5 AND statement_id IS NULL",
    )
    .bind(record.statement.statement_id.as_str())
    .bind(record.partner_id.as_str())
    .bind(record.statement.order_no.as_str())
    .bind(record.statement.currency.as_str())
    .bind(until.next().first_day().to_string())
    .execute(conn)
    .await?;
    Ok(())
}

/// `'OPEN'` stands in the text of [`LINES`].
const _: () = assert!(matches!(DisputeStatus::Open.as_str().as_bytes(), b"OPEN"));
