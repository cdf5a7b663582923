//! What payouts pay out of.

use crate::{
    problem::Fault,
    store::conditions::{amount, known},
};
use contract::{
    associations::AssociationType,
    ids::{IncentiveId, PayoutId},
    incentives::IncentivePayout,
    payout_status::PayoutStatus,
    payouts::PayoutItem,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row};

/// Adds an item.
pub async fn add(
    conn: &mut AnyConnection,
    payout_id: &PayoutId,
    incentive_id: &IncentiveId,
    amount: contract::money::Amount,
    is_partial: bool,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO payout_items (payout_id, incentive_id, amount, is_partial) VALUES ($1, $2, $3, $4)",
    )
    .bind(payout_id.as_str())
    .bind(incentive_id.as_str())
    .bind(amount.minor())
    .bind(i64::from(is_partial))
    .execute(conn)
    .await?;
    Ok(())
}

/// The items of a payout, the oldest period first.
pub async fn of(conn: &mut AnyConnection, payout_id: &PayoutId) -> Result<Vec<PayoutItem>, Fault> {
    let rows = sqlx::query(
        "SELECT t.incentive_id, t.amount, t.is_partial, i.period, i.plan_name, i.association_type
         FROM payout_items t JOIN incentives i ON i.incentive_id = t.incentive_id
         WHERE t.payout_id = $1 ORDER BY i.period, t.incentive_id",
    )
    .bind(payout_id.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(PayoutItem {
                incentive_id: known(row, "incentive_id", |text| text.parse().ok())?,
                period: known(row, "period", |text| text.parse().ok())?,
                plan_name: row.try_get("plan_name")?,
                association_type: known(row, "association_type", AssociationType::parse)?,
                amount: amount(row, "amount")?,
                is_partial: row.try_get::<i64, _>("is_partial")? != 0,
            })
        })
        .collect()
}

/// What payouts took of an incentive, newest first.
pub async fn of_incentive(
    conn: &mut AnyConnection,
    incentive_id: &IncentiveId,
) -> Result<Vec<IncentivePayout>, Fault> {
    let rows = sqlx::query(
        "SELECT p.payout_id, t.amount, p.status, p.applied_at
         FROM payout_items t JOIN payouts p ON p.payout_id = t.payout_id
         WHERE t.incentive_id = $1 ORDER BY p.applied_at DESC, p.payout_id DESC",
    )
    .bind(incentive_id.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(IncentivePayout {
                payout_id: known(row, "payout_id", |text| text.parse().ok())?,
                amount: amount(row, "amount")?,
                status: known(row, "status", PayoutStatus::parse)?,
                applied_at: Timestamp::from_seconds(row.try_get("applied_at")?),
            })
        })
        .collect()
}

/// Who applied last for this incentive, and when; an automatic application is nobody's.
pub async fn last_application(
    conn: &mut AnyConnection,
    incentive_id: &IncentiveId,
) -> Result<Option<(Option<String>, Timestamp)>, Fault> {
    let row = sqlx::query(
        "SELECT p.applied_by, p.applied_at FROM payout_items t JOIN payouts p ON p.payout_id = t.payout_id
         WHERE t.incentive_id = $1 ORDER BY p.applied_at DESC, p.payout_id DESC LIMIT 1",
    )
    .bind(incentive_id.as_str())
    .fetch_optional(conn)
    .await?;
    row.map(|row| Ok((row.try_get("applied_by")?, Timestamp::from_seconds(row.try_get("applied_at")?))))
        .transpose()
}
