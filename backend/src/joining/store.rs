//! All SQL of joining: who invites, codes that prove a number, new accounts, and whose customer one becomes.

use crate::{
    problem::Fault,
    store::conditions::{known, known_or_null},
};
use contract::{
    associations::AssociationType,
    contact::MobilePhone,
    ids::{CustomerId, UserId},
    money::Currency,
    permissions::Role,
    session::{Language, Site},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row};

/// A member who invites, and its partner.
pub struct Inviter {
    pub user_id: UserId,
    /// Display name.
    pub name: String,
    pub partner_id: String,
    pub partner_name: String,
    pub site: Site,
    pub country_code: String,
    /// The partner may not take customers: frozen, delisted, develops resellers only, or its distributor is delisted.
    pub restricted: bool,
    /// Whether its customers are this member's own: an account manager or director who is still there.
    pub manages: bool,
}

impl Inviter {
    /// Whether the partner is on the international site.
    #[must_use]
    pub fn international(&self) -> bool {
        self.site == Site::Intl
    }
}

/// Who invites.
///
/// # Errors
/// When there is no such partner or member: the ids never come from a caller.
pub async fn inviter(conn: &mut AnyConnection, partner_id: &str, user_id: &str) -> Result<Inviter, Fault> {
    let row = sqlx::query(
        "SELECT u.user_id, u.name, u.disabled, p.name AS partner_name, p.site, p.country_code,
                p.frozen + p.delisted + p.channel_only + COALESCE(d.delisted, 0) AS restrictions,
                (SELECT COUNT(*) FROM user_roles r WHERE r.user_id = u.user_id AND r.role IN ($3, $4)) AS manages
         FROM partners p JOIN users u ON u.user_id = $2
         LEFT JOIN partners d ON d.partner_id = p.distributor_id WHERE p.partner_id = $1",
    )
    .bind(partner_id)
    .bind(user_id)
    .bind(Role::AccountManager.as_str())
    .bind(Role::AccountManagerDirector.as_str())
    .fetch_one(conn)
    .await?;
    Ok(Inviter {
        user_id: known(&row, "user_id", |text| text.parse().ok())?,
        name: row.try_get("name")?,
        partner_id: partner_id.to_owned(),
        partner_name: row.try_get("partner_name")?,
        site: known(&row, "site", Site::parse)?,
        country_code: row.try_get("country_code")?,
        restricted: row.try_get::<i64, _>("restrictions")? != 0,
        manages: row.try_get::<i64, _>("manages")? != 0 && row.try_get::<i64, _>("disabled")? == 0,
    })
}

/// A code that was sent to a number for a link.
pub struct SentCode {
    pub mac: String,
    pub sent_at: Timestamp,
    /// Codes of this series; a series is what one can send and try before waiting.
    pub sends: i64,
    pub failures: i64,
    pub used: bool,
}

/// The newest code of this link and number.
pub async fn code(conn: &mut AnyConnection, subject: &str) -> Result<Option<SentCode>, Fault> {
    let row =
        sqlx::query("SELECT * FROM join_codes WHERE subject = $1").bind(subject).fetch_optional(conn).await?;
    row.map(|row| {
        Ok(SentCode {
            mac: row.try_get("code_mac")?,
            sent_at: Timestamp::from_seconds(row.try_get("sent_at")?),
            sends: row.try_get("sends")?,
            failures: row.try_get("failures")?,
            used: row.try_get::<i64, _>("used")? != 0,
        })
    })
    .transpose()
}

/// A new code takes the place of the old one.
pub async fn set_code(
    conn: &mut AnyConnection,
    subject: &str,
    phone_mac: &str,
    code: &SentCode,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO join_codes (subject, code_mac, sent_at, sends, failures, used) VALUES ($1, $2, $3, $4, $5, 0)
         ON CONFLICT (subject) DO UPDATE SET code_mac = excluded.code_mac, sent_at = excluded.sent_at,
         sends = excluded.sends, failures = excluded.failures, used = 0",
    )
    .bind(subject)
    .bind(&code.mac)
    .bind(code.sent_at.seconds())
    .bind(code.sends)
    .bind(code.failures)
    .execute(&mut *conn)
    .await?;
    sqlx::query("INSERT INTO join_code_sends (phone_mac, sent_at) VALUES ($1, $2)")
        .bind(phone_mac)
        .bind(code.sent_at.seconds())
        .execute(conn)
        .await?;
    Ok(())
}

/// When codes were sent to this number since `since`, by whatever link, oldest first.
pub async fn sends_since(
    conn: &mut AnyConnection,
    phone_mac: &str,
    since: Timestamp,
) -> Result<Vec<Timestamp>, Fault> {
    let times: Vec<i64> = sqlx::query_scalar(
        "SELECT sent_at FROM join_code_sends WHERE phone_mac = $1 AND sent_at > $2 ORDER BY sent_at",
    )
    .bind(phone_mac)
    .bind(since.seconds())
    .fetch_all(conn)
    .await?;
    Ok(times.into_iter().map(Timestamp::from_seconds).collect())
}

