//! How far the demo clock is ahead, in the database.

use crate::problem::Fault;
use sqlx::AnyConnection;

const NAME: &str = "demo_clock_ahead_seconds";

pub async fn seconds_ahead(conn: &mut AnyConnection) -> Result<i64, Fault> {
    let value: Option<String> = sqlx::query_scalar("SELECT value FROM installation WHERE name = $1")
        .bind(NAME)
        .fetch_optional(conn)
        .await?;
    Ok(value.and_then(|value| value.parse().ok()).unwrap_or(0))
}

pub async fn set_seconds_ahead(conn: &mut AnyConnection, seconds: i64) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO installation (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(NAME)
    .bind(seconds.to_string())
    .execute(conn)
    .await?;
    Ok(())
}
