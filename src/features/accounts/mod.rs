//! The partner's funds: what it has, what moved between it and its customers, and the vouchers that it issued.
//! Money is appropriated on a customer's own page.

mod filters;
mod funds_page;
mod model;
mod records;
mod vouchers;
mod words;

pub use funds_page::FundsPage;

crate::i18n::words!("features/accounts");
