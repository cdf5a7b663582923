//! All SQL on what is known of accounts.

use super::Standing;
use crate::{
    problem::Fault,
    store::conditions::{Conditions, Page, known},
};
use contract::{filing_rules::FollowedBy, ids::CustomerId, session::Site, time::Timestamp};
use sqlx::{AnyConnection, Row, any::AnyRow};
use std::collections::HashSet;

const ACCOUNTS: &str = "SELECT c.customer_id, c.partner_id, c.name, c.account_name, c.telephone, c.email, s.site, \
     s.country_code, s.registered_at, s.cloud_open, s.has_cash_spend, s.followed_by, s.filed_by_vendor, \
     s.consumer_account, s.trusteeship, s.stored_value_card, s.gift_balance \
     FROM customers c JOIN account_standing s ON s.customer_id = c.customer_id";
/// Accounts that are read for the contacts of one call. An address can be many accounts'; none has more.
const MOST: u32 = 5_000;

fn read(row: &AnyRow) -> Result<Standing, Fault> {
    let holds = |column: &str| Ok::<_, Fault>(row.try_get::<i64, _>(column)? != 0);
    Ok(Standing {
        customer_id: known(row, "customer_id", |text| text.parse().ok())?,
        partner_id: row.try_get("partner_id")?,
        name: row.try_get("name")?,
        account_name: row.try_get("account_name")?,
        telephone: row.try_get("telephone")?,
        site: known(row, "site", Site::parse)?,
        country_code: row.try_get("country_code")?,
        registered_at: Timestamp::from_seconds(row.try_get("registered_at")?),
        cloud_open: holds("cloud_open")?,
        has_cash_spend: holds("has_cash_spend")?,
        followed_by: known(row, "followed_by", FollowedBy::parse)?,
        filed_by_vendor: holds("filed_by_vendor")?,
        consumer_account: holds("consumer_account")?,
        trusteeship: holds("trusteeship")?,
        stored_value_card: holds("stored_value_card")?,
        gift_balance: holds("gift_balance")?,
    })
}

async fn matching(
    conn: &mut AnyConnection,
    conditions: &Conditions,
) -> Result<Vec<(Standing, Option<String>)>, Fault> {
    let rows = conditions.rows(conn, ACCOUNTS, "ORDER BY c.customer_id", Page::first(MOST), "").await?;
    rows.iter().map(|row| Ok((read(row)?, row.try_get("email")?))).collect()
}

/// What is known of this account.
///
/// # Errors
/// When the database fails.
pub async fn of(conn: &mut AnyConnection, customer_id: &CustomerId) -> Result<Option<Standing>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("c.customer_id = ?", customer_id.as_str());
    Ok(matching(conn, &conditions).await?.into_iter().next().map(|(standing, _)| standing))
}

/// The account with this number, or else one with this address.
///
/// # Errors
/// When the database fails.
pub async fn by_contact(
    conn: &mut AnyConnection,
    phone: &str,
    email: &str,
) -> Result<Option<Standing>, Fault> {
    let found = by_contacts(conn, &[(phone, email)]).await?;
    let by_phone = found.iter().find(|(account, _)| account.telephone.as_deref() == Some(phone));
    Ok(by_phone.or(found.first()).map(|(account, _)| account.clone()))
}

/// Every account with one of these numbers or addresses, with its address.
///
/// # Errors
/// When the database fails.
pub async fn by_contacts(
    conn: &mut AnyConnection,
    contacts: &[(&str, &str)],
) -> Result<Vec<(Standing, Option<String>)>, Fault> {
    let mut by_phone = Conditions::default();
    by_phone.one_of("c.telephone", contacts.iter().map(|(phone, _)| (*phone).to_owned()));
    let mut by_email = Conditions::default();
    by_email.one_of("c.email", contacts.iter().map(|(_, email)| (*email).to_owned()));
    let mut found = matching(conn, &by_phone).await?;
    let with_number: HashSet<CustomerId> =
        found.iter().map(|(account, _)| account.customer_id.clone()).collect();
    let by_email = matching(conn, &by_email).await?;
    found.extend(by_email.into_iter().filter(|(account, _)| !with_number.contains(&account.customer_id)));
    Ok(found)
}

/// Writes what is known of an account whose row in `customers` is there already.
///
/// # Errors
/// When the database fails.
pub async fn add(conn: &mut AnyConnection, standing: &Standing) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO account_standing (customer_id, site, country_code, registered_at, cloud_open, has_cash_spend,
             followed_by, filed_by_vendor, consumer_account, trusteeship, stored_value_card, gift_balance)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(standing.customer_id.as_str())
    .bind(standing.site.as_str())
    .bind(&standing.country_code)
    .bind(standing.registered_at.seconds())
    .bind(i64::from(standing.cloud_open))
    .bind(i64::from(standing.has_cash_spend))
    .bind(standing.followed_by.as_str())
    .bind(i64::from(standing.filed_by_vendor))
    .bind(i64::from(standing.consumer_account))
    .bind(i64::from(standing.trusteeship))
    .bind(i64::from(standing.stored_value_card))
    .bind(i64::from(standing.gift_balance))
    .execute(conn)
    .await?;
    Ok(())
}
