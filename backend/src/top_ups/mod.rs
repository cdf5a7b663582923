//! Topping up online: orders, the payment gateway behind a trait, and its notices, which may come late, twice or with
//! another amount. What a notice says is booked in the transaction that notes it.

pub mod gateway;
mod handlers;
mod notices;
pub mod store;
pub mod test_gateway;

use crate::http::router::Router;
use contract::{test_gateway as demo, top_ups};

pub use notices::{expire, reviewed};
pub use test_gateway::send_notice;

/// Serves the endpoints of [`contract::top_ups`] and, in the demo, of [`contract::test_gateway`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .submit(top_ups::CREATE, handlers::create)
        .fetch(top_ups::LIST, handlers::list)
        .fetch(top_ups::SHOW, handlers::show)
        .fetch(top_ups::NOTIFY, notices::receive)
        .fetch(top_ups::PAYMENT_CASE, handlers::payment_case)
        .fetch(demo::SHOW, test_gateway::show)
        .submit(demo::PAY, test_gateway::pay)
}
