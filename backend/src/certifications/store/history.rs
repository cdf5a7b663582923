//! What happened to an application: states it entered, judgements of the vendor.

use super::{Record, count, instant, instant_or_null};
use crate::{problem::Fault, store::conditions::known};
use contract::{
    certifications::{CertificationStatus, Judgement, StageEntry, Verdict},
    ids::CertificationId,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row};

/// Notes the state that an application has just entered.
pub async fn add_stage(conn: &mut AnyConnection, record: &Record, by: Option<&str>) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO certification_stages (certification_id, version, status, entered_at, due_at, by_name)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(record.certification_id.as_str())
    .bind(record.version)
    .bind(record.standing.status().as_str())
    .bind(record.status_since.seconds())
    .bind(record.due_at.map(Timestamp::seconds))
    .bind(by)
    .execute(conn)
    .await?;
    Ok(())
}

/// Moves the deadline of the present stage.
pub async fn move_deadline(conn: &mut AnyConnection, record: &Record) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE certification_stages SET due_at = $1 WHERE certification_id = $2 AND version =
         (SELECT MAX(s.version) FROM certification_stages s WHERE s.certification_id = $2)",
    )
    .bind(record.due_at.map(Timestamp::seconds))
    .bind(record.certification_id.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// The states of an application, oldest first; as the clock has it.
pub async fn stages(
    conn: &mut AnyConnection,
    record: &Record,
    now: Timestamp,
) -> Result<Vec<StageEntry>, Fault> {
    let rows = sqlx::query(
        "SELECT status, entered_at, due_at, by_name FROM certification_stages WHERE certification_id = $1
         ORDER BY version",
    )
    .bind(record.certification_id.as_str())
    .fetch_all(conn)
    .await?;
    let mut stages: Vec<StageEntry> = Vec::with_capacity(rows.len() + 1);
    let mut enter = |entry: StageEntry| {
        if let Some(last) = stages.last_mut() {
            last.left_at = Some(entry.entered_at);
        }
        stages.push(entry);
    };
    for row in &rows {
        enter(StageEntry {
            status: known(row, "status", CertificationStatus::parse)?,
            entered_at: instant(row, "entered_at")?,
            due_at: instant_or_null(row, "due_at")?,
            left_at: None,
            by: row.try_get("by_name")?,
        });
    }
    if let Some(entered_at) = record.due_at.filter(|_| record.is_over(now)) {
        let status = CertificationStatus::ClosedOverdue;
        enter(StageEntry { status, entered_at, due_at: None, left_at: None, by: None });
    }
    Ok(stages)
}

/// Adds a judgement of the stage that it ends: `record` is still in it, its version the one that was seen.
pub async fn add_judgement(
    conn: &mut AnyConnection,
    certification_id: &CertificationId,
    version: i64,
    judgement: &Judgement,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO certification_judgements (certification_id, version, stage, round, verdict, items, text, at, by_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(certification_id.as_str())
    .bind(version)
    .bind(judgement.stage.as_str())
    .bind(i64::from(judgement.round))
    .bind(judgement.verdict.as_str())
    .bind(serde_json::to_string(&judgement.items)?)
    .bind(judgement.text.as_str())
    .bind(judgement.at.seconds())
    .bind(judgement.by.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// The judgements of an application, oldest first.
pub async fn judgements(conn: &mut AnyConnection, id: &CertificationId) -> Result<Vec<Judgement>, Fault> {
    let rows = sqlx::query(
        "SELECT stage, round, verdict, items, text, at, by_name FROM certification_judgements
         WHERE certification_id = $1 ORDER BY version",
    )
    .bind(id.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let items: String = row.try_get("items")?;
            Ok(Judgement {
                stage: known(row, "stage", CertificationStatus::parse)?,
                round: count(row, "round")?,
                verdict: known(row, "verdict", Verdict::parse)?,
                items: serde_json::from_str(&items)?,
                text: row.try_get("text")?,
                at: instant(row, "at")?,
                by: row.try_get("by_name")?,
            })
        })
        .collect()
}
