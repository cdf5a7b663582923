//! Whom a message is for, and where they are reached.

use crate::{
    outbox::Recipient,
    problem::Fault,
    session::store::{administrators, holders, user_of_customer, word},
};
use contract::{
    ids::{CustomerId, UserId},
    notification_settings::CHINA_OFFSET,
    session::Language,
};
use sqlx::{AnyConnection, Row};

/// Where somebody can be reached, in which language, by which clock.
pub struct Address {
    /// Absent where nobody has an account here.
    pub user_id: Option<UserId>,
    pub account_name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub language: Language,
    pub offset_minutes: i16,
}

/// Everybody whom a message is for.
pub async fn addresses(conn: &mut AnyConnection, to: &Recipient) -> Result<Vec<Address>, Fault> {
    let users: Vec<UserId> = match to {
        Recipient::User(user) => vec![user.clone()],
        Recipient::Customer(customer) => user_of_customer(conn, customer).await?.into_iter().collect(),
        Recipient::Address { phone, email, language } => {
            let (phone, email) = (phone.clone(), email.clone());
            return Ok(vec![Address {
                user_id: None,
                account_name: String::new(),
                phone,
                email,
                language: *language,
                offset_minutes: CHINA_OFFSET,
            }]);
        }
        Recipient::Administrators(partner) => {
            administrators(conn, partner).await?.into_iter().map(|(user, _)| user).collect()
        }
        Recipient::Holders(partner, permission) => holders(conn, partner, *permission).await?,
    };
    let mut addresses = Vec::with_capacity(users.len());
    if let (Recipient::Customer(customer), true) = (to, users.is_empty()) {
        addresses.extend(account_of(conn, customer).await?);
    }
    for user in users {
        let row = sqlx::query(
            "SELECT u.account_name, u.phone, u.email, COALESCE(s.language, u.language) AS language, s.offset_minutes
             FROM users u LEFT JOIN message_settings s ON s.user_id = u.user_id WHERE u.user_id = $1",
        )
        .bind(user.as_str())
        .fetch_optional(&mut *conn)
        .await?;
        if let Some(row) = row {
            let offset: Option<i64> = row.try_get("offset_minutes")?;
            addresses.push(Address {
                user_id: Some(user),
                account_name: row.try_get("account_name")?,
                phone: row.try_get("phone")?,
                email: row.try_get("email")?,
                language: word(&row, "language")?,
                offset_minutes: offset
                    .and_then(|minutes| i16::try_from(minutes).ok())
                    .unwrap_or(CHINA_OFFSET),
            });
        }
    }
    Ok(addresses)
}

/// A customer who never signed in here is reached by what its account holds.
async fn account_of(conn: &mut AnyConnection, customer: &CustomerId) -> Result<Option<Address>, Fault> {
    let row = sqlx::query("SELECT account_name, telephone, email FROM customers WHERE customer_id = $1")
        .bind(customer.as_str())
        .fetch_optional(conn)
        .await?;
    row.map(|row| {
        Ok(Address {
            user_id: None,
            account_name: row.try_get("account_name")?,
            phone: row.try_get("telephone")?,
            email: row.try_get("email")?,
            language: Language::default(),
            offset_minutes: CHINA_OFFSET,
        })
    })
    .transpose()
}
