//! Opportunities at the vendor (domain F): those of all partners, one of them with what the vendor decides about it, and
//! sharing one with a partner. Reviews and verifications are answered in the work queue.

mod actions;
mod case_page;
mod columns;
mod dialogs;
mod filters;
mod list_page;
mod offering;
mod share;
pub(super) mod state;
mod words;

pub use case_page::CasePage;
pub use list_page::ListPage;
pub use share::SharePage;

crate::i18n::words!("features/opportunity_desk");
