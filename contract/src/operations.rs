//! What became of a change whose answer was lost.

use crate::{endpoint::Fetch, ids::IdempotencyKey, permissions::Access};
use serde::{Deserialize, Serialize};

/// `GET /v2/operations/{key}`: whether the change with this key of this user was done.
pub const OUTCOME: Fetch<(IdempotencyKey,), (), Outcome> =
    Fetch::get("ShowOperation", "/v2/operations/{key}", Access::SignedIn);

/// State of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OutcomeState {
    /// It has a final answer; sending it again with the same key returns that answer.
    Done,
    /// It never arrived, or left no effect; sending it again is safe.
    NotSeen,
}

/// Answer of [`OUTCOME`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outcome {
    pub state: OutcomeState,
    /// HTTP status of the stored answer.
    pub status: Option<u16>,
}
