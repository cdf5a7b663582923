//! What a customer holds: orders, instances, plans, links, contracts.

use crate::{problem::Fault, store::conditions::known};
use contract::{
    customers::{Holding, HoldingKind},
    ids::{CustomerId, HoldingId},
    money::{Amount, Currency, Money},
    time::{Date, Timestamp},
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// A holding, whose it is and whether it has ended.
pub struct StoredHolding {
    pub holding: Holding,
    pub customer_id: CustomerId,
    pub ended: bool,
}

fn read(row: &AnyRow) -> Result<Holding, Fault> {
    let currency = known(row, "currency", Currency::parse)?;
    let price: Option<i64> = row.try_get("price")?;
    let valid_until: Option<String> = row.try_get("valid_until")?;
    Ok(Holding {
        holding_id: known(row, "holding_id", |text| text.parse().ok())?,
        kind: known(row, "kind", HoldingKind::parse)?,
        title: row.try_get("title")?,
        price: price.and_then(Amount::from_minor).map(|amount| Money { amount, currency }),
        valid_until: valid_until.and_then(|day| day.parse().ok()),
    })
}

/// What is in force on `today`: neither ended nor past its last day.
pub async fn in_force(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
    today: Date,
) -> Result<Vec<Holding>, Fault> {
    let rows = sqlx::query(
        "SELECT holding_id, kind, title, price, currency, valid_until FROM holdings
         WHERE customer_id = $1 AND ended_at IS NULL AND (valid_until IS NULL OR valid_until >= $2)
         ORDER BY kind, holding_id",
    )
    .bind(customer_id.as_str())
    .bind(today.to_string())
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// One holding, whoever's it is.
pub async fn find(
    conn: &mut AnyConnection,
    holding_id: &HoldingId,
    today: Date,
) -> Result<Option<StoredHolding>, Fault> {
    let row = sqlx::query("SELECT * FROM holdings WHERE holding_id = $1")
        .bind(holding_id.as_str())
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let holding = read(&row)?;
    let over = holding.valid_until.is_some_and(|day| day < today);
    Ok(Some(StoredHolding {
        customer_id: known(&row, "customer_id", |text| text.parse().ok())?,
        ended: over || row.try_get::<Option<i64>, _>("ended_at")?.is_some(),
        holding,
    }))
}

/// Adds one.
pub async fn add(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
    holding: &Holding,
    currency: Currency,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO holdings (holding_id, customer_id, kind, title, price, currency, valid_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(holding.holding_id.as_str())
    .bind(customer_id.as_str())
    .bind(holding.kind.as_str())
    .bind(holding.title.as_str())
    .bind(holding.price.map(|price| price.amount.minor()))
    .bind(currency.as_str())
    .bind(holding.valid_until.map(|day| day.to_string()))
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends one.
pub async fn end(conn: &mut AnyConnection, holding_id: &HoldingId, now: Timestamp) -> Result<(), Fault> {
    sqlx::query("UPDATE holdings SET ended_at = $1 WHERE holding_id = $2 AND ended_at IS NULL")
        .bind(now.seconds())
        .bind(holding_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends all of one kind.
pub async fn end_all(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
    kind: HoldingKind,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE holdings SET ended_at = $1 WHERE customer_id = $2 AND kind = $3 AND ended_at IS NULL",
    )
    .bind(now.seconds())
    .bind(customer_id.as_str())
    .bind(kind.as_str())
    .execute(conn)
    .await?;
    Ok(())
}
