//! What business information is called and how it looks, for the partner and for the vendor's auditor.

mod sheet;
pub mod words;

pub use sheet::Sheet;

crate::i18n::words!("flows/business_info");
