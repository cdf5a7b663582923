//! What the partner's customers used in a month: the bill, and what it is made of.

mod details;
mod page;
mod state;
mod words;

pub use page::BillsPage;

crate::i18n::words!("features/bills");
