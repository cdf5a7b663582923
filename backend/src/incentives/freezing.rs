//! Freezing and thawing (G2.6), and what is lost when it is not redeemed in time (G2.7, G2.8).

use super::{
    money::{self, Pot},
    notices, store,
};
use crate::{
    book::{self, Account, Entry, EntryKind},
    jobs::{self, JobKind, Run},
    payouts,
    problem::Fault,
};
use contract::{
    ids::{CustomerId, IncentiveId},
    incentives::{Freeze, FrozenReason, Incentive},
    money::Amount,
    payouts::net_expiring,
    time::{Date, Timestamp},
};
use serde_json::json;
use sqlx::AnyConnection;

/// A year after the identity was lost.
const REDEEM_WITHIN_MONTHS: u8 = 12;

/// The last day on which incentives can be redeemed.
pub(super) fn last_day(lost_at: Timestamp) -> Date {
    lost_at.china_day().plus_months(REDEEM_WITHIN_MONTHS)
}

/// The end of that day.
pub(super) fn expiry(lost_at: Timestamp) -> Timestamp {
    last_day(lost_at).plus_days(1).china_midnight()
}

fn id(text: &str) -> Result<IncentiveId, Fault> {
    text.parse().map_err(|_| Fault::new("a job about no incentive"))
}

/// Freezes an incentive when a customer of its lines has not paid everything.
///
/// # Errors
/// When the database fails.
pub(super) async fn freeze_if_unpaid(
    conn: &mut AnyConnection,
    incentive: &Incentive,
    now: Timestamp,
) -> Result<(), Fault> {
    let unpaid = store::in_arrears(conn, &incentive.incentive_id).await?;
    let Some((customer_id, customer_name)) = unpaid.filter(|_| incentive.amount.is_positive()) else {
        return Ok(());
    };
    let freeze =
        Freeze { reason: FrozenReason::UnpaidSpend, since: now, customer_id, customer_name, thaw_at: None };
    store::set_freeze(conn, &incentive.incentive_id, Some(&freeze)).await
}

/// A customer has paid everything: what was frozen because of it thaws the day after.
///
/// # Errors
/// When the database fails.
pub async fn spend_paid(
    conn: &mut AnyConnection,
    now: Timestamp,
    customer_id: &CustomerId,
) -> Result<(), Fault> {
    let thaw_at = now.china_day().plus_days(1).china_midnight();
    for incentive_id in store::frozen_by(conn, customer_id).await? {
        store::set_thaw(conn, &incentive_id, thaw_at).await?;
        jobs::schedule(conn, JobKind::IncentiveThaws, incentive_id.as_str(), thaw_at).await?;
    }
    Ok(())
}

/// It has thawed: whoever waits for it is told, and it is applied for where that goes by itself.
///
/// # Errors
/// When the database fails.
pub async fn thaw(run: &mut Run, about: &str) -> Result<(), Fault> {
    let incentive_id = id(about)?;
    let due = store::thaws_at(&mut run.tx, &incentive_id).await?;
    if due.is_none_or(|at| at > run.now) {
        return Ok(());
    }
    store::set_freeze(&mut run.tx, &incentive_id, None).await?;
    let found = store::find_any(&mut run.tx, &incentive_id, run.now).await?;
    let Some((partner_id, incentive)) = found else { return Ok(()) };
    run.send(notices::thawed(&partner_id, &incentive)).await?;
    let payout_ids = payouts::apply_automatically(&mut run.moment(), &partner_id).await?;
    run.audit(partner_id.as_str(), "incentive.thaw", about, json!({ "payouts": payout_ids })).await
}

/// The partner loses its identity: what is open is to be redeemed within a year. Reductions stay.
///
/// # Errors
/// When the database fails.
pub async fn lose_identity(conn: &mut AnyConnection, partner_id: &str, at: Timestamp) -> Result<(), Fault> {
    store::set_identity_lost(conn, partner_id, at).await?;
    let expire_at = expiry(at);
    for incentive in store::open(conn, partner_id, at).await? {
        if incentive.open_amount.is_positive() {
            store::set_expiry(conn, &incentive.incentive_id, expire_at).await?;
            let about = incentive.incentive_id.as_str();
            jobs::schedule(conn, JobKind::IncentiveExpires, about, expire_at).await?;
        }
    }
    Ok(())
}

/// Its year is over.
///
/// # Errors
/// When the database fails.
pub async fn expire(run: &mut Run, about: &str) -> Result<(), Fault> {
    let incentive_id = id(about)?;
    let Some(lost) = lapse(&mut run.tx, &incentive_id, run.now).await? else { return Ok(()) };
    let found = store::find_any(&mut run.tx, &incentive_id, run.now).await?;
    let Some((partner_id, incentive)) = found else { return Ok(()) };
    if lost.is_positive() {
        run.send(notices::expired(&partner_id, &incentive, lost)).await?;
    }
    run.audit(partner_id.as_str(), "incentive.expire", about, json!({ "lost": lost })).await
}

/// Takes what is open of an incentive whose time is over: netted with the reductions that existed by then, the rest lost.
/// How much was lost; `None` when nothing was open or its time is not over.
///
/// # Errors
/// When the database fails.
pub async fn lapse(
    conn: &mut AnyConnection,
    incentive_id: &IncentiveId,
    now: Timestamp,
) -> Result<Option<Amount>, Fault> {
    let Some((partner_id, incentive)) = store::find_any(conn, incentive_id, now).await? else {
        return Ok(None);
    };
    let end = incentive.expire_at.filter(|end| *end <= now);
    let Some(end) = end.filter(|_| incentive.open_amount.is_positive()) else { return Ok(None) };
    let existed = |other: &Incentive| {
        other.currency == incentive.currency
            && other.open_amount < Amount::ZERO
            && other.confirmed_at.is_some_and(|at| at < end)
    };
    let open = store::open(conn, partner_id.as_str(), now).await?;
    let reductions: Vec<Incentive> = open.into_iter().filter(existed).collect();
    let sizes: Vec<Amount> = reductions.iter().map(|reduction| reduction.open_amount).collect();
    let (netted, parts) = net_expiring(incentive.open_amount, &sizes);
    let out_of_range = || Fault::new("an amount is out of range");
    for (reduction, part) in reductions.iter().zip(parts).filter(|(_, part)| part.is_positive()) {
        let part = Amount::ZERO.minus(part).ok_or_else(out_of_range)?;
        money::shift(conn, &reduction.incentive_id, (Pot::Open, Pot::Paid), part).await?;
    }
    let lost = incentive.open_amount.minus(netted).ok_or_else(out_of_range)?;
    if lost.is_positive() {
        // An incentive can lapse again when a payout that held a part of it is rejected: its version tells them apart.
        let about_id = format!("{incentive_id}.{}", incentive.version);
        let entry = Entry {
            partner_id: partner_id.as_str(),
            kind: EntryKind::IncentiveExpired,
            about_id: &about_id,
            currency: incentive.currency,
        };
        let lines = book::transfer(Account::IncentivePayable, Account::VendorExpense, lost)?;
        let _once = book::post(conn, now, entry, &lines).await.map_err(payouts::as_fault)?;
    }
    store::shift(conn, incentive_id, (Pot::Open, Pot::Paid), netted).await?;
    money::shift(conn, incentive_id, (Pot::Open, Pot::Expired), lost).await?;
    Ok(Some(lost))
}
