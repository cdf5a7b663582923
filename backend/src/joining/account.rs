//! The account that wants to associate: what joining looks at and what it is called in messages.

use super::store;
use crate::{
    accounts_known::{self, Standing},
    customers::{self, row::CustomerRow},
    problem::Fault,
};
use contract::{contact::MobilePhone, ids::CustomerId};
use sqlx::AnyConnection;

/// An account and what the vendor knows of it.
pub(super) struct Account {
    pub customer: CustomerRow,
    pub standing: Standing,
    /// The account's number and the one that is bound to its user, in the one form of the contract.
    pub phones: Vec<String>,
}

impl Account {
    /// The account of a customer who is signed in.
    ///
    /// # Errors
    /// When the database fails or has no such account.
    pub async fn of(conn: &mut AnyConnection, customer_id: &CustomerId) -> Result<Self, Fault> {
        let customer = customers::store::find_any(conn, customer_id)
            .await?
            .ok_or_else(|| Fault::new("a customer's user without its customer"))?;
        let standing = accounts_known::of(conn, customer_id)
            .await?
            .ok_or_else(|| Fault::new("an account of which nothing is known"))?;
        let bound = store::bound_phone(conn, customer_id).await?;
        let mut phones: Vec<String> = customer.telephone.iter().cloned().chain(bound).map(one_form).collect();
        phones.dedup();
        Ok(Self { customer, standing, phones })
    }
}

/// A number that was stored before there was one form stays as it is when it has none.
fn one_form(phone: String) -> String {
    MobilePhone::try_from(phone.clone()).map_or(phone, String::from)
}
