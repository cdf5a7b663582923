//! All SQL on customers: one customer here, the list, what they hold and what happened to them beside.

pub mod holdings;
pub mod list;
pub mod reveals;
pub mod scope;
pub mod timeline;

use super::row::CustomerRow;
use crate::{
    problem::{Fault, Refused},
    store::conditions::{Page, known},
};
use contract::{
    customers::AccountManager,
    ids::{CustomerId, PartnerId, UserId},
    permissions::Role,
    problem::ErrorCode,
};
use scope::Visible;
use sqlx::{AnyConnection, Row};

/// A customer that `visible` covers.
///
/// # Errors
/// `CBC.99000035` for a foreign customer and for one that does not exist, so that nobody learns which.
pub async fn find(
    conn: &mut AnyConnection,
    visible: &Visible,
    customer_id: &CustomerId,
) -> Result<CustomerRow, Refused> {
    let found = find_many(conn, visible, std::slice::from_ref(customer_id)).await?;
    found.into_iter().next().ok_or_else(|| ErrorCode::NotASubCustomer.into())
}

/// Those of the customers that `visible` covers, by id.
pub async fn find_many(
    conn: &mut AnyConnection,
    visible: &Visible,
    customer_ids: &[CustomerId],
) -> Result<Vec<CustomerRow>, Fault> {
    let mut conditions = visible.conditions();
    conditions.one_of("customer_id", customer_ids.iter().map(CustomerId::to_string));
    let limit = u32::try_from(customer_ids.len()).unwrap_or(u32::MAX);
    let rows =
        conditions.rows(conn, list::PAGE, "ORDER BY customer_id", Page::first(limit), list::ROWS).await?;
    rows.iter().map(CustomerRow::read).collect()
}

/// The customer with this id, whoever's it is; for the customer itself and for the vendor.
pub async fn find_any(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
) -> Result<Option<CustomerRow>, Fault> {
    let mut conditions = crate::store::conditions::Conditions::default();
    conditions.text("customer_id = ?", customer_id.to_string());
    let rows = conditions.rows(conn, list::PAGE, "", Page::first(1), list::ROWS).await?;
    rows.first().map(CustomerRow::read).transpose()
}

/// Sets or clears the tag.
pub async fn set_label(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
    label: Option<&str>,
) -> Result<(), Fault> {
    sqlx::query("UPDATE customers SET label = $1 WHERE customer_id = $2")
        .bind(label)
        .bind(customer_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Freezes the account (not its resources), or lifts every freeze.
pub async fn set_frozen(
    conn: &mut AnyConnection,
    customer_id: &CustomerId,
    frozen: bool,
) -> Result<(), Fault> {
    sqlx::query("UPDATE customers SET frozen = $1 WHERE customer_id = $2")
        .bind(i64::from(frozen))
        .bind(customer_id.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// User ids of the managers whom a director leads.
pub async fn team(conn: &mut AnyConnection, director: &UserId) -> Result<Vec<String>, Fault> {
    Ok(sqlx::query_scalar("SELECT manager_user_id FROM account_manager_teams WHERE director_user_id = $1")
        .bind(director.as_str())
        .fetch_all(conn)
        .await?)
}

/// Whether `reseller` stands below `distributor`.
pub async fn is_reseller_of(
    conn: &mut AnyConnection,
    reseller: &PartnerId,
    distributor: &PartnerId,
) -> Result<bool, Fault> {
    let row = sqlx::query("SELECT 1 FROM partners WHERE partner_id = $1 AND distributor_id = $2")
        .bind(reseller.as_str())
        .bind(distributor.as_str())
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}

/// Members who can be account managers of this partner's customers.
pub async fn managers(conn: &mut AnyConnection, partner_id: &str) -> Result<Vec<AccountManager>, Fault> {
    let rows = sqlx::query(
        "SELECT u.user_id, u.account_name, u.name FROM users u
         JOIN user_roles r ON r.user_id = u.user_id AND r.role IN ($2, $3)
         WHERE u.partner_id = $1 GROUP BY u.user_id, u.account_name, u.name ORDER BY u.account_name",
    )
    .bind(partner_id)
    .bind(Role::AccountManager.as_str())
    .bind(Role::AccountManagerDirector.as_str())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(AccountManager {
                account_name: row.try_get("account_name")?,
                user_id: known(row, "user_id", |text| text.parse().ok())?,
                name: row.try_get("name")?,
            })
        })
        .collect()
}
