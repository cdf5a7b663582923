//! All SQL on arrears, movements of cash and the alert.

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known, known_or_null},
};
use contract::{
    associations::AssociationType,
    funds::{AlertChannel, BalanceAlert, FundsDetailQuery, FundsEntry, FundsEntryKind},
    money::{Amount, Currency, Money},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// Arrears of the customers for whom the partner settles, by currency.
pub async fn arrears(conn: &mut AnyConnection, partner_id: &str) -> Result<Vec<Money>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("partner_id = ?", partner_id);
    let settled = AssociationType::ALL.into_iter().filter(|kind| kind.settles_for_customer());
    conditions.one_of("association_type", settled.map(|kind| kind.as_str().to_owned()));
    conditions.fixed("debt > 0");
    let select = "SELECT currency, CAST(SUM(debt) AS BIGINT) AS debt FROM customers";
    let rows = conditions.rows(conn, select, "GROUP BY currency", Page::first(8), "").await?;
    let sum = |row: &AnyRow| {
        Ok(Money { amount: amount(row, "debt")?, currency: known(row, "currency", Currency::parse)? })
    };
    rows.iter().map(sum).collect()
}

const ENTRIES: &str = "SELECT e.entry_id, e.kind, e.about_id, e.currency, e.posted_at, l.amount, \
     COALESCE(l.balance_after, CASE WHEN e.kind = 'OPENING' THEN l.amount END) AS balance_after, a.customer_id \
     FROM book_entries e JOIN book_lines l ON l.entry_id = e.entry_id AND l.account = 'CASH' \
     LEFT JOIN adjust_records a ON a.trans_id = e.about_id";

/// A page of the movements of a partner's cash, newest first, and how many there are.
pub async fn entries(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &FundsDetailQuery,
    page: Page,
) -> Result<(Vec<FundsEntry>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("e.partner_id = ?", partner_id);
    if let Some(kind) = query.kind {
        conditions.text("e.kind = ?", kind.as_str());
    }
    if let Some(from) = query.from {
        conditions.number("e.posted_at >= ?", from.china_midnight().seconds());
    }
    if let Some(to) = query.to {
        conditions.number("e.posted_at < ?", to.plus_days(1).china_midnight().seconds());
    }
    let cash = "book_entries e JOIN book_lines l ON l.entry_id = e.entry_id AND l.account = 'CASH'";
    let total = conditions.count(conn, cash).await?;
    let order = "ORDER BY e.posted_at DESC, COALESCE(l.position, 0) DESC, e.entry_id DESC";
    let rows = conditions.rows(conn, ENTRIES, order, page, "").await?;
    Ok((rows.iter().map(entry).collect::<Result<_, _>>()?, total))
}

fn entry(row: &AnyRow) -> Result<FundsEntry, Fault> {
    let after: Option<i64> = row.try_get("balance_after")?;
    let kind: String = row.try_get("kind")?;
    let kind = FundsEntryKind::parse(&kind).unwrap_or(FundsEntryKind::Other);
    let posted_at = Timestamp::from_seconds(row.try_get("posted_at")?);
    Ok(FundsEntry {
        entry_id: row.try_get("entry_id")?,
        kind,
        about_id: row.try_get("about_id")?,
        customer_id: known_or_null(row, "customer_id", |text| text.parse().ok())?,
        amount: amount(row, "amount")?,
        currency: known(row, "currency", Currency::parse)?,
        balance_after: after.and_then(Amount::from_minor),
        posted_at: (kind != FundsEntryKind::Opening).then_some(posted_at),
    })
}

/// The alert, and what it is at.
#[derive(Default)]
pub struct StoredAlert {
    pub alert: BalanceAlert,
    pub fired: bool,
    pub fired_balance: Option<Amount>,
}

/// A partner's alert; one that was never set is off.
pub async fn alert(conn: &mut AnyConnection, partner_id: &str) -> Result<StoredAlert, Fault> {
    let row = sqlx::query("SELECT * FROM balance_alerts WHERE partner_id = $1")
        .bind(partner_id)
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(StoredAlert::default()) };
    let is = |column: &str| Ok::<_, Fault>(row.try_get::<i64, _>(column)? == 1);
    let sum =
        |column: &str| Ok::<_, Fault>(row.try_get::<Option<i64>, _>(column)?.and_then(Amount::from_minor));
    let channels = [(AlertChannel::Sms, is("sms")?), (AlertChannel::Email, is("email")?)];
    let channels = channels.into_iter().filter_map(|(channel, on)| on.then_some(channel)).collect();
    Ok(StoredAlert {
        alert: BalanceAlert { enabled: is("enabled")?, threshold: sum("threshold")?, channels },
        fired: is("fired")?,
        fired_balance: sum("fired_balance")?,
    })
}

/// Sets a partner's alert.
pub async fn set_alert(
    conn: &mut AnyConnection,
    partner_id: &str,
    alert: &BalanceAlert,
    fired: bool,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO balance_alerts (partner_id, enabled, threshold, sms, email, fired)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (partner_id) DO UPDATE SET enabled = excluded.enabled, threshold = excluded.threshold,
             sms = excluded.sms, email = excluded.email, fired = excluded.fired, fired_balance = NULL",
    )
    .bind(partner_id)
    .bind(i64::from(alert.enabled))
    .bind(alert.threshold.map(Amount::minor))
    .bind(i64::from(alert.channels.contains(&AlertChannel::Sms)))
    .bind(i64::from(alert.channels.contains(&AlertChannel::Email)))
    .bind(i64::from(fired))
    .execute(conn)
    .await?;
    Ok(())
}

/// Lets the alert fire if it is armed and the balance below; tells whether it did.
pub async fn fire(conn: &mut AnyConnection, partner_id: &str, balance: i64) -> Result<bool, Fault> {
    let fired = sqlx::query(
        "UPDATE balance_alerts SET fired = 1, fired_balance = $2
         WHERE partner_id = $1 AND enabled = 1 AND fired = 0 AND threshold > $2",
    )
    .bind(partner_id)
    .bind(balance)
    .execute(conn)
    .await?;
    Ok(fired.rows_affected() == 1)
}

/// Arms the alert again once the balance is no longer below.
pub async fn arm(conn: &mut AnyConnection, partner_id: &str, balance: i64) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE balance_alerts SET fired = 0 WHERE partner_id = $1 AND fired = 1 AND threshold <= $2",
    )
    .bind(partner_id)
    .bind(balance)
    .execute(conn)
    .await?;
    Ok(())
}
