//! What a customer sees who opens an invitation (domain D4): public, made for phones.
//!
//! The token is taken out of the address before anything is asked, and lives in the tab's history only, so that a reload
//! works and no server log and no referrer ever holds it.

mod associate;
mod code_row;
mod consent;
mod dead;
mod done;
mod kept;
mod offer;
mod page;
mod register;
mod strength;
mod visit;
mod words;

pub use page::InvitationPage;

crate::i18n::words!("features/joining");
