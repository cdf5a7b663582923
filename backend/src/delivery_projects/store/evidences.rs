//! Which files prove which delivery.

use crate::{attachments, problem::Fault, store::conditions::known};
use contract::{
    delivery_evidence::{Evidence, EvidenceKind},
    ids::{AttachmentId, DeliveryProjectId, PartnerId},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// Evidence of a project, by kind and the oldest first.
pub async fn of(conn: &mut AnyConnection, project_id: &DeliveryProjectId) -> Result<Vec<Evidence>, Fault> {
    let rows = sqlx::query(
        "SELECT attachment_id, kind, added_at, added_by FROM delivery_evidences WHERE project_id = $1
         ORDER BY added_at, attachment_id",
    )
    .bind(project_id.as_str())
    .fetch_all(&mut *conn)
    .await?;
    let files = attachments::store::of(conn, project_id.as_str()).await?;
    let evidence = |row: &AnyRow| {
        let id: String = row.try_get("attachment_id")?;
        let attachment = files.iter().find(|file| file.attachment_id.as_str() == id).cloned();
        Ok::<_, Fault>(Evidence {
            kind: known(row, "kind", EvidenceKind::parse)?,
            attachment: attachment.ok_or_else(|| Fault::new("evidence without its file"))?,
            added_at: Timestamp::from_seconds(row.try_get("added_at")?),
            added_by: row.try_get("added_by")?,
        })
    };
    let mut evidences = rows.iter().map(evidence).collect::<Result<Vec<_>, _>>()?;
    let place = |kind: EvidenceKind| EvidenceKind::ALL.iter().position(|known| *known == kind);
    evidences.sort_by_key(|one| place(one.kind));
    Ok(evidences)
}

/// Adds one.
pub async fn add(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    project_id: &DeliveryProjectId,
    evidence: &Evidence,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO delivery_evidences (attachment_id, partner_id, project_id, kind, added_at, added_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(evidence.attachment.attachment_id.as_str())
    .bind(partner_id.as_str())
    .bind(project_id.as_str())
    .bind(evidence.kind.as_str())
    .bind(evidence.added_at.seconds())
    .bind(evidence.added_by.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// Whose file it is, and what it proves.
pub(in crate::delivery_projects) async fn project_of(
    conn: &mut AnyConnection,
    id: &AttachmentId,
) -> Result<Option<(PartnerId, DeliveryProjectId)>, Fault> {
    let row = sqlx::query("SELECT partner_id, project_id FROM delivery_evidences WHERE attachment_id = $1")
        .bind(id.as_str())
        .fetch_optional(conn)
        .await?;
    row.map(|row| {
        Ok((
            known(&row, "partner_id", |text| text.parse().ok())?,
            known(&row, "project_id", |text| text.parse().ok())?,
        ))
    })
    .transpose()
}

/// Takes one away, unless somebody did before; tells whether it did. Its file is thrown away like any that nothing refers to.
pub(in crate::delivery_projects) async fn remove(
    conn: &mut AnyConnection,
    id: &AttachmentId,
) -> Result<bool, Fault> {
    let removed = sqlx::query("DELETE FROM delivery_evidences WHERE attachment_id = $1")
        .bind(id.as_str())
        .execute(&mut *conn)
        .await?;
    if removed.rows_affected() == 0 {
        return Ok(false);
    }
    attachments::store::release(conn, id).await?;
    Ok(true)
}
