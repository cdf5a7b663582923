//! Every invitation and what became of it (D5).

mod columns;
mod dialogs;
mod export;
pub(in crate::features) mod model;
mod tab;
pub mod words;

pub use tab::HistoryTab;

crate::i18n::words!("features/customer_development/history");
