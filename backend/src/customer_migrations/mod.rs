//! Handing customers of a solution provider over to a cloud reseller (domain E): asked for by the partner, done by the
//! vendor's operator. Until then nothing changes.

mod handing_over;
mod handlers;
pub mod store;

pub use handing_over::{reject, start, take_over};
pub use handlers::case;

use crate::http::router::Router;
use contract::customer_migrations;

/// Serves the endpoints of [`contract::customer_migrations`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(customer_migrations::CHECK, handlers::check)
        .submit(customer_migrations::REQUEST, handlers::request)
        .fetch(customer_migrations::LIST, handlers::list)
        .fetch(customer_migrations::SHOW, handlers::show)
}
