//! Statements as both sides see them: the partner on its pages, the vendor in its queue.

mod case;
mod sheet;
mod words;

pub use case::Case;
pub use sheet::{Disputes, Facts, Invoices, LineTable};
pub use words::{dispute_status, holder, invoice_type, status};

crate::i18n::words!("flows/statement");
