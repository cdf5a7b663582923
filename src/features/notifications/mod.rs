//! 消息: everything that somebody is told, how it was delivered, and how one wants to be told.

mod deliveries;
mod filters;
mod list_page;
mod message_page;
mod putting_away;
mod reach;
mod row;
mod settings_form;
mod settings_page;
pub mod state;
mod words;

pub use list_page::ListPage;
pub use message_page::{MessagePage, MessageView};
pub use settings_page::SettingsPage;

crate::i18n::words!("features/notifications");
