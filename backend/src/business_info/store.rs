//! All SQL on business information.

use super::record::{Record, SealedAccount, SealedContact};
use crate::{
    problem::Fault,
    session::store::gives,
    store::conditions::{known, known_or_null},
};
use contract::{
    business_info::SigningEntity,
    business_info_status::{BusinessInfoStatus, Checker, FailReason, TriesLeft},
    ids::AttachmentId,
    money::Currency,
    permissions::Permission,
    session::Site,
    taxpayer::TaxpayerType,
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

fn status(row: &AnyRow) -> Result<BusinessInfoStatus, Fault> {
    let tries_left: i64 = row.try_get("tries_left")?;
    let tries_left = u32::try_from(tries_left).ok().and_then(|tries| TriesLeft::try_from(tries).ok());
    let tries_left = || tries_left.ok_or_else(|| Fault::new("business information without tries"));
    let status: String = row.try_get("status")?;
    Ok(match status.as_str() {
        "AUTO_CHECKING" => BusinessInfoStatus::AutoChecking {
            checked_by: known(row, "checked_by", Checker::parse)?,
            tries_left: tries_left()?,
        },
        "AWAIT_AMOUNT" => BusinessInfoStatus::AwaitAmount { tries_left: tries_left()? },
        "CERTIFIED" => BusinessInfoStatus::Certified,
        "FAILED" => BusinessInfoStatus::Failed {
            reason: known(row, "fail_reason", FailReason::parse)?,
            tries_left: tries_left()?,
        },
        "LOCKED" => BusinessInfoStatus::Locked,
        _ => return Err(Fault::new("business information in a state that is not known")),
    })
}

fn account(row: &AnyRow) -> Result<SealedAccount, Fault> {
    Ok(SealedAccount {
        holder: row.try_get("holder")?,
        bank_name: row.try_get("bank_name")?,
        branch_name: row.try_get("branch_name")?,
        sealed: row.try_get("account")?,
        masked: row.try_get("account_masked")?,
        mac: row.try_get("account_mac")?,
    })
}

fn read(row: &AnyRow) -> Result<Record, Fault> {
    let at =
        |column: &str| Ok::<_, Fault>(row.try_get::<Option<i64>, _>(column)?.map(Timestamp::from_seconds));
    Ok(Record {
        partner_id: known(row, "partner_id", |text| text.parse().ok())?,
        status: status(row)?,
        answer: row.try_get("answer")?,
        company_name: row.try_get("company_name")?,
        registration_number: row.try_get("registration_number")?,
        signing_entity: known(row, "signing_entity", SigningEntity::parse)?,
        taxpayer_type: known(row, "taxpayer_type", TaxpayerType::parse)?,
        settlement_currency: known(row, "settlement_currency", Currency::parse)?,
        contact: SealedContact(row.try_get("contact")?),
        account: account(row)?,
        letter_id: known_or_null(row, "letter_id", |text| text.parse().ok())?,
        amount_mac: row.try_get("amount_mac")?,
        wrong_call: row.try_get("wrong_call")?,
        proven_mac: row.try_get("proven_mac")?,
        submitted_by: known(row, "submitted_by", |text| text.parse().ok())?,
        submitted_at: Timestamp::from_seconds(row.try_get("submitted_at")?),
        expected_by: at("expected_by")?,
        certified_at: at("certified_at")?,
        version: row.try_get("version")?,
    })
}

/// A partner's; `None` as long as nothing was submitted.
pub async fn find(conn: &mut AnyConnection, partner_id: &str) -> Result<Option<Record>, Fault> {
    let row = sqlx::query("SELECT * FROM business_infos WHERE partner_id = $1")
        .bind(partner_id)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Writes a record, the first one or the next version of it, unless somebody wrote since `seen` (0: nothing was there).
/// Tells whether it did.
pub async fn save(conn: &mut AnyConnection, record: &Record, seen: i64) -> Result<bool, Fault> {
    let (checked_by, tries_left, fail_reason) = match record.status {
        BusinessInfoStatus::AutoChecking { checked_by, tries_left } => {
            (Some(checked_by.as_str()), tries_left.get(), None)
        }
        BusinessInfoStatus::AwaitAmount { tries_left } => (None, tries_left.get(), None),
        BusinessInfoStatus::Failed { reason, tries_left } => (None, tries_left.get(), Some(reason.as_str())),
        BusinessInfoStatus::NotCertified | BusinessInfoStatus::Certified | BusinessInfoStatus::Locked => {
            (None, 0, None)
        }
    };
    let sql = if seen == 0 {
        "INSERT INTO business_infos (status, checked_by, tries_left, fail_reason, answer, company_name,
         registration_number, signing_entity, taxpayer_type, settlement_currency, contact, holder, bank_name,
         branch_name, account, account_masked, account_mac, letter_id, amount_mac, wrong_call, proven_mac,
         submitted_by, submitted_at, expected_by, certified_at, version, partner_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
         $23, $24, $25, $26 + 1, $27) ON CONFLICT (partner_id) DO NOTHING"
    } else {
        "UPDATE business_infos SET status = $1, checked_by = $2, tries_left = $3, fail_reason = $4, answer = $5,
         company_name = $6, registration_number = $7, signing_entity = $8, taxpayer_type = $9,
         settlement_currency = $10, contact = $11, holder = $12, bank_name = $13, branch_name = $14, account = $15,
         account_masked = $16, account_mac = $17, letter_id = $18, amount_mac = $19, wrong_call = $20,
         proven_mac = $21, submitted_by = $22, submitted_at = $23, expected_by = $24, certified_at = $25,
         version = $26 + 1 WHERE partner_id = $27 AND version = $26"
    };
    let saved = sqlx::query(sql)
        .bind(record.status.as_str())
        .bind(checked_by)
        .bind(i64::from(tries_left))
        .bind(fail_reason)
        .bind(record.answer.as_deref())
        .bind(record.company_name.as_str())
        .bind(record.registration_number.as_str())
        .bind(record.signing_entity.as_str())
        .bind(record.taxpayer_type.as_str())
        .bind(record.settlement_currency.as_str())
        .bind(record.contact.0.as_str())
        .bind(record.account.holder.as_str())
        .bind(record.account.bank_name.as_str())
        .bind(record.account.branch_name.as_str())
        .bind(record.account.sealed.as_str())
        .bind(record.account.masked.as_str())
        .bind(record.account.mac.as_str())
        .bind(record.letter_id.as_ref().map(AttachmentId::as_str))
        .bind(record.amount_mac.as_deref())
        .bind(record.wrong_call.as_deref())
        .bind(record.proven_mac.as_deref())
        .bind(record.submitted_by.as_str())
        .bind(record.submitted_at.seconds())
        .bind(record.expected_by.map(Timestamp::seconds))
        .bind(record.certified_at.map(Timestamp::seconds))
        .bind(seen)
        .bind(record.partner_id.as_str())
        .execute(conn)
        .await?;
    Ok(saved.rows_affected() == 1)
}

/// The account that the supplier system holds.
pub async fn supplier_account(
    conn: &mut AnyConnection,
    partner_id: &str,
) -> Result<Option<SealedAccount>, Fault> {
    let row = sqlx::query("SELECT * FROM supplier_accounts WHERE partner_id = $1")
        .bind(partner_id)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(account).transpose()
}

/// Adds an account to the supplier system.
pub async fn add_supplier_account(
    conn: &mut AnyConnection,
    partner_id: &str,
    account: &SealedAccount,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO supplier_accounts (partner_id, holder, bank_name, branch_name, account, account_masked, account_mac)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(partner_id)
    .bind(account.holder.as_str())
    .bind(account.bank_name.as_str())
    .bind(account.branch_name.as_str())
    .bind(account.sealed.as_str())
    .bind(account.masked.as_str())
    .bind(account.mac.as_str())
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether another partner is, or wants to be, paid to this account.
pub async fn is_of_another(
    conn: &mut AnyConnection,
    partner_id: &str,
    account_mac: &str,
) -> Result<bool, Fault> {
    let found =
        sqlx::query("SELECT 1 FROM business_infos WHERE account_mac = $1 AND partner_id <> $2 LIMIT 1")
            .bind(account_mac)
            .bind(partner_id)
            .fetch_optional(conn)
            .await?;
    Ok(found.is_some())
}

/// Name as verified, and site, of a partner.
pub async fn verified(conn: &mut AnyConnection, partner_id: &str) -> Result<(String, Site), Fault> {
    let row = sqlx::query("SELECT name, site FROM partners WHERE partner_id = $1")
        .bind(partner_id)
        .fetch_one(conn)
        .await?;
    Ok((row.try_get("name")?, known(&row, "site", Site::parse)?))
}

/// Display names of the members who may manage it.
pub async fn managers(conn: &mut AnyConnection, partner_id: &str) -> Result<Vec<String>, Fault> {
    let rows = sqlx::query(
        "SELECT u.name, r.role, cr.permissions AS custom_permissions FROM users u
         JOIN user_roles r ON r.user_id = u.user_id LEFT JOIN custom_roles cr ON cr.role_id = r.role
         WHERE u.partner_id = $1 AND u.disabled = 0 ORDER BY r.role, u.user_id",
    )
    .bind(partner_id)
    .fetch_all(conn)
    .await?;
    let mut names: Vec<String> = Vec::new();
    for row in rows {
        let name: String = row.try_get("name")?;
        if gives(&row, Permission::ManageBusinessInfo)? && !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}
