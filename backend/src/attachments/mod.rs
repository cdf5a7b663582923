//! Files that partners attach: announced, sent in parts, compared with their type, then attached to something. The content
//! lies in the file store, never in the database.

pub mod files;
mod handlers;
pub mod store;

use crate::{
    http::router::Router,
    problem::{Fault, Refused},
    session::principal::Member,
};
use contract::{
    attachments,
    ids::AttachmentId,
    problem::{ErrorCode, FieldProblem, Problem},
    text::Rule,
    time::Timestamp,
};
use sqlx::AnyConnection;

/// Serves the endpoints of [`contract::attachments`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .submit(attachments::START, handlers::start)
        .fetch(attachments::SHOW, handlers::show)
        .submit(attachments::APPEND, handlers::append)
        .download(attachments::CONTENT, handlers::content)
}

/// Attaches complete files of this member's partner to something.
///
/// # Errors
/// `CBC.99100008` for one that is not complete, not this partner's, or attached elsewhere.
pub async fn attach(
    conn: &mut AnyConnection,
    who: &Member,
    ids: &[AttachmentId],
    to: &str,
) -> Result<(), Refused> {
    for id in ids {
        if !store::attach(conn, who.partner_id.as_str(), id, to).await? {
            return Err(refused("attachment_ids", Rule::Unexpected));
        }
    }
    Ok(())
}

fn refused(field: &str, rule: Rule) -> Refused {
    let code = ErrorCode::AttachmentRefused;
    let mut problem = Problem::new(code, crate::problem::sentence(code));
    problem.fields.push(FieldProblem { field: field.to_owned(), rule });
    problem.into()
}

/// Removes files that nothing refers to a day after they were begun.
///
/// # Errors
/// When the database fails.
pub async fn purge(conn: &mut AnyConnection, files: &files::Files, now: Timestamp) -> Result<(), Fault> {
    for id in store::unused(conn, now.plus_seconds(-attachments::UNUSED_S)).await? {
        store::remove(conn, &id).await?;
        files.remove(&id).await?;
    }
    Ok(())
}
