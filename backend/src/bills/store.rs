//! All SQL on bills.

use crate::{
    masking,
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known},
};
use contract::{
    bills::{BillDetailQuery, BillLine, BillLineKind, data_until},
    money::{Amount, Currency},
    month::Month,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

pub(super) const LINES: &str = "SELECT b.line_id, b.charged_at, b.kind, b.customer_id, c.name AS customer_name, \
     c.customer_type, b.service_type_code, b.order_no, b.amount, b.currency \
     FROM bill_lines b JOIN customers c ON c.customer_id = b.customer_id";
pub(super) const NEWEST: &str = "ORDER BY b.charged_at DESC, b.line_id DESC";

/// A row of [`LINES`]; the customer's name comes masked.
pub(super) fn read(row: &AnyRow) -> Result<BillLine, Fault> {
    let name: String = row.try_get("customer_name")?;
    Ok(BillLine {
        line_id: row.try_get("line_id")?,
        charged_at: Timestamp::from_seconds(row.try_get("charged_at")?),
        kind: known(row, "kind", BillLineKind::parse)?,
        customer_id: known(row, "customer_id", |text| text.parse().ok())?,
        customer_name: masking::name(&name, row.try_get("customer_type")?),
        service_type_code: row.try_get("service_type_code")?,
        order_no: row.try_get("order_no")?,
        amount: amount(row, "amount")?,
        currency: known(row, "currency", Currency::parse)?,
    })
}

/// This partner's lines that a query asks for, as far as a bill has them by now.
pub(super) fn conditions(partner_id: &str, query: &BillDetailQuery, now: Timestamp) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.text("b.partner_id = ?", partner_id);
    conditions.text("b.bill_cycle = ?", query.bill_cycle.to_string());
    conditions.number("b.charged_at < ?", data_until(query.bill_cycle, now).seconds());
    if let Some(kind) = query.kind {
        conditions.text("b.kind = ?", kind.as_str());
    }
    if let Some(customer_id) = &query.customer_id {
        conditions.text("b.customer_id = ?", customer_id.as_str());
    }
    conditions
}

/// How many lines a query asks for.
pub async fn count(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &BillDetailQuery,
    now: Timestamp,
) -> Result<u32, Fault> {
    conditions(partner_id, query, now).count(conn, "bill_lines b").await
}

/// A page of lines, newest first, and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &BillDetailQuery,
    now: Timestamp,
    page: Page,
) -> Result<(Vec<BillLine>, u32), Fault> {
    let conditions = conditions(partner_id, query, now);
    let total = conditions.count(conn, "bill_lines b").await?;
    let rows = conditions.rows(conn, LINES, NEWEST, page, "").await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// What a month's lines sum to until then, by service and kind, the lines of a service together.
pub async fn sums(
    conn: &mut AnyConnection,
    partner_id: &str,
    month: Month,
    until: Timestamp,
) -> Result<Vec<(String, BillLineKind, Amount)>, Fault> {
    let rows = sqlx::query(
        "SELECT service_type_code, kind, CAST(SUM(amount) AS BIGINT) AS amount FROM bill_lines
         WHERE partner_id = $1 AND bill_cycle = $2 AND charged_at < $3
         GROUP BY service_type_code, kind ORDER BY service_type_code, kind",
    )
    .bind(partner_id)
    .bind(month.to_string())
    .bind(until.seconds())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let kind = known(row, "kind", BillLineKind::parse)?;
            Ok((row.try_get("service_type_code")?, kind, amount(row, "amount")?))
        })
        .collect()
}

/// How many customers a month's bill is about.
pub async fn customers(
    conn: &mut AnyConnection,
    partner_id: &str,
    month: Month,
    until: Timestamp,
) -> Result<u32, Fault> {
    let count: i64 = sqlx::query_scalar(
        "SELECT COUNT(DISTINCT customer_id) FROM bill_lines
         WHERE partner_id = $1 AND bill_cycle = $2 AND charged_at < $3",
    )
    .bind(partner_id)
    .bind(month.to_string())
    .bind(until.seconds())
    .fetch_one(conn)
    .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// In which currency a partner is billed.
pub async fn currency(conn: &mut AnyConnection, partner_id: &str) -> Result<Currency, Fault> {
    let row = sqlx::query("SELECT currency FROM partner_accounts WHERE partner_id = $1")
        .bind(partner_id)
        .fetch_one(conn)
        .await?;
    known(&row, "currency", Currency::parse)
}
