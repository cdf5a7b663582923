//! How an opportunity goes on: reporting it, and what was reported.

mod form;
mod report;
mod state;
mod timeline;
mod typed;

pub use report::ReportProgress;
pub use timeline::ProgressTimeline;

crate::i18n::words!("features/opportunities/progress");
