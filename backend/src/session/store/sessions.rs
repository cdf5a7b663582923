//! Sessions in the database.

use super::id;
use crate::problem::Fault;
use contract::{
    ids::{SessionId, UserId},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// A row of `sessions`.
#[derive(Clone, Debug)]
pub struct SessionRow {
    pub session_id: SessionId,
    pub user_id: UserId,
    pub secret_hash: String,
    pub previous_hash: Option<String>,
    pub previous_until: Option<Timestamp>,
    pub started_at: Timestamp,
    pub renewed_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub device: String,
}

pub(super) fn session_row(row: &AnyRow) -> Result<SessionRow, Fault> {
    Ok(SessionRow {
        session_id: id(row, "session_id")?,
        user_id: id(row, "user_id")?,
        secret_hash: row.try_get("secret_hash")?,
        previous_hash: row.try_get("previous_hash")?,
        previous_until: row.try_get::<Option<i64>, _>("previous_until")?.map(Timestamp::from_seconds),
        started_at: Timestamp::from_seconds(row.try_get("started_at")?),
        renewed_at: Timestamp::from_seconds(row.try_get("renewed_at")?),
        last_seen_at: Timestamp::from_seconds(row.try_get("last_seen_at")?),
        device: row.try_get("device")?,
    })
}

/// All sessions of a user, newest first.
pub async fn sessions_of(conn: &mut AnyConnection, user: &UserId) -> Result<Vec<SessionRow>, Fault> {
    let rows =
        sqlx::query("SELECT * FROM sessions WHERE user_id = $1 ORDER BY started_at DESC, session_id DESC")
            .bind(user.as_str())
            .fetch_all(conn)
            .await?;
    rows.iter().map(session_row).collect()
}

/// A new session; beyond `most` the user's oldest ones end.
pub async fn begin_session(conn: &mut AnyConnection, session: &SessionRow, most: usize) -> Result<(), Fault> {
    for old in sessions_of(conn, &session.user_id).await?.iter().skip(most.saturating_sub(1)) {
        end_session(conn, &old.session_id).await?;
    }
    sqlx::query(
        "INSERT INTO sessions (session_id, user_id, secret_hash, started_at, renewed_at, last_seen_at, device)
         VALUES ($1, $2, $3, $4, $4, $4, $5)",
    )
    .bind(session.session_id.as_str())
    .bind(session.user_id.as_str())
    .bind(&session.secret_hash)
    .bind(session.started_at.seconds())
    .bind(&session.device)
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn end_session(conn: &mut AnyConnection, id: &SessionId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sessions WHERE session_id = $1").bind(id.as_str()).execute(conn).await?;
    Ok(())
}

pub async fn end_sessions_of(conn: &mut AnyConnection, user: &UserId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sessions WHERE user_id = $1").bind(user.as_str()).execute(conn).await?;
    Ok(())
}

/// Ends all sessions of a user but one.
pub async fn end_other_sessions(
    conn: &mut AnyConnection,
    user: &UserId,
    kept: &SessionId,
) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND session_id <> $2")
        .bind(user.as_str())
        .bind(kept.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

pub async fn touch_session(conn: &mut AnyConnection, id: &SessionId, now: Timestamp) -> Result<(), Fault> {
    sqlx::query("UPDATE sessions SET last_seen_at = $2 WHERE session_id = $1")
        .bind(id.as_str())
        .bind(now.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

pub async fn renew_session(
    conn: &mut AnyConnection,
    id: &SessionId,
    hash: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE sessions SET previous_hash = secret_hash, previous_until = NULL, secret_hash = $2, renewed_at = $3
         WHERE session_id = $1",
    )
    .bind(id.as_str())
    .bind(hash)
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// From `until` on the previous secret is worth nothing.
pub async fn retire_previous(
    conn: &mut AnyConnection,
    id: &SessionId,
    until: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("UPDATE sessions SET previous_until = $2 WHERE session_id = $1")
        .bind(id.as_str())
        .bind(until.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

/// Puts `hash` back as the current secret, in place of one that never arrived.
pub async fn forget_unseen(conn: &mut AnyConnection, id: &SessionId, hash: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE sessions SET secret_hash = $2, previous_hash = NULL WHERE session_id = $1")
        .bind(id.as_str())
        .bind(hash)
        .execute(conn)
        .await?;
    Ok(())
}

/// Sessions that ended by themselves.
pub async fn purge_sessions(
    conn: &mut AnyConnection,
    seen_before: Timestamp,
    started_before: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sessions WHERE last_seen_at <= $1 OR started_at <= $2")
        .bind(seen_before.seconds())
        .bind(started_before.seconds())
        .execute(conn)
        .await?;
    Ok(())
}
