//! The import workbench (domain D1): a file or a paste becomes filings, in steps that can be stopped and gone on with.
//!
//! Pure parts first: [`table`] reads, [`columns`] understands headings, [`check`] judges rows. [`mod@bench`] holds the state,
//! [`run`] talks to the backend, the others show.

mod bench;
mod check;
mod columns;
mod earlier;
mod failed;
mod mapping;
mod page;
mod result;
mod rows;
mod run;
mod source;
mod table;
mod words;

pub use page::ImportPage;

crate::i18n::words!("features/customer_development/import");
