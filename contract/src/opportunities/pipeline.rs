//! What the opportunities are worth, stage by stage.

use crate::{
    money::{Amount, Currency},
    opportunity_status::{Direction, OpportunityStatus, ProgressStage},
};
use serde::{Deserialize, Serialize};

/// Input of [`super::PIPELINE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PipelineQuery {
    pub direction: Direction,
}

/// Answer of [`super::PIPELINE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pipeline {
    pub currency: Currency,
    /// Every group of the direction, in the order of its life, the empty ones too.
    pub groups: Vec<PipelineGroup>,
}

/// Opportunities that stand in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PipelineGroup {
    pub status: OpportunityStatus,
    /// With [`OpportunityStatus::InProgress`]: stage of the newest report, absent before the first one.
    pub stage: Option<ProgressStage>,
    pub count: u32,
    /// Signed amounts where there are any, else estimates.
    pub amount: Amount,
}
