//! What lies in the store and is no longer needed: parts of what is whole, and everything of what was refused or is gone. It
//! happens after the transaction that made it superfluous, so that nothing is lost which a rollback would bring back.

use super::store;
use crate::{app::App, problem::Fault};
use contract::ids::AttachmentId;

/// Removes from the store whatever of this attachment nothing can ask for any more. Doing it again is fine.
///
/// # Errors
/// When the database or the store fails: the job is tried again.
pub async fn tidy(app: &App, attachment_id: &str) -> Result<(), Fault> {
    let id: AttachmentId =
        attachment_id.parse().map_err(|_| Fault::new("a job about something that is no id"))?;
    let found = store::find_any(&mut *app.store.read().await?, &id).await?;
    match found {
        Some(stored) if stored.is_complete() => app.files.remove_all_but(&id, Some(&stored.place())).await,
        // On its way again, or still.
        Some(stored) if stored.refused.is_none() => Ok(()),
        Some(_) | None => app.files.remove_all_but(&id, None).await,
    }
}
