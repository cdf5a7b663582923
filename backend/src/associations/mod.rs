//! Ending and switching associations, from both sides (domain B; rules B1–B5 in `docs/rules.md`).
//!
//! Read in this order: [`facts`] (what the account check looks at), [`asking`], [`answering`], [`effects`]. The
//! partner's endpoints are here; the customer's are in [`crate::customer_portal`] and use the same functions.

pub mod answering;
pub mod asking;
pub mod effects;
pub mod facts;
mod handlers;
mod notices;
pub mod store;

use crate::http::router::Router;
use contract::associations;

/// Serves the endpoints of [`contract::associations`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(associations::CHECK, handlers::check)
        .submit(associations::REQUEST, handlers::request)
        .fetch(associations::RECORDS, handlers::records)
        .fetch(associations::RECORD, handlers::record)
        .fetch(associations::RECORD_CHECK, handlers::record_check)
        .submit(associations::APPROVE, handlers::approve)
        .submit(associations::REJECT, handlers::reject)
        .submit(associations::WITHDRAW, handlers::withdraw)
}
