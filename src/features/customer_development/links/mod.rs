//! Offline links: list, create, QR code, printable sheet (D3).
//!
//! `tab` is the page; `code` is one link with its QR code; `sheet` is what is printed.

mod code;
mod columns;
mod dialogs;
mod generic;
mod model;
mod sheet;
mod tab;

pub use sheet::LinkSheetPage;
pub use tab::OfflineTab;

crate::i18n::words!("features/customer_development/links");
