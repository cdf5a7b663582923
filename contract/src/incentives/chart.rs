//! Earned, coming, blocked: month by month and per currency.

use super::MoneyPlace;
use crate::{
    money::{Amount, Currency},
    month::Month,
};
use serde::{Deserialize, Serialize};

/// Months of a chart when none are asked for, and at most.
pub const DEFAULT_MONTHS: u32 = 12;
pub const MAX_MONTHS: u32 = 36;

words! {
    /// To which month an amount belongs. The difference are adjustments.
    #[derive(Default)]
    ChartBasis {
        /// In which it was earned: an adjustment counts in the month that it corrects.
        #[default]
        EarnedIn = "EARNED_IN",
        /// In which it is reconciled and paid.
        Period = "PERIOD",
    }
}

/// Input of [`super::CHART`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ChartQuery {
    pub basis: ChartBasis,
    /// The last month; absent means the current one.
    pub until: Option<Month>,
    /// 1–[`MAX_MONTHS`], [`DEFAULT_MONTHS`] when absent.
    pub months: Option<u32>,
}

/// Answer of [`super::CHART`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncentiveChart {
    /// Every month and currency of the span, the oldest month first; months without anything are zeros.
    pub months: Vec<ChartMonth>,
}

/// A bar of the chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChartMonth {
    pub month: Month,
    pub currency: Currency,
    /// 已到账: paid.
    pub earned: Amount,
    /// 在途: estimated, to be confirmed, available or on the way.
    pub coming: Amount,
    /// 受阻: frozen.
    pub blocked: Amount,
    /// 已失效: expired. What went to another account is not this partner's any more and is in no bar.
    pub lost: Amount,
}

/// Which part of a bar an amount belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartPart {
    Earned,
    Coming,
    Blocked,
    Lost,
}

impl MoneyPlace {
    /// The part of the chart's bar; `None` for what is in no bar.
    #[must_use]
    pub const fn chart_part(self) -> Option<ChartPart> {
        match self {
            Self::Estimated | Self::ToConfirm | Self::Available | Self::OnTheWay => Some(ChartPart::Coming),
            Self::Frozen => Some(ChartPart::Blocked),
            Self::Paid => Some(ChartPart::Earned),
            Self::Expired => Some(ChartPart::Lost),
            Self::Transferred => None,
        }
    }
}