/// One more wrong try.
pub async fn count_try(conn: &mut AnyConnection, subject: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE join_codes SET failures = failures + 1 WHERE subject = $1")
        .bind(subject)
        .execute(conn)
        .await?;
    Ok(())
}

/// The code is worth nothing any more.
pub async fn use_up(conn: &mut AnyConnection, subject: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE join_codes SET used = 1 WHERE subject = $1").bind(subject).execute(conn).await?;
    Ok(())
}

/// Throws away codes and sends from before `before`.
pub async fn purge(conn: &mut AnyConnection, before: Timestamp) -> Result<(), Fault> {
    for sql in
        ["DELETE FROM join_codes WHERE sent_at <= $1", "DELETE FROM join_code_sends WHERE sent_at <= $1"]
    {
        sqlx::query(sql).bind(before.seconds()).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Whether somebody has an account with this number already, customer or not.
pub async fn phone_has_account(conn: &mut AnyConnection, phone: &MobilePhone) -> Result<bool, Fault> {
    let row = sqlx::query(
        "SELECT 1 FROM customers WHERE telephone = $1 UNION ALL SELECT 1 FROM users WHERE phone = $1 LIMIT 1",
    )
    .bind(phone.as_str())
    .fetch_optional(conn)
    .await?;
    Ok(row.is_some())
}

/// Whether a login name is taken. Names that differ in case only are one name, so that nobody is mistaken for another.
pub async fn account_name_is_taken(conn: &mut AnyConnection, account_name: &str) -> Result<bool, Fault> {
    let row = sqlx::query(
        "SELECT 1 FROM users WHERE lower(account_name) = lower($1)
         UNION ALL SELECT 1 FROM customers WHERE lower(account_name) = lower($1) LIMIT 1",
    )
    .bind(account_name)
    .fetch_optional(conn)
    .await?;
    Ok(row.is_some())
}

/// An account that is opened by an invitation.
pub struct NewAccount<'a> {
    pub customer_id: &'a CustomerId,
    pub user_id: &'a UserId,
    pub account_name: &'a str,
    /// Empty until it is given.
    pub name: &'a str,
    pub password_hash: &'a str,
    pub phone: &'a str,
    pub email: Option<&'a str>,
    pub language: Language,
    pub currency: Currency,
}

/// Opens the account: nobody's customer yet, not verified, and its user.
pub async fn open_account(
    conn: &mut AnyConnection,
    account: &NewAccount<'_>,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO customers (customer_id, name, account_name, telephone, email, customer_type, verified_status,
                                association_type, associated_at, currency)
         VALUES ($1, $2, $3, $4, $5, -1, '-1', '1', $6, $7)",
    )
    .bind(account.customer_id.as_str())
    .bind(account.name)
    .bind(account.account_name)
    .bind(account.phone)
    .bind(account.email)
    .bind(now.seconds())
    .bind(account.currency.as_str())
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "INSERT INTO users (user_id, kind, customer_id, account_name, name, password_hash, language, phone, email)
         VALUES ($1, 'CUSTOMER', $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(account.user_id.as_str())
    .bind(account.customer_id.as_str())
    .bind(account.account_name)
    .bind(if account.name.is_empty() { account.account_name } else { account.name })
    .bind(account.password_hash)
    .bind(account.language.as_str())
    .bind(account.phone)
    .bind(account.email)
    .execute(conn)
    .await?;
    Ok(())
}

/// How a customer becomes a partner's.
pub struct Association<'a> {
    pub partner_id: &'a str,
    pub association_type: AssociationType,
    /// Tag of the link by which it came.
    pub label: Option<&'a str>,
    pub manager_user_id: Option<&'a str>,
    pub least_grace_hours: i64,
}

/// The customer becomes the partner's; `false` when it is somebody's already.
pub async fn begin_association(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
    association: &Association<'_>,
    now: Timestamp,
) -> Result<bool, Fault> {
    let begun = sqlx::query(
        "UPDATE customers SET partner_id = $2, association_type = $3, associated_at = $4, label = $5,
         manager_user_id = $6, grace_hours = CASE WHEN grace_hours < $7 THEN $7 ELSE grace_hours END
         WHERE customer_id = $1 AND partner_id IS NULL",
    )
    .bind(customer_id.as_str())
    .bind(association.partner_id)
    .bind(association.association_type.as_str())
    .bind(now.seconds())
    .bind(association.label)
    .bind(association.manager_user_id)
    .bind(association.least_grace_hours)
    .execute(conn)
    .await?;
    Ok(begun.rows_affected() == 1)
}

/// The cloud service is open from now on.
pub async fn open_cloud(conn: &mut AnyConnection, customer_id: &CustomerId) -> Result<(), Fault> {
    sqlx::query("UPDATE account_standing SET cloud_open = 1 WHERE customer_id = $1")
        .bind(customer_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// The number that is bound to the customer's user, which may be another than the account's.
pub async fn bound_phone(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
) -> Result<Option<String>, Fault> {
    let row = sqlx::query("SELECT phone FROM users WHERE customer_id = $1")
        .bind(customer_id.as_str())
        .fetch_optional(conn)
        .await?;
    row.map_or(Ok(None), |row| known_or_null(&row, "phone", |text| Some(text.to_owned())))
}
