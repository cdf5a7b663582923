//! Online: customers that were filed or listed, and what can be done with them.

mod columns;
mod dialogs;
mod file;
mod file_picked;
mod filters;
mod list;
mod possible;
mod reveal;
mod selection;
mod selection_bar;
mod state;

pub use list::OnlineTab;
pub use possible::Picked;
