//! All SQL on incentives: reading them here, the rest in files of its own.

pub mod feedbacks;
mod holds;
pub mod lines;
pub mod totals;
mod writing;

pub use holds::{
    frozen_by, identity_lost_at, in_arrears, set_expiry, set_freeze, set_identity_lost, set_thaw, thaws_at,
};
pub use writing::{add, confirm, publish};
pub(super) use writing::{pots, set_status, shift};

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known, known_or_null},
};
use contract::{
    associations::AssociationType,
    ids::{IncentiveId, PartnerId},
    incentives::{Freeze, FrozenReason, Incentive, IncentiveQuery, IncentiveStatus, MoneyPlace},
    money::{Currency, Money},
    month::Month,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

const SELECT: &str = "SELECT i.*, \
     (SELECT COUNT(*) FROM incentive_lines l WHERE l.incentive_id = i.incentive_id) AS line_count, \
     (SELECT COUNT(*) FROM incentive_feedbacks f WHERE f.incentive_id = i.incentive_id AND f.status = 'OPEN') \
     AS open_feedback_count FROM incentives i";

const NEWEST: &str = "ORDER BY i.period DESC, i.incentive_id DESC";
const OLDEST: &str = "ORDER BY i.period, i.incentive_id";
/// Reads everything that meets a condition of which there are few.
const ALL: Page = Page::first(1_000_000);

fn read(row: &AnyRow, now: Timestamp) -> Result<Incentive, Fault> {
    let at =
        |column: &str| Ok::<_, Fault>(row.try_get::<Option<i64>, _>(column)?.map(Timestamp::from_seconds));
    let count =
        |column: &str| Ok::<_, Fault>(u32::try_from(row.try_get::<i64, _>(column)?).unwrap_or(u32::MAX));
    Ok(Incentive {
        incentive_id: known(row, "incentive_id", |text| text.parse().ok())?,
        period: known(row, "period", |text| text.parse().ok())?,
        earned_in: known(row, "earned_in", |text| text.parse().ok())?,
        plan_name: row.try_get("plan_name")?,
        association_type: known(row, "association_type", AssociationType::parse)?,
        amount: amount(row, "amount")?,
        open_amount: amount(row, "open_amount")?,
        currency: known(row, "currency", Currency::parse)?,
        status: known(row, "status", IncentiveStatus::parse)?,
        confirm_deadline: at("confirm_deadline")?,
        confirmed_at: at("confirmed_at")?,
        confirmed_by: row.try_get("confirmed_by")?,
        freeze: freeze(row, now)?,
        expire_at: at("expire_at")?,
        line_count: count("line_count")?,
        open_feedback_count: count("open_feedback_count")?,
        transferred_from: known_or_null(row, "transferred_from", |text| text.parse().ok())?,
        version: row.try_get("version")?,
    })
}

/// The freeze, as long as it holds: what should have thawed has, whether or not that was noted.
fn freeze(row: &AnyRow, now: Timestamp) -> Result<Option<Freeze>, Fault> {
    let Some(reason) = known_or_null(row, "frozen_reason", FrozenReason::parse)? else { return Ok(None) };
    let thaw_at: Option<i64> = row.try_get("thaw_at")?;
    let freeze = Freeze {
        reason,
        since: Timestamp::from_seconds(row.try_get("frozen_since")?),
        customer_id: known(row, "frozen_customer_id", |text| text.parse().ok())?,
        customer_name: row.try_get("frozen_customer_name")?,
        thaw_at: thaw_at.map(Timestamp::from_seconds),
    };
    Ok(Some(freeze).filter(|freeze| freeze.thaw_at.is_none_or(|at| at > now)))
}

async fn in_order(
    conn: &mut AnyConnection,
    conditions: &Conditions,
    order: &'static str,
    page: Page,
    now: Timestamp,
) -> Result<Vec<Incentive>, Fault> {
    conditions.rows(conn, SELECT, order, page, "").await?.iter().map(|row| read(row, now)).collect()
}

fn of_partner(partner_id: &str) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.text("i.partner_id = ?", partner_id);
    conditions
}

fn frozen(conditions: &mut Conditions, now: Timestamp) {
    conditions.fixed("i.frozen_reason IS NOT NULL");
    conditions.number("(i.thaw_at IS NULL OR i.thaw_at > ?)", now.seconds());
}

fn neither_frozen_nor_expired(conditions: &mut Conditions, now: Timestamp) {
    conditions.number("(i.frozen_reason IS NULL OR i.thaw_at <= ?)", now.seconds());
    conditions.number("(i.expire_at IS NULL OR i.expire_at > ?)", now.seconds());
}

