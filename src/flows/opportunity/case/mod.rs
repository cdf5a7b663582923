//! An opportunity as the vendor reads it before it decides: in the work queue and on the opportunity's own page.

mod history;
mod sheet;
mod similar;

pub use history::History;
pub use sheet::Sheet;
pub use similar::{Duplicate, Similar};

crate::i18n::words!("flows/opportunity/case");
