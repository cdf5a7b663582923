//! Orders for a term, as far as tasks are about them.

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known, known_or_null},
};
use contract::{
    marketing_tasks::OrderResource,
    money::{Amount, Currency, Money},
    month::Month,
    renewal_rules::{BIG_ORDER_MINOR, OrderFacts, ProductNeed, RENEWED_ENOUGH_PERCENT},
    time::Date,
};
use sqlx::{AnyConnection, Row};

/// An order of which a task is to come about.
pub(crate) struct DueOrder {
    pub order_no: String,
    pub product: String,
    pub customer_id: String,
    /// Whose customer it is now.
    pub partner_id: String,
    pub facts: OrderFacts,
}

/// Orders that expire in this month and of which the customer's partner has no task yet, at most `most`: those that meet the
/// rule ([`OrderFacts::is_due_in`]), so that what is left out never fills a stretch.
pub(crate) async fn due(conn: &mut AnyConnection, month: Month, most: i64) -> Result<Vec<DueOrder>, Fault> {
    let rows = sqlx::query(
        "SELECT o.order_no, o.product, o.customer_id, c.partner_id, o.need, o.currency, o.paid_amount, o.renewed_amount,
         o.expires_on FROM term_orders o JOIN customers c ON c.customer_id = o.customer_id
         WHERE o.expires_on >= $1 AND o.expires_on <= $2 AND o.need = $3 AND o.currency = $4 AND o.paid_amount >= $5
         AND o.renewed_amount * 100 < o.paid_amount * $6 AND c.partner_id IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM marketing_tasks t WHERE t.order_no = o.order_no AND t.partner_id = c.partner_id)
         ORDER BY o.expires_on, o.order_no LIMIT $7",
    )
    .bind(month.first_day().to_string())
    .bind(month.last_day().to_string())
    .bind(ProductNeed::Lasting.as_str())
    .bind(Currency::Cny.as_str())
    .bind(BIG_ORDER_MINOR)
    .bind(RENEWED_ENOUGH_PERCENT)
    .bind(most)
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let currency = known(row, "currency", Currency::parse)?;
            Ok(DueOrder {
                order_no: row.try_get("order_no")?,
                product: row.try_get("product")?,
                customer_id: row.try_get("customer_id")?,
                partner_id: row.try_get("partner_id")?,
                facts: OrderFacts {
                    expires_on: known(row, "expires_on", |text| text.parse().ok())?,
                    need: known(row, "need", ProductNeed::parse)?,
                    paid: Money { amount: amount(row, "paid_amount")?, currency },
                    renewed: amount(row, "renewed_amount")?,
                },
            })
        })
        .collect()
}

/// When an order was placed, and what it consists of.
pub(crate) async fn resources(
    conn: &mut AnyConnection,
    order_no: &str,
    currency: Currency,
) -> Result<Option<(Date, Vec<OrderResource>)>, Fault> {
    let placed = sqlx::query("SELECT ordered_on FROM term_orders WHERE order_no = $1")
        .bind(order_no)
        .fetch_optional(&mut *conn)
        .await?;
    let Some(placed) = placed else { return Ok(None) };
    let ordered_on = known(&placed, "ordered_on", |text| text.parse().ok())?;
    let rows = sqlx::query("SELECT * FROM term_order_resources WHERE order_no = $1 ORDER BY resource_id")
        .bind(order_no)
        .fetch_all(conn)
        .await?;
    let resources = rows.iter().map(|row| {
        Ok(OrderResource {
            resource_id: row.try_get("resource_id")?,
            specification: row.try_get("specification")?,
            region: row.try_get("region")?,
            paid: Money { amount: amount(row, "paid_amount")?, currency },
            expires_on: known(row, "expires_on", |text| text.parse().ok())?,
            renewed_until: known_or_null(row, "renewed_until", |text| text.parse().ok())?,
        })
    });
    Ok(Some((ordered_on, resources.collect::<Result<_, Fault>>()?)))
}

/// What a partner's customer spent in these months (`yyyy-MM`).
pub(crate) async fn spend(
    conn: &mut AnyConnection,
    partner_id: &str,
    customer_id: &str,
    months: Vec<String>,
) -> Result<Amount, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("partner_id = ?", partner_id);
    conditions.one_of("bill_cycle", months);
    conditions.text("customer_id = ?", customer_id);
    let select = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS spent FROM bill_lines";
    let rows = conditions.rows(conn, select, "", Page::first(1), "").await?;
    rows.first().map_or(Ok(Amount::ZERO), |row| amount(row, "spent"))
}
