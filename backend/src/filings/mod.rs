//! Customers that partners have filed, or listed to be filed (domain D1).
//!
//! Whether somebody can be filed is decided by [`contract::filing_rules::verdict`] alone; here its facts are brought
//! together. A filing changes its state in [`step`] only, which also keeps the number of places and the job that ends
//! the filing by time.

mod answers;
mod emails;
mod filer;
mod handlers;
mod lifecycle;
mod listed;
mod reveal;
pub mod scope;
pub mod store;
mod verdicts;

use crate::http::router::Router;
use contract::filings;

pub use answers::reviewed;
pub use filer::Filer;
pub use handlers::may_develop;
pub use lifecycle::{associated, expire, expire_lapsed, reminder, step};

/// Serves the endpoints of [`contract::filings`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(filings::LIST, handlers::list)
        .fetch(filings::SHOW, handlers::show)
        .submit(filings::FILE, handlers::file)
        .submit(filings::FILE_LISTED, listed::file)
        .submit(filings::SET_EMAIL, emails::set)
        .submit(filings::WITHDRAW, handlers::withdraw)
        .submit(filings::REVEAL, reveal::reveal)
}
