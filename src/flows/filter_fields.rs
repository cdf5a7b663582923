//! Filters: fields that follow what a list shows and change it.

use crate::browser;
use leptos::prelude::*;

/// How long typing must pause.
const PAUSE_MS: u32 = 450;

/// A choice that follows the address and changes it.
pub fn chosen(
    in_address: impl Fn() -> String + Send + Sync + 'static,
    choose: impl Fn(String) + 'static,
) -> RwSignal<String> {
    let in_address = Memo::new(move |_| in_address());
    let value = RwSignal::new(in_address.get_untracked());
    Effect::new(move |_| value.set(in_address.get()));
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        if before.is_some_and(|before| before != now) && in_address.with_untracked(|word| *word != now) {
            choose(now.clone());
        }
        now
    });
    value
}

/// A line of text that follows `term` and changes it when typing pauses.
pub fn typed(
    term: impl Fn() -> String + Send + Sync + 'static,
    search: impl Fn(String) + Clone + 'static,
) -> RwSignal<String> {
    let term = Memo::new(move |_| term());
    let typed = RwSignal::new(term.get_untracked());
    Effect::new(move |_| {
        let term = term.get();
        if typed.with_untracked(|typed| typed.trim() != term) {
            typed.set(term);
        }
    });
    Effect::new(move |ran: Option<()>| {
        let text = typed.get();
        if ran.is_none() {
            return;
        }
        let search = search.clone();
        browser::after_ms(PAUSE_MS, move || {
            let unchanged = typed.try_with_untracked(|typed| *typed == text) == Some(true);
            let wanted = text.trim();
            if unchanged && term.try_with_untracked(|term| term != wanted) == Some(true) {
                search(wanted.to_owned());
            }
        });
    });
    typed
}
