//! The vendor's operator: one queue of what partners ask for; completing an item does it.

mod handlers;
pub(crate) mod store;

use crate::{customer_migrations, http::router::Router};
use contract::work_queue;

/// Serves the endpoints of [`contract::work_queue`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(work_queue::LIST, handlers::list)
        .submit(work_queue::START, handlers::start)
        .fetch(work_queue::FILING_CASE, handlers::filing_case)
        .fetch(work_queue::MIGRATION_CASE, customer_migrations::case)
        .submit(work_queue::COMPLETE, handlers::complete)
        .submit(work_queue::DECLINE, handlers::decline)
        .submit(work_queue::RAISE, handlers::raise)
}
