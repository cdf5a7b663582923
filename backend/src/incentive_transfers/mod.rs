//! Several accounts of one company (domain G6): transferring incentives between them, and rebinding e+Partner. Asked for by
//! the account that gives, decided by the vendor's operator; until then nothing changes.

mod deciding;
mod handlers;
mod store;

pub use deciding::decided;
pub use handlers::case;
pub use store::bind_first;

use crate::http::router::Router;
use contract::incentive_transfers;

/// Serves the endpoints of [`contract::incentive_transfers`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(incentive_transfers::ACCOUNTS, handlers::accounts)
        .submit(incentive_transfers::REQUEST, handlers::request)
        .fetch(incentive_transfers::LIST, handlers::list)
        .fetch(incentive_transfers::SHOW, handlers::show)
        .submit(incentive_transfers::BIND, handlers::bind)
}
