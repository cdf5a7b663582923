//! All SQL on customer contacts.

use crate::problem::Fault;
use contract::{
    contact::EmailAddress,
    customer_contacts::CustomerContact,
    ids::PartnerId,
    text::{Rule, ServiceHours, Telephone},
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// Somebody with a name, and where to be reached.
pub struct Reachable {
    pub name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
}

fn stored<T: TryFrom<String, Error = Rule>>(row: &AnyRow, column: &str) -> Result<Option<T>, Fault> {
    let text: Option<String> = row.try_get(column)?;
    text.map(|text| T::try_from(text).map_err(|_| Fault::new(format!("column {column} holds nonsense"))))
        .transpose()
}

fn read(row: &AnyRow) -> Result<CustomerContact, Fault> {
    Ok(CustomerContact {
        name: stored(row, "name")?.ok_or_else(|| Fault::new("a contact without a name"))?,
        phone: stored(row, "phone")?,
        email: stored(row, "email")?,
        hours: stored(row, "hours")?,
    })
}

/// The contacts of a partner in their order.
pub async fn of(conn: &mut AnyConnection, partner_id: &PartnerId) -> Result<Vec<CustomerContact>, Fault> {
    let rows = sqlx::query(
        "SELECT name, phone, email, hours FROM customer_contacts WHERE partner_id = $1 ORDER BY position",
    )
    .bind(partner_id.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// The first administrators that are active.
pub(super) async fn administrators(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    most: u32,
) -> Result<Vec<Reachable>, Fault> {
    let rows = sqlx::query(
        "SELECT u.name, u.phone, u.email FROM users u JOIN user_roles r ON r.user_id = u.user_id
         WHERE u.partner_id = $1 AND u.disabled = 0 AND r.role = 'ADMINISTRATOR' ORDER BY u.user_id LIMIT $2",
    )
    .bind(partner_id.as_str())
    .bind(i64::from(most))
    .fetch_all(conn)
    .await?;
    let read = |row: &AnyRow| {
        Ok(Reachable {
            name: row.try_get("name")?,
            phone: row.try_get("phone")?,
            email: row.try_get("email")?,
        })
    };
    rows.iter().map(read).collect()
}

/// The version of all contacts together.
pub(super) async fn version(conn: &mut AnyConnection, partner_id: &PartnerId) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar("SELECT contacts_version FROM partners WHERE partner_id = $1")
        .bind(partner_id.as_str())
        .fetch_one(conn)
        .await?)
}

/// Goes on to the next version, unless somebody did since `seen`; tells whether it did.
pub(super) async fn next_version(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    seen: i64,
) -> Result<bool, Fault> {
    let written = sqlx::query(
        "UPDATE partners SET contacts_version = contacts_version + 1
         WHERE partner_id = $1 AND contacts_version = $2",
    )
    .bind(partner_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Puts these in place of all that there are; tells how many there were.
pub async fn replace(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
    contacts: &[CustomerContact],
) -> Result<u64, Fault> {
    let before = sqlx::query("DELETE FROM customer_contacts WHERE partner_id = $1")
        .bind(partner_id.as_str())
        .execute(&mut *conn)
        .await?;
    for (position, contact) in (1_i64..).zip(contacts) {
        sqlx::query(
            "INSERT INTO customer_contacts (partner_id, position, name, phone, email, hours)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(partner_id.as_str())
        .bind(position)
        .bind(contact.name.as_str())
        .bind(contact.phone.as_ref().map(Telephone::as_str))
        .bind(contact.email.as_ref().map(EmailAddress::as_str))
        .bind(contact.hours.as_ref().map(ServiceHours::as_str))
        .execute(&mut *conn)
        .await?;
    }
    Ok(before.rows_affected())
}
