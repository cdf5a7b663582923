//! The texts, read once per language and kept in the tab.

use crate::{
    api::{self, ApiError, Fetched},
    browser, i18n,
    ui::help,
};
use contract::{
    help::{Book, Index},
    session::Language,
};
use leptos::prelude::*;
use std::{cell::RefCell, sync::Arc};

/// The help of one language, ready to be searched.
#[derive(Clone)]
pub struct Shelf {
    pub book: Arc<Book>,
    pub index: Arc<Index>,
}

thread_local! {
    static KEPT: RefCell<Vec<Shelf>> = const { RefCell::new(Vec::new()) };
}

fn kept(language: Language) -> Option<Shelf> {
    KEPT.with_borrow(|kept| kept.iter().find(|shelf| shelf.book.language == language).cloned())
}

async fn read(language: Language) -> Result<Shelf, ApiError> {
    if let Some(shelf) = kept(language) {
        return Ok(shelf);
    }
    let tag = language.as_str();
    let path = browser::said(&["help-", tag].concat()).unwrap_or_else(|| ["/help/", tag, ".json"].concat());
    let text = api::site_text(&path).await?;
    let book: Book = serde_json::from_str(&text).map_err(|_| ApiError::Unreadable)?;
    let mut codes: Vec<_> = book.entries.iter().flat_map(|entry| entry.codes.iter().copied()).collect();
    codes.dedup();
    help::offer(codes);
    let shelf = Shelf { index: Arc::new(Index::new(&book.entries)), book: Arc::new(book) };
    KEPT.with_borrow_mut(|kept| kept.push(shelf.clone()));
    Ok(shelf)
}

/// The help in the language of the page.
pub fn use_shelf() -> Fetched<Shelf> {
    let fetched = Fetched::<Shelf>::default();
    Effect::new(move |_| {
        fetched.wanted.track();
        let language = i18n::locale();
        if let Some(shelf) = kept(language) {
            fetched.value.set(Some(shelf));
            fetched.error.set(None);
            fetched.loading.set(false);
            return;
        }
        fetched.loading.set(true);
        leptos::task::spawn_local(async move {
            let settled = read(language).await;
            if i18n::locale_now() != language {
                return;
            }
            match settled {
                Ok(shelf) => {
                    fetched.value.try_set(Some(shelf));
                    fetched.error.try_set(None);
                }
                Err(error) => {
                    fetched.error.try_set(Some(error));
                }
            }
            fetched.loading.try_set(false);
        });
    });
    fetched
}

/// Shows nothing: reads the texts of both languages, the page's own first, so that they are there without a network.
#[component]
pub fn AtHand() -> AnyView {
    leptos::task::spawn_local(async {
        let first = i18n::locale_now();
        let second = Language::ALL.into_iter().find(|language| *language != first);
        for language in std::iter::once(first).chain(second) {
            // What cannot be read now is read when somebody asks for it.
            let _ = read(language).await;
        }
    });
    ().into_any()
}
