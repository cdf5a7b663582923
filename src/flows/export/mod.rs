//! Having a file made of a list: one line on a list's page. The file is made in the background and fetched from the page of
//! exports; what the backend makes no file of, the browser writes at once.

mod button;
mod now;
mod words;

pub use button::ExportButton;
pub use now::{Exported, china_time, export_button};
pub use words::{failure, format, name, status};

crate::i18n::words!("flows/export");
