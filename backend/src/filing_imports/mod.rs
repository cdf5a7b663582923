//! Filing many customers out of a file (domain D1): rows are handed over and foretold, then filed in parts.
//!
//! The rows lie here, sealed, so that an import goes on wherever it stopped. Foretelling changes no filing; applying
//! decides each row anew, in the transaction that marks it applied, so that no row is filed twice.

mod applying;
mod checking;
mod handlers;
mod rows;
pub mod store;

use crate::http::router::Router;
use contract::filing_imports;

/// Serves the endpoints of [`contract::filing_imports`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(filing_imports::LIST, handlers::list)
        .fetch(filing_imports::SHOW, handlers::show)
        .submit(filing_imports::START, handlers::start)
        .submit(filing_imports::CHECK, checking::check)
        .submit(filing_imports::APPLY, applying::apply)
        .submit(filing_imports::CANCEL, handlers::cancel)
        .fetch(filing_imports::ROWS, handlers::rows)
}
