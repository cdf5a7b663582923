//! All SQL on transfers and on which accounts are of one company.

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known},
};
use contract::{
    ids::{IncentiveId, PartnerId, TransferId},
    incentive_transfers::{
        CompanyAccount, Transfer, TransferItem, TransferKind, TransferQuery, TransferStatus,
    },
    money::{Amount, Currency},
    permissions::Identity,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

const SELECT: &str = "SELECT x.*, f.name AS from_name, t.name AS to_name FROM incentive_transfers x \
     JOIN partners f ON f.partner_id = x.from_partner_id JOIN partners t ON t.partner_id = x.to_partner_id";

fn read(row: &AnyRow) -> Result<Transfer, Fault> {
    let decided_at: Option<i64> = row.try_get("decided_at")?;
    Ok(Transfer {
        transfer_id: known(row, "transfer_id", |text| text.parse().ok())?,
        kind: known(row, "kind", TransferKind::parse)?,
        from_partner_id: known(row, "from_partner_id", |text| text.parse().ok())?,
        from_name: row.try_get("from_name")?,
        to_partner_id: known(row, "to_partner_id", |text| text.parse().ok())?,
        to_name: row.try_get("to_name")?,
        reason: row.try_get("reason")?,
        attachments: Vec::new(),
        status: known(row, "status", TransferStatus::parse)?,
        submitted_at: Timestamp::from_seconds(row.try_get("submitted_at")?),
        submitted_by: row.try_get("submitted_by")?,
        decided_at: decided_at.map(Timestamp::from_seconds),
        answer: row.try_get("answer")?,
        items: Vec::new(),
        totals: Vec::new(),
        version: row.try_get("version")?,
    })
}

/// The accounts that are certified as the same company as this one, it first; it alone when it is not certified.
pub(super) async fn company_accounts(
    conn: &mut AnyConnection,
    partner_id: &str,
) -> Result<Vec<CompanyAccount>, Fault> {
    let rows = sqlx::query(
        "SELECT p.partner_id, p.name, p.identity, p.e_partner_bound FROM partners p
         WHERE p.partner_id = $1 OR p.partner_id IN (
             SELECT other.partner_id FROM business_infos own
             JOIN business_infos other ON other.registration_number = own.registration_number
             WHERE own.partner_id = $1 AND own.status = 'CERTIFIED' AND other.status = 'CERTIFIED')
         ORDER BY CASE WHEN p.partner_id = $1 THEN 0 ELSE 1 END, p.partner_id",
    )
    .bind(partner_id)
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            let id: PartnerId = known(row, "partner_id", |text| text.parse().ok())?;
            Ok(CompanyAccount {
                is_own: id.as_str() == partner_id,
                partner_id: id,
                partner_name: row.try_get("name")?,
                identity: known(row, "identity", Identity::parse)?,
                is_bound: row.try_get::<i64, _>("e_partner_bound")? != 0,
            })
        })
        .collect()
}

/// A page of the requests that a partner made or that concern it, newest first, and how many there are.
pub(super) async fn page(
    conn: &mut AnyConnection,
    partner_id: &str,
    query: &TransferQuery,
    page: Page,
) -> Result<(Vec<Transfer>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.either(["x.from_partner_id = ?", "x.to_partner_id = ?"], partner_id);
    if let Some(kind) = query.kind {
        conditions.text("x.kind = ?", kind.as_str());
    }
    if let Some(status) = query.status {
        conditions.text("x.status = ?", status.as_str());
    }
    let total = conditions.count(conn, "incentive_transfers x").await?;
    let order = "ORDER BY x.submitted_at DESC, x.transfer_id DESC";
    let rows = conditions.rows(conn, SELECT, order, page, "").await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// A request, whoever's it is.
pub(super) async fn find_any(
    conn: &mut AnyConnection,
    transfer_id: &TransferId,
) -> Result<Option<Transfer>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("x.transfer_id = ?", transfer_id.as_str());
    conditions.rows(conn, SELECT, "", Page::first(1), "").await?.first().map(read).transpose()
}

