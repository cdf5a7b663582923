//! Project specialists (J2): invited by the partner, accepted by a link, reviewed by the vendor, released or left.
//!
//! `contract::personnel_status` is the one state machine; a link that has run out is so by the clock, no job writes it down.
//! Of a token only the hash is kept.

mod answering;
mod handlers;
mod inviting;
mod notices;
mod reviewing;
pub mod store;

pub use reviewing::{case, reviewed};

use crate::http::router::Router;
use contract::personnel;

/// Serves the endpoints of [`contract::personnel`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(personnel::LIST, handlers::list)
        .submit(personnel::INVITE, inviting::invite)
        .submit(personnel::INVITE_AGAIN, inviting::invite_again)
        .submit(personnel::REVOKE, handlers::revoke)
        .submit(personnel::RELEASE, handlers::release)
        .fetch(personnel::LOOK_UP, answering::look_up)
        .submit(personnel::ACCEPT, answering::accept)
        .submit(personnel::LEAVE, answering::leave)
        .fetch(personnel::CASE, case)
}
