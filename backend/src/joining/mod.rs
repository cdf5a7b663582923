//! The customer's side of an invitation (domain D4): what a link offers, registering by it, associating by it.
//!
//! Read in this order: `way` (which link it is, and whether it works), `code` (proving a mobile number),
//! `facts` (what speaks against it), `effects` (what an association does), then the handlers.

mod account;
mod code;
mod effects;
mod facts;
mod handlers;
mod notices;
mod refusing;
mod registering;
pub mod store;
mod way;

use crate::http::router::Router;
use contract::joining;

/// Serves the endpoints of [`contract::joining`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(joining::LOOK_UP, handlers::look_up)
        .submit(joining::SEND_CODE, code::send)
        .submit(joining::REGISTER, registering::register)
        .fetch(joining::CHECK, handlers::check)
        .submit(joining::ASSOCIATE, handlers::associate)
}
