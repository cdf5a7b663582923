//! What a partner's customers used in a month: the bill and its lines. Until midnight it grows; at noon of the fifth of the next
//! month it is final.

mod exporting;
mod handlers;
pub mod store;

pub use exporting::{details, sums, write_details};

use crate::http::router::Router;
use contract::bills;

/// Serves the endpoints of [`contract::bills`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router.fetch(bills::SHOW, handlers::show).fetch(bills::DETAILS, handlers::details)
}
