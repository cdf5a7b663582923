//! Wrong passwords in the database.

use crate::problem::Fault;
use contract::time::Timestamp;
use sqlx::{AnyConnection, Row};

/// Wrong passwords since `since`: of this account from this network, and of this account from anywhere.
pub async fn sign_in_failures(
    conn: &mut AnyConnection,
    account_name: &str,
    network: &str,
    since: Timestamp,
) -> Result<(Vec<Timestamp>, Vec<Timestamp>), Fault> {
    let rows = sqlx::query(
        "SELECT address, failed_at FROM sign_in_failures WHERE account_name = $1 AND failed_at > $2
         ORDER BY failed_at",
    )
    .bind(account_name)
    .bind(since.seconds())
    .fetch_all(conn)
    .await?;
    let (mut here, mut anywhere) = (Vec::new(), Vec::new());
    for row in rows {
        let at = Timestamp::from_seconds(row.try_get("failed_at")?);
        anywhere.push(at);
        if row.try_get::<String, _>("address")? == network {
            here.push(at);
        }
    }
    Ok((here, anywhere))
}

pub async fn count_sign_in_failure(
    conn: &mut AnyConnection,
    account_name: &str,
    network: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("INSERT INTO sign_in_failures (account_name, address, failed_at) VALUES ($1, $2, $3)")
        .bind(account_name)
        .bind(network)
        .bind(now.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

/// A right password forgives the wrong ones before it, on this network only: a stranger's tries stay counted.
pub async fn forgive_sign_in_failures(
    conn: &mut AnyConnection,
    account_name: &str,
    network: &str,
) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sign_in_failures WHERE account_name = $1 AND address = $2")
        .bind(account_name)
        .bind(network)
        .execute(conn)
        .await?;
    Ok(())
}

pub async fn purge_sign_in_failures(conn: &mut AnyConnection, before: Timestamp) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sign_in_failures WHERE failed_at <= $1")
        .bind(before.seconds())
        .execute(conn)
        .await?;
    Ok(())
}
