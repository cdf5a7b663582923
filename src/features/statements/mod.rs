//! What a procurement partner is owed (domain H): find statements, confirm up to a hundred of them, look at one line by line, say
//! what is wrong, hand in invoices.

mod columns;
mod confirm;
mod dispute;
mod invoices;
mod list_page;
mod page;
mod selection;
mod state;
mod steps;

pub use list_page::StatementsPage;
pub use page::StatementPage;

crate::i18n::words!("features/statements");
