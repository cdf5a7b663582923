//! All SQL on dedicated accounts, payers and claims.

use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known},
};
use contract::{
    ids::{ClaimId, PartnerId, PayerId, UserId},
    money::Currency,
    remittances::{ClaimStatus, ProxyPayer, RemittanceClaim},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// Payers that one partner can have had: shown are the active ones and the last ended ones.
const MOST_PAYERS: u32 = 50;

/// Number of a partner's dedicated account, and since when there is one.
pub async fn account(
    conn: &mut AnyConnection,
    partner_id: &str,
) -> Result<Option<(String, Timestamp)>, Fault> {
    let row =
        sqlx::query("SELECT account_number, activated_at FROM remittance_accounts WHERE partner_id = $1")
            .bind(partner_id)
            .fetch_optional(conn)
            .await?;
    let read = |row: AnyRow| {
        Ok((row.try_get("account_number")?, Timestamp::from_seconds(row.try_get("activated_at")?)))
    };
    row.map(read).transpose()
}

/// Opens a partner's account.
pub async fn activate(
    conn: &mut AnyConnection,
    partner_id: &str,
    account_number: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO remittance_accounts (partner_id, account_number, activated_at) VALUES ($1, $2, $3)",
    )
    .bind(partner_id)
    .bind(account_number)
    .bind(now.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Who pays or paid for a partner: active ones first, the newest first.
pub async fn payers(conn: &mut AnyConnection, partner_id: &str) -> Result<Vec<ProxyPayer>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("partner_id = ?", partner_id);
    let select = "SELECT payer_id, name, added_at, ended_at FROM proxy_payers";
    let order = "ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, added_at DESC, payer_id DESC";
    let rows = conditions.rows(conn, select, order, Page::first(MOST_PAYERS), "").await?;
    let read = |row: &AnyRow| {
        let ended_at: Option<i64> = row.try_get("ended_at")?;
        Ok(ProxyPayer {
            payer_id: known(row, "payer_id", |text| text.parse().ok())?,
            name: row.try_get("name")?,
            added_at: Timestamp::from_seconds(row.try_get("added_at")?),
            ended_at: ended_at.map(Timestamp::from_seconds),
        })
    };
    rows.iter().map(read).collect()
}

/// Adds a payer.
pub async fn add_payer(conn: &mut AnyConnection, partner_id: &str, payer: &ProxyPayer) -> Result<(), Fault> {
    sqlx::query("INSERT INTO proxy_payers (payer_id, partner_id, name, added_at) VALUES ($1, $2, $3, $4)")
        .bind(payer.payer_id.as_str())
        .bind(partner_id)
        .bind(payer.name.as_str())
        .bind(payer.added_at.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

/// A payer pays no longer.
pub async fn end_payer(
    conn: &mut AnyConnection,
    partner_id: &str,
    payer_id: &PayerId,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE proxy_payers SET ended_at = $1 WHERE payer_id = $2 AND partner_id = $3 AND ended_at IS NULL",
    )
    .bind(now.seconds())
    .bind(payer_id.as_str())
    .bind(partner_id)
    .execute(conn)
    .await?;
    Ok(())
}

/// A claim, and whose it is.
pub struct StoredClaim {
    pub partner_id: PartnerId,
    pub user_id: UserId,
    pub claim: RemittanceClaim,
}

const CLAIMS: &str = "SELECT r.*, p.name AS partner_name FROM remittance_claims r \
     JOIN partners p ON p.partner_id = r.partner_id";

fn stored(row: &AnyRow) -> Result<StoredClaim, Fault> {
    let handled_at: Option<i64> = row.try_get("handled_at")?;
    Ok(StoredClaim {
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        user_id: known(row, "user_id", |text| text.parse().ok())?,
        claim: RemittanceClaim {
            claim_id: known(row, "claim_id", |text| text.parse().ok())?,
            partner_name: row.try_get("partner_name")?,
            amount: amount(row, "amount")?,
            currency: known(row, "currency", Currency::parse)?,
            payer_name: row.try_get("payer_name")?,
            bank_reference: row.try_get("bank_reference")?,
            remitted_on: known(row, "remitted_on", |text| text.parse().ok())?,
            status: known(row, "status", ClaimStatus::parse)?,
            submitted_at: Timestamp::from_seconds(row.try_get("submitted_at")?),
            submitted_by: row.try_get("submitted_by")?,
            expected_by: Timestamp::from_seconds(row.try_get("expected_by")?),
            handled_at: handled_at.map(Timestamp::from_seconds),
            answer: row.try_get("answer")?,
        },
    })
}

/// A page of a partner's claims, newest first, and how many there are.
pub async fn page(
    conn: &mut AnyConnection,
    partner_id: &str,
    status: Option<ClaimStatus>,
    page: Page,
) -> Result<(Vec<RemittanceClaim>, u32), Fault> {
    let mut conditions = Conditions::default();
    conditions.text("r.partner_id = ?", partner_id);
    if let Some(status) = status {
        conditions.text("r.status = ?", status.as_str());
    }
    let total = conditions.count(conn, "remittance_claims r").await?;
    let order = "ORDER BY r.submitted_at DESC, r.claim_id DESC";
    let rows = conditions.rows(conn, CLAIMS, order, page, "").await?;
    let claims = rows.iter().map(|row| Ok(stored(row)?.claim)).collect::<Result<_, Fault>>()?;
    Ok((claims, total))
}

/// One claim, whoever's it is.
pub async fn find_any(conn: &mut AnyConnection, claim_id: &ClaimId) -> Result<Option<StoredClaim>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("r.claim_id = ?", claim_id.as_str());
    let rows = conditions.rows(conn, CLAIMS, "", Page::first(1), "").await?;
    rows.first().map(stored).transpose()
}

/// Whether this partner has claimed this transfer, and not in vain.
pub async fn is_claimed(conn: &mut AnyConnection, partner_id: &str, reference: &str) -> Result<bool, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("partner_id = ?", partner_id);
    conditions.text("bank_reference = ?", reference);
    conditions.fixed("status <> 'REJECTED'");
    Ok(conditions.count(conn, "remittance_claims").await? > 0)
}

