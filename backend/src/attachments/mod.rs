//! Files that partners attach: announced, sent in parts, checked as a whole, then attached to something. The content lies in
//! [`crate::files`], never in the database.

mod checking;
mod handlers;
mod receiving;
pub mod store;
mod tidying;

pub use handlers::{show, start};
pub use receiving::{Received, append, receive};

use crate::{
    http::{change::Read, file::File, router::Router},
    jobs::{self, JobKind},
    problem::{Fault, Refused, sentence},
    session::principal::Member,
};
use contract::{
    attachments,
    file_rules::{FileRules, first_duplicate},
    ids::AttachmentId,
    problem::{ErrorCode, FieldProblem, Problem},
    text::Rule,
    time::Timestamp,
};
use sqlx::AnyConnection;
use store::Stored;

pub use checking::Checks;
pub use tidying::tidy;

/// Serves the endpoints of [`contract::attachments`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .submit(attachments::START, handlers::start)
        .fetch(attachments::SHOW, handlers::show)
        .prepared_submit(attachments::APPEND, receiving::receive, receiving::append)
        .download(attachments::CONTENT, handlers::content)
}

/// Attaches complete files of this member's partner to something that takes ordinary ones.
///
/// # Errors
/// As [`attach_by`].
pub async fn attach(
    conn: &mut AnyConnection,
    who: &Member,
    ids: &[AttachmentId],
    to: &str,
) -> Result<(), Refused> {
    attach_by(conn, who, &FileRules::ordinary(usize::MAX), ids, to).await
}

/// Attaches complete files of this member's partner to something that takes files by `rules`.
///
/// # Errors
/// `CBC.99100006` for too many; `CBC.99100008` for one that is not complete, not this partner's, attached elsewhere, or not
/// one of those that `rules` let pass; `CBC.99100088` for a content that comes twice where none may.
pub async fn attach_by(
    conn: &mut AnyConnection,
    who: &Member,
    rules: &FileRules,
    ids: &[AttachmentId],
    to: &str,
) -> Result<(), Refused> {
    if ids.len() > rules.most {
        let code = ErrorCode::TooMany;
        let mut problem = Problem::new(code, sentence(code));
        problem.limit = u32::try_from(rules.most).ok();
        return Err(problem.into());
    }
    for (position, id) in ids.iter().enumerate() {
        let found = store::find(conn, who.partner_id.as_str(), id).await?;
        let judged =
            found.map_or(Ok(()), |stored| rules.judge(stored.attachment.file_type, stored.attachment.bytes));
        judged.map_err(|rule| refused(&format!("attachment_ids[{position}]"), rule))?;
        if !store::attach(conn, who.partner_id.as_str(), id, to).await? {
            return Err(refused("attachment_ids", Rule::Unexpected));
        }
    }
    if rules.distinct { refuse_duplicates(conn, to).await } else { Ok(()) }
}

/// Refuses when two of the files that are attached to something have the same content.
///
/// # Errors
/// `CBC.99100088`; `fields` names the second by its id.
pub async fn refuse_duplicates(conn: &mut AnyConnection, to: &str) -> Result<(), Refused> {
    let files = store::of(conn, to).await?;
    let Some(second) = first_duplicate(&files).and_then(|at| files.get(at)) else { return Ok(()) };
    let code = ErrorCode::DuplicateFile;
    let mut problem = Problem::new(code, sentence(code));
    problem.fields.push(FieldProblem { field: second.attachment_id.to_string(), rule: Rule::Unexpected });
    Err(problem.into())
}

/// A complete file as an answer, once it is clear that the caller may have it.
///
/// # Errors
/// `NotFound` when it is not complete; a fault when the store fails.
pub async fn file(cx: &mut Read, stored: Stored) -> Result<File, Refused> {
    if !stored.is_complete() {
        return Err(ErrorCode::NotFound.into());
    }
    let content = cx.app.files.get(&stored.place()).await?;
    let attachment = stored.attachment;
    Ok(File { media_type: attachment.file_type.media_type(), content, name: Some(attachment.name) })
}

/// A file that is not taken: `CBC.99100008`.
pub(crate) fn refused(field: &str, rule: Rule) -> Refused {
    let code = ErrorCode::AttachmentRefused;
    let mut problem = Problem::new(code, sentence(code));
    problem.fields.push(FieldProblem { field: field.to_owned(), rule });
    problem.into()
}

/// Removes files that nothing refers to a day after they were begun. Their contents go by a job, once this is committed.
///
/// # Errors
/// When the database fails.
pub async fn purge(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    for id in store::unused(conn, now.plus_seconds(-attachments::UNUSED_S)).await? {
        if store::remove(conn, &id).await? {
            jobs::schedule(conn, JobKind::AttachmentTidied, id.as_str(), now).await?;
        }
    }
    Ok(())
}
