//! All SQL on statements, on what happened to them, and on their invoices.

pub mod disputes;
pub mod lines;

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known},
};
use contract::{
    ids::{PartnerId, StatementId},
    invoices::{InvoiceKind, InvoiceNumber},
    money::Currency,
    month::Month,
    statement_invoices::Invoice,
    statements::{Statement, StatementQuery, StatementStatus, StatementStep},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// A statement and whose it is.
#[derive(Clone, Debug)]
pub struct Record {
    pub statement: Statement,
    pub partner_id: PartnerId,
    pub partner_name: String,
}

pub(super) const STATEMENTS: &str = "SELECT s.statement_id, s.partner_id, s.statement_no, s.order_no, s.period, s.currency, s.amount, \
     s.status, s.generated_at, s.confirm_by, s.status_since, s.promised_until, s.open_disputes, s.version, \
     p.name AS partner_name FROM statements s JOIN partners p ON p.partner_id = s.partner_id";
/// Newest first; those of one moment by their number.
pub(super) const NEWEST: &str = "ORDER BY s.generated_at DESC, s.statement_id DESC";

/// A row of [`STATEMENTS`].
pub(super) fn read(row: &AnyRow) -> Result<Statement, Fault> {
    let promised_until: Option<i64> = row.try_get("promised_until")?;
    Ok(Statement {
        statement_id: known(row, "statement_id", |text| text.parse().ok())?,
        statement_no: row.try_get("statement_no")?,
        order_no: row.try_get("order_no")?,
        period: known(row, "period", |text| text.parse().ok())?,
        amount: amount(row, "amount")?,
        currency: known(row, "currency", Currency::parse)?,
        status: known(row, "status", StatementStatus::parse)?,
        generated_at: Timestamp::from_seconds(row.try_get("generated_at")?),
        confirm_by: Timestamp::from_seconds(row.try_get("confirm_by")?),
        status_since: Timestamp::from_seconds(row.try_get("status_since")?),
        promised_until: promised_until.map(Timestamp::from_seconds),
        open_disputes: u32::try_from(row.try_get::<i64, _>("open_disputes")?).unwrap_or(u32::MAX),
        version: row.try_get("version")?,
    })
}

fn record(row: &AnyRow) -> Result<Record, Fault> {
    Ok(Record {
        statement: read(row)?,
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        partner_name: row.try_get("partner_name")?,
    })
}

/// This partner's statements that a query asks for.
pub(super) fn conditions(partner_id: &str, query: &StatementQuery) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.text("s.partner_id = ?", partner_id);
    if let Some(begin) = query.generated_begin {
        conditions.number("s.generated_at >= ?", begin.china_midnight().seconds());
    }
    if let Some(end) = query.generated_end {
        conditions.number("s.generated_at < ?", end.plus_days(1).china_midnight().seconds());
    }
    if !query.status_list.is_empty() {
        conditions.one_of("s.status", query.status_list.iter().map(|status| status.as_str().to_owned()));
    }
    conditions
}

/// How many of a partner's statements a query asks for.
pub async fn count(conn: &mut AnyConnection, partner_id: &str, query: &StatementQuery) -> Result<u32, Fault> {
    conditions(partner_id, query).count(conn, "statements s").await
}

/// A page of a partner's statements, newest first, and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &StatementQuery,
    page: Page,
) -> Result<(Vec<Statement>, u32), Fault> {
    let conditions = conditions(partner_id, query);
    let total = conditions.count(conn, "statements s").await?;
    let rows = conditions.rows(conn, STATEMENTS, NEWEST, page, "").await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// A statement, whoever's it is: whose it may be is for the caller to check.
pub async fn find_any(conn: &mut AnyConnection, statement_id: &StatementId) -> Result<Option<Record>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("s.statement_id = ?", statement_id.as_str());
    let rows = conditions.rows(conn, STATEMENTS, "", Page::first(1), "").await?;
    rows.first().map(record).transpose()
}

/// Those of a partner among these.
pub async fn find_many(
    conn: &mut AnyConnection,
    partner_id: &str,
    statement_ids: &[StatementId],
) -> Result<Vec<Record>, Fault> {
    let mut conditions = Conditions::default();
    conditions.one_of("s.statement_id", statement_ids.iter().map(ToString::to_string));
    conditions.text("s.partner_id = ?", partner_id);
    let most = u32::try_from(statement_ids.len()).unwrap_or(u32::MAX);
    conditions.rows(conn, STATEMENTS, "", Page::first(most), "").await?.iter().map(record).collect()
}

