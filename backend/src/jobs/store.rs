//! Jobs in the database.

use super::JobKind;
use crate::{problem::Fault, secret};
use contract::time::Timestamp;
use sqlx::{AnyConnection, Row};

/// A job that is due.
#[derive(Clone, Debug)]
pub struct DueJob {
    pub job_id: String,
    /// Text, because another version of the program may have written it.
    pub kind: String,
    pub about_id: String,
}

/// Adds a job, or moves the one that waits for the same thing.
pub async fn put(
    conn: &mut AnyConnection,
    kind: JobKind,
    about_id: &str,
    due_at: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO jobs (job_id, kind, about_id, due_at, try_at) VALUES ($1, $2, $3, $4, $4)
         ON CONFLICT (kind, about_id) WHERE done_at IS NULL
         DO UPDATE SET due_at = excluded.due_at, try_at = excluded.try_at, failures = 0",
    )
    .bind(format!("j-{}", secret::random_id()?))
    .bind(kind.as_str())
    .bind(about_id)
    .bind(due_at.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes the one that waits.
pub async fn remove(conn: &mut AnyConnection, kind: JobKind, about_id: &str) -> Result<(), Fault> {
    sqlx::query("DELETE FROM jobs WHERE kind = $1 AND about_id = $2 AND done_at IS NULL")
        .bind(kind.as_str())
        .bind(about_id)
        .execute(conn)
        .await?;
    Ok(())
}

/// At most `most` jobs whose time has come, the longest waiting first.
pub async fn due(conn: &mut AnyConnection, now: Timestamp, most: i64) -> Result<Vec<DueJob>, Fault> {
    let rows = sqlx::query(
        "SELECT job_id, kind, about_id FROM jobs WHERE done_at IS NULL AND try_at <= $1
         ORDER BY try_at, job_id LIMIT $2",
    )
    .bind(now.seconds())
    .bind(most)
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(DueJob {
                job_id: row.try_get("job_id")?,
                kind: row.try_get("kind")?,
                about_id: row.try_get("about_id")?,
            })
        })
        .collect()
}

/// When the next job is to be tried.
pub async fn next(conn: &mut AnyConnection) -> Result<Option<Timestamp>, Fault> {
    let at: Option<i64> =
        sqlx::query_scalar("SELECT MIN(try_at) FROM jobs WHERE done_at IS NULL").fetch_one(conn).await?;
    Ok(at.map(Timestamp::from_seconds))
}

/// Takes the job: marks it done unless it is done, cancelled or put off meanwhile. Whether this transaction has it.
pub async fn take(conn: &mut AnyConnection, job_id: &str, now: Timestamp) -> Result<bool, Fault> {
    let done =
        sqlx::query("UPDATE jobs SET done_at = $2 WHERE job_id = $1 AND done_at IS NULL AND try_at <= $2")
            .bind(job_id)
            .bind(now.seconds())
            .execute(conn)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// How often a job that is not done has failed; `None` when it is done or gone.
pub async fn failures(conn: &mut AnyConnection, job_id: &str) -> Result<Option<i64>, Fault> {
    let count = sqlx::query_scalar("SELECT failures FROM jobs WHERE job_id = $1 AND done_at IS NULL")
        .bind(job_id)
        .fetch_optional(conn)
        .await?;
    Ok(count)
}

/// One more failure; tried again at `try_at`.
pub async fn put_off(conn: &mut AnyConnection, job_id: &str, try_at: Timestamp) -> Result<(), Fault> {
    sqlx::query("UPDATE jobs SET failures = failures + 1, try_at = $2 WHERE job_id = $1 AND done_at IS NULL")
        .bind(job_id)
        .bind(try_at.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

/// Throws away what was done before `before`.
pub async fn purge(conn: &mut AnyConnection, before: Timestamp) -> Result<(), Fault> {
    sqlx::query("DELETE FROM jobs WHERE done_at <= $1").bind(before.seconds()).execute(conn).await?;
    Ok(())
}
