//! All SQL on payouts but for their items, their invoices and the settings.

pub mod invoices;
pub mod items;
pub mod settings;

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known},
};
use contract::{
    ids::{PartnerId, PayoutId},
    money::{Amount, Currency, Money},
    month::Month,
    payout_status::PayoutStatus,
    payout_tracker::{Entered, Journey},
    payouts::{PayoutMethod, PayoutQuery},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};
use std::collections::HashMap;

/// A payout as it is stored.
#[derive(Clone, Debug)]
pub struct Record {
    pub payout_id: PayoutId,
    pub payout_no: String,
    pub partner_id: PartnerId,
    pub first_period: Month,
    pub last_period: Month,
    pub amount: Amount,
    pub currency: Currency,
    pub method: PayoutMethod,
    pub needs_invoice: bool,
    pub status: PayoutStatus,
    pub applied_at: Timestamp,
    /// Display name; `None` for an automatic application.
    pub applied_by: Option<String>,
    pub invoice_due_at: Option<Timestamp>,
    /// The last set of invoices; 0 before the first.
    pub invoice_round: i64,
    pub invoices_received_at: Option<Timestamp>,
    pub payment_ordered_at: Option<Timestamp>,
    pub paid_at: Option<Timestamp>,
    pub rejection: Option<(String, Timestamp)>,
    pub version: i64,
    pub incentive_count: u32,
    pub invoice_count: u32,
    /// Every state that it entered, oldest first; added by whoever reads it.
    pub entered: Vec<Entered>,
}

impl Record {
    /// As the tracker sees it.
    #[must_use]
    pub fn journey(&self) -> Journey<'_> {
        Journey {
            needs_invoice: self.needs_invoice,
            method: self.method,
            entered: &self.entered,
            invoices_received_at: self.invoices_received_at,
            payment_ordered_at: self.payment_ordered_at,
        }
    }
}

const SELECT: &str = "SELECT p.*, \
     (SELECT COUNT(*) FROM payout_items t WHERE t.payout_id = p.payout_id) AS incentive_count, \
     (SELECT COUNT(*) FROM payout_invoices v WHERE v.payout_id = p.payout_id AND v.round = p.invoice_round) \
     AS invoice_count FROM payouts p";

fn read(row: &AnyRow) -> Result<Record, Fault> {
    let at =
        |column: &str| Ok::<_, Fault>(row.try_get::<Option<i64>, _>(column)?.map(Timestamp::from_seconds));
    let count =
        |column: &str| Ok::<_, Fault>(u32::try_from(row.try_get::<i64, _>(column)?).unwrap_or(u32::MAX));
    let rejection: Option<String> = row.try_get("rejection")?;
    Ok(Record {
        payout_id: known(row, "payout_id", |text| text.parse().ok())?,
        payout_no: row.try_get("payout_no")?,
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        first_period: known(row, "first_period", |text| text.parse().ok())?,
        last_period: known(row, "last_period", |text| text.parse().ok())?,
        amount: amount(row, "amount")?,
        currency: known(row, "currency", Currency::parse)?,
        method: known(row, "method", PayoutMethod::parse)?,
        needs_invoice: row.try_get::<i64, _>("needs_invoice")? != 0,
        status: known(row, "status", PayoutStatus::parse)?,
        applied_at: Timestamp::from_seconds(row.try_get("applied_at")?),
        applied_by: row.try_get("applied_by")?,
        invoice_due_at: at("invoice_due_at")?,
        invoice_round: row.try_get("invoice_round")?,
        invoices_received_at: at("invoices_received_at")?,
        payment_ordered_at: at("payment_ordered_at")?,
        paid_at: at("paid_at")?,
        rejection: rejection.zip(at("rejected_at")?),
        version: row.try_get("version")?,
        incentive_count: count("incentive_count")?,
        invoice_count: count("invoice_count")?,
        entered: Vec::new(),
    })
}

/// Adds to each record the states that it entered.
async fn with_steps(conn: &mut AnyConnection, mut records: Vec<Record>) -> Result<Vec<Record>, Fault> {
    let mut conditions = Conditions::default();
    conditions.one_of("s.payout_id", records.iter().map(|record| record.payout_id.to_string()));
    let select = "SELECT s.payout_id, s.status, s.at FROM payout_steps s";
    let rows =
        conditions.rows(conn, select, "ORDER BY s.payout_id, s.seq", Page::first(1_000_000), "").await?;
    let mut entered: HashMap<String, Vec<Entered>> = HashMap::new();
    for row in &rows {
        let step = Entered {
            status: known(row, "status", PayoutStatus::parse)?,
            at: Timestamp::from_seconds(row.try_get("at")?),
        };
        entered.entry(row.try_get("payout_id")?).or_default().push(step);
    }
    for record in &mut records {
        record.entered = entered.remove(record.payout_id.as_str()).unwrap_or_default();
    }
    Ok(records)
}

