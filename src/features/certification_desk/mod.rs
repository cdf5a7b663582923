//! The vendor's side of certification (domain K): the material of one application, judging it item by item, and its defences.
//! Entries of the work queue lead here.

mod defences;
mod dialogs;
mod judge;
mod judging;
mod page;

pub use page::CasePage;

crate::i18n::words!("features/certification_desk");
