//! Applying: what, how much, by which method, and what comes of it.

mod form;
mod kept;
mod method;
mod page;
mod table;
mod typed;

pub use page::{ApplyPage, payouts_href};
