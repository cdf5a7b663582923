//! What interrupts several features: reading with a session that may have ended, changing with a verification code,
//! signing in again, keeping what was typed. Features import from here; flows know no feature.

pub mod account_check;
pub mod amount;
pub mod association_request;
pub mod balances;
pub mod business_info;
pub mod calendar_file;
pub mod certification;
pub mod covers;
pub mod delivery;
pub mod draft;
pub mod export;
pub mod fetch;
pub mod filter_fields;
pub mod held;
mod host;
pub mod incentive;
pub mod opportunity;
pub mod permitted;
pub mod polling;
pub mod reveal;
pub mod sending;
mod session_warning;
pub mod sign_in;
pub mod sign_in_again;
pub mod site_notice;
pub mod statement;
pub mod submit;
pub mod time_left;
pub mod unread;
pub mod upload;
mod verification;

pub use host::FlowHost;
pub use verification::operation;

crate::i18n::words!("flows");
