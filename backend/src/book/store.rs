//! All SQL of the book.

use super::{Account, Entry, EntryKind, check::Balances};
use crate::{problem::Fault, secret::random_id};
use contract::{
    money::{Amount, Currency},
    time::Timestamp,
};
use sqlx::{AnyConnection, Executor, Row};

const OPENING: &str = include_str!("../../migrations/0022_opening_balances.sql");

/// Writes the opening entries of partners that have none.
///
/// # Errors
/// When the database fails.
pub async fn open(conn: &mut AnyConnection) -> Result<(), Fault> {
    conn.execute(OPENING).await?;
    Ok(())
}

/// Whether this was booked already.
///
/// # Errors
/// When the database fails.
pub async fn is_posted(conn: &mut AnyConnection, kind: EntryKind, about_id: &str) -> Result<bool, Fault> {
    let row = sqlx::query("SELECT 1 FROM book_entries WHERE kind = $1 AND about_id = $2")
        .bind(kind.as_str())
        .bind(about_id)
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}

pub(super) async fn add_entry(
    conn: &mut AnyConnection,
    now: Timestamp,
    entry: Entry<'_>,
) -> Result<String, Fault> {
    let entry_id = random_id()?;
    sqlx::query(
        "INSERT INTO book_entries (entry_id, partner_id, kind, about_id, currency, posted_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&entry_id)
    .bind(entry.partner_id)
    .bind(entry.kind.as_str())
    .bind(entry.about_id)
    .bind(entry.currency.as_str())
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(entry_id)
}

pub(super) async fn add_line(
    conn: &mut AnyConnection,
    entry_id: &str,
    account: &Account,
    amount: Amount,
    cash: Option<CashMoved>,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO book_lines (entry_id, account, owner_id, amount, balance_after, position)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(entry_id)
    .bind(account.as_str())
    .bind(account.owner())
    .bind(amount.minor())
    .bind(cash.map(|cash| cash.balance))
    .bind(cash.map(|cash| cash.position))
    .execute(conn)
    .await?;
    Ok(())
}

/// The cash account after a line.
#[derive(Clone, Copy)]
pub(super) struct CashMoved {
    /// Hundredths.
    pub balance: i64,
    /// The how-manieth line it is.
    pub position: i64,
}

/// Adds to the cash account, or takes from it; nothing where that would dip into what is earmarked.
pub(super) async fn move_cash(
    conn: &mut AnyConnection,
    entry: Entry<'_>,
    amount: Amount,
) -> Result<Option<CashMoved>, Fault> {
    let moved = sqlx::query(
        "UPDATE partner_accounts SET cash_balance = cash_balance + $1, cash_lines = cash_lines + 1
         WHERE partner_id = $2 AND currency = $3 AND ($1 > 0 OR cash_balance + $1 >= designated_amount)
         RETURNING cash_balance, cash_lines",
    )
    .bind(amount.minor())
    .bind(entry.partner_id)
    .bind(entry.currency.as_str())
    .fetch_optional(conn)
    .await?;
    let Some(row) = moved else {
        if amount.is_positive() {
            // Money must not vanish because an account is missing.
            return Err(Fault::new("the partner has no account in this currency"));
        }
        return Ok(None);
    };
    Ok(Some(CashMoved { balance: row.try_get(0)?, position: row.try_get(1)? }))
}

/// Adds to a balance; gives what it is then.
pub(super) async fn move_balance(
    conn: &mut AnyConnection,
    entry: Entry<'_>,
    account: &Account,
    amount: Amount,
) -> Result<i64, Fault> {
    let row = sqlx::query(
        "INSERT INTO book_balances (partner_id, account, currency, balance) VALUES ($1, $2, $3, $4)
         ON CONFLICT (partner_id, account, currency)
         DO UPDATE SET balance = book_balances.balance + excluded.balance RETURNING balance",
    )
    .bind(entry.partner_id)
    .bind(account.as_str())
    .bind(entry.currency.as_str())
    .bind(amount.minor())
    .fetch_one(conn)
    .await?;
    Ok(row.try_get(0)?)
}

/// The balance of an account other than cash and granted money.
///
/// # Errors
/// When the database fails.
pub async fn balance(
    conn: &mut AnyConnection,
    partner_id: &str,
    account: &Account,
    currency: Currency,
) -> Result<Amount, Fault> {
    let row = sqlx::query(
        "SELECT balance FROM book_balances WHERE partner_id = $1 AND account = $2 AND currency = $3",
    )
    .bind(partner_id)
    .bind(account.as_str())
    .bind(currency.as_str())
    .fetch_optional(conn)
    .await?;
    let minor = row.map_or(Ok(0), |row| row.try_get(0))?;
    Amount::from_minor(minor).ok_or_else(|| Fault::new("a balance is out of range"))
}

/// Entries whose lines do not sum to zero.
pub(super) async fn unbalanced(conn: &mut AnyConnection) -> Result<Vec<String>, Fault> {
    let sql = "SELECT e.entry_id FROM book_entries e LEFT JOIN book_lines l ON l.entry_id = e.entry_id
        GROUP BY e.entry_id HAVING COALESCE(SUM(l.amount), 0) <> 0";
    Ok(sqlx::query_scalar(sql).fetch_all(conn).await?)
}

/// What the lines of each account sum to, and what its balance says.
pub(super) async fn balances(conn: &mut AnyConnection) -> Result<Vec<Balances>, Fault> {
    // After the granted sums come those of customers who have no line at all, then incentives and payouts, which say
    // themselves what is open and what is held.
    let sql = "
        WITH sums AS (
            SELECT e.partner_id, l.account, l.owner_id, e.currency, CAST(SUM(l.amount) AS BIGINT) AS sum
            FROM book_lines l JOIN book_entries e ON e.entry_id = l.entry_id
            GROUP BY e.partner_id, l.account, l.owner_id, e.currency
        )
        SELECT b.partner_id || ' ' || b.account || ' ' || b.currency AS what, b.balance AS kept,
               COALESCE(s.sum, 0) AS sum
        FROM book_balances b LEFT JOIN sums s
          ON s.partner_id = b.partner_id AND s.account = b.account AND s.currency = b.currency
        UNION ALL
        SELECT a.partner_id || ' CASH', a.cash_balance, COALESCE(s.sum, 0)
        FROM partner_accounts a LEFT JOIN sums s ON s.partner_id = a.partner_id AND s.account = 'CASH'
        UNION ALL
        SELECT s.partner_id || ' CUSTOMER_GRANTED ' || s.owner_id, COALESCE(c.granted_balance, 0), s.sum
        FROM sums s LEFT JOIN customers c ON c.customer_id = s.owner_id AND c.partner_id = s.partner_id
        WHERE s.account = 'CUSTOMER_GRANTED'
        UNION ALL
        SELECT c.partner_id || ' CUSTOMER_GRANTED ' || c.customer_id, c.granted_balance, 0
        FROM customers c
        WHERE c.granted_balance <> 0 AND NOT EXISTS (
            SELECT 1 FROM book_lines l
            WHERE l.account = 'CUSTOMER_GRANTED' AND l.owner_id = c.customer_id
        )
        UNION ALL
        SELECT i.partner_id || ' incentives open ' || i.currency, CAST(SUM(i.open_amount) AS BIGINT),
               COALESCE(MAX(b.balance), 0)
        FROM incentives i LEFT JOIN book_balances b
          ON b.partner_id = i.partner_id AND b.account = 'INCENTIVE_PAYABLE' AND b.currency = i.currency
        GROUP BY i.partner_id, i.currency
        UNION ALL
        SELECT i.partner_id || ' incentives held ' || i.currency, CAST(SUM(i.held_amount) AS BIGINT),
               COALESCE(MAX(b.balance), 0)
        FROM incentives i LEFT JOIN book_balances b
          ON b.partner_id = i.partner_id AND b.account = 'PAYOUT_HOLD' AND b.currency = i.currency
        GROUP BY i.partner_id, i.currency
        UNION ALL
        SELECT p.partner_id || ' payouts open ' || p.currency,
               CAST(SUM(CASE WHEN p.status IN ('DONE', 'REJECTED') THEN 0 ELSE p.amount END) AS BIGINT),
               COALESCE(MAX(b.balance), 0)
        FROM payouts p LEFT JOIN book_balances b
          ON b.partner_id = p.partner_id AND b.account = 'PAYOUT_HOLD' AND b.currency = p.currency
        GROUP BY p.partner_id, p.currency";
    let rows = sqlx::query(sql).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            Ok(Balances { what: row.try_get("what")?, kept: row.try_get("kept")?, sum: row.try_get("sum")? })
        })
        .collect()
}
