//! Files that are made of lists, in the background: asked for, written before the transaction that completes them, kept three
//! days in the folder of files, gone by a job. Personal data is anonymised by whoever produces the rows.
//!
//! A list joins with a variant of [`contract::exports::ExportOf`], its producer in the folder of its noun, and an arm in
//! `producing`.

mod csv;
mod handlers;
mod keeping;
mod making;
mod pdf;
mod producing;
mod sheet;
mod sink;
mod store;
mod words;
mod xlsx;

pub use keeping::{expire, purge, settle};
pub use making::make;
pub(crate) use pdf::FONT;
pub use pdf::document;
pub use sheet::{Cell, Column, Kind, Sheet};
pub use sink::Sink;
pub use words::Words;

use crate::http::router::Router;
use contract::exports;

/// Serves the endpoints of [`contract::exports`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .submit(exports::CREATE, handlers::create)
        .fetch(exports::LIST, handlers::list)
        .download(exports::FILE, handlers::file)
}
