//! Online invitations and the history of all (domain D2, D5): a link that works once, its mail, and what became of it.
//!
//! An invitation changes its state in [`lifecycle`] only. The token is nowhere but in the mail (sealed until it has left)
//! and in the answer to whoever invited.

mod handlers;
mod inviting;
mod lifecycle;
mod mail;
pub mod store;
pub mod token;

use crate::http::router::Router;
use contract::invitations;

pub use lifecycle::{associated, end_of_filing, expire, failed};

/// Serves the endpoints of [`contract::invitations`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .submit(invitations::INVITE, inviting::invite)
        .fetch(invitations::PREVIEW, inviting::preview)
        .fetch(invitations::HISTORY, handlers::history)
        .submit(invitations::RESEND, inviting::resend)
        .submit(invitations::REVOKE, handlers::revoke)
}
