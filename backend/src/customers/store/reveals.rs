//! How many full values a user was shown lately.

use crate::problem::Fault;
use contract::{ids::UserId, time::Timestamp};
use sqlx::{AnyConnection, Row};

/// Customers shown after `since`, and when the first of them was.
pub async fn since(
    conn: &mut AnyConnection,
    user_id: &UserId,
    since: Timestamp,
) -> Result<(i64, Option<Timestamp>), Fault> {
    let row = sqlx::query(
        "SELECT CAST(COALESCE(SUM(customers), 0) AS BIGINT) AS shown, MIN(at) AS oldest
         FROM reveals WHERE user_id = $1 AND at > $2",
    )
    .bind(user_id.as_str())
    .bind(since.seconds())
    .fetch_one(conn)
    .await?;
    let oldest: Option<i64> = row.try_get("oldest")?;
    Ok((row.try_get("shown")?, oldest.map(Timestamp::from_seconds)))
}

/// Counts what is shown now, and forgets what no longer counts.
pub async fn add(
    conn: &mut AnyConnection,
    user_id: &UserId,
    now: Timestamp,
    customers: i64,
) -> Result<(), Fault> {
    sqlx::query("DELETE FROM reveals WHERE user_id = $1 AND at <= $2")
        .bind(user_id.as_str())
        .bind(now.plus_seconds(-3_600).seconds())
        .execute(&mut *conn)
        .await?;
    sqlx::query("INSERT INTO reveals (user_id, at, customers) VALUES ($1, $2, $3)")
        .bind(user_id.as_str())
        .bind(now.seconds())
        .bind(customers)
        .execute(conn)
        .await?;
    Ok(())
}
