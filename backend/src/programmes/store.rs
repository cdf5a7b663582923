//! All SQL on programmes.

use crate::{problem::Fault, store::conditions::known};
use contract::{
    ids::PartnerId,
    opportunity_status::{Direction, OpportunityStatus},
    programmes::PathStage,
    session::Site,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row};

/// How a partner stands with the engagement programme.
#[derive(Clone, Debug)]
pub struct Standing {
    pub joined_at: Option<Timestamp>,
    pub joined_by: Option<String>,
    pub path_stage: PathStage,
}

/// # Errors
/// When the database fails; the partner exists.
pub async fn standing(conn: &mut AnyConnection, partner_id: &str) -> Result<Standing, Fault> {
    let row = sqlx::query(
        "SELECT programme_joined_at, programme_joined_by, path_stage FROM partners WHERE partner_id = $1",
    )
    .bind(partner_id)
    .fetch_one(conn)
    .await?;
    let joined_at: Option<i64> = row.try_get("programme_joined_at")?;
    Ok(Standing {
        joined_at: joined_at.map(Timestamp::from_seconds),
        joined_by: row.try_get("programme_joined_by")?,
        path_stage: known(&row, "path_stage", PathStage::parse)?,
    })
}

/// Joins, unless the partner has joined already; tells whether it did.
pub async fn join(
    conn: &mut AnyConnection,
    partner_id: &str,
    by: &str,
    now: Timestamp,
) -> Result<bool, Fault> {
    let joined = sqlx::query(
        "UPDATE partners SET programme_joined_at = $1, programme_joined_by = $2
         WHERE partner_id = $3 AND programme_joined_at IS NULL",
    )
    .bind(now.seconds())
    .bind(by)
    .bind(partner_id)
    .execute(conn)
    .await?;
    Ok(joined.rows_affected() == 1)
}

/// POs that were signed and delivered since then.
pub async fn delivered_since(
    conn: &mut AnyConnection,
    partner_id: &str,
    since: Timestamp,
) -> Result<u32, Fault> {
    let count: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM opportunities WHERE partner_id = $1 AND direction = $2 AND status = $3
         AND signed_minor > 0 AND progressed_at >= $4",
    )
    .bind(partner_id)
    .bind(Direction::ToVendor.as_str())
    .bind(OpportunityStatus::Delivered.as_str())
    .bind(since.seconds())
    .fetch_one(conn)
    .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Partners that joined, by name, with the site of each.
pub async fn members(conn: &mut AnyConnection) -> Result<Vec<(PartnerId, Site)>, Fault> {
    let rows = sqlx::query(
        "SELECT partner_id, site FROM partners WHERE programme_joined_at IS NOT NULL ORDER BY name, partner_id",
    )
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok((known(row, "partner_id", |text| text.parse().ok())?, known(row, "site", Site::parse)?))
        })
        .collect()
}
