//! Every movement of money: both balances and its record, in the caller's transaction, or nothing.

use super::store;
use crate::{
    customers::row::CustomerRow,
    problem::{Fault, Refused},
    secret::random_id,
};
use contract::{accounts::AdjustOperation, money::Amount, problem::ErrorCode, time::Timestamp};
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
    take_from_partner(conn, partner_id, amount).await?;
    let (written_off, spendable) = split_grant(amount, customer.debt);
    let debt = customer.debt.minus(written_off).ok_or_else(|| Fault::new("arrears are out of range"))?;
    let granted =
        customer.granted_balance.plus(spendable).ok_or_else(|| Fault::new("a balance is out of range"))?;
    store::set_customer_money(conn, customer, granted, debt).await?;
    Ok(record(conn, now, partner_id, customer, AdjustOperation::Grant, amount).await?)
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
    take_from_partner(conn, partner_id, price).await?;
    Ok(record(conn, now, partner_id, customer, AdjustOperation::OrderPaid, price).await?)
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
) -> Result<Option<Amount>, Fault> {
    let amount = customer.granted_balance;
    if !amount.is_positive() {
        return Ok(None);
    }
    store::add_to_partner(conn, partner_id, amount).await?;
    store::set_customer_money(conn, customer, Amount::ZERO, customer.debt).await?;
    record(conn, now, partner_id, customer, operation, amount).await?;
    Ok(Some(amount))
}

async fn take_from_partner(
    conn: &mut AnyConnection,
    partner_id: &str,
    amount: Amount,
) -> Result<(), Refused> {
    if store::take_from_partner(conn, partner_id, amount).await? {
        Ok(())
    } else {
        Err(ErrorCode::InsufficientBalance.into())
    }
}

async fn record(
    conn: &mut AnyConnection,
    now: Timestamp,
    partner_id: &str,
    customer: &CustomerRow,
    operation: AdjustOperation,
    amount: Amount,
) -> Result<String, Fault> {
    let trans_id = random_id()?;
    store::add_record(conn, &trans_id, partner_id, customer, (operation, amount, now)).await?;
    Ok(trans_id)
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
