//! What happened to a customer while it was this partner's; another partner never sees it.

use crate::{
    problem::Fault,
    store::conditions::{known, known_or_null},
};
use contract::{
    customers::{TimelineEntry, TimelineEvent},
    ids::CustomerId,
    money::{Amount, Currency, Money},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row};

/// Entries that a detail page shows.
const SHOWN: i64 = 100;

/// An entry to be written.
pub struct Entry<'e> {
    event: TimelineEvent,
    actor: &'e str,
    amount: Option<Money>,
    reason: Option<&'e str>,
}

impl<'e> Entry<'e> {
    /// `actor` is a display name; empty for the system.
    #[must_use]
    pub const fn new(event: TimelineEvent, actor: &'e str) -> Self {
        Self { event, actor, amount: None, reason: None }
    }

    #[must_use]
    pub const fn of(mut self, amount: Money) -> Self {
        self.amount = Some(amount);
        self
    }

    #[must_use]
    pub const fn because(mut self, reason: Option<&'e str>) -> Self {
        self.reason = reason;
        self
    }
}

/// Adds an entry; the caller's transaction is the only writer, so the count cannot be taken twice.
pub async fn add(
    conn: &mut AnyConnection,
    now: Timestamp,
    partner_id: &str,
    customer_id: &CustomerId,
    entry: Entry<'_>,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO timeline (partner_id, customer_id, seq, at, event, actor, amount, currency, reason)
         SELECT $1, $2, COALESCE(MAX(seq), 0) + 1, $3, $4, $5, $6, $7, $8 FROM timeline
         WHERE partner_id = $1 AND customer_id = $2",
    )
    .bind(partner_id)
    .bind(customer_id.as_str())
    .bind(now.seconds())
    .bind(entry.event.as_str())
    .bind(entry.actor)
    .bind(entry.amount.map(|money| money.amount.minor()))
    .bind(entry.amount.map(|money| money.currency.as_str()))
    .bind(entry.reason)
    .execute(conn)
    .await?;
    Ok(())
}

/// The newest entries.
pub async fn newest(
    conn: &mut AnyConnection,
    partner_id: &str,
    customer_id: &CustomerId,
) -> Result<Vec<TimelineEntry>, Fault> {
    let rows = sqlx::query(
        "SELECT at, event, actor, amount, currency, reason FROM timeline
         WHERE partner_id = $1 AND customer_id = $2 ORDER BY seq DESC LIMIT $3",
    )
    .bind(partner_id)
    .bind(customer_id.as_str())
    .bind(SHOWN)
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let amount: Option<i64> = row.try_get("amount")?;
            let currency = known_or_null(row, "currency", Currency::parse)?;
            Ok(TimelineEntry {
                at: Timestamp::from_seconds(row.try_get("at")?),
                event: known(row, "event", TimelineEvent::parse)?,
                actor: row.try_get("actor")?,
                amount: amount
                    .and_then(Amount::from_minor)
                    .zip(currency)
                    .map(|(amount, currency)| Money { amount, currency }),
                reason: row.try_get("reason")?,
            })
        })
        .collect()
}
