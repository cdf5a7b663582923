//! All SQL on filings: one filing here, the list beside.

pub mod list;

use crate::{
    masking,
    problem::Fault,
    store::conditions::{Conditions, Page, known, known_or_null},
};
use contract::{
    filing_rules::ReviewReason,
    filings::FilingStatus,
    ids::{CustomerId, FilingId, UserId},
    time::Timestamp,
};
use sqlx::{AnyConnection, Row, any::AnyRow};

const FILINGS: &str = "SELECT f.filing_id, f.partner_id, f.manager_user_id, u.name AS manager, f.customer_name, \
     f.mobile_phone, f.email, f.country_code, f.industry, f.contact, f.remark, f.status, f.review_reasons, \
     f.opinion, f.filed_at, f.expire_at, f.customer_id, f.version \
     FROM filings f LEFT JOIN users u ON u.user_id = f.manager_user_id";

/// A filing as it is stored, with full values. Not `Debug`: it holds personal data.
#[derive(Clone)]
pub struct FilingRow {
    pub filing_id: FilingId,
    pub partner_id: String,
    pub manager_user_id: UserId,
    /// Display name of the member whose filing it is.
    pub manager: String,
    pub customer_name: String,
    /// In the one form of the contract.
    pub mobile_phone: String,
    pub email: String,
    /// ISO 3166-1 alpha-2.
    pub country_code: String,
    pub industry: Option<String>,
    pub contact: Option<String>,
    pub remark: Option<String>,
    pub status: FilingStatus,
    pub review_reasons: Vec<ReviewReason>,
    /// The operator's answer, with `REJECTED`.
    pub opinion: Option<String>,
    pub filed_at: Timestamp,
    /// With `FILED` and `EXPIRED`.
    pub expire_at: Option<Timestamp>,
    /// The customer, once it has associated.
    pub customer_id: Option<CustomerId>,
    pub version: i64,
}

impl FilingRow {
    /// Whether its fifteen days are over, although nothing has ended it yet.
    #[must_use]
    pub fn has_lapsed(&self, now: Timestamp) -> bool {
        self.status == FilingStatus::Filed && self.expire_at.is_some_and(|end| end <= now)
    }

    /// The name as messages and lists show it.
    #[must_use]
    pub fn masked_name(&self) -> String {
        masking::filed_name(&self.customer_name)
    }

    fn read(row: &AnyRow) -> Result<Self, Fault> {
        let reasons: String = row.try_get("review_reasons")?;
        let expire_at: Option<i64> = row.try_get("expire_at")?;
        Ok(Self {
            filing_id: known(row, "filing_id", |text| text.parse().ok())?,
            partner_id: row.try_get("partner_id")?,
            manager_user_id: known(row, "manager_user_id", |text| text.parse().ok())?,
            manager: row.try_get::<Option<String>, _>("manager")?.unwrap_or_default(),
            customer_name: row.try_get("customer_name")?,
            mobile_phone: row.try_get("mobile_phone")?,
            email: row.try_get("email")?,
            country_code: row.try_get("country_code")?,
            industry: row.try_get("industry")?,
            contact: row.try_get("contact")?,
            remark: row.try_get("remark")?,
            status: known(row, "status", FilingStatus::parse)?,
            review_reasons: words(&reasons, ReviewReason::parse),
            opinion: row.try_get("opinion")?,
            filed_at: Timestamp::from_seconds(row.try_get("filed_at")?),
            expire_at: expire_at.map(Timestamp::from_seconds),
            customer_id: known_or_null(row, "customer_id", |text| text.parse().ok())?,
            version: row.try_get("version")?,
        })
    }

    fn reasons(&self) -> String {
        joined(self.review_reasons.iter().map(|reason| reason.as_str()))
    }
}

/// Words separated by commas, as a column holds them. What another version wrote and this one does not know is left out.
#[must_use]
pub fn words<T>(text: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
    text.split(',').filter_map(parse).collect()
}

/// What [`words`] reads.
#[must_use]
pub fn joined<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().collect::<Vec<_>>().join(",")
}

async fn rows(
    conn: &mut AnyConnection,
    conditions: &Conditions,
    order: &'static str,
    page: Page,
) -> Result<Vec<FilingRow>, Fault> {
    conditions.rows(conn, FILINGS, order, page, "").await?.iter().map(FilingRow::read).collect()
}

async fn one(conn: &mut AnyConnection, conditions: &Conditions) -> Result<Option<FilingRow>, Fault> {
    Ok(rows(conn, conditions, "", Page::first(1)).await?.into_iter().next())
}

/// A filing of this partner.
///
/// # Errors
/// When the database fails.
pub async fn find(
    conn: &mut AnyConnection,
    partner_id: &str,
    filing_id: &FilingId,
) -> Result<Option<FilingRow>, Fault> {
    Ok(find_any(conn, filing_id).await?.filter(|filing| filing.partner_id == partner_id))
}

/// A filing, whoever's it is: for the vendor, and for what happens by time.
///
/// # Errors
/// When the database fails.
pub async fn find_any(conn: &mut AnyConnection, filing_id: &FilingId) -> Result<Option<FilingRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("f.filing_id = ?", filing_id.as_str());
    one(conn, &conditions).await
}

/// The filing of this number that keeps other partners away, whichever partner's it is.
///
/// # Errors
/// When the database fails.
pub async fn in_force(conn: &mut AnyConnection, phone: &str) -> Result<Option<FilingRow>, Fault> {
    Ok(in_force_of(conn, &[phone]).await?.into_iter().next())
}

