//! Filing and inviting customers (domain D): online, offline, the history, and the import of whole files.
//!
//! Read `page` first; each tab is a folder. What a filing can do is in `filings::possible`.

mod filings;
mod guide;
pub(super) mod history;
mod import;
mod invite;
mod links;
mod page;
mod restrictions;
mod words;

pub use import::ImportPage;
pub use links::LinkSheetPage;
pub use page::CustomerDevelopmentPage;

crate::i18n::words!("features/customer_development");
