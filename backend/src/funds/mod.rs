//! A partner's funds: the overview, what came and went, and the alert when the balance drops. Money comes in by
//! [`crate::top_ups`] and [`crate::remittances`] and goes out by [`crate::withdrawals`].

mod alert;
mod details;
mod overview;
mod store;

use crate::http::router::Router;
use contract::funds;

pub use alert::{tell, watch};
pub use overview::terms;

/// Serves the endpoints of [`contract::funds`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(funds::OVERVIEW, overview::show)
        .fetch(funds::DETAILS, details::list)
        .submit(funds::SET_ALERT, alert::set)
}
