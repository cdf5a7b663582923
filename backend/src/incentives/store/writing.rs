//! Writing incentives: adding, publishing, confirming, moving their money.

use crate::{
    incentives::money::{Pot, Pots},
    problem::Fault,
    store::conditions::{amount, known},
};
use contract::{
    ids::{IncentiveId, PartnerId},
    incentives::{Incentive, IncentiveStatus},
    money::Amount,
    time::Timestamp,
};
use sqlx::{AnyConnection, AssertSqlSafe};

/// Adds an incentive of a partner; reconciled ones have everything open.
pub async fn add(conn: &mut AnyConnection, partner_id: &str, incentive: &Incentive) -> Result<(), Fault> {
    let freeze = incentive.freeze.as_ref();
    sqlx::query(
        "INSERT INTO incentives (incentive_id, partner_id, period, earned_in, plan_name, association_type, currency,
         amount, open_amount, status, confirm_deadline, confirmed_at, confirmed_by, frozen_reason, frozen_since,
         frozen_customer_id, frozen_customer_name, thaw_at, expire_at, transferred_from, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
    )
    .bind(incentive.incentive_id.as_str())
    .bind(partner_id)
    .bind(incentive.period.to_string())
    .bind(incentive.earned_in.to_string())
    .bind(incentive.plan_name.as_str())
    .bind(incentive.association_type.as_str())
    .bind(incentive.currency.as_str())
    .bind(incentive.amount.minor())
    .bind(incentive.open_amount.minor())
    .bind(incentive.status.as_str())
    .bind(incentive.confirm_deadline.map(Timestamp::seconds))
    .bind(incentive.confirmed_at.map(Timestamp::seconds))
    .bind(incentive.confirmed_by.as_deref())
    .bind(freeze.map(|freeze| freeze.reason.as_str()))
    .bind(freeze.map(|freeze| freeze.since.seconds()))
    .bind(freeze.map(|freeze| freeze.customer_id.as_str()))
    .bind(freeze.map(|freeze| freeze.customer_name.as_str()))
    .bind(freeze.and_then(|freeze| freeze.thaw_at).map(Timestamp::seconds))
    .bind(incentive.expire_at.map(Timestamp::seconds))
    .bind(incentive.transferred_from.as_ref().map(PartnerId::as_str))
    .bind(incentive.version)
    .execute(conn)
    .await?;
    Ok(())
}

/// Estimated no more: from now on it can be confirmed. Tells whether it was not changed meanwhile.
pub async fn publish(
    conn: &mut AnyConnection,
    incentive: &Incentive,
    status: IncentiveStatus,
    deadline: Timestamp,
) -> Result<bool, Fault> {
    let published = sqlx::query(
        "UPDATE incentives SET status = $1, confirm_deadline = $2, version = version + 1
         WHERE incentive_id = $3 AND version = $4",
    )
    .bind(status.as_str())
    .bind(deadline.seconds())
    .bind(incentive.incentive_id.as_str())
    .bind(incentive.version)
    .execute(conn)
    .await?;
    Ok(published.rows_affected() == 1)
}

/// Reconciled: all of it is open. Tells whether it was not changed meanwhile.
pub async fn confirm(
    conn: &mut AnyConnection,
    incentive: &Incentive,
    status: IncentiveStatus,
    (by, at): (Option<&str>, Timestamp),
    expire_at: Option<Timestamp>,
) -> Result<bool, Fault> {
    let confirmed = sqlx::query(
        "UPDATE incentives SET status = $1, open_amount = amount, confirmed_by = $2, confirmed_at = $3, expire_at = $4,
         version = version + 1 WHERE incentive_id = $5 AND version = $6",
    )
    .bind(status.as_str())
    .bind(by)
    .bind(at.seconds())
    .bind(expire_at.map(Timestamp::seconds))
    .bind(incentive.incentive_id.as_str())
    .bind(incentive.version)
    .execute(conn)
    .await?;
    Ok(confirmed.rows_affected() == 1)
}

/// Takes from one pot and puts into another.
pub(in crate::incentives) async fn shift(
    conn: &mut AnyConnection,
    incentive_id: &IncentiveId,
    (from, to): (Pot, Pot),
    amount: Amount,
) -> Result<(), Fault> {
    let (from, to) = (from.column(), to.column());
    // Made of the names of columns only.
    let sql = format!(
        "UPDATE incentives SET {from} = {from} - $1, {to} = {to} + $1, version = version + 1 WHERE incentive_id = $2"
    );
    let shifted = sqlx::query(AssertSqlSafe(sql))
        .bind(amount.minor())
        .bind(incentive_id.as_str())
        .execute(conn)
        .await?;
    if shifted.rows_affected() == 1 { Ok(()) } else { Err(Fault::new("money of no incentive")) }
}

/// How much is in each pot.
pub(in crate::incentives) async fn pots(
    conn: &mut AnyConnection,
    incentive_id: &IncentiveId,
) -> Result<Pots, Fault> {
    let row = sqlx::query(
        "SELECT status, open_amount, held_amount, expired_amount, transferred_amount FROM incentives
         WHERE incentive_id = $1",
    )
    .bind(incentive_id.as_str())
    .fetch_one(conn)
    .await?;
    Ok(Pots {
        status: known(&row, "status", IncentiveStatus::parse)?,
        open: amount(&row, "open_amount")?,
        held: amount(&row, "held_amount")?,
        expired: amount(&row, "expired_amount")?,
        transferred: amount(&row, "transferred_amount")?,
    })
}

pub(in crate::incentives) async fn set_status(
    conn: &mut AnyConnection,
    incentive_id: &IncentiveId,
    status: IncentiveStatus,
) -> Result<(), Fault> {
    sqlx::query("UPDATE incentives SET status = $1 WHERE incentive_id = $2")
        .bind(status.as_str())
        .bind(incentive_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}