/// Those of which something is in this place, as [`totals`] adds it up.
fn in_place(conditions: &mut Conditions, place: MoneyPlace, now: Timestamp) {
    match place {
        MoneyPlace::Estimated => conditions.fixed("i.status = 'ESTIMATED'"),
        MoneyPlace::ToConfirm => conditions.fixed("i.status = 'PENDING_CONFIRM'"),
        MoneyPlace::Available => {
            conditions.fixed("i.open_amount <> 0");
            neither_frozen_nor_expired(conditions, now);
        }
        MoneyPlace::Frozen => {
            conditions.fixed("i.open_amount <> 0");
            frozen(conditions, now);
            conditions.number("(i.expire_at IS NULL OR i.expire_at > ?)", now.seconds());
        }
        MoneyPlace::OnTheWay => conditions.fixed("i.held_amount <> 0"),
        MoneyPlace::Paid => conditions.fixed("i.paid_amount <> 0"),
        MoneyPlace::Expired => {
            conditions
                .number("(i.expired_amount <> 0 OR i.open_amount <> 0 AND i.expire_at <= ?)", now.seconds());
        }
        MoneyPlace::Transferred => conditions.fixed("i.transferred_amount <> 0"),
    }
}

/// A page of a partner's incentives, the newest period first; how many there are, and their sums.
pub async fn page(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &IncentiveQuery,
    page: Page,
    now: Timestamp,
) -> Result<(Vec<Incentive>, u32, Vec<Money>), Fault> {
    let mut conditions = of_partner(partner_id);
    if let Some(begin) = query.period_begin {
        conditions.text("i.period >= ?", begin.to_string());
    }
    if let Some(end) = query.period_end {
        conditions.text("i.period <= ?", end.to_string());
    }
    if !query.status_list.is_empty() {
        conditions.one_of("i.status", query.status_list.iter().map(|status| status.as_str().to_owned()));
    }
    if let Some(place) = query.place {
        in_place(&mut conditions, place, now);
    }
    if let Some(plan_name) = &query.plan_name {
        conditions.text("i.plan_name = ?", plan_name.as_str());
    }
    if let Some(association_type) = query.association_type {
        conditions.text("i.association_type = ?", association_type.as_str());
    }
    if let Some(currency) = query.currency {
        conditions.text("i.currency = ?", currency.as_str());
    }
    let total = conditions.count(conn, "incentives i").await?;
    let sums = "SELECT i.currency, CAST(SUM(i.amount) AS BIGINT) AS total FROM incentives i";
    let sums =
        totals::by_currency(conn, &conditions, sums, "GROUP BY i.currency ORDER BY i.currency").await?;
    Ok((in_order(conn, &conditions, NEWEST, page, now).await?, total, sums))
}

/// One of a partner's incentives.
pub async fn find(
    conn: &mut AnyConnection,
    partner_id: &str,
    incentive_id: &IncentiveId,
    now: Timestamp,
) -> Result<Option<Incentive>, Fault> {
    let mut conditions = of_partner(partner_id);
    conditions.text("i.incentive_id = ?", incentive_id.as_str());
    Ok(in_order(conn, &conditions, "", Page::first(1), now).await?.into_iter().next())
}

/// An incentive and whose it is.
pub async fn find_any(
    conn: &mut AnyConnection,
    incentive_id: &IncentiveId,
    now: Timestamp,
) -> Result<Option<(PartnerId, Incentive)>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("i.incentive_id = ?", incentive_id.as_str());
    let rows = conditions.rows(conn, SELECT, "", Page::first(1), "").await?;
    let Some(row) = rows.first() else { return Ok(None) };
    Ok(Some((known(row, "partner_id", |text| text.parse().ok())?, read(row, now)?)))
}

/// All incentives of a period.
pub async fn of_period(
    conn: &mut AnyConnection,
    partner_id: &str,
    period: Month,
    now: Timestamp,
) -> Result<Vec<Incentive>, Fault> {
    let mut conditions = of_partner(partner_id);
    conditions.text("i.period = ?", period.to_string());
    in_order(conn, &conditions, OLDEST, ALL, now).await
}

/// Everything that waits for confirmation.
pub async fn to_confirm(
    conn: &mut AnyConnection,
    partner_id: &str,
    now: Timestamp,
) -> Result<Vec<Incentive>, Fault> {
    let mut conditions = of_partner(partner_id);
    in_place(&mut conditions, MoneyPlace::ToConfirm, now);
    in_order(conn, &conditions, OLDEST, ALL, now).await
}

/// Everything of which something is open and not expired, frozen or not: the one that expires first, then the oldest.
pub async fn open(
    conn: &mut AnyConnection,
    partner_id: &str,
    now: Timestamp,
) -> Result<Vec<Incentive>, Fault> {
    let mut conditions = of_partner(partner_id);
    conditions.fixed("i.open_amount <> 0");
    conditions.number("(i.expire_at IS NULL OR i.expire_at > ?)", now.seconds());
    let order =
        "ORDER BY CASE WHEN i.expire_at IS NULL THEN 1 ELSE 0 END, i.expire_at, i.period, i.incentive_id";
    in_order(conn, &conditions, order, ALL, now).await
}

/// Frozen ones, the oldest period first.
pub async fn frozen_ones(
    conn: &mut AnyConnection,
    partner_id: &str,
    most: u32,
    now: Timestamp,
) -> Result<Vec<Incentive>, Fault> {
    let mut conditions = of_partner(partner_id);
    in_place(&mut conditions, MoneyPlace::Frozen, now);
    in_order(conn, &conditions, OLDEST, Page::first(most), now).await
}
