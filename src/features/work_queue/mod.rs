//! The vendor's operator: what partners ask for, done or declined here. Completing an item has its effect at once.

mod answer;
mod case;
mod colleagues;
mod columns;
mod forward;
mod incentive_cases;
pub(super) mod model;
mod money_case;
mod newest;
mod notes;
mod personnel_case;
mod queue_page;
mod suggestion_case;
mod words;

pub use queue_page::WorkQueuePage;

crate::i18n::words!("features/work_queue");
