//! All SQL on attachments.

use crate::{problem::Fault, store::conditions::known};
use contract::{
    attachments::{Attachment, FileType},
    ids::AttachmentId,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// A file on its way, or attached.
#[derive(Clone, Debug)]
pub struct Stored {
    pub attachment: Attachment,
    pub received: u32,
    pub created_at: Timestamp,
    pub attached_to: Option<String>,
}

fn bytes(row: &AnyRow, column: &str) -> Result<u32, Fault> {
    u32::try_from(row.try_get::<i64, _>(column)?).map_err(|_| Fault::new("a stored size is out of range"))
}

fn attachment(row: &AnyRow) -> Result<Attachment, Fault> {
    Ok(Attachment {
        attachment_id: known(row, "attachment_id", |text| text.parse().ok())?,
        name: row.try_get("name")?,
        file_type: known(row, "file_type", FileType::parse)?,
        bytes: bytes(row, "bytes")?,
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
        "SELECT attachment_id, name, file_type, bytes, received, created_at, attached_to FROM attachments
         WHERE attachment_id = $1 AND partner_id = $2",
    )
    .bind(id.as_str())
    .bind(partner_id)
    .fetch_optional(conn)
    .await?;
    row.as_ref()
        .map(|row| {
            Ok(Stored {
                attachment: attachment(row)?,
                received: bytes(row, "received")?,
                created_at: Timestamp::from_seconds(row.try_get("created_at")?),
                attached_to: row.try_get("attached_to")?,
            })
        })
        .transpose()
}

/// Notes how much has arrived.
pub async fn set_received(conn: &mut AnyConnection, id: &AttachmentId, received: u32) -> Result<(), Fault> {
    sqlx::query("UPDATE attachments SET received = $1 WHERE attachment_id = $2")
        .bind(i64::from(received))
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
         WHERE attachment_id = $2 AND partner_id = $3 AND received = bytes AND attached_to IS NULL",
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
        "SELECT attachment_id, name, file_type, bytes FROM attachments WHERE attached_to = $1
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

/// Forgets one.
pub async fn remove(conn: &mut AnyConnection, id: &AttachmentId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM attachments WHERE attachment_id = $1").bind(id.as_str()).execute(conn).await?;
    Ok(())
}