/// The open request of this kind that an account made.
pub(super) async fn find_open(
    conn: &mut AnyConnection,
    from: &PartnerId,
    kind: TransferKind,
) -> Result<Option<Transfer>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("x.from_partner_id = ?", from.as_str());
    conditions.text("x.kind = ?", kind.as_str());
    conditions.fixed("x.is_open = 1");
    conditions.rows(conn, SELECT, "", Page::first(1), "").await?.first().map(read).transpose()
}

/// Adds a request.
pub(super) async fn add(conn: &mut AnyConnection, transfer: &Transfer) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO incentive_transfers (transfer_id, kind, from_partner_id, to_partner_id, reason, status, is_open,
         submitted_at, submitted_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(transfer.transfer_id.as_str())
    .bind(transfer.kind.as_str())
    .bind(transfer.from_partner_id.as_str())
    .bind(transfer.to_partner_id.as_str())
    .bind(transfer.reason.as_str())
    .bind(transfer.status.as_str())
    .bind(i64::from(transfer.status.is_open(transfer.kind)))
    .bind(transfer.submitted_at.seconds())
    .bind(transfer.submitted_by.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes a request as the next version, unless somebody wrote since `seen`; tells whether it did.
pub(super) async fn save(conn: &mut AnyConnection, transfer: &Transfer, seen: i64) -> Result<bool, Fault> {
    let saved = sqlx::query(
        "UPDATE incentive_transfers SET status = $1, is_open = $2, decided_at = $3, answer = $4, version = $5
         WHERE transfer_id = $6 AND version = $7",
    )
    .bind(transfer.status.as_str())
    .bind(i64::from(transfer.status.is_open(transfer.kind)))
    .bind(transfer.decided_at.map(Timestamp::seconds))
    .bind(transfer.answer.as_deref())
    .bind(transfer.version)
    .bind(transfer.transfer_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(saved.rows_affected() == 1)
}

/// Notes what has moved.
pub(super) async fn add_item(
    conn: &mut AnyConnection,
    transfer_id: &TransferId,
    incentive_id: &IncentiveId,
    amount: Amount,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO incentive_transfer_items (transfer_id, incentive_id, amount) VALUES ($1, $2, $3)",
    )
    .bind(transfer_id.as_str())
    .bind(incentive_id.as_str())
    .bind(amount.minor())
    .execute(conn)
    .await?;
    Ok(())
}

/// What has moved.
pub(super) async fn items(
    conn: &mut AnyConnection,
    transfer_id: &TransferId,
) -> Result<Vec<TransferItem>, Fault> {
    let rows = sqlx::query(
        "SELECT m.incentive_id, m.amount, i.period, i.plan_name, i.currency
         FROM incentive_transfer_items m JOIN incentives i ON i.incentive_id = m.incentive_id
         WHERE m.transfer_id = $1 ORDER BY i.period, m.incentive_id",
    )
    .bind(transfer_id.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(TransferItem {
                incentive_id: known(row, "incentive_id", |text| text.parse().ok())?,
                period: known(row, "period", |text| text.parse().ok())?,
                plan_name: row.try_get("plan_name")?,
                amount: amount(row, "amount")?,
                currency: known(row, "currency", Currency::parse)?,
            })
        })
        .collect()
}

/// Whether an account is bound to e+Partner.
pub(super) async fn is_bound(conn: &mut AnyConnection, partner_id: &str) -> Result<bool, Fault> {
    let bound: i64 = sqlx::query_scalar("SELECT e_partner_bound FROM partners WHERE partner_id = $1")
        .bind(partner_id)
        .fetch_one(conn)
        .await?;
    Ok(bound != 0)
}

/// Binds an account to e+Partner, or undoes that.
pub(super) async fn set_bound(conn: &mut AnyConnection, partner_id: &str, bound: bool) -> Result<(), Fault> {
    sqlx::query("UPDATE partners SET e_partner_bound = $1 WHERE partner_id = $2")
        .bind(i64::from(bound))
        .bind(partner_id)
        .execute(conn)
        .await?;
    Ok(())
}

/// The binding that an account of the demo has from the beginning.
///
/// # Errors
/// When the database fails.
pub async fn bind_first(conn: &mut AnyConnection, partner_id: &str) -> Result<(), Fault> {
    set_bound(conn, partner_id, true).await
}
