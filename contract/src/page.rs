//! Paging as published: `offset` counts records from 0, `limit` is 1–100 and 10 when absent.

use serde::{Deserialize, Serialize};

/// Page sizes that the app offers (domain 1.3).
pub const PAGE_SIZES: [u32; 3] = [10, 20, 50];
/// Page size when none is chosen.
pub const DEFAULT_LIMIT: u32 = 10;
/// Largest `limit` that the API takes.
pub const MAX_LIMIT: u32 = 100;
/// Largest `offset` that the API takes (published for the customer list).
pub const MAX_OFFSET: u32 = 40_000_000;

/// Sort direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum SortDirection {
    Asc,
    #[default]
    Desc,
}
