//! Sums of incentives: per currency, per place, per month.

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known},
};
use contract::{
    ids::IncentiveId,
    incentives::{ChartBasis, IncentiveTotals, MoneyPlace, PlaceTotal},
    money::{Currency, Money},
    month::Month,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// The one definition of where an incentive's money is: `$2` is now. Each cent of it is in exactly one place.
macro_rules! places {
    () => {
        "SUM(CASE WHEN i.status = 'ESTIMATED' THEN i.amount ELSE 0 END) AS estimated,
         SUM(CASE WHEN i.status = 'ESTIMATED' THEN 1 ELSE 0 END) AS estimated_count,
         SUM(CASE WHEN i.status = 'PENDING_CONFIRM' THEN i.amount ELSE 0 END) AS to_confirm,
         SUM(CASE WHEN i.status = 'PENDING_CONFIRM' THEN 1 ELSE 0 END) AS to_confirm_count,
         SUM(CASE WHEN i.expire_at <= $2 OR i.frozen_reason IS NOT NULL AND (i.thaw_at IS NULL OR i.thaw_at > $2)
             THEN 0 ELSE i.open_amount END) AS available,
         SUM(CASE WHEN i.open_amount = 0 OR i.expire_at <= $2
             OR i.frozen_reason IS NOT NULL AND (i.thaw_at IS NULL OR i.thaw_at > $2) THEN 0 ELSE 1 END)
             AS available_count,
         SUM(CASE WHEN i.frozen_reason IS NOT NULL AND (i.thaw_at IS NULL OR i.thaw_at > $2)
             AND (i.expire_at IS NULL OR i.expire_at > $2) THEN i.open_amount ELSE 0 END) AS frozen,
         SUM(CASE WHEN i.open_amount <> 0 AND i.frozen_reason IS NOT NULL AND (i.thaw_at IS NULL OR i.thaw_at > $2)
             AND (i.expire_at IS NULL OR i.expire_at > $2) THEN 1 ELSE 0 END) AS frozen_count,
         SUM(i.held_amount) AS on_the_way,
         SUM(CASE WHEN i.held_amount <> 0 THEN 1 ELSE 0 END) AS on_the_way_count,
         SUM(i.paid_amount) AS paid,
         SUM(CASE WHEN i.paid_amount <> 0 THEN 1 ELSE 0 END) AS paid_count,
         SUM(i.expired_amount + CASE WHEN i.expire_at <= $2 THEN i.open_amount ELSE 0 END) AS expired,
         SUM(CASE WHEN i.expired_amount <> 0 OR i.open_amount <> 0 AND i.expire_at <= $2 THEN 1 ELSE 0 END)
             AS expired_count,
         SUM(i.transferred_amount) AS transferred,
         SUM(CASE WHEN i.transferred_amount <> 0 THEN 1 ELSE 0 END) AS transferred_count"
    };
}

/// Sums come as wide numbers from one engine and as narrow ones from the other.
macro_rules! narrowed {
    ($inner:expr) => {
        concat!(
            "SELECT currency, month, CAST(estimated AS BIGINT) AS estimated, CAST(estimated_count AS BIGINT) AS
             estimated_count, CAST(to_confirm AS BIGINT) AS to_confirm, CAST(to_confirm_count AS BIGINT) AS
             to_confirm_count, CAST(available AS BIGINT) AS available, CAST(available_count AS BIGINT) AS
             available_count, CAST(frozen AS BIGINT) AS frozen, CAST(frozen_count AS BIGINT) AS frozen_count,
             CAST(on_the_way AS BIGINT) AS on_the_way, CAST(on_the_way_count AS BIGINT) AS on_the_way_count,
             CAST(paid AS BIGINT) AS paid, CAST(paid_count AS BIGINT) AS paid_count, CAST(expired AS BIGINT) AS
             expired, CAST(expired_count AS BIGINT) AS expired_count, CAST(transferred AS BIGINT) AS transferred,
             CAST(transferred_count AS BIGINT) AS transferred_count FROM (",
            $inner,
            ") sums ORDER BY month, currency"
        )
    };
}

const OF_PARTNER: &str = narrowed!(concat!(
    "SELECT i.currency, '' AS month, ",
    places!(),
    " FROM incentives i WHERE i.partner_id = $1 GROUP BY i.currency"
));
const OF_ONE: &str = narrowed!(concat!(
    "SELECT i.currency, '' AS month, ",
    places!(),
    " FROM incentives i WHERE i.partner_id = $1 AND i.incentive_id = $3 GROUP BY i.currency"
));
const BY_EARNING: &str = narrowed!(concat!(
    "SELECT i.currency, i.earned_in AS month, ",
    places!(),
    " FROM incentives i WHERE i.partner_id = $1 AND i.earned_in BETWEEN $3 AND $4 GROUP BY i.currency, i.earned_in"
));
const BY_PERIOD: &str = narrowed!(concat!(
    "SELECT i.currency, i.period AS month, ",
    places!(),
    " FROM incentives i WHERE i.partner_id = $1 AND i.period BETWEEN $3 AND $4 GROUP BY i.currency, i.period"
));

const fn columns(place: MoneyPlace) -> (&'static str, &'static str) {
    match place {
        MoneyPlace::Estimated => ("estimated", "estimated_count"),
        MoneyPlace::ToConfirm => ("to_confirm", "to_confirm_count"),
        MoneyPlace::Available => ("available", "available_count"),
        MoneyPlace::Frozen => ("frozen", "frozen_count"),
        MoneyPlace::OnTheWay => ("on_the_way", "on_the_way_count"),
        MoneyPlace::Paid => ("paid", "paid_count"),
        MoneyPlace::Expired => ("expired", "expired_count"),
        MoneyPlace::Transferred => ("transferred", "transferred_count"),
    }
}

fn read(row: &AnyRow) -> Result<IncentiveTotals, Fault> {
    let place = |place: MoneyPlace| {
        let (sum, count) = columns(place);
        Ok(PlaceTotal {
            place,
            amount: amount(row, sum)?,
            incentive_count: u32::try_from(row.try_get::<i64, _>(count)?).unwrap_or(u32::MAX),
        })
    };
    Ok(IncentiveTotals {
        currency: known(row, "currency", Currency::parse)?,
        places: MoneyPlace::ALL.into_iter().map(place).collect::<Result<_, Fault>>()?,
    })
}

/// Where all of a partner's incentives are.
pub async fn of_partner(
    conn: &mut AnyConnection,
    partner_id: &str,
    now: Timestamp,
) -> Result<Vec<IncentiveTotals>, Fault> {
    let rows = sqlx::query(OF_PARTNER).bind(partner_id).bind(now.seconds()).fetch_all(conn).await?;
    rows.iter().map(read).collect()
}

/// Where one is.
pub async fn of_one(
    conn: &mut AnyConnection,
    partner_id: &str,
    incentive_id: &IncentiveId,
    now: Timestamp,
) -> Result<Vec<PlaceTotal>, Fault> {
    let rows = sqlx::query(OF_ONE)
        .bind(partner_id)
        .bind(now.seconds())
        .bind(incentive_id.as_str())
        .fetch_all(conn)
        .await?;
    let totals: Vec<IncentiveTotals> = rows.iter().map(read).collect::<Result<_, _>>()?;
    let places = totals.into_iter().flat_map(|totals| totals.places);
    Ok(places.filter(|total| total.incentive_count > 0).collect())
}

/// Where those of a span of months are, month by month.
pub async fn by_month(
    conn: &mut AnyConnection,
    partner_id: &str,
    basis: ChartBasis,
    (first, last): (Month, Month),
    now: Timestamp,
) -> Result<Vec<(Month, IncentiveTotals)>, Fault> {
    let sql = match basis {
        ChartBasis::EarnedIn => BY_EARNING,
        ChartBasis::Period => BY_PERIOD,
    };
    let rows = sqlx::query(sql)
        .bind(partner_id)
        .bind(now.seconds())
        .bind(first.to_string())
        .bind(last.to_string())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok((known(row, "month", |text| text.parse().ok())?, read(row)?))).collect()
}

/// What meets the conditions, per currency; `select` gives `currency` and `total`.
pub(in crate::incentives) async fn by_currency(
    conn: &mut AnyConnection,
    conditions: &Conditions,
    select: &'static str,
    group: &'static str,
) -> Result<Vec<Money>, Fault> {
    let rows = conditions.rows(conn, select, group, Page::first(10), "").await?;
    let money = |row: &AnyRow| {
        Ok(Money { amount: amount(row, "total")?, currency: known(row, "currency", Currency::parse)? })
    };
    rows.iter().map(money).collect()
}
