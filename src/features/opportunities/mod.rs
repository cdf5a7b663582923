//! Opportunities (domain F): writing one that is shared with the vendor, and reporting how it goes on.

pub mod form;
pub mod progress;
