//! What looks like the same need.

use crate::{
    ids::OpportunityId,
    opportunity_status::{Direction, OpportunityStatus},
};
use serde::{Deserialize, Serialize};

/// Input of [`super::SIMILAR`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SimilarQuery {
    pub name: String,
    pub customer_name: String,
    /// The opportunity itself, when it is saved already.
    #[serde(default)]
    pub except: Option<OpportunityId>,
}

/// Answer of [`super::SIMILAR`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SimilarOpportunities {
    /// This partner's own, the likest first, at most ten.
    pub opportunities: Vec<SimilarOpportunity>,
    /// Another partner's was verified for the same need: this one would be refused. Nothing more is told of it.
    pub verified_elsewhere: bool,
}

/// An opportunity for a customer of nearly this name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SimilarOpportunity {
    pub opportunity_id: OpportunityId,
    pub direction: Direction,
    pub name: String,
    pub customer_name: String,
    pub status: OpportunityStatus,
    pub likeness: Likeness,
}

/// What two opportunities have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Likeness {
    /// Same customer and same need: once one is verified, the other is refused.
    SameNeed,
    /// Same customer, but for width, company suffix and spacing.
    SameCustomer,
    /// The customer's name sounds the same.
    SoundsAlike,
}