/// A page of a partner's payouts, newest first; how many there are, and their sums.
pub async fn page(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &PayoutQuery,
    page: Page,
) -> Result<(Vec<Record>, u32, Vec<Money>), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("p.partner_id = ?", partner_id);
    if !query.status_list.is_empty() {
        conditions.one_of("p.status", query.status_list.iter().map(|status| status.as_str().to_owned()));
    }
    if let Some(number) = query.payout_no.as_deref().map(str::trim).filter(|number| !number.is_empty()) {
        conditions.text("p.payout_no = ?", number);
    }
    if let Some(currency) = query.currency {
        conditions.text("p.currency = ?", currency.as_str());
    }
    let total = conditions.count(conn, "payouts p").await?;
    let sums = "SELECT p.currency, CAST(SUM(p.amount) AS BIGINT) AS total FROM payouts p";
    let group = "GROUP BY p.currency ORDER BY p.currency";
    let sums = conditions.rows(conn, sums, group, Page::first(10), "").await?;
    let money = |row: &AnyRow| {
        Ok(Money { amount: amount(row, "total")?, currency: known(row, "currency", Currency::parse)? })
    };
    let sums = sums.iter().map(money).collect::<Result<_, Fault>>()?;
    let order = "ORDER BY p.applied_at DESC, p.payout_id DESC";
    let rows = conditions.rows(conn, SELECT, order, page, "").await?;
    let records = rows.iter().map(read).collect::<Result<_, _>>()?;
    Ok((with_steps(conn, records).await?, total, sums))
}

/// A payout, whoever's it is: whose it may be is for the caller to check.
pub async fn find_any(conn: &mut AnyConnection, payout_id: &PayoutId) -> Result<Option<Record>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("p.payout_id = ?", payout_id.as_str());
    let rows = conditions.rows(conn, SELECT, "", Page::first(1), "").await?;
    let records = rows.iter().map(read).collect::<Result<_, _>>()?;
    Ok(with_steps(conn, records).await?.into_iter().next())
}

/// Adds a payout; its first step is added with it.
pub async fn add(conn: &mut AnyConnection, record: &Record) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO payouts (payout_id, payout_no, partner_id, first_period, last_period, amount, currency, method,
         needs_invoice, status, applied_at, applied_by, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(record.payout_id.as_str())
    .bind(record.payout_no.as_str())
    .bind(record.partner_id.as_str())
    .bind(record.first_period.to_string())
    .bind(record.last_period.to_string())
    .bind(record.amount.minor())
    .bind(record.currency.as_str())
    .bind(record.method.as_str())
    .bind(i64::from(record.needs_invoice))
    .bind(record.status.as_str())
    .bind(record.applied_at.seconds())
    .bind(record.applied_by.as_deref())
    .bind(record.version)
    .execute(&mut *conn)
    .await?;
    add_step(conn, record, record.applied_at, record.applied_by.as_deref()).await
}

/// Notes that it has entered its state.
pub async fn add_step(
    conn: &mut AnyConnection,
    record: &Record,
    at: Timestamp,
    by: Option<&str>,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO payout_steps (payout_id, seq, status, at, by_name)
         VALUES ($1, (SELECT COALESCE(MAX(seq), 0) + 1 FROM payout_steps WHERE payout_id = $1), $2, $3, $4)",
    )
    .bind(record.payout_id.as_str())
    .bind(record.status.as_str())
    .bind(at.seconds())
    .bind(by)
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes a record as the next version, unless somebody wrote since `seen`; tells whether it did.
pub async fn save(conn: &mut AnyConnection, record: &Record, seen: i64) -> Result<bool, Fault> {
    let rejection = record.rejection.as_ref();
    let saved = sqlx::query(
        "UPDATE payouts SET status = $1, invoice_due_at = $2, invoice_round = $3, invoices_received_at = $4,
         payment_ordered_at = $5, paid_at = $6, rejection = $7, rejected_at = $8, version = $9
         WHERE payout_id = $10 AND version = $11",
    )
    .bind(record.status.as_str())
    .bind(record.invoice_due_at.map(Timestamp::seconds))
    .bind(record.invoice_round)
    .bind(record.invoices_received_at.map(Timestamp::seconds))
    .bind(record.payment_ordered_at.map(Timestamp::seconds))
    .bind(record.paid_at.map(Timestamp::seconds))
    .bind(rejection.map(|(reason, _)| reason.as_str()))
    .bind(rejection.map(|(_, at)| at.seconds()))
    .bind(record.version)
    .bind(record.payout_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(saved.rows_affected() == 1)
}

/// Who led a payout to the state in which it is, and when.
pub async fn last_step(
    conn: &mut AnyConnection,
    payout_id: &PayoutId,
) -> Result<Option<(Option<String>, Timestamp)>, Fault> {
    let row =
        sqlx::query("SELECT by_name, at FROM payout_steps WHERE payout_id = $1 ORDER BY seq DESC LIMIT 1")
            .bind(payout_id.as_str())
            .fetch_optional(conn)
            .await?;
    row.map(|row| Ok((row.try_get("by_name")?, Timestamp::from_seconds(row.try_get("at")?)))).transpose()
}
