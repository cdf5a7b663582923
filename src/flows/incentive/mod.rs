//! What the partner's pages and the vendor's queue both show of incentives (domain G): words, the tracker of a payout, what
//! it pays out and its invoices.

pub mod invoices;
pub mod items;
mod tracker;
pub mod transfer;
pub mod words;

pub use tracker::{PayoutTracker, expected_words};

crate::i18n::words!("flows/incentive");
