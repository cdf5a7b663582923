//! Suggestions to the vendor (domain 1.2, M): made by any member, answered in the work queue.

mod answering;
mod handlers;
pub mod store;

pub use answering::answered;

use crate::http::router::Router;
use contract::suggestions;

/// Serves the endpoints of [`contract::suggestions`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .submit(suggestions::SUGGEST, handlers::suggest)
        .fetch(suggestions::LIST, handlers::list)
        .fetch(suggestions::SHOW, handlers::show)
        .fetch(suggestions::CASE, answering::case)
}
