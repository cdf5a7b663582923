//! All SQL on exports.

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, known, known_or_null},
};
use contract::{
    exports::{Export, ExportFailure, ExportFormat, ExportStatus},
    ids::{ExportId, PartnerId, UserId},
    session::Language,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// An export and whose it is.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub export: Export,
    pub partner_id: PartnerId,
    pub user_id: UserId,
    pub language: Language,
    pub tries: i64,
}

const EXPORTS: &str = "SELECT export_id, partner_id, user_id, export_of, format, language, status, rows_done, rows_total, tries, \
     created_at, finished_at, expire_at, bytes, failure FROM exports";

fn count(row: &AnyRow, column: &str) -> Result<u32, Fault> {
    Ok(u32::try_from(row.try_get::<i64, _>(column)?).unwrap_or(u32::MAX))
}

fn read(row: &AnyRow) -> Result<Stored, Fault> {
    let of: String = row.try_get("export_of")?;
    let at =
        |column: &str| Ok::<_, Fault>(row.try_get::<Option<i64>, _>(column)?.map(Timestamp::from_seconds));
    let bytes: Option<i64> = row.try_get("bytes")?;
    Ok(Stored {
        export: Export {
            export_id: known(row, "export_id", |text| text.parse().ok())?,
            of: serde_json::from_str(&of)?,
            format: known(row, "format", ExportFormat::parse)?,
            status: known(row, "status", ExportStatus::parse)?,
            rows_done: count(row, "rows_done")?,
            rows_total: count(row, "rows_total")?,
            created_at: Timestamp::from_seconds(row.try_get("created_at")?),
            finished_at: at("finished_at")?,
            expire_at: at("expire_at")?,
            bytes: bytes.map(|bytes| u32::try_from(bytes).unwrap_or(u32::MAX)),
            failure: known_or_null(row, "failure", ExportFailure::parse)?,
        },
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        user_id: known(row, "user_id", |text| text.parse().ok())?,
        language: crate::session::store::word(row, "language")?,
        tries: row.try_get("tries")?,
    })
}

/// Adds one.
pub async fn add(conn: &mut AnyConnection, stored: &Stored) -> Result<(), Fault> {
    let export = &stored.export;
    sqlx::query(
        "INSERT INTO exports (export_id, partner_id, user_id, export_of, format, language, status, rows_total, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(export.export_id.as_str())
    .bind(stored.partner_id.as_str())
    .bind(stored.user_id.as_str())
    .bind(serde_json::to_string(&export.of)?)
    .bind(export.format.as_str())
    .bind(stored.language.as_str())
    .bind(export.status.as_str())
    .bind(i64::from(export.rows_total))
    .bind(export.created_at.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// When a user asked for the oldest of its last `most` exports since then; `None` when there are fewer.
pub async fn oldest_of(
    conn: &mut AnyConnection,
    user_id: &UserId,
    since: Timestamp,
    most: u32,
) -> Result<Option<Timestamp>, Fault> {
    let times: Vec<i64> = sqlx::query_scalar(
        "SELECT created_at FROM exports WHERE user_id = $1 AND created_at > $2 ORDER BY created_at DESC LIMIT $3",
    )
    .bind(user_id.as_str())
    .bind(since.seconds())
    .bind(i64::from(most))
    .fetch_all(conn)
    .await?;
    let is_full = times.len() >= usize::try_from(most).unwrap_or(usize::MAX);
    Ok(times.last().filter(|_| is_full).map(|at| Timestamp::from_seconds(*at)))
}

/// A page of a user's exports, newest first, and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    user_id: &UserId,
    page: Page,
) -> Result<(Vec<Stored>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("user_id = ?", user_id.as_str());
    let total = conditions.count(conn, "exports").await?;
    let order = "ORDER BY created_at DESC, export_id DESC";
    let rows = conditions.rows(conn, EXPORTS, order, page, "").await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// One, whoever's it is: whose it may be is for the caller to check.
pub async fn find_any(conn: &mut AnyConnection, export_id: &ExportId) -> Result<Option<Stored>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("export_id = ?", export_id.as_str());
    conditions.rows(conn, EXPORTS, "", Page::first(1), "").await?.first().map(read).transpose()
}

/// It is begun, perhaps again: nothing is written yet.
pub async fn begin(conn: &mut AnyConnection, export_id: &ExportId) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE exports SET status = $1, tries = tries + 1, rows_done = 0, bytes = NULL WHERE export_id = $2",
    )
    .bind(ExportStatus::Running.as_str())
    .bind(export_id.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// So many rows are written.
pub async fn set_progress(conn: &mut AnyConnection, export_id: &ExportId, rows: u32) -> Result<(), Fault> {
    sqlx::query("UPDATE exports SET rows_done = $1 WHERE export_id = $2")
        .bind(i64::from(rows))
        .bind(export_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// The file lies in its folder.
pub async fn set_written(
    conn: &mut AnyConnection,
    export_id: &ExportId,
    rows: u32,
    bytes: usize,
) -> Result<(), Fault> {
    sqlx::query("UPDATE exports SET rows_done = $1, rows_total = $1, bytes = $2 WHERE export_id = $3")
        .bind(i64::from(rows))
        .bind(i64::try_from(bytes).unwrap_or(i64::MAX))
        .bind(export_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// It is complete, and kept until then.
pub async fn complete(
    conn: &mut AnyConnection,
    export_id: &ExportId,
    now: Timestamp,
    expire_at: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("UPDATE exports SET status = $1, finished_at = $2, expire_at = $3 WHERE export_id = $4")
        .bind(ExportStatus::Completed.as_str())
        .bind(now.seconds())
        .bind(expire_at.seconds())
        .bind(export_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// It is given up.
pub async fn fail(
    conn: &mut AnyConnection,
    export_id: &ExportId,
    why: ExportFailure,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("UPDATE exports SET status = $1, failure = $2, finished_at = $3 WHERE export_id = $4")
        .bind(ExportStatus::Failed.as_str())
        .bind(why.as_str())
        .bind(now.seconds())
        .bind(export_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Its file is gone.
pub async fn expire(conn: &mut AnyConnection, export_id: &ExportId) -> Result<(), Fault> {
    sqlx::query("UPDATE exports SET status = $1 WHERE export_id = $2")
        .bind(ExportStatus::Expired.as_str())
        .bind(export_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets what was asked for before then and is settled.
pub async fn purge(conn: &mut AnyConnection, before: Timestamp) -> Result<(), Fault> {
    sqlx::query("DELETE FROM exports WHERE created_at <= $1 AND status IN ($2, $3)")
        .bind(before.seconds())
        .bind(ExportStatus::Failed.as_str())
        .bind(ExportStatus::Expired.as_str())
        .execute(conn)
        .await?;
    Ok(())
}
