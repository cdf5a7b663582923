//! Downloads of badges.

use super::instant;
use crate::{
    certifications::standards,
    problem::Fault,
    secret::random_id,
    store::conditions::{Conditions, Page, known},
};
use contract::{
    capability_labels::{BadgeDownload, BadgeDownloadQuery, BadgeFormat},
    ids::{CapabilityLabelId, PartnerId},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

fn read(row: &AnyRow) -> Result<BadgeDownload, Fault> {
    let label_id: CapabilityLabelId = known(row, "label_id", |text| text.parse().ok())?;
    let standard = standards::present().find(|standard| standard.label_id == label_id);
    Ok(BadgeDownload {
        name: standard.ok_or_else(|| Fault::new("a badge of a label that is in no catalogue"))?.name.clone(),
        label_id,
        format: known(row, "format", BadgeFormat::parse)?,
        at: instant(row, "at")?,
        by: row.try_get("by_name")?,
    })
}

/// A page of a partner's downloads, newest first, and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    query: &BadgeDownloadQuery,
    page: Page,
) -> Result<(Vec<BadgeDownload>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("partner_id = ?", partner_id.as_str());
    if let Some(label_id) = &query.label_id {
        conditions.text("label_id = ?", label_id.as_str());
    }
    let total = conditions.count(conn, "capability_badge_downloads").await?;
    let select = "SELECT label_id, format, at, by_name FROM capability_badge_downloads";
    let rows = conditions.rows(conn, select, "ORDER BY at DESC, download_id DESC", page, "").await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// Notes one.
pub async fn add(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    label_id: &CapabilityLabelId,
    format: BadgeFormat,
    by: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO capability_badge_downloads (download_id, partner_id, label_id, format, at, by_name)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(random_id()?)
    .bind(partner_id.as_str())
    .bind(label_id.as_str())
    .bind(format.as_str())
    .bind(now.seconds())
    .bind(by)
    .execute(conn)
    .await?;
    Ok(())
}
