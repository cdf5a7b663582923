//! Taking money out: planned and shown, asked for with a code, held at once, then paid by the vendor or given back (N5).

mod handlers;
mod paying;
mod planning;
pub(crate) mod store;

use crate::http::router::Router;
use contract::withdrawals;

pub use paying::{paid, rejected, taken_up};
pub use planning::limits;

/// Serves the endpoints of [`contract::withdrawals`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(withdrawals::PREVIEW, handlers::preview)
        .submit(withdrawals::REQUEST, handlers::request)
        .fetch(withdrawals::LIST, handlers::list)
        .fetch(withdrawals::SHOW, handlers::show)
        .submit(withdrawals::DELETE, handlers::delete)
        .fetch(withdrawals::CASE, paying::case)
        .submit(withdrawals::REVEAL_ACCOUNT, paying::reveal_account)
}
