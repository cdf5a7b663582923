//! All SQL on attachments.

use crate::{files::Place, problem::Fault, store::conditions::known};
use contract::{
    attachments::{Attachment, FileType, Scan},
    file_rules::Flaw,
    ids::AttachmentId,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// A file on its way, refused, or attached.
#[derive(Clone, Debug)]
pub struct Stored {
    pub attachment: Attachment,
    pub received: u32,
    pub created_at: Timestamp,
    pub attached_to: Option<String>,
    /// What was wrong with its content, which is gone.
    pub refused: Option<Flaw>,
}

impl Stored {
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.received == self.attachment.bytes && self.refused.is_none()
    }

    /// Where the whole of it lies, once it is complete.
    #[must_use]
    pub fn place(&self) -> Place {
        let Attachment { attachment_id, sha256, .. } = &self.attachment;
        sha256.as_ref().map_or_else(|| Place::of(attachment_id), |hash| Place::whole(attachment_id, hash))
    }
}

fn number(row: &AnyRow, column: &str) -> Result<Option<u32>, Fault> {
    let stored: Option<i64> = row.try_get(column)?;
    stored
        .map(|number| u32::try_from(number).map_err(|_| Fault::new("a stored size is out of range")))
        .transpose()
}

fn optional<T>(row: &AnyRow, column: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Fault> {
    let stored: Option<String> = row.try_get(column)?;
    stored
        .map(|text| read(&text).ok_or_else(|| Fault::new(format!("{column} is not known: {text}"))))
        .transpose()
}

fn attachment(row: &AnyRow) -> Result<Attachment, Fault> {
    Ok(Attachment {
        attachment_id: known(row, "attachment_id", |text| text.parse().ok())?,
        name: row.try_get("name")?,
        file_type: known(row, "file_type", FileType::parse)?,
        bytes: number(row, "bytes")?.unwrap_or_default(),
        sha256: row.try_get("sha256")?,
        pages: number(row, "pages")?,
        scan: optional(row, "scan", Scan::parse)?,
    })
}

/// Announces one.
pub async fn add(
    conn: &mut AnyConnection,
    partner_id: &str,
    user_id: &str,
    stored: &Stored,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO attachments (attachment_id, partner_id, user_id, name, file_type, bytes, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(stored.attachment.attachment_id.as_str())
    .bind(partner_id)
    .bind(user_id)
    .bind(stored.attachment.name.as_str())
    .bind(stored.attachment.file_type.as_str())
    .bind(i64::from(stored.attachment.bytes))
    .bind(stored.created_at.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// One of a partner's.
pub async fn find(
    conn: &mut AnyConnection,
    partner_id: &str,
    id: &AttachmentId,
) -> Result<Option<Stored>, Fault> {
    let row = sqlx::query(
        "SELECT attachment_id, name, file_type, bytes, sha256, pages, scan, received, created_at, attached_to, refused
         FROM attachments WHERE attachment_id = $1 AND partner_id = $2",
    )
    .bind(id.as_str())
    .bind(partner_id)
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(stored).transpose()
}

/// One of anybody's, for what happens by time.
pub async fn find_any(conn: &mut AnyConnection, id: &AttachmentId) -> Result<Option<Stored>, Fault> {
    let row = sqlx::query(
        "SELECT attachment_id, name, file_type, bytes, sha256, pages, scan, received, created_at, attached_to, refused
         FROM attachments WHERE attachment_id = $1",
    )
    .bind(id.as_str())
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(stored).transpose()
}

fn stored(row: &AnyRow) -> Result<Stored, Fault> {
    Ok(Stored {
        attachment: attachment(row)?,
        received: number(row, "received")?.unwrap_or_default(),
        created_at: Timestamp::from_seconds(row.try_get("created_at")?),
        attached_to: row.try_get("attached_to")?,
        refused: optional(row, "refused", Flaw::parse)?,
    })
}

/// Notes how much has arrived; what another call noted meanwhile is not taken back.
pub async fn set_received(conn: &mut AnyConnection, id: &AttachmentId, received: u32) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE attachments SET received = $1 WHERE attachment_id = $2 AND received < $3 AND refused IS NULL",
    )
    .bind(i64::from(received))
    .bind(id.as_str())
    .bind(i64::from(received))
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that all of it has arrived, and what was found out about it.
pub async fn complete(conn: &mut AnyConnection, file: &Attachment) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE attachments SET received = bytes, sha256 = $1, pages = $2, scan = $3 WHERE attachment_id = $4",
    )
    .bind(file.sha256.as_deref())
    .bind(file.pages.map(i64::from))
    .bind(file.scan.map(Scan::as_str))
    .bind(file.attachment_id.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that its content was refused.
pub async fn refuse(conn: &mut AnyConnection, id: &AttachmentId, flaw: Flaw) -> Result<(), Fault> {
    sqlx::query("UPDATE attachments SET refused = $1, received = 0 WHERE attachment_id = $2")
        .bind(flaw.field())
        .bind(id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Attaches a complete file that is free; tells whether it did.
pub async fn attach(
    conn: &mut AnyConnection,
    partner_id: &str,
    id: &AttachmentId,
    to: &str,
) -> Result<bool, Fault> {
    let attached = sqlx::query(
        "UPDATE attachments SET attached_to = $1
         WHERE attachment_id = $2 AND partner_id = $3 AND received = bytes AND refused IS NULL AND attached_to IS NULL",
    )
    .bind(to)
    .bind(id.as_str())
    .bind(partner_id)
    .execute(conn)
    .await?;
    Ok(attached.rows_affected() == 1)
}

/// Files that are attached to something, in the order in which they were sent.
pub async fn of(conn: &mut AnyConnection, to: &str) -> Result<Vec<Attachment>, Fault> {
    let rows = sqlx::query(
        "SELECT attachment_id, name, file_type, bytes, sha256, pages, scan FROM attachments WHERE attached_to = $1
         ORDER BY created_at, attachment_id",
    )
    .bind(to)
    .fetch_all(conn)
    .await?;
    rows.iter().map(attachment).collect()
}

/// Files begun before then that nothing refers to.
pub async fn unused(conn: &mut AnyConnection, before: Timestamp) -> Result<Vec<AttachmentId>, Fault> {
    let rows = sqlx::query(
        "SELECT attachment_id FROM attachments WHERE attached_to IS NULL AND created_at <= $1 LIMIT 100",
    )
    .bind(before.seconds())
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| known(row, "attachment_id", |text| text.parse().ok())).collect()
}

/// Forgets one, unless something refers to it by now; tells whether it did.
pub async fn remove(conn: &mut AnyConnection, id: &AttachmentId) -> Result<bool, Fault> {
    let removed = sqlx::query("DELETE FROM attachments WHERE attachment_id = $1 AND attached_to IS NULL")
        .bind(id.as_str())
        .execute(conn)
        .await?;
    Ok(removed.rows_affected() == 1)
}

/// Nothing refers to it any more.
pub async fn release(conn: &mut AnyConnection, id: &AttachmentId) -> Result<(), Fault> {
    sqlx::query("UPDATE attachments SET attached_to = NULL WHERE attachment_id = $1")
        .bind(id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}
