//! Freezing and thawing, expiring, and who has not paid.

use crate::{problem::Fault, store::conditions::known};
use contract::{
    ids::{CustomerId, IncentiveId},
    incentives::Freeze,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row};

/// Freezes an incentive, or (with none) lets it thaw.
pub async fn set_freeze(
    conn: &mut AnyConnection,
    incentive_id: &IncentiveId,
    freeze: Option<&Freeze>,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE incentives SET frozen_reason = $1, frozen_since = $2, frozen_customer_id = $3,
         frozen_customer_name = $4, thaw_at = $5, version = version + 1 WHERE incentive_id = $6",
    )
    .bind(freeze.map(|freeze| freeze.reason.as_str()))
    .bind(freeze.map(|freeze| freeze.since.seconds()))
    .bind(freeze.map(|freeze| freeze.customer_id.as_str()))
    .bind(freeze.map(|freeze| freeze.customer_name.as_str()))
    .bind(freeze.and_then(|freeze| freeze.thaw_at).map(Timestamp::seconds))
    .bind(incentive_id.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// When a frozen one thaws; `None` when it is not frozen.
pub async fn thaws_at(
    conn: &mut AnyConnection,
    incentive_id: &IncentiveId,
) -> Result<Option<Timestamp>, Fault> {
    let at: Option<Option<i64>> = sqlx::query_scalar(
        "SELECT thaw_at FROM incentives WHERE incentive_id = $1 AND frozen_reason IS NOT NULL",
    )
    .bind(incentive_id.as_str())
    .fetch_optional(conn)
    .await?;
    Ok(at.flatten().map(Timestamp::from_seconds))
}

/// Frozen because of this customer, and not yet about to thaw.
pub async fn frozen_by(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
) -> Result<Vec<IncentiveId>, Fault> {
    let rows = sqlx::query(
        "SELECT incentive_id FROM incentives WHERE frozen_customer_id = $1 AND thaw_at IS NULL
         ORDER BY incentive_id",
    )
    .bind(customer_id.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| known(row, "incentive_id", |text| text.parse().ok())).collect()
}

/// Notes when it thaws.
pub async fn set_thaw(
    conn: &mut AnyConnection,
    incentive_id: &IncentiveId,
    at: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("UPDATE incentives SET thaw_at = $1, version = version + 1 WHERE incentive_id = $2")
        .bind(at.seconds())
        .bind(incentive_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// A customer of the incentive's lines who has not paid everything: id and masked name.
pub async fn in_arrears(
    conn: &mut AnyConnection,
    incentive_id: &IncentiveId,
) -> Result<Option<(CustomerId, String)>, Fault> {
    let row = sqlx::query(
        "SELECT l.customer_id, l.customer_name FROM incentive_lines l
         JOIN customers c ON c.customer_id = l.customer_id AND c.partner_id = l.partner_id
         WHERE l.incentive_id = $1 AND c.debt > 0 ORDER BY l.customer_id LIMIT 1",
    )
    .bind(incentive_id.as_str())
    .fetch_optional(conn)
    .await?;
    row.map(|row| Ok((known(&row, "customer_id", |text| text.parse().ok())?, row.try_get("customer_name")?)))
        .transpose()
}

/// When a partner lost its identity.
pub async fn identity_lost_at(
    conn: &mut AnyConnection,
    partner_id: &str,
) -> Result<Option<Timestamp>, Fault> {
    let at: Option<i64> = sqlx::query_scalar("SELECT identity_lost_at FROM partners WHERE partner_id = $1")
        .bind(partner_id)
        .fetch_one(conn)
        .await?;
    Ok(at.map(Timestamp::from_seconds))
}

/// Notes when a partner lost its identity.
pub async fn set_identity_lost(
    conn: &mut AnyConnection,
    partner_id: &str,
    at: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("UPDATE partners SET identity_lost_at = $1 WHERE partner_id = $2")
        .bind(at.seconds())
        .bind(partner_id)
        .execute(conn)
        .await?;
    Ok(())
}

/// Notes when an incentive expires.
pub async fn set_expiry(
    conn: &mut AnyConnection,
    incentive_id: &IncentiveId,
    at: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("UPDATE incentives SET expire_at = $1, version = version + 1 WHERE incentive_id = $2")
        .bind(at.seconds())
        .bind(incentive_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}
