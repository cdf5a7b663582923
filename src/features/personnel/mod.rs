//! 组织 > 项目专员 (domain J): inviting specialists, where each of them stands, and the page that their link opens.
//!
//! The link's token is taken out of the address before anything is asked, as that of a customer's invitation is.

mod invitation_page;
mod invite;
mod list_page;
pub(in crate::features) mod model;
mod release;
mod rows;
mod words;

pub use invitation_page::PersonnelInvitationPage;
pub use list_page::PersonnelPage;

crate::i18n::words!("features/personnel");
