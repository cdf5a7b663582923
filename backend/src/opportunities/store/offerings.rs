//! What partners sell and deliver themselves.

use crate::{problem::Fault, store::conditions::known};
use contract::{
    ids::OfferingId,
    opportunities::{Offering, OfferingKind},
};
use sqlx::{AnyConnection, Row, any::AnyRow};

fn read(row: &AnyRow) -> Result<Offering, Fault> {
    Ok(Offering {
        offering_id: known(row, "offering_id", |text| text.parse().ok())?,
        kind: known(row, "kind", OfferingKind::parse)?,
        name: row.try_get("name")?,
        demand_tag: row.try_get("demand_tag")?,
    })
}

/// All of a partner's.
pub async fn all(conn: &mut AnyConnection, partner_id: &str) -> Result<Vec<Offering>, Fault> {
    let rows = sqlx::query(
        "SELECT offering_id, kind, name, demand_tag FROM offerings WHERE partner_id = $1 ORDER BY name, offering_id",
    )
    .bind(partner_id)
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// One of a partner's.
pub async fn find(
    conn: &mut AnyConnection,
    partner_id: &str,
    offering_id: &OfferingId,
) -> Result<Option<Offering>, Fault> {
    let row = sqlx::query(
        "SELECT offering_id, kind, name, demand_tag FROM offerings WHERE partner_id = $1 AND offering_id = $2",
    )
    .bind(partner_id)
    .bind(offering_id.as_str())
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(read).transpose()
}

/// Adds one.
pub async fn add(conn: &mut AnyConnection, partner_id: &str, offering: &Offering) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO offerings (offering_id, partner_id, kind, name, demand_tag) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(offering.offering_id.as_str())
    .bind(partner_id)
    .bind(offering.kind.as_str())
    .bind(offering.name.as_str())
    .bind(offering.demand_tag.as_str())
    .execute(conn)
    .await?;
    Ok(())
}