/// Whether this transfer was credited, whoever claimed it.
pub async fn is_credited(conn: &mut AnyConnection, reference: &str) -> Result<bool, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("bank_reference = ?", reference);
    conditions.fixed("status = 'APPROVED'");
    Ok(conditions.count(conn, "remittance_claims").await? > 0)
}

/// Adds a claim.
pub async fn add(conn: &mut AnyConnection, stored: &StoredClaim) -> Result<(), Fault> {
    let claim = &stored.claim;
    sqlx::query(
        "INSERT INTO remittance_claims (claim_id, partner_id, user_id, submitted_by, amount, currency, payer_name,
         bank_reference, remitted_on, status, submitted_at, expected_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(claim.claim_id.as_str())
    .bind(stored.partner_id.as_str())
    .bind(stored.user_id.as_str())
    .bind(claim.submitted_by.as_str())
    .bind(claim.amount.minor())
    .bind(claim.currency.as_str())
    .bind(claim.payer_name.as_str())
    .bind(claim.bank_reference.as_str())
    .bind(claim.remitted_on.to_string())
    .bind(claim.status.as_str())
    .bind(claim.submitted_at.seconds())
    .bind(claim.expected_by.seconds())
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes the answer to a claim.
pub async fn settle(
    conn: &mut AnyConnection,
    claim_id: &ClaimId,
    status: ClaimStatus,
    answer: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("UPDATE remittance_claims SET status = $1, answer = $2, handled_at = $3 WHERE claim_id = $4")
        .bind(status.as_str())
        .bind(answer)
        .bind(now.seconds())
        .bind(claim_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}
