//! Stored answers in the database.

use crate::problem::Fault;
use contract::{ids::IdempotencyKey, time::Timestamp};
use sqlx::{AnyConnection, Row};

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub fingerprint: String,
    pub status: u16,
    /// JSON, empty with 204; sealed while it is in the database.
    pub body: String,
}

pub async fn find(
    conn: &mut AnyConnection,
    owner: &str,
    key: &IdempotencyKey,
) -> Result<Option<Stored>, Fault> {
    let row = sqlx::query(
        "SELECT fingerprint, status, body FROM operations WHERE user_id = $1 AND idempotency_key = $2",
    )
    .bind(owner)
    .bind(key.as_str())
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        let status = u16::try_from(row.try_get::<i64, _>("status")?).unwrap_or(500);
        Ok(Stored { fingerprint: row.try_get("fingerprint")?, status, body: row.try_get("body")? })
    })
    .transpose()
}

pub async fn keep(
    conn: &mut AnyConnection,
    owner: &str,
    key: &IdempotencyKey,
    stored: &Stored,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO operations (user_id, idempotency_key, fingerprint, status, body, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(owner)
    .bind(key.as_str())
    .bind(&stored.fingerprint)
    .bind(i64::from(stored.status))
    .bind(&stored.body)
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn purge(conn: &mut AnyConnection, before: Timestamp) -> Result<(), Fault> {
    sqlx::query("DELETE FROM operations WHERE created_at <= $1").bind(before.seconds()).execute(conn).await?;
    Ok(())
}