/// How many statements of a period a partner has.
pub async fn count_of(conn: &mut AnyConnection, partner_id: &str, period: Month) -> Result<u32, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("partner_id = ?", partner_id);
    conditions.text("period = ?", period.to_string());
    conditions.count(conn, "statements").await
}

/// Adds a statement.
pub async fn add(conn: &mut AnyConnection, record: &Record) -> Result<(), Fault> {
    let statement = &record.statement;
    sqlx::query(
        "INSERT INTO statements (statement_id, partner_id, statement_no, order_no, period, currency, amount, status,
         generated_at, confirm_by, status_since, promised_until, open_disputes, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(statement.statement_id.as_str())
    .bind(record.partner_id.as_str())
    .bind(statement.statement_no.as_str())
    .bind(statement.order_no.as_str())
    .bind(statement.period.to_string())
    .bind(statement.currency.as_str())
    .bind(statement.amount.minor())
    .bind(statement.status.as_str())
    .bind(statement.generated_at.seconds())
    .bind(statement.confirm_by.seconds())
    .bind(statement.status_since.seconds())
    .bind(statement.promised_until.map(Timestamp::seconds))
    .bind(i64::from(statement.open_disputes))
    .bind(statement.version)
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what can change, unless somebody wrote since `seen`; tells whether it did.
pub async fn save(conn: &mut AnyConnection, statement: &Statement, seen: i64) -> Result<bool, Fault> {
    let saved = sqlx::query(
        "UPDATE statements SET amount = $1, status = $2, status_since = $3, promised_until = $4, open_disputes = $5,
         version = $6 WHERE statement_id = $7 AND version = $8",
    )
    .bind(statement.amount.minor())
    .bind(statement.status.as_str())
    .bind(statement.status_since.seconds())
    .bind(statement.promised_until.map(Timestamp::seconds))
    .bind(i64::from(statement.open_disputes))
    .bind(statement.version)
    .bind(statement.statement_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(saved.rows_affected() == 1)
}

/// Notes the state that a statement has just entered.
pub async fn add_step(
    conn: &mut AnyConnection,
    statement: &Statement,
    step: &StatementStep,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO statement_steps (statement_id, version, status, at, by_name, note)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(statement.statement_id.as_str())
    .bind(statement.version)
    .bind(step.status.as_str())
    .bind(step.at.seconds())
    .bind(step.by.as_deref())
    .bind(step.note.as_deref())
    .execute(conn)
    .await?;
    Ok(())
}

/// What happened to a statement, oldest first.
pub async fn steps(
    conn: &mut AnyConnection,
    statement_id: &StatementId,
) -> Result<Vec<StatementStep>, Fault> {
    let rows = sqlx::query(
        "SELECT status, at, by_name, note FROM statement_steps WHERE statement_id = $1 ORDER BY version",
    )
    .bind(statement_id.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(StatementStep {
                status: known(row, "status", StatementStatus::parse)?,
                at: Timestamp::from_seconds(row.try_get("at")?),
                by: row.try_get("by_name")?,
                note: row.try_get("note")?,
            })
        })
        .collect()
}

/// The invoices of a statement.
pub async fn invoices(conn: &mut AnyConnection, statement_id: &StatementId) -> Result<Vec<Invoice>, Fault> {
    let rows = sqlx::query(
        "SELECT invoice_no, invoice_type, amount, issued_on FROM statement_invoices WHERE statement_id = $1
         ORDER BY invoice_no",
    )
    .bind(statement_id.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Invoice {
                invoice_no: known(row, "invoice_no", |text| InvoiceNumber::try_from(text.to_owned()).ok())?,
                invoice_type: known(row, "invoice_type", InvoiceKind::parse)?,
                amount: amount(row, "amount")?,
                issued_on: known(row, "issued_on", |text| text.parse().ok())?,
            })
        })
        .collect()
}

/// Forgets the invoices of a statement.
pub async fn remove_invoices(conn: &mut AnyConnection, statement_id: &StatementId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM statement_invoices WHERE statement_id = $1")
        .bind(statement_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Adds an invoice unless its number is known; tells whether it did.
pub async fn add_invoice(
    conn: &mut AnyConnection,
    statement_id: &StatementId,
    invoice: &Invoice,
) -> Result<bool, Fault> {
    let added = sqlx::query(
        "INSERT INTO statement_invoices (invoice_no, statement_id, invoice_type, amount, issued_on)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (invoice_no) DO NOTHING",
    )
    .bind(invoice.invoice_no.as_str())
    .bind(statement_id.as_str())
    .bind(invoice.invoice_type.as_str())
    .bind(invoice.amount.minor())
    .bind(invoice.issued_on.to_string())
    .execute(conn)
    .await?;
    Ok(added.rows_affected() == 1)
}
