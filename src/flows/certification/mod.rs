//! Certifications of capability labels as both sides see them: the partner on its page, the vendor's operator on its own.

mod defences;
mod history;
mod material;
mod meeting;
mod stale;
mod tracker;
pub mod words;

pub use defences::DefenceList;
pub use history::History;
pub use material::{ItemSlot, Material};
pub use meeting::{MeetingTime, read_time, write_time};
pub use stale::read_again_when_stale;
pub use tracker::Tracker;

crate::i18n::words!("flows/certification");
