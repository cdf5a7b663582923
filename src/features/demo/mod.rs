//! Demo mode only: the mails and text messages that were sent, and the clock. Usable without signing in,
//! so that codes can be read beside the window in which they are asked for.

mod clock;
mod gateway_page;
mod message;
mod model;
mod outbox_page;

pub use gateway_page::GatewayPage;
pub use outbox_page::OutboxPage;

crate::i18n::words!("features/demo");
