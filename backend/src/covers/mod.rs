//! Vacation cover (J2): a member's queue in a colleague's hands for some days. What the colleague sees because of it comes
//! from [`store::in_hand`], which every list of customers, filings, invitations and deadlines asks; the clock decides, no
//! job. What the colleague does with it is written into the audit as done on behalf of the owner ([`on_behalf_of`]).

mod behalf;
mod handlers;
mod notices;
pub mod store;

pub use behalf::on_behalf_of;
pub use store::InHand;

use crate::http::router::Router;
use contract::covers;

/// Serves the endpoints of [`contract::covers`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(covers::LIST, handlers::list)
        .fetch(covers::COLLEAGUES, handlers::colleagues)
        .submit(covers::CREATE, handlers::create)
        .submit(covers::END, handlers::end)
}
