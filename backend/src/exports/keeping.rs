//! When a file is complete, how long it is kept, and when it is gone.

use super::store;
use crate::{
    jobs::{self, JobKind, Run},
    problem::Fault,
};
use contract::{
    exports::{ExportEvent, ExportStatus, KEPT_S, RECORD_KEPT_S},
    ids::ExportId,
    time::Timestamp,
};
use serde_json::json;
use sqlx::AnyConnection;

fn id(export_id: &str) -> Result<ExportId, Fault> {
    export_id.parse().map_err(|_| Fault::new("a job about something that is no id"))
}

/// The file that [`super::make`] has written counts from here on.
///
/// # Errors
/// When the database fails.
pub async fn settle(run: &mut Run, export_id: &str) -> Result<(), Fault> {
    let id = id(export_id)?;
    let Some(stored) = store::find_any(&mut run.tx, &id).await? else { return Ok(()) };
    let Ok(ExportStatus::Completed) = stored.export.status.after(ExportEvent::Complete) else {
        return Ok(());
    };
    let Some(bytes) = stored.export.bytes else {
        return Err(Fault::new("an export is to be completed whose file is not written"));
    };
    let expire_at = run.now.plus_seconds(KEPT_S);
    store::complete(&mut run.tx, &id, run.now, expire_at).await?;
    jobs::schedule(&mut run.tx, JobKind::ExportExpires, export_id, expire_at).await?;
    let detail = json!({ "bytes": bytes, "rows": stored.export.rows_done });
    run.audit(stored.partner_id.as_str(), "export.complete", export_id, detail).await
}

/// The three days are over.
///
/// # Errors
/// When the database or the disk fails.
pub async fn expire(run: &mut Run, export_id: &str) -> Result<(), Fault> {
    let id = id(export_id)?;
    let Some(stored) = store::find_any(&mut run.tx, &id).await? else { return Ok(()) };
    if stored.export.expire_at.is_none_or(|end| end > run.now)
        || stored.export.status.after(ExportEvent::Expire).is_err()
    {
        return Ok(());
    }
    run.app.files.remove(&id).await?;
    store::expire(&mut run.tx, &id).await?;
    run.audit(stored.partner_id.as_str(), "export.expire", export_id, json!({})).await
}

/// Forgets records of files that are long gone.
///
/// # Errors
/// When the database fails.
pub async fn purge(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    store::purge(conn, now.plus_seconds(-RECORD_KEPT_S)).await
}
