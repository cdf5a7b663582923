//! Delivery evaluation at the vendor's (domain L): projects of all partners, rounds of sampling, and judging evidence.

mod case_page;
mod columns;
mod deadline;
mod judge;
mod list_page;
mod sample;
pub(in crate::features) mod state;

pub use case_page::CasePage;
pub use list_page::ListPage;

crate::i18n::words!("features/delivery_desk");
