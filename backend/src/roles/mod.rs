//! Roles of an organization: the default ones, and at most ten that a partner makes for itself.

mod handlers;
pub mod store;

use crate::http::router::Router;
use contract::roles;

/// Serves the endpoints of [`contract::roles`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(roles::LIST, handlers::list)
        .submit(roles::CREATE, handlers::create)
        .submit(roles::UPDATE, handlers::update)
        .submit(roles::DELETE, handlers::delete)
}
