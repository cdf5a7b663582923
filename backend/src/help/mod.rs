//! The help over HTTP (domain M): the same texts that the app keeps in its tab, for whoever asks.

mod handlers;

use crate::{http::router::Router, problem::Fault};
use contract::{
    help::{self as endpoints, Book, Index},
    session::Language,
};
use std::sync::LazyLock;

/// Serves the endpoints of [`contract::help`].
#[must_use]
pub fn routes(router: Router) -> Router {
    router
        .fetch(endpoints::FAQS, handlers::list)
        .fetch(endpoints::FAQ, handlers::show)
        .fetch(endpoints::RELEASE_NOTES, handlers::release_notes)
}

/// The help of one language, ready to be searched.
struct Shelf {
    book: Book,
    index: Index,
}

static SHELVES: LazyLock<Result<[Shelf; 2], help::Wrong>> = LazyLock::new(|| {
    let shelf = |book: Book| Shelf { index: Index::new(&book.entries), book };
    Ok(help::compile(&help::embedded(), None)?.map(shelf))
});

fn shelf(language: Option<Language>) -> Result<&'static Shelf, Fault> {
    let [zh, en] = SHELVES.as_ref().map_err(|wrong| Fault::new(format!("the help: {}", wrong.join("; "))))?;
    Ok(match language.unwrap_or_default() {
        Language::ZhCn => zh,
        Language::EnUs => en,
    })
}