/// The same for many numbers.
///
/// # Errors
/// When the database fails.
pub async fn in_force_of(conn: &mut AnyConnection, phones: &[&str]) -> Result<Vec<FilingRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.fixed("f.status IN ('PENDING_REVIEW', 'FILED')");
    conditions.one_of("f.mobile_phone", phones.iter().map(|phone| (*phone).to_owned()));
    rows(conn, &conditions, "", Page::first(u32::try_from(phones.len()).unwrap_or(u32::MAX))).await
}

/// This partner's filing of this number, unless that customer has associated: there is at most one.
///
/// # Errors
/// When the database fails.
pub async fn of_partner_and_phone(
    conn: &mut AnyConnection,
    partner_id: &str,
    phone: &str,
) -> Result<Option<FilingRow>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("f.partner_id = ?", partner_id);
    conditions.text("f.mobile_phone = ?", phone);
    conditions.fixed("f.status <> 'ASSOCIATED'");
    one(conn, &conditions).await
}

/// Filings of these numbers, and of this partner, whose time was over at `now` and which nothing has ended yet.
///
/// # Errors
/// When the database fails.
pub async fn lapsed(
    conn: &mut AnyConnection,
    partner_id: &str,
    phones: &[&str],
    now: Timestamp,
) -> Result<Vec<FilingRow>, Fault> {
    let mut found = in_force_of(conn, phones).await?;
    found.retain(|filing| filing.has_lapsed(now) && filing.partner_id != partner_id);
    let mut conditions = Conditions::default();
    conditions.text("f.partner_id = ?", partner_id);
    conditions.fixed("f.status = 'FILED'");
    conditions.number("f.expire_at <= ?", now.seconds());
    found.extend(rows(conn, &conditions, "", Page::first(contract::filings::MAX_OPEN)).await?);
    Ok(found)
}

/// Places that the partner has taken at `now`.
///
/// # Errors
/// When the database fails.
pub async fn open_count(conn: &mut AnyConnection, partner_id: &str, now: Timestamp) -> Result<u32, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("partner_id = ?", partner_id);
    conditions.fixed("status IN ('PENDING_REVIEW', 'FILED')");
    conditions.number("(expire_at IS NULL OR expire_at > ?)", now.seconds());
    conditions.count(conn, "filings").await
}

/// The partner's own country.
///
/// # Errors
/// When the database fails or there is no such partner.
pub async fn country_of(conn: &mut AnyConnection, partner_id: &str) -> Result<String, Fault> {
    Ok(sqlx::query_scalar("SELECT country_code FROM partners WHERE partner_id = $1")
        .bind(partner_id)
        .fetch_one(conn)
        .await?)
}

/// The first hundred filings that meet the conditions.
///
/// # Errors
/// When the database fails.
pub async fn all(conn: &mut AnyConnection, found: &Conditions) -> Result<Vec<FilingRow>, Fault> {
    rows(conn, found, "ORDER BY f.filing_id", Page::first(100)).await
}

/// Adds a filing.
///
/// # Errors
/// When the database fails.
pub async fn add(conn: &mut AnyConnection, filing: &FilingRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO filings (filing_id, partner_id, manager_user_id, customer_name, mobile_phone, email,
             country_code, industry, contact, remark, status, review_reasons, opinion, filed_at, expire_at,
             customer_id, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(filing.filing_id.as_str())
    .bind(&filing.partner_id)
    .bind(filing.manager_user_id.as_str())
    .bind(&filing.customer_name)
    .bind(&filing.mobile_phone)
    .bind(&filing.email)
    .bind(&filing.country_code)
    .bind(&filing.industry)
    .bind(&filing.contact)
    .bind(&filing.remark)
    .bind(filing.status.as_str())
    .bind(filing.reasons())
    .bind(&filing.opinion)
    .bind(filing.filed_at.seconds())
    .bind(filing.expire_at.map(Timestamp::seconds))
    .bind(filing.customer_id.as_ref().map(CustomerId::as_str))
    .bind(filing.version)
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes the filing as it is now, unless somebody has changed it since version `seen`; tells whether it did.
///
/// # Errors
/// When the database fails.
pub async fn save(conn: &mut AnyConnection, filing: &FilingRow, seen: i64) -> Result<bool, Fault> {
    let saved = sqlx::query(
        "UPDATE filings SET manager_user_id = $3, customer_name = $4, email = $5, country_code = $6,
             industry = $7, contact = $8, remark = $9, status = $10, review_reasons = $11, opinion = $12,
             filed_at = $13, expire_at = $14, customer_id = $15, version = $16
         WHERE filing_id = $1 AND version = $2",
    )
    .bind(filing.filing_id.as_str())
    .bind(seen)
    .bind(filing.manager_user_id.as_str())
    .bind(&filing.customer_name)
    .bind(&filing.email)
    .bind(&filing.country_code)
    .bind(&filing.industry)
    .bind(&filing.contact)
    .bind(&filing.remark)
    .bind(filing.status.as_str())
    .bind(filing.reasons())
    .bind(&filing.opinion)
    .bind(filing.filed_at.seconds())
    .bind(filing.expire_at.map(Timestamp::seconds))
    .bind(filing.customer_id.as_ref().map(CustomerId::as_str))
    .bind(filing.version)
    .execute(conn)
    .await?;
    Ok(saved.rows_affected() == 1)
}
