//! Progress reports.

use crate::{
    attachments,
    problem::Fault,
    secret::random_id,
    store::conditions::{amount, known},
};
use contract::{
    ids::OpportunityId,
    money::Amount,
    opportunities::{Progress, ProgressDraft},
    opportunity_status::ProgressStage,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row};

/// Adds a report; gives its id, to which files are attached.
pub async fn add(
    conn: &mut AnyConnection,
    opportunity_id: &OpportunityId,
    draft: &ProgressDraft,
    by: &str,
    now: Timestamp,
) -> Result<String, Fault> {
    let progress_id = random_id()?;
    sqlx::query(
        "INSERT INTO opportunity_progress (progress_id, opportunity_id, stage, reached_on, description, signed_minor,
         reported_by, reported_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(progress_id.as_str())
    .bind(opportunity_id.as_str())
    .bind(draft.stage.as_str())
    .bind(draft.reached_on.to_string())
    .bind(draft.description.as_str())
    .bind(draft.signed_amount.map_or(0, Amount::minor))
    .bind(by)
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(progress_id)
}

/// Whether something has the id of a report.
pub async fn is_report(conn: &mut AnyConnection, id: &str) -> Result<bool, Fault> {
    let row = sqlx::query("SELECT progress_id FROM opportunity_progress WHERE progress_id = $1")
        .bind(id)
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}

/// All reports on an opportunity, newest first.
pub async fn of(conn: &mut AnyConnection, opportunity_id: &OpportunityId) -> Result<Vec<Progress>, Fault> {
    let rows = sqlx::query(
        "SELECT progress_id, stage, reached_on, description, signed_minor, reported_by, reported_at
         FROM opportunity_progress WHERE opportunity_id = $1 ORDER BY reported_at DESC, progress_id DESC",
    )
    .bind(opportunity_id.as_str())
    .fetch_all(&mut *conn)
    .await?;
    let mut reports = Vec::with_capacity(rows.len());
    for row in &rows {
        let progress_id: String = row.try_get("progress_id")?;
        reports.push(Progress {
            stage: known(row, "stage", ProgressStage::parse)?,
            reached_on: known(row, "reached_on", |text| text.parse().ok())?,
            description: row.try_get("description")?,
            signed_amount: Some(amount(row, "signed_minor")?).filter(|signed| signed.is_positive()),
            attachments: attachments::store::of(conn, &progress_id).await?,
            reported_by: row.try_get("reported_by")?,
            reported_at: Timestamp::from_seconds(row.try_get("reported_at")?),
        });
    }
    Ok(reports)
}
