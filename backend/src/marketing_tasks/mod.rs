//! Marketing tasks (domain I): lists within a member's data scope, processing with a history for good, and the generator that
//! makes big-order renewal tasks of orders. Expansion tasks come from the vendor's strategies.

mod exporting;
mod generating;
mod handlers;
mod processing;
pub mod store;

pub use exporting::{sheet, write};
pub use generating::{EVERY_ORDER, begin, generate, next_run};

use crate::http::router::Router;
use contract::marketing_tasks;

/// Serves the endpoints of [`contract::marketing_tasks`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(marketing_tasks::LIST, handlers::list)
        .fetch(marketing_tasks::SHOW, handlers::show)
        .fetch(marketing_tasks::ORDER, handlers::order)
        .submit(marketing_tasks::PROCESS, processing::process)
        .submit(marketing_tasks::TERMINATE, processing::terminate)
}
