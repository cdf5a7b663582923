//! Lines of incentives. Names of customers come masked, as they were when the line was made.

use super::totals;
use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known, known_or_null},
};
use contract::{
    associations::AssociationType,
    ids::{IncentiveId, IncentiveLineId, PartnerId, UserId},
    incentives::{
        AccountManagerRef, BillingMode, FeedbackStatus, IncentiveFilters, IncentiveLine, IncentiveLineQuery,
        IncentiveStatus, ProductType, ResellerRef,
    },
    money::{Currency, Money},
};
use sqlx::{AnyConnection, Row, any::AnyRow};

pub(in crate::incentives) const SELECT: &str = "SELECT l.*, i.earned_in, i.plan_name, i.association_type, i.currency, i.status, \
     u.name AS manager_name, r.name AS reseller_name, \
     (SELECT f.status FROM incentive_feedbacks f WHERE f.line_id = l.line_id \
      ORDER BY f.given_at DESC, f.feedback_id DESC LIMIT 1) AS feedback \
     FROM incentive_lines l JOIN incentives i ON i.incentive_id = l.incentive_id \
     LEFT JOIN users u ON u.user_id = l.manager_user_id \
     LEFT JOIN partners r ON r.partner_id = l.reseller_id";
const TABLES: &str = "incentive_lines l JOIN incentives i ON i.incentive_id = l.incentive_id";
const SUMS: &str = "SELECT i.currency, CAST(SUM(l.amount) AS BIGINT) AS total \
     FROM incentive_lines l JOIN incentives i ON i.incentive_id = l.incentive_id";
pub(in crate::incentives) const ORDER: &str = "ORDER BY l.period DESC, l.line_id DESC";

pub(in crate::incentives) fn read(row: &AnyRow) -> Result<IncentiveLine, Fault> {
    Ok(IncentiveLine {
        line_id: known(row, "line_id", |text| text.parse().ok())?,
        incentive_id: known(row, "incentive_id", |text| text.parse().ok())?,
        period: known(row, "period", |text| text.parse().ok())?,
        earned_in: known(row, "earned_in", |text| text.parse().ok())?,
        plan_name: row.try_get("plan_name")?,
        order_id: row.try_get("order_id")?,
        customer_id: known(row, "customer_id", |text| text.parse().ok())?,
        customer_name: row.try_get("customer_name")?,
        account_manager_name: row.try_get("manager_name")?,
        product_type: known(row, "product_type", ProductType::parse)?,
        association_type: known(row, "association_type", AssociationType::parse)?,
        billing_mode: known(row, "billing_mode", BillingMode::parse)?,
        reseller_name: row.try_get("reseller_name")?,
        spent_on: known(row, "spent_on", |text| text.parse().ok())?,
        spend: amount(row, "spend")?,
        rate: row.try_get("rate")?,
        amount: amount(row, "amount")?,
        currency: known(row, "currency", Currency::parse)?,
        status: known(row, "status", IncentiveStatus::parse)?,
        feedback: known_or_null(row, "feedback", FeedbackStatus::parse)?,
    })
}

pub(in crate::incentives) fn matching(partner_id: &str, query: &IncentiveLineQuery) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.text("l.partner_id = ?", partner_id);
    if let Some(begin) = query.period_begin {
        conditions.text("l.period >= ?", begin.to_string());
    }
    if let Some(end) = query.period_end {
        conditions.text("l.period <= ?", end.to_string());
    }
    let exact = [
        ("i.plan_name = ?", query.plan_name.as_deref()),
        ("l.order_id = ?", query.order_id.as_deref()),
        ("l.customer_id = ?", query.customer_id.as_deref()),
        ("l.manager_user_id = ?", query.account_manager_id.as_ref().map(UserId::as_str)),
        ("l.product_type = ?", query.product_type.map(ProductType::as_str)),
        ("i.association_type = ?", query.association_type.map(AssociationType::as_str)),
        ("l.billing_mode = ?", query.billing_mode.map(BillingMode::as_str)),
        ("i.status = ?", query.status.map(IncentiveStatus::as_str)),
        ("i.currency = ?", query.currency.map(Currency::as_str)),
        ("l.incentive_id = ?", query.incentive_id.as_deref()),
        ("l.line_id = ?", query.line_id.as_deref()),
        ("l.reseller_id = ?", query.reseller_id.as_ref().map(PartnerId::as_str)),
    ];
    for (condition, value) in exact {
        if let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) {
            conditions.text(condition, value);
        }
    }
    if let Some(name) = query.customer_name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        // Only who still is this partner's customer is found by name.
        conditions.contains(
            "l.customer_id IN (SELECT c.customer_id FROM customers c WHERE c.customer_id = l.customer_id AND \
             c.partner_id = l.partner_id AND lower(c.name) LIKE lower(?) ESCAPE '\\')",
            name,
        );
    }
    if let Some(feedback) = query.feedback {
        conditions.text(
            "(SELECT f.status FROM incentive_feedbacks f WHERE f.line_id = l.line_id \
             ORDER BY f.given_at DESC, f.feedback_id DESC LIMIT 1) = ?",
            feedback.as_str(),
        );
    }
    conditions
}

