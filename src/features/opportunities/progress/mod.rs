//! How an opportunity goes on: reporting it, and the files of reports.

mod form;
mod report;
mod state;
mod typed;

pub use report::ReportProgress;

crate::i18n::words!("features/opportunities/progress");
