//! All SQL on withdrawals.

use crate::{
    book::EntryKind,
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known},
};
use contract::{
    ids::{PartnerId, UserId, WithdrawalId},
    money::{Amount, Currency},
    time::Timestamp,
    withdrawals::{Withdrawal, WithdrawalPart, WithdrawalRoute, WithdrawalStatus},
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// An application, and whose it is.
pub struct Stored {
    pub partner_id: PartnerId,
    pub user_id: UserId,
    /// Sealed.
    pub account: Option<String>,
    pub withdrawal: Withdrawal,
}

const WITHDRAWALS: &str = "SELECT w.*, p.name AS partner_name FROM withdrawals w \
     JOIN partners p ON p.partner_id = w.partner_id";

fn read(row: &AnyRow) -> Result<Stored, Fault> {
    let time = |column: &str| {
        let seconds: Option<i64> = row.try_get(column)?;
        Ok::<_, Fault>(seconds.map(Timestamp::from_seconds))
    };
    let shown: Option<String> = row.try_get("account_shown")?;
    Ok(Stored {
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        user_id: known(row, "user_id", |text| text.parse().ok())?,
        account: row.try_get("account")?,
        withdrawal: Withdrawal {
            withdrawal_id: known(row, "withdrawal_id", |text| text.parse().ok())?,
            partner_name: row.try_get("partner_name")?,
            amount: amount(row, "amount")?,
            currency: known(row, "currency", Currency::parse)?,
            route: known(row, "route", WithdrawalRoute::parse)?,
            status: known(row, "status", WithdrawalStatus::parse)?,
            account: shown.map(|shown| serde_json::from_str(&shown)).transpose()?,
            parts: Vec::new(),
            requested_at: Timestamp::from_seconds(row.try_get("requested_at")?),
            requested_by: row.try_get("requested_by")?,
            taken_up_at: time("taken_up_at")?,
            expected_by: Timestamp::from_seconds(row.try_get("expected_by")?),
            handled_at: time("handled_at")?,
            answer: row.try_get("answer")?,
        },
    })
}

/// A page of a partner's applications, newest first, without their parts; and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    partner_id: &str,
    status: Option<WithdrawalStatus>,
    page: Page,
) -> Result<(Vec<Withdrawal>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("w.partner_id = ?", partner_id);
    conditions.fixed("w.deleted = 0");
    if let Some(status) = status {
        conditions.text("w.status = ?", status.as_str());
    }
    let total = conditions.count(conn, "withdrawals w").await?;
    let order = "ORDER BY w.requested_at DESC, w.withdrawal_id DESC";
    let rows = conditions.rows(conn, WITHDRAWALS, order, page, "").await?;
    let withdrawals = rows.iter().map(|row| Ok(read(row)?.withdrawal)).collect::<Result<_, Fault>>()?;
    Ok((withdrawals, total))
}

/// One application with its parts, whoever's it is.
pub async fn find_any(
    conn: &mut AnyConnection,
    withdrawal_id: &WithdrawalId,
) -> Result<Option<Stored>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("w.withdrawal_id = ?", withdrawal_id.as_str());
    find(conn, &conditions).await
}

/// The same, if it stands in this partner's list.
pub async fn find_listed(
    conn: &mut AnyConnection,
    partner_id: &str,
    withdrawal_id: &WithdrawalId,
) -> Result<Option<Stored>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("w.withdrawal_id = ?", withdrawal_id.as_str());
    conditions.text("w.partner_id = ?", partner_id);
    conditions.fixed("w.deleted = 0");
    find(conn, &conditions).await
}

async fn find(conn: &mut AnyConnection, conditions: &Conditions) -> Result<Option<Stored>, Fault> {
    let rows = conditions.rows(conn, WITHDRAWALS, "", Page::first(1), "").await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let mut stored = read(row)?;
    stored.withdrawal.parts = parts(conn, &stored.withdrawal.withdrawal_id).await?;
    Ok(Some(stored))
}

