//! An opportunity as it is read: by the vendor before it decides, and by the partner.

mod history;
mod sheet;
mod similar;

pub use history::History;
pub use sheet::Sheet;
pub use similar::{Duplicate, Similar};

crate::i18n::words!("flows/opportunity/case");
