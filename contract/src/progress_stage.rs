//! How far the work on an opportunity is, and what reporting it does to the opportunity (domain F).

use crate::opportunity_status::OpportunityEvent;
use serde::{Deserialize, Serialize};

/// How far the work with the customer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ProgressStage {
    Requirement,
    Solution,
    Quotation,
    /// With the amount that was signed.
    Signed,
    Delivering,
    Delivered,
    Lost,
}

impl ProgressStage {
    pub const ALL: [Self; 7] = [
        Self::Requirement,
        Self::Solution,
        Self::Quotation,
        Self::Signed,
        Self::Delivering,
        Self::Delivered,
        Self::Lost,
    ];

    /// What reporting it does to the opportunity.
    #[must_use]
    pub const fn event(self) -> OpportunityEvent {
        match self {
            Self::Requirement | Self::Solution | Self::Quotation | Self::Signed | Self::Delivering => {
                OpportunityEvent::Progress
            }
            Self::Delivered => OpportunityEvent::Deliver,
            Self::Lost => OpportunityEvent::Lose,
        }
    }

    /// As stored and as sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Requirement => "REQUIREMENT",
            Self::Solution => "SOLUTION",
            Self::Quotation => "QUOTATION",
            Self::Signed => "SIGNED",
            Self::Delivering => "DELIVERING",
            Self::Delivered => "DELIVERED",
            Self::Lost => "LOST",
        }
    }

    /// Reads what [`ProgressStage::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}
