//! The partner's customers: list, detail, full values on request, tag, freeze state.
//!
//! Which rows a member may see is part of every query ([`store::scope`]); nothing is filtered afterwards. Money is moved in
//! [`crate::accounts`], associations end and switch in [`crate::associations`].

mod handlers;
pub(crate) mod reveal;
pub mod row;
pub mod store;

use crate::http::router::Router;
use contract::customers;

/// Serves the endpoints of [`contract::customers`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(customers::LIST, handlers::list)
        .fetch(customers::SHOW, handlers::show)
        .submit(customers::REVEAL, reveal::reveal)
        .submit(customers::SET_LABEL, handlers::set_label)
        .submit(customers::FREEZE, handlers::freeze)
        .submit(customers::UNFREEZE, handlers::unfreeze)
        .fetch(customers::ACCOUNT_MANAGERS, handlers::account_managers)
}
