//! Offline links: one address or QR code for many customers (domain D3). Nothing secret is stored: the token is made of
//! the link's id by [`crate::invitations::token`].

mod handlers;
pub mod store;
mod using;

use crate::http::router::Router;
use contract::invitation_links;

pub use using::{tried, used};

/// Serves the endpoints of [`contract::invitation_links`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(invitation_links::LIST, handlers::list)
        .fetch(invitation_links::SHOW, handlers::show)
        .submit(invitation_links::CREATE, handlers::create)
        .submit(invitation_links::DISABLE, handlers::disable)
}
