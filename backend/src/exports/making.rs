//! Writing a file: before the transaction that completes it, so that nobody waits for a hundred thousand rows. Broken off, it
//! is begun again from the first row; what lies half written is never served.

use super::{
    Sink, Words, producing,
    store::{self, Stored},
};
use crate::{
    app::App,
    problem::{Fault, Refused},
    session::store as users,
};
use contract::{
    exports::{ExportEvent, ExportFailure, MAX_TRIES},
    ids::ExportId,
    problem::ErrorCode,
};

/// Writes the file of an export, and notes that it lies there. What is settled is left alone.
///
/// # Errors
/// When database or disk fail: the job is tried again.
pub async fn make(app: &App, export_id: &str) -> Result<(), Fault> {
    let id: ExportId = export_id.parse().map_err(|_| Fault::new("a job about something that is no id"))?;
    let mut tx = app.store.write().await?;
    let Some(stored) = store::find_any(&mut tx, &id).await? else { return tx.rollback().await };
    if stored.export.status.after(ExportEvent::Begin).is_err() {
        return tx.rollback().await;
    }
    if stored.tries >= MAX_TRIES {
        store::fail(&mut tx, &id, ExportFailure::Fault, app.clock.now()).await?;
        return tx.commit().await;
    }
    store::begin(&mut tx, &id).await?;
    tx.commit().await?;
    match written(app, &stored).await {
        Ok((content, rows)) => {
            let bytes = content.len();
            app.files.replace(&id, content).await?;
            let mut tx = app.store.write().await?;
            store::set_written(&mut tx, &id, rows, bytes).await?;
            tx.commit().await
        }
        Err(Refused::Fault(fault)) => Err(fault),
        Err(Refused::Problem(problem) | Refused::After(problem, _)) => {
            let why = match problem.error_code {
                ErrorCode::TooMany => ExportFailure::TooManyRows,
                ErrorCode::AccessDenied => ExportFailure::NoPermission,
                _ => ExportFailure::NotThere,
            };
            let mut tx = app.store.write().await?;
            store::fail(&mut tx, &id, why, app.clock.now()).await?;
            tx.commit().await
        }
    }
}

/// The file, as its user may see it now, and how many rows it has.
async fn written(app: &App, stored: &Stored) -> Result<(Vec<u8>, u32), Refused> {
    let Stored { export, user_id, language, .. } = stored;
    let mut conn = app.store.read().await?;
    let who = users::member(&mut conn, user_id).await?.ok_or(ErrorCode::AccessDenied)?;
    if !who.can(export.of.permission()) || who.partner_id != stored.partner_id {
        return Err(ErrorCode::AccessDenied.into());
    }
    let words = Words(*language);
    // As of when it was asked for: midnight does not add a day to a bill that is being written.
    let sheet = producing::describe(&mut conn, &who, &export.of, words, export.created_at).await?;
    if sheet.rows_total > export.format.max_rows() {
        return Err(ErrorCode::TooMany.into());
    }
    let mut sink = Sink::begin(app, &export.export_id, export.format, &sheet, words)?;
    producing::write(&mut conn, &who, &export.of, words, export.created_at, &mut sink).await?;
    Ok(sink.finish().await?)
}
