//! With what a partner goes to a customer.

use crate::ids::OfferingId;
use serde::{Deserialize, Serialize};

/// What a partner sells and delivers itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offering {
    pub offering_id: OfferingId,
    pub kind: OfferingKind,
    pub name: String,
    /// The demand that it answers.
    pub demand_tag: String,
}

/// Where an offering is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OfferingKind {
    /// 云商店商品
    MarketplaceProduct,
    /// 基线解决方案
    BaselineSolution,
}

impl OfferingKind {
    pub const ALL: [Self; 2] = [Self::MarketplaceProduct, Self::BaselineSolution];

    /// As stored and as sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MarketplaceProduct => "MARKETPLACE_PRODUCT",
            Self::BaselineSolution => "BASELINE_SOLUTION",
        }
    }

    /// Reads what [`OfferingKind::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}

/// Answer of [`super::OFFERINGS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offerings {
    pub offerings: Vec<Offering>,
}
