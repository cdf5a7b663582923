//! The account check as both sides see it: every item at once, what to do about those that fail, and what ending or
//! switching would do. Reads nothing and changes nothing itself: the page gives it what was read.

mod consequences;
mod items;
mod place;
mod words;

pub use consequences::ConsequencesOf;
pub use items::AccountCheck;
pub use place::Side;
pub use words::{association_type, holding_kind, item_name};

crate::i18n::words!("flows/account_check");