/// A page of a partner's lines, the newest first; how many there are, and their sums.
pub async fn page(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &IncentiveLineQuery,
    page: Page,
) -> Result<(Vec<IncentiveLine>, u32, Vec<Money>), Fault> {
    let conditions = matching(partner_id, query);
    let total = conditions.count(conn, TABLES).await?;
    let group = "GROUP BY i.currency ORDER BY i.currency";
    let sums = totals::by_currency(conn, &conditions, SUMS, group).await?;
    let rows = conditions.rows(conn, SELECT, ORDER, page, "").await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total, sums))
}

/// How many lines a query asks for.
pub async fn count(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &IncentiveLineQuery,
) -> Result<u32, Fault> {
    matching(partner_id, query).count(conn, TABLES).await
}

/// A stretch of the same list without counting it, for whoever reads it to its end: an export.
pub async fn stretch(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &IncentiveLineQuery,
    page: Page,
) -> Result<Vec<IncentiveLine>, Fault> {
    let rows = matching(partner_id, query).rows(conn, SELECT, ORDER, page, "").await?;
    rows.iter().map(read).collect()
}

/// A line of an incentive.
pub async fn find(
    conn: &mut AnyConnection,
    incentive_id: &IncentiveId,
    line_id: &IncentiveLineId,
) -> Result<Option<IncentiveLine>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("l.incentive_id = ?", incentive_id.as_str());
    conditions.text("l.line_id = ?", line_id.as_str());
    conditions.rows(conn, SELECT, "", Page::first(1), "").await?.first().map(read).transpose()
}

/// What a partner's incentives can be filtered by.
pub async fn filters(conn: &mut AnyConnection, partner_id: &str) -> Result<IncentiveFilters, Fault> {
    let texts = async |conn: &mut AnyConnection, sql: &'static str| {
        Ok::<Vec<String>, Fault>(sqlx::query_scalar(sql).bind(partner_id).fetch_all(conn).await?)
    };
    let plans = "SELECT DISTINCT plan_name FROM incentives WHERE partner_id = $1 ORDER BY plan_name";
    let currencies = "SELECT DISTINCT currency FROM incentives WHERE partner_id = $1 ORDER BY currency";
    let periods = "SELECT DISTINCT period FROM incentives WHERE partner_id = $1 ORDER BY period";
    let managers = sqlx::query(
        "SELECT u.user_id, u.name FROM users u WHERE u.partner_id = $1 AND EXISTS (SELECT 1 FROM incentive_lines l
         WHERE l.partner_id = $1 AND l.manager_user_id = u.user_id) ORDER BY u.user_id",
    )
    .bind(partner_id)
    .fetch_all(&mut *conn)
    .await?;
    let resellers = sqlx::query(
        "SELECT r.partner_id, r.name FROM partners r WHERE r.distributor_id = $1 AND EXISTS (
         SELECT 1 FROM incentive_lines l WHERE l.partner_id = $1 AND l.reseller_id = r.partner_id)
         ORDER BY r.partner_id",
    )
    .bind(partner_id)
    .fetch_all(&mut *conn)
    .await?;
    let periods = texts(conn, periods).await?;
    let month = |text: Option<&String>| text.and_then(|text| text.parse().ok());
    Ok(IncentiveFilters {
        plan_names: texts(conn, plans).await?,
        account_managers: managers
            .iter()
            .map(|row| {
                let user_id = known(row, "user_id", |text| text.parse().ok())?;
                Ok(AccountManagerRef { user_id, name: row.try_get("name")? })
            })
            .collect::<Result<_, Fault>>()?,
        resellers: resellers
            .iter()
            .map(|row| {
                let partner_id = known(row, "partner_id", |text| text.parse().ok())?;
                Ok(ResellerRef { partner_id, name: row.try_get("name")? })
            })
            .collect::<Result<_, Fault>>()?,
        currencies: texts(conn, currencies).await?.iter().filter_map(|text| Currency::parse(text)).collect(),
        first_period: month(periods.first()),
        last_period: month(periods.last()),
    })
}
