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

words! {
    /// Where an offering is listed.
    OfferingKind {
        /// 云商店商品
        MarketplaceProduct = "MARKETPLACE_PRODUCT",
        /// 基线解决方案
        BaselineSolution = "BASELINE_SOLUTION",
    }
}

/// Answer of [`super::OFFERINGS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offerings {
    pub offerings: Vec<Offering>,
}
