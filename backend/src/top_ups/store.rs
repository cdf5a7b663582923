//! All SQL on orders to top up and on their payments.

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known},
};
use contract::{
    ids::{PartnerId, PaymentId, TopUpId, UserId},
    money::{Amount, Currency},
    time::Timestamp,
    top_ups::{TopUpEvent, TopUpQuery, TopUpStatus},
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// An order.
#[derive(Clone, Debug)]
pub struct Order {
    pub top_up_id: TopUpId,
    pub partner_id: PartnerId,
    pub partner_name: String,
    pub user_id: UserId,
    pub created_by: String,
    pub amount: Amount,
    pub currency: Currency,
    pub status: TopUpStatus,
    pub credited: Amount,
    pub withdrawn: Amount,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub paid_at: Option<Timestamp>,
}

impl Order {
    /// Where it stands at this time, whether or not the job of its end has run.
    #[must_use]
    pub fn status_at(&self, now: Timestamp) -> TopUpStatus {
        let ended = (now >= self.expires_at).then(|| self.status.after(TopUpEvent::TimedOut));
        ended.and_then(Result::ok).unwrap_or(self.status)
    }
}

/// Money that the gateway took.
#[derive(Clone, Debug)]
pub struct Payment {
    pub payment_id: PaymentId,
    pub top_up_id: TopUpId,
    pub amount: Amount,
    pub currency: Currency,
    pub received_at: Timestamp,
}

const ORDERS: &str =
    "SELECT t.*, p.name AS partner_name FROM top_ups t JOIN partners p ON p.partner_id = t.partner_id";

fn order(row: &AnyRow) -> Result<Order, Fault> {
    let paid_at: Option<i64> = row.try_get("paid_at")?;
    Ok(Order {
        top_up_id: known(row, "top_up_id", |text| text.parse().ok())?,
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        partner_name: row.try_get("partner_name")?,
        user_id: known(row, "user_id", |text| text.parse().ok())?,
        created_by: row.try_get("created_by")?,
        amount: amount(row, "amount")?,
        currency: known(row, "currency", Currency::parse)?,
        status: known(row, "status", TopUpStatus::parse)?,
        credited: amount(row, "credited")?,
        withdrawn: amount(row, "withdrawn")?,
        created_at: Timestamp::from_seconds(row.try_get("created_at")?),
        expires_at: Timestamp::from_seconds(row.try_get("expires_at")?),
        paid_at: paid_at.map(Timestamp::from_seconds),
    })
}

/// A page of a partner's orders, newest first, and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &TopUpQuery,
    page: Page,
) -> Result<(Vec<Order>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("t.partner_id = ?", partner_id);
    if let Some(status) = query.status {
        conditions.text("t.status = ?", status.as_str());
    }
    if query.returnable {
        conditions.fixed("t.credited > t.withdrawn");
    }
    let total = conditions.count(conn, "top_ups t").await?;
    let order_by = "ORDER BY t.created_at DESC, t.top_up_id DESC";
    let rows = conditions.rows(conn, ORDERS, order_by, page, "").await?;
    Ok((rows.iter().map(order).collect::<Result<_, _>>()?, total))
}

/// What the original route can take back: the newest payments first, or these ones in the same order.
pub async fn returnable(
    conn: &mut AnyConnection,
    partner_id: &str,
    only: &[TopUpId],
    most: u32,
) -> Result<Vec<Order>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("t.partner_id = ?", partner_id);
    if !only.is_empty() {
        conditions.one_of("t.top_up_id", only.iter().map(ToString::to_string));
    }
    conditions.fixed("t.credited > t.withdrawn");
    let order_by = "ORDER BY t.paid_at DESC, t.top_up_id DESC";
    let rows = conditions.rows(conn, ORDERS, order_by, Page::first(most), "").await?;
    rows.iter().map(order).collect()
}

/// How much the original route can take back at most.
pub async fn returnable_sum(conn: &mut AnyConnection, partner_id: &str) -> Result<Amount, Fault> {
    let sum: i64 = sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(credited - withdrawn), 0) AS BIGINT) FROM top_ups
         WHERE partner_id = $1 AND credited > withdrawn",
    )
    .bind(partner_id)
    .fetch_one(conn)
    .await?;
    Amount::from_minor(sum).ok_or_else(|| Fault::new("a sum is out of range"))
}

/// One order, whoever's it is: whose it may be is for the caller to check.
pub async fn find_any(conn: &mut AnyConnection, top_up_id: &TopUpId) -> Result<Option<Order>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("t.top_up_id = ?", top_up_id.as_str());
    let rows = conditions.rows(conn, ORDERS, "", Page::first(1), "").await?;
    rows.first().map(order).transpose()
}

