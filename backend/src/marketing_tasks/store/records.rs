//! What was done about tasks: added and read, nothing else.

use crate::{
    problem::Fault,
    store::conditions::{known, known_or_null},
};
use contract::{
    ids::{MarketingTaskId, UserId},
    marketing_tasks::{ContactResult, Intention, TaskEvent, TaskRecord},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row};

/// Adds what led to this version of the task.
pub(crate) async fn add(
    conn: &mut AnyConnection,
    task_id: &MarketingTaskId,
    version: i64,
    by: &UserId,
    record: &TaskRecord,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO marketing_task_records (task_id, version, at, by_user_id, by_name, event, contact_result, intention,
         next_follow_up_on, note, opportunity_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(task_id.as_str())
    .bind(version)
    .bind(record.at.seconds())
    .bind(by.as_str())
    .bind(record.by.as_str())
    .bind(record.event.as_str())
    .bind(record.contact_result.map(ContactResult::as_str))
    .bind(record.intention.map(Intention::as_str))
    .bind(record.next_follow_up_on.map(|day| day.to_string()))
    .bind(record.note.as_str())
    .bind(record.opportunity_id.as_ref().map(|id| id.as_str().to_owned()))
    .execute(conn)
    .await?;
    Ok(())
}

/// All of a task, newest first.
pub(crate) async fn of(
    conn: &mut AnyConnection,
    task_id: &MarketingTaskId,
) -> Result<Vec<TaskRecord>, Fault> {
    let rows = sqlx::query("SELECT * FROM marketing_task_records WHERE task_id = $1 ORDER BY version DESC")
        .bind(task_id.as_str())
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(TaskRecord {
                at: Timestamp::from_seconds(row.try_get("at")?),
                by: row.try_get("by_name")?,
                event: known(row, "event", TaskEvent::parse)?,
                contact_result: known_or_null(row, "contact_result", ContactResult::parse)?,
                intention: known_or_null(row, "intention", Intention::parse)?,
                next_follow_up_on: known_or_null(row, "next_follow_up_on", |text| text.parse().ok())?,
                note: row.try_get("note")?,
                opportunity_id: known_or_null(row, "opportunity_id", |text| text.parse().ok())?,
            })
        })
        .collect()
}
