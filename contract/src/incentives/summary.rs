//! "How much have I made, how much is coming, why is it blocked": the figures above everything else.

use super::{FrozenReason, MoneyPlace};
use crate::{
    ids::{CustomerId, IncentiveId},
    money::{Amount, Currency, Money},
    month::Month,
    payouts::AutoApply,
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

/// Frozen incentives that the summary names; the list holds all of them.
pub const MAX_FROZEN: usize = 50;

/// Answer of [`super::SUMMARY`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncentiveSummary {
    /// One per currency of the incentives; none when there are none.
    pub totals: Vec<IncentiveTotals>,
    /// At most [`MAX_FROZEN`], the oldest period first.
    pub frozen: Vec<FrozenIncentive>,
    /// Periods that wait for confirmation, the next deadline first.
    pub to_confirm: Vec<PeriodToConfirm>,
    pub auto_apply: AutoApply,
    /// Whether the business information is certified: without it nothing is paid (`CBC.99100050`).
    pub certified: bool,
    /// Only after the identity was lost: the last day (GMT+08:00) on which incentives can be redeemed.
    pub redeem_until: Option<Date>,
    /// When these figures were true.
    pub at: Timestamp,
}

/// Where all incentives of a currency are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncentiveTotals {
    pub currency: Currency,
    /// Every place, in the order of [`MoneyPlace::ALL`], with zero where there is nothing.
    pub places: Vec<PlaceTotal>,
}

impl IncentiveTotals {
    /// What is in a place.
    #[must_use]
    pub fn of(&self, place: MoneyPlace) -> Amount {
        self.places.iter().find(|total| total.place == place).map_or(Amount::ZERO, |total| total.amount)
    }

    /// What can be applied for: reconciled, neither frozen nor expired, reductions taken off. From zero on it may be.
    #[must_use]
    pub fn available(&self) -> Amount {
        self.of(MoneyPlace::Available)
    }
}

/// How much is in a place, and in how many incentives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlaceTotal {
    pub place: MoneyPlace,
    pub amount: Amount,
    pub incentive_count: u32,
}

/// Why an incentive is frozen, and how it thaws.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Freeze {
    pub reason: FrozenReason,
    pub since: Timestamp,
    /// Whose spend is not paid.
    pub customer_id: CustomerId,
    /// Masked.
    pub customer_name: String,
    /// Known once the spend was paid: the day after.
    pub thaw_at: Option<Timestamp>,
}

/// An incentive that is frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrozenIncentive {
    pub incentive_id: IncentiveId,
    pub period: Month,
    pub plan_name: String,
    pub open_amount: Amount,
    pub currency: Currency,
    pub freeze: Freeze,
}

/// A period that waits for confirmation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PeriodToConfirm {
    pub period: Month,
    pub incentive_count: u32,
    /// One per currency. [`super::Confirmation`] sends them back.
    pub totals: Vec<Money>,
    pub confirm_deadline: Timestamp,
    pub open_feedback_count: u32,
}
