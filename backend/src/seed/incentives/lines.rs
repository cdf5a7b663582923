//! Orders from which the demo's incentives are reckoned: always the same ones, and always summing to the incentive.

use super::{Plan, fixed};
use crate::{
    masking,
    problem::Fault,
    seed::store::{self, Batch, SomeCustomer},
};
use contract::{
    associations::AssociationType,
    ids::IncentiveId,
    incentives::{BillingMode, Incentive, ProductType, reckon},
    money::Amount,
    month::Month,
    time::Date,
};
use sqlx::AnyConnection;

/// Whose orders they are.
pub(super) struct Customer {
    id: String,
    /// Masked.
    name: String,
    association_type: AssociationType,
    manager: Option<String>,
    reseller_id: Option<String>,
}

/// Customers of a partner; of another one than who earns, they are its reseller's.
pub(super) async fn customers(
    conn: &mut AnyConnection,
    earner: &str,
    partner_id: &str,
) -> Result<Vec<Customer>, Fault> {
    let is_own = earner == partner_id;
    let found = store::some_customers(conn, partner_id).await?.into_iter();
    let customer = |found: SomeCustomer| Customer {
        id: found.customer_id,
        name: if found.name.is_empty() {
            masking::account_name(&found.account_name)
        } else {
            masking::name(&found.name, found.customer_type)
        },
        association_type: found.association_type,
        manager: found.manager.filter(|_| is_own),
        reseller_id: (!is_own).then(|| partner_id.to_owned()),
    };
    Ok(found.map(customer).collect())
}

/// A line to be planted.
pub(super) struct Line {
    id: String,
    order_id: String,
    customer_id: String,
    customer_name: String,
    manager: Option<String>,
    reseller_id: Option<String>,
    product_type: ProductType,
    billing_mode: BillingMode,
    spent_on: Date,
    spend: Amount,
    rate: i64,
    pub amount: Amount,
}

/// Three to six orders of a month.
pub(super) fn of(
    incentive_id: &IncentiveId,
    earned_in: Month,
    plan: &Plan,
    back: u32,
    customers: &[Customer],
) -> Result<Vec<Line>, Fault> {
    let fitting: Vec<&Customer> =
        customers.iter().filter(|customer| customer.association_type == plan.association_type).collect();
    let count = if plan.spend < 0 { 1 } else { 3 + i64::from(back) % 4 };
    (0..count)
        .map(|number| {
            let place = usize::try_from(number + i64::from(back) * 3).unwrap_or_default();
            // The frozen one begins with who has not paid.
            let owes = || fitting.iter().find(|customer| customer.id == "c-100010");
            let customer = if plan.letter == "d" && number == 0 { owes() } else { None };
            let customer = customer.or_else(|| fitting.get(place % fitting.len().max(1)));
            let sign = plan.spend.signum();
            let spend = plan.spend + sign * (number * 37_511 + i64::from(back) * 12_907);
            let spend = fixed(Amount::from_minor(spend))?;
            Ok(Line {
                id: format!("{incentive_id}-{}", number + 1),
                order_id: format!("CS{}{:04}", earned_in.to_string().replace('-', ""), 1_000 + place * 7),
                customer_id: customer.map_or_else(|| "c-former".to_owned(), |of| of.id.clone()),
                customer_name: customer.map_or_else(|| "原客****公司".to_owned(), |of| of.name.clone()),
                manager: customer.and_then(|of| of.manager.clone()),
                reseller_id: customer.and_then(|of| of.reseller_id.clone()),
                product_type: ProductType::ALL[place % ProductType::ALL.len()],
                billing_mode: BillingMode::ALL[place % BillingMode::ALL.len()],
                spent_on: earned_in.first_day().plus_days(2 + number * 5),
                amount: fixed(reckon(spend, plan.rate))?,
                spend,
                rate: plan.rate,
            })
        })
        .collect()
}

/// Writes the lines of an incentive.
pub(super) async fn add(
    conn: &mut AnyConnection,
    partner_id: &str,
    incentive: &Incentive,
    lines: &[Line],
) -> Result<(), Fault> {
    let mut batch = Batch::new(store::INCENTIVE_LINES);
    for line in lines {
        batch.push([
            line.id.clone().into(),
            incentive.incentive_id.as_str().into(),
            partner_id.into(),
            incentive.period.to_string().into(),
            line.order_id.clone().into(),
            line.customer_id.clone().into(),
            line.customer_name.clone().into(),
            line.manager.clone().into(),
            line.product_type.as_str().into(),
            line.billing_mode.as_str().into(),
            line.reseller_id.clone().into(),
            line.spent_on.to_string().into(),
            line.spend.minor().into(),
            line.rate.into(),
            line.amount.minor().into(),
        ]);
    }
    batch.flush(conn).await
}
