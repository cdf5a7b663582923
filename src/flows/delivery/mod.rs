//! Delivery projects as both sides see them: the partner on its pages, the vendor at its desk.

mod sheet;
mod tabs;
mod words;

pub use sheet::{Scores, Steps, facts, sampling};
pub use tabs::{ALL, tabs};
pub use words::{criterion, kind, status};

crate::i18n::words!("flows/delivery");
