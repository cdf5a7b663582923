//! SQL of drafts.

use crate::problem::Fault;
use contract::{
    ids::{FormId, UserId},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row};

pub(super) async fn find(
    conn: &mut AnyConnection,
    user_id: &UserId,
    form_id: &FormId,
    since: Timestamp,
) -> Result<Option<(String, Timestamp)>, Fault> {
    let row = sqlx::query(
        "SELECT sealed, saved_at FROM drafts WHERE user_id = $1 AND form_id = $2 AND saved_at >= $3",
    )
    .bind(user_id.as_str())
    .bind(form_id.as_str())
    .bind(since.seconds())
    .fetch_optional(conn)
    .await?;
    row.map(|row| Ok((row.try_get("sealed")?, Timestamp::from_seconds(row.try_get("saved_at")?)))).transpose()
}

pub(super) async fn save(
    conn: &mut AnyConnection,
    user_id: &UserId,
    form_id: &FormId,
    sealed: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO drafts (user_id, form_id, sealed, saved_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (user_id, form_id) DO UPDATE SET sealed = excluded.sealed, saved_at = excluded.saved_at",
    )
    .bind(user_id.as_str())
    .bind(form_id.as_str())
    .bind(sealed)
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn discard(
    conn: &mut AnyConnection,
    user_id: &UserId,
    form_id: &FormId,
) -> Result<(), Fault> {
    sqlx::query("DELETE FROM drafts WHERE user_id = $1 AND form_id = $2")
        .bind(user_id.as_str())
        .bind(form_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

pub(super) async fn purge(conn: &mut AnyConnection, before: Timestamp) -> Result<(), Fault> {
    sqlx::query("DELETE FROM drafts WHERE saved_at < $1").bind(before.seconds()).execute(conn).await?;
    Ok(())
}
