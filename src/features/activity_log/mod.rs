//! 组织 > 操作日志: who did what, when, and what it changed. For administrators; reading it changes nothing.

mod columns;
mod page;
pub mod state;
mod words;

pub use page::ActivityLogPage;

crate::i18n::words!("features/activity_log");
