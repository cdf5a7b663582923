//! Lists and sums of opportunities.

use super::{Record, SELECT, read};
use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known, known_or_null},
};
use contract::{
    money::Amount,
    opportunities::{OpportunityQuery, OpportunitySort},
    opportunity_desk::VendorOpportunityQuery,
    opportunity_status::{Direction, OpportunityStatus, ProgressStage},
};
use sqlx::{AnyConnection, Row};

const TEXTS: &str = "lower(o.name || ' ' || o.customer_name || ' ' || COALESCE(o.crm_reference, '')) LIKE lower(?) \
     ESCAPE '\\'";

fn order(sort: OpportunitySort) -> &'static str {
    match sort {
        OpportunitySort::Newest => "ORDER BY o.shared_at DESC, o.opportunity_id DESC",
        OpportunitySort::Deadline => {
            "ORDER BY CASE WHEN o.deadline IS NULL THEN 1 ELSE 0 END, o.deadline, o.opportunity_id"
        }
        OpportunitySort::Amount => "ORDER BY o.estimated_minor DESC, o.opportunity_id DESC",
    }
}

fn of_statuses(conditions: &mut Conditions, statuses: &[OpportunityStatus]) {
    if !statuses.is_empty() {
        conditions.one_of("o.status", statuses.iter().map(|status| status.as_str().to_owned()));
    }
}

fn with_keyword(conditions: &mut Conditions, keyword: Option<&str>) {
    if let Some(keyword) = keyword.map(str::trim).filter(|text| !text.is_empty()) {
        conditions.contains(TEXTS, keyword);
    }
}

/// A page of a partner's opportunities, and how many there are.
pub async fn of_partner(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &OpportunityQuery,
    page: Page,
) -> Result<(Vec<Record>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("o.partner_id = ?", partner_id);
    conditions.text("o.direction = ?", query.direction.as_str());
    of_statuses(&mut conditions, &query.status_list);
    if let Some(stage) = query.stage {
        conditions.text("o.stage = ?", stage.as_str());
    }
    with_keyword(&mut conditions, query.keyword.as_deref());
    if let Some(begin) = query.created_begin {
        conditions.number("o.shared_at >= ?", begin.china_midnight().seconds());
    }
    if let Some(end) = query.created_end {
        conditions.number("o.shared_at < ?", end.plus_days(1).china_midnight().seconds());
    }
    paged(conn, &conditions, order(query.sort), page).await
}

/// A page of all partners' opportunities but for drafts, which are nobody else's business.
pub async fn of_vendor(
    conn: &mut AnyConnection,
    query: &VendorOpportunityQuery,
    page: Page,
) -> Result<(Vec<Record>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("o.status <> ?", OpportunityStatus::Draft.as_str());
    if let Some(direction) = query.direction {
        conditions.text("o.direction = ?", direction.as_str());
    }
    of_statuses(&mut conditions, &query.status_list);
    with_keyword(&mut conditions, query.keyword.as_deref());
    paged(conn, &conditions, order(OpportunitySort::Newest), page).await
}

async fn paged(
    conn: &mut AnyConnection,
    conditions: &Conditions,
    order: &'static str,
    page: Page,
) -> Result<(Vec<Record>, u32), Fault> {
    let total = conditions.count(conn, "opportunities o").await?;
    let rows = conditions.rows(conn, SELECT, order, page, "").await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// Opportunities in one place.
#[derive(Clone, Debug)]
pub struct Sum {
    pub status: OpportunityStatus,
    pub stage: Option<ProgressStage>,
    pub count: u32,
    pub amount: Amount,
}

/// What a partner's opportunities are worth: what was signed where something was, else the estimate.
pub async fn sums(
    conn: &mut AnyConnection,
    partner_id: &str,
    direction: Direction,
) -> Result<Vec<Sum>, Fault> {
    let rows = sqlx::query(
        "SELECT status, stage, COUNT(*) AS many,
         CAST(SUM(CASE WHEN signed_minor > 0 THEN signed_minor ELSE estimated_minor END) AS BIGINT) AS worth
         FROM opportunities WHERE partner_id = $1 AND direction = $2 GROUP BY status, stage",
    )
    .bind(partner_id)
    .bind(direction.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Sum {
                status: known(row, "status", OpportunityStatus::parse)?,
                stage: known_or_null(row, "stage", ProgressStage::parse)?,
                count: u32::try_from(row.try_get::<i64, _>("many")?).unwrap_or(u32::MAX),
                amount: amount(row, "worth")?,
            })
        })
        .collect()
}
