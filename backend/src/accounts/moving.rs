//! Money between a partner and its customers: the entry in the book, the customer's columns and the record that the
//! partner reads, in the caller's transaction, or nothing.

use super::store;
use crate::{
    book::{self, Account, Entry, EntryKind},
    customers::row::CustomerRow,
    incentives,
    problem::{Fault, Refused},
    secret::random_id,
};
use contract::{accounts::AdjustOperation, money::Amount, time::Timestamp};
use sqlx::AnyConnection;

/// How an appropriation is used: arrears are written off first, the rest can be spent (B6.2).
#[must_use]
pub fn split_grant(amount: Amount, debt: Amount) -> (Amount, Amount) {
    let written_off = amount.min(debt);
    (written_off, amount.minus(written_off).unwrap_or_default())
}

/// Appropriates `amount` to the customer; returns the id of the movement.
///
/// # Errors
/// `CBC.5003` when the partner's balance does not cover it.
pub async fn grant(
    conn: &mut AnyConnection,
    now: Timestamp,
    partner_id: &str,
    customer: &CustomerRow,
    amount: Amount,
) -> Result<String, Refused> {
    let (written_off, spendable) = split_grant(amount, customer.debt);
    let debt = customer.debt.minus(written_off).ok_or_else(|| Fault::new("arrears are out of range"))?;
    let granted =
        customer.granted_balance.plus(spendable).ok_or_else(|| Fault::new("a balance is out of range"))?;
    let trans_id = random_id()?;
    let entry = entry(partner_id, EntryKind::Granted, &trans_id, customer);
    let lines = [
        (Account::Cash, negative(amount)?),
        (Account::CustomerGranted(customer.customer_id.clone()), spendable),
        (Account::VendorIncome, written_off),
    ];
    let _new = book::post(conn, now, entry, &lines).await?;
    store::set_customer_money(conn, customer, granted, debt).await?;
    if customer.debt.is_positive() && debt == Amount::ZERO {
        incentives::spend_paid(conn, now, &customer.customer_id).await?;
    }
    let movement = (AdjustOperation::Grant, amount, now);
    store::add_record(conn, &trans_id, partner_id, customer, movement).await?;
    Ok(trans_id)
}

/// Pays an order of the customer from the partner's balance.
///
/// # Errors
/// `CBC.5003` when the partner's balance does not cover it.
pub async fn pay_order(
    conn: &mut AnyConnection,
    now: Timestamp,
    partner_id: &str,
    customer: &CustomerRow,
    price: Amount,
) -> Result<String, Refused> {
    let trans_id = random_id()?;
    let entry = entry(partner_id, EntryKind::OrderPaid, &trans_id, customer);
    let lines = book::transfer(Account::Cash, Account::VendorIncome, price)?;
    let _new = book::post(conn, now, entry, &lines).await?;
    store::add_record(conn, &trans_id, partner_id, customer, (AdjustOperation::OrderPaid, price, now))
        .await?;
    Ok(trans_id)
}

/// Returns to the partner what it appropriated and the customer has not spent; `None` when there is nothing.
///
/// # Errors
/// When the database fails.
pub async fn return_granted(
    conn: &mut AnyConnection,
    now: Timestamp,
    partner_id: &str,
    customer: &CustomerRow,
    operation: AdjustOperation,
) -> Result<Option<Amount>, Refused> {
    let amount = customer.granted_balance;
    if !amount.is_positive() {
        return Ok(None);
    }
    let trans_id = random_id()?;
    let entry = entry(partner_id, EntryKind::Returned, &trans_id, customer);
    let from = Account::CustomerGranted(customer.customer_id.clone());
    let _new = book::post(conn, now, entry, &book::transfer(from, Account::Cash, amount)?).await?;
    store::set_customer_money(conn, customer, Amount::ZERO, customer.debt).await?;
    store::add_record(conn, &trans_id, partner_id, customer, (operation, amount, now)).await?;
    Ok(Some(amount))
}

const fn entry<'a>(
    partner_id: &'a str,
    kind: EntryKind,
    about_id: &'a str,
    customer: &CustomerRow,
) -> Entry<'a> {
    Entry { partner_id, kind, about_id, currency: customer.currency }
}

fn negative(amount: Amount) -> Result<Amount, Fault> {
    Amount::ZERO.minus(amount).ok_or_else(|| Fault::new("an amount is out of range"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_grant_loses_no_cent_and_writes_off_arrears_first(amount in 1_i64..1_000_000, debt in 0_i64..1_000_000) {
            let [amount, debt] = [amount, debt].map(|minor| Amount::from_minor(minor).unwrap());
            let (written_off, spendable) = split_grant(amount, debt);
            prop_assert_eq!(written_off.plus(spendable), Some(amount));
            prop_assert!(written_off == debt || spendable == Amount::ZERO);
        }
    }
}