/// Orders of a partner that can still be paid.
pub async fn waiting(conn: &mut AnyConnection, partner_id: &str, now: Timestamp) -> Result<u32, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("partner_id = ?", partner_id);
    conditions.fixed("status IN ('PENDING', 'FAILED')");
    conditions.number("expires_at > ?", now.seconds());
    conditions.count(conn, "top_ups").await
}

/// Adds an order.
pub async fn add(conn: &mut AnyConnection, order: &Order) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO top_ups (top_up_id, partner_id, user_id, created_by, amount, currency, status, created_at,
         expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(order.top_up_id.as_str())
    .bind(order.partner_id.as_str())
    .bind(order.user_id.as_str())
    .bind(order.created_by.as_str())
    .bind(order.amount.minor())
    .bind(order.currency.as_str())
    .bind(order.status.as_str())
    .bind(order.created_at.seconds())
    .bind(order.expires_at.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes where an order stands.
pub async fn set_status(
    conn: &mut AnyConnection,
    top_up_id: &TopUpId,
    status: TopUpStatus,
) -> Result<(), Fault> {
    sqlx::query("UPDATE top_ups SET status = $1 WHERE top_up_id = $2")
        .bind(status.as_str())
        .bind(top_up_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Notes that money was credited for an order.
pub async fn credit(
    conn: &mut AnyConnection,
    top_up_id: &TopUpId,
    amount: Amount,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE top_ups SET credited = credited + $1, paid_at = COALESCE(paid_at, $2) WHERE top_up_id = $3",
    )
    .bind(amount.minor())
    .bind(now.seconds())
    .bind(top_up_id.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes back of what an order credited, or gives it again with a negative amount; tells whether there was so much.
pub async fn take_back(conn: &mut AnyConnection, top_up_id: &TopUpId, minor: i64) -> Result<bool, Fault> {
    let taken = sqlx::query(
        "UPDATE top_ups SET withdrawn = withdrawn + $1
         WHERE top_up_id = $2 AND withdrawn + $1 BETWEEN 0 AND credited",
    )
    .bind(minor)
    .bind(top_up_id.as_str())
    .execute(conn)
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// A payment that the gateway has told of.
pub async fn payment(conn: &mut AnyConnection, payment_id: &PaymentId) -> Result<Option<Payment>, Fault> {
    let row = sqlx::query("SELECT * FROM payments WHERE payment_id = $1")
        .bind(payment_id.as_str())
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Payment {
        payment_id: payment_id.clone(),
        top_up_id: known(&row, "top_up_id", |text| text.parse().ok())?,
        amount: amount(&row, "amount")?,
        currency: known(&row, "currency", Currency::parse)?,
        received_at: Timestamp::from_seconds(row.try_get("received_at")?),
    }))
}

/// Notes a payment.
pub async fn add_payment(conn: &mut AnyConnection, payment: &Payment) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO payments (payment_id, top_up_id, amount, currency, received_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(payment.payment_id.as_str())
    .bind(payment.top_up_id.as_str())
    .bind(payment.amount.minor())
    .bind(payment.currency.as_str())
    .bind(payment.received_at.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes what a payer did at the test gateway; without an amount the bank refused.
pub async fn add_test_payment(
    conn: &mut AnyConnection,
    payment_id: &str,
    top_up_id: &TopUpId,
    taken: Option<Amount>,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO test_gateway_payments (payment_id, top_up_id, amount, paid_at) VALUES ($1, $2, $3, $4)",
    )
    .bind(payment_id)
    .bind(top_up_id.as_str())
    .bind(taken.map(Amount::minor))
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether the test gateway has taken money for this order.
pub async fn test_payment_taken(conn: &mut AnyConnection, top_up_id: &TopUpId) -> Result<bool, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("top_up_id = ?", top_up_id.as_str());
    conditions.fixed("amount IS NOT NULL");
    Ok(conditions.count(conn, "test_gateway_payments").await? > 0)
}

/// What a payer did at the test gateway.
pub async fn test_payment(
    conn: &mut AnyConnection,
    payment_id: &str,
) -> Result<Option<(TopUpId, Option<Amount>)>, Fault> {
    let row = sqlx::query("SELECT top_up_id, amount FROM test_gateway_payments WHERE payment_id = $1")
        .bind(payment_id)
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let taken: Option<i64> = row.try_get("amount")?;
    Ok(Some((known(&row, "top_up_id", |text| text.parse().ok())?, taken.and_then(Amount::from_minor))))
}
