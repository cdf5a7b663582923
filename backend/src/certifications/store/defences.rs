//! Defences.

use super::{instant, instant_or_null};
use crate::{
    attachments::store as attachments,
    problem::Fault,
    store::conditions::{known, known_or_null},
};
use contract::{
    certification_defences::{Defence, DefenceStatus},
    ids::{AttachmentId, CertificationId, DefenceId, PartnerId},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

const COLUMNS: &str = "SELECT defence_id, certification_id, partner_id, status, reason, item_ids, preferred_times, \
     requested_at, requested_by, scheduled_at, place, handled_by, closed_at, answer, minutes, minutes_file \
     FROM certification_defences";

/// The row without the file of its minutes, of which only the id stands in it.
fn read(row: &AnyRow) -> Result<(Defence, Option<AttachmentId>), Fault> {
    let items: String = row.try_get("item_ids")?;
    let times: String = row.try_get("preferred_times")?;
    let defence = Defence {
        defence_id: known(row, "defence_id", |text| text.parse().ok())?,
        status: known(row, "status", DefenceStatus::parse)?,
        reason: row.try_get("reason")?,
        item_ids: serde_json::from_str(&items)?,
        preferred_times: serde_json::from_str(&times)?,
        requested_at: instant(row, "requested_at")?,
        requested_by: row.try_get("requested_by")?,
        scheduled_at: instant_or_null(row, "scheduled_at")?,
        place: row.try_get("place")?,
        handled_by: row.try_get("handled_by")?,
        closed_at: instant_or_null(row, "closed_at")?,
        answer: row.try_get("answer")?,
        minutes: row.try_get("minutes")?,
        minutes_file: None,
    };
    Ok((defence, known_or_null(row, "minutes_file", |text| text.parse().ok())?))
}

/// Those of an application, oldest first.
pub async fn of(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    id: &CertificationId,
) -> Result<Vec<Defence>, Fault> {
    let sql = [COLUMNS, " WHERE certification_id = $1 ORDER BY nth"].concat();
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id.as_str()).fetch_all(&mut *conn).await?;
    let mut defences = Vec::with_capacity(rows.len());
    for row in &rows {
        let (mut defence, file) = read(row)?;
        if let Some(file) = file {
            let stored = attachments::find(conn, partner_id.as_str(), &file).await?;
            defence.minutes_file = stored.map(|stored| stored.attachment);
        }
        defences.push(defence);
    }
    Ok(defences)
}

/// One, with the application that it is about; without the file of its minutes.
pub async fn find(
    conn: &mut AnyConnection,
    id: &DefenceId,
) -> Result<Option<(CertificationId, Defence)>, Fault> {
    let sql = [COLUMNS, " WHERE defence_id = $1"].concat();
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id.as_str()).fetch_optional(conn).await?;
    let found = |row: &AnyRow| Ok((known(row, "certification_id", |text| text.parse().ok())?, read(row)?.0));
    row.as_ref().map(found).transpose()
}

/// Adds one as the nth of its application.
pub async fn add(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    (id, nth): (&CertificationId, u32),
    defence: &Defence,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO certification_defences (defence_id, certification_id, partner_id, status, reason, item_ids,
         preferred_times, requested_at, requested_by, nth) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(defence.defence_id.as_str())
    .bind(id.as_str())
    .bind(partner_id.as_str())
    .bind(defence.status.as_str())
    .bind(defence.reason.as_str())
    .bind(serde_json::to_string(&defence.item_ids)?)
    .bind(serde_json::to_string(&defence.preferred_times)?)
    .bind(defence.requested_at.seconds())
    .bind(defence.requested_by.as_str())
    .bind(i64::from(nth))
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what the vendor says of one.
pub async fn save(
    conn: &mut AnyConnection,
    defence: &Defence,
    minutes_file: Option<&AttachmentId>,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE certification_defences SET status = $1, scheduled_at = $2, place = $3, handled_by = $4, closed_at = $5,
         answer = $6, minutes = $7, minutes_file = $8 WHERE defence_id = $9",
    )
    .bind(defence.status.as_str())
    .bind(defence.scheduled_at.map(Timestamp::seconds))
    .bind(defence.place.as_deref())
    .bind(defence.handled_by.as_deref())
    .bind(defence.closed_at.map(Timestamp::seconds))
    .bind(defence.answer.as_deref())
    .bind(defence.minutes.as_deref())
    .bind(minutes_file.map(AttachmentId::as_str))
    .bind(defence.defence_id.as_str())
    .execute(conn)
    .await?;
    Ok(())
}
