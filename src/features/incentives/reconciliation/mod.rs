//! 激励对账: incentives by period, confirmed all together, with what is wrong told to the vendor.

mod columns;
mod confirm;
mod feedback;
mod filters;
mod list;
mod state;

pub use confirm::{ConfirmDialog, may_confirm};
pub use feedback::{Feedback, FeedbackDialog};
pub use list::Reconciliation;
