//! The customer's side: its partner, its account, answering and making requests, ending what stands in the way.
//!
//! Requests and answers run through [`crate::associations`], so that both sides obey the same rules.

mod handlers;
mod requests;

use crate::http::router::Router;
use contract::customer_portal as portal;

/// Serves the endpoints of [`contract::customer_portal`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(portal::MY_PARTNER, handlers::my_partner)
        .fetch(portal::MY_ACCOUNT, handlers::my_account)
        .submit(portal::END_HOLDING, handlers::end_holding)
        .submit(portal::PLACE_ORDER, handlers::place_order)
        .fetch(portal::CHECK, requests::check)
        .submit(portal::REQUEST, requests::request)
        .fetch(portal::RECORDS, requests::records)
        .submit(portal::APPROVE, requests::approve)
        .submit(portal::REJECT, requests::reject)
        .submit(portal::WITHDRAW, requests::withdraw)
}
