//! The lines of incentives (激励明细, and 对账明细 of one): for which orders, from what spend, at which rate.

use super::{FeedbackStatus, IncentiveStatus};
use crate::{
    associations::AssociationType,
    ids::{CustomerId, IncentiveId, IncentiveLineId, PartnerId, UserId},
    money::{Amount, Currency, Money},
    month::Month,
    time::Date,
};
use serde::{Deserialize, Serialize};

words! {
    /// What the customer bought.
    ProductType {
        Compute = "COMPUTE",
        Storage = "STORAGE",
        Network = "NETWORK",
        Database = "DATABASE",
        Security = "SECURITY",
        Ai = "AI",
        Other = "OTHER",
    }

    /// How the customer pays for it (计费模式).
    BillingMode {
        /// 按需
        PayPerUse = "PAY_PER_USE",
        /// 包年/包月
        Periodic = "PERIODIC",
        /// 预留实例
        Reserved = "RESERVED",
        /// 一次性
        OneTime = "ONE_TIME",
    }
}

/// A line of an incentive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncentiveLine {
    /// 数据ID
    pub line_id: IncentiveLineId,
    /// 激励账单ID
    pub incentive_id: IncentiveId,
    pub period: Month,
    pub earned_in: Month,
    pub plan_name: String,
    pub order_id: String,
    pub customer_id: CustomerId,
    /// Masked.
    pub customer_name: String,
    pub account_manager_name: Option<String>,
    pub product_type: ProductType,
    pub association_type: AssociationType,
    pub billing_mode: BillingMode,
    /// Second-tier reseller, with a distributor's lines.
    pub reseller_name: Option<String>,
    pub spent_on: Date,
    /// What the incentive is reckoned from.
    pub spend: Amount,
    /// Hundredths of a percent: 850 is 8.5 %. `amount` is `spend` times this, rounded half away from zero to the cent.
    pub rate: i64,
    pub amount: Amount,
    pub currency: Currency,
    pub status: IncentiveStatus,
    /// Of the newest feedback about this line.
    pub feedback: Option<FeedbackStatus>,
}

/// The incentive of a spend: `rate` hundredths of a percent of it, rounded half away from zero to the cent (G1.6).
/// `None` when it leaves the range.
#[must_use]
pub fn reckon(spend: Amount, rate: i64) -> Option<Amount> {
    let exact = i128::from(spend.minor()) * i128::from(rate);
    let half = if exact < 0 { -5_000 } else { 5_000 };
    Amount::from_minor(i64::try_from((exact + half) / 10_000).ok()?)
}

/// Filters and page of [`super::LINES`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct IncentiveLineQuery {
    /// First and last period; a year is January to December.
    pub period_begin: Option<Month>,
    pub period_end: Option<Month>,
    /// Exact.
    pub plan_name: Option<String>,
    /// Exact.
    pub order_id: Option<String>,
    /// Exact.
    pub customer_id: Option<String>,
    /// Part of the customer's name; it comes in the body, never in an address.
    pub customer_name: Option<String>,
    pub account_manager_id: Option<UserId>,
    pub product_type: Option<ProductType>,
    pub association_type: Option<AssociationType>,
    pub billing_mode: Option<BillingMode>,
    pub status: Option<IncentiveStatus>,
    pub currency: Option<Currency>,
    /// 激励账单ID, exact.
    pub incentive_id: Option<String>,
    /// 数据ID, exact.
    pub line_id: Option<String>,
    pub reseller_id: Option<PartnerId>,
    /// Lines with feedback that stands so.
    pub feedback: Option<FeedbackStatus>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncentiveLinePage {
    pub details: Vec<IncentiveLine>,
    pub total_count: u32,
    /// Of all that match, one per currency.
    pub totals: Vec<Money>,
}

/// Answer of [`super::FILTERS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncentiveFilters {
    pub plan_names: Vec<String>,
    pub account_managers: Vec<AccountManagerRef>,
    /// Of a distributor: its resellers.
    pub resellers: Vec<ResellerRef>,
    pub currencies: Vec<Currency>,
    /// The first and the last period with incentives.
    pub first_period: Option<Month>,
    pub last_period: Option<Month>,
}

/// A member who manages customers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccountManagerRef {
    pub user_id: UserId,
    pub name: String,
}

/// A reseller of this distributor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResellerRef {
    pub partner_id: PartnerId,
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_cent_is_rounded_away_from_zero() {
        let amount = |minor| Amount::from_minor(minor).unwrap();
        assert_eq!(reckon(amount(10_000), 850), Some(amount(850)));
        assert_eq!(reckon(amount(50), 100), Some(amount(1)));
        assert_eq!(reckon(amount(49), 100), Some(amount(0)));
        assert_eq!(reckon(amount(-50), 100), Some(amount(-1)));
        assert_eq!(reckon(Amount::MAX, 10_000), Some(Amount::MAX));
        assert_eq!(reckon(Amount::MAX, 10_001), None);
    }
}
