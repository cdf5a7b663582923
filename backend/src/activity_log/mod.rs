//! 操作日志: the audit of a partner as its administrators read it. Nothing here writes: the chain stays as it is.

mod detail;
mod exporting;
mod handlers;
mod store;

pub use exporting::{sheet, write};

use crate::http::router::Router;
use contract::activity_log;

/// Serves the endpoints of [`contract::activity_log`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router.fetch(activity_log::LIST, handlers::list).fetch(activity_log::MEMBERS, handlers::members)
}
