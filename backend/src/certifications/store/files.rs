//! Whose a file of an application is.

use crate::problem::Fault;
use contract::ids::{AttachmentId, PartnerId, UserId};
use sqlx::AnyConnection;

fn partner(found: Option<String>) -> Result<Option<PartnerId>, Fault> {
    found.map(|id| id.parse().map_err(|_| Fault::new("a stored partner id is no id"))).transpose()
}

/// The partner whose application a file belongs to; files of drafts are for `drafts` only.
pub async fn owner_of(
    conn: &mut AnyConnection,
    id: &AttachmentId,
    drafts: bool,
) -> Result<Option<PartnerId>, Fault> {
    let sql = if drafts {
        "SELECT n.partner_id FROM attachments a JOIN certifications n ON n.certification_id = a.attached_to
         WHERE a.attachment_id = $1"
    } else {
        "SELECT n.partner_id FROM attachments a JOIN certifications n ON n.certification_id = a.attached_to
         WHERE a.attachment_id = $1 AND n.status <> 'DRAFT'"
    };
    partner(sqlx::query_scalar(sql).bind(id.as_str()).fetch_optional(conn).await?)
}

/// The partner for whose application this operator announced a file.
pub async fn announced_for(
    conn: &mut AnyConnection,
    id: &AttachmentId,
    by: &UserId,
) -> Result<Option<PartnerId>, Fault> {
    let found =
        sqlx::query_scalar("SELECT partner_id FROM attachments WHERE attachment_id = $1 AND user_id = $2")
            .bind(id.as_str())
            .bind(by.as_str())
            .fetch_optional(conn)
            .await?;
    partner(found)
}
