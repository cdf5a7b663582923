//! What happened to projects, and rounds of sampling.

use crate::{problem::Fault, store::conditions::known};
use contract::{
    delivery_projects::{DeliveryProject, DeliveryStatus, DeliveryStep},
    delivery_sampling::Sampling,
    ids::DeliveryProjectId,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row};

/// Adds what happened, at the project's version.
pub async fn add(
    conn: &mut AnyConnection,
    project: &DeliveryProject,
    step: &DeliveryStep,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO delivery_steps (project_id, version, status, entered_at, by_name, note)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(project.project_id.as_str())
    .bind(project.version)
    .bind(step.status.as_str())
    .bind(step.at.seconds())
    .bind(step.by.as_deref())
    .bind(step.note.as_deref())
    .execute(conn)
    .await?;
    Ok(())
}

/// What happened, the oldest first.
pub(in crate::delivery_projects) async fn of(
    conn: &mut AnyConnection,
    project_id: &DeliveryProjectId,
) -> Result<Vec<DeliveryStep>, Fault> {
    let rows = sqlx::query(
        "SELECT status, entered_at, by_name, note FROM delivery_steps WHERE project_id = $1 ORDER BY version",
    )
    .bind(project_id.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(DeliveryStep {
                status: known(row, "status", DeliveryStatus::parse)?,
                at: Timestamp::from_seconds(row.try_get("entered_at")?),
                by: row.try_get("by_name")?,
                note: row.try_get("note")?,
            })
        })
        .collect()
}

/// Records a round.
pub async fn add_sampling(conn: &mut AnyConnection, sampling: &Sampling, by: &str) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO delivery_samplings (sampling_id, method, percent, seed, projects, sampled, sampled_at, by_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(sampling.sampling_id.as_str())
    .bind(sampling.method.as_str())
    .bind(sampling.percent.map(i64::from))
    .bind(sampling.seed.as_deref())
    .bind(i64::from(sampling.projects))
    .bind(i64::from(sampling.sampled))
    .bind(sampling.at.seconds())
    .bind(by)
    .execute(conn)
    .await?;
    Ok(())
}