async fn parts(conn: &mut AnyConnection, withdrawal_id: &WithdrawalId) -> Result<Vec<WithdrawalPart>, Fault> {
    let rows = sqlx::query(
        "SELECT p.top_up_id, p.amount, t.credited, t.paid_at FROM withdrawal_parts p
         JOIN top_ups t ON t.top_up_id = p.top_up_id
         WHERE p.withdrawal_id = $1 ORDER BY t.paid_at DESC, p.top_up_id DESC",
    )
    .bind(withdrawal_id.as_str())
    .fetch_all(conn)
    .await?;
    let part = |row: &AnyRow| {
        let paid_at: Option<i64> = row.try_get("paid_at")?;
        Ok(WithdrawalPart {
            top_up_id: known(row, "top_up_id", |text| text.parse().ok())?,
            paid_at: paid_at.map(Timestamp::from_seconds),
            credited: amount(row, "credited")?,
            amount: amount(row, "amount")?,
        })
    };
    rows.iter().map(part).collect()
}

/// Incentives that were paid to the cash account and have not left it by this route.
pub async fn rebates_left(conn: &mut AnyConnection, partner_id: &str) -> Result<Amount, Fault> {
    let came: i64 = sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(l.amount), 0) AS BIGINT) FROM book_entries e
         JOIN book_lines l ON l.entry_id = e.entry_id AND l.account = 'CASH'
         WHERE e.partner_id = $1 AND e.kind = $2",
    )
    .bind(partner_id)
    .bind(EntryKind::PaidOut.as_str())
    .fetch_one(&mut *conn)
    .await?;
    let left: i64 = sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM withdrawals
         WHERE partner_id = $1 AND route = $2 AND status <> $3",
    )
    .bind(partner_id)
    .bind(WithdrawalRoute::Rebate.as_str())
    .bind(WithdrawalStatus::Rejected.as_str())
    .fetch_one(conn)
    .await?;
    Amount::from_minor((came - left).max(0)).ok_or_else(|| Fault::new("a sum is out of range"))
}

/// Adds an application with its parts.
pub async fn add(conn: &mut AnyConnection, stored: &Stored) -> Result<(), Fault> {
    let withdrawal = &stored.withdrawal;
    let shown = withdrawal.account.as_ref().map(serde_json::to_string).transpose()?;
    sqlx::query(
        "INSERT INTO withdrawals (withdrawal_id, partner_id, user_id, requested_by, amount, currency, route, status,
         account, account_shown, requested_at, expected_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(withdrawal.withdrawal_id.as_str())
    .bind(stored.partner_id.as_str())
    .bind(stored.user_id.as_str())
    .bind(withdrawal.requested_by.as_str())
    .bind(withdrawal.amount.minor())
    .bind(withdrawal.currency.as_str())
    .bind(withdrawal.route.as_str())
    .bind(withdrawal.status.as_str())
    .bind(stored.account.as_deref())
    .bind(shown)
    .bind(withdrawal.requested_at.seconds())
    .bind(withdrawal.expected_by.seconds())
    .execute(&mut *conn)
    .await?;
    for part in &withdrawal.parts {
        sqlx::query("INSERT INTO withdrawal_parts (withdrawal_id, top_up_id, amount) VALUES ($1, $2, $3)")
            .bind(withdrawal.withdrawal_id.as_str())
            .bind(part.top_up_id.as_str())
            .bind(part.amount.minor())
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// Notes that the vendor works on it.
pub async fn take_up(
    conn: &mut AnyConnection,
    withdrawal_id: &WithdrawalId,
    status: WithdrawalStatus,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("UPDATE withdrawals SET status = $1, taken_up_at = $2 WHERE withdrawal_id = $3")
        .bind(status.as_str())
        .bind(now.seconds())
        .bind(withdrawal_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Writes the end of it.
pub async fn settle(
    conn: &mut AnyConnection,
    withdrawal_id: &WithdrawalId,
    status: WithdrawalStatus,
    answer: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("UPDATE withdrawals SET status = $1, answer = $2, handled_at = $3 WHERE withdrawal_id = $4")
        .bind(status.as_str())
        .bind(answer)
        .bind(now.seconds())
        .bind(withdrawal_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes it off the partner's list.
pub async fn delete(conn: &mut AnyConnection, withdrawal_id: &WithdrawalId) -> Result<(), Fault> {
    sqlx::query("UPDATE withdrawals SET deleted = 1 WHERE withdrawal_id = $1")
        .bind(withdrawal_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}
