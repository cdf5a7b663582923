//! What users have typed and not sent: kept sealed for seven days, for the user alone.

mod handlers;
mod store;

use crate::http::router::Router;
use contract::drafts;

/// The endpoints of drafts.
pub fn routes(router: Router) -> Router {
    router
        .fetch(drafts::SHOW, handlers::show)
        .submit(drafts::SAVE, handlers::save)
        .submit(drafts::DISCARD, handlers::discard)
}
