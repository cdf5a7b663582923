//! Whom a partner's customers can turn to (J2).

mod handlers;
pub mod store;

pub use handlers::shown_to_customers;

use crate::http::router::Router;
use contract::customer_contacts;

/// Serves the endpoints of [`contract::customer_contacts`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router.fetch(customer_contacts::SHOW, handlers::show).submit(customer_contacts::SAVE, handlers::save)
}
