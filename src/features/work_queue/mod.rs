//! The vendor's operator: what partners ask for, done or declined here. Completing an item has its effect at once.

mod answer;
mod case;
mod colleagues;
mod columns;
mod forward;
mod model;
mod newest;
mod notes;
mod queue_page;
mod words;

pub use queue_page::WorkQueuePage;

crate::i18n::words!("features/work_queue");
