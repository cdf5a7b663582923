//! The language that the app speaks: the user's last choice on this device, else what the browser asks for.

use contract::session::Language;
use leptos::{prelude::*, reactive::graph::Observer};
use std::cell::Cell;

const REMEMBERED_AS: &str = "language";

thread_local! {
    static LOCALE: ArcRwSignal<Language> = ArcRwSignal::new(initial());
    /// While [`in_language`] speaks.
    static INSTEAD: Cell<Option<Language>> = const { Cell::new(None) };
}

/// The language; tracked where something tracks. Words are also used in handlers, once, where nothing does.
#[must_use]
pub fn locale() -> Language {
    if let Some(instead) = INSTEAD.get() {
        return instead;
    }
    if Observer::get().is_some() { LOCALE.with(Get::get) } else { locale_now() }
}

/// The language as it is now, without tracking.
#[must_use]
pub fn locale_now() -> Language {
    LOCALE.with(GetUntracked::get_untracked)
}

/// Words in a language of their own, whatever the user reads: for paper that others will read.
pub fn in_language<T>(language: Language, words: impl FnOnce() -> T) -> T {
    let before = INSTEAD.replace(Some(language));
    let said = words();
    INSTEAD.set(before);
    said
}

/// Tells the document which language it is in. Called once, before anything is shown.
pub fn start() {
    crate::browser::set_document_language(locale_now().as_str());
}

/// Speaks another language from now on, on this device.
pub fn set_locale(language: Language) {
    if locale_now() != language {
        LOCALE.with(|locale| locale.set(language));
    }
    crate::browser::remember(REMEMBERED_AS, language.as_str());
    crate::browser::set_document_language(language.as_str());
}

/// Speaks the language that a user prefers on every device, unless one was chosen on this one.
pub fn prefer(language: Language) {
    if crate::browser::recall(REMEMBERED_AS).is_none() && locale_now() != language {
        LOCALE.with(|locale| locale.set(language));
        crate::browser::set_document_language(language.as_str());
    }
}

/// Native tests have no browser to ask.
fn initial() -> Language {
    if !cfg!(target_arch = "wasm32") {
        return Language::default();
    }
    let remembered = crate::browser::recall(REMEMBERED_AS);
    let mut wished = remembered.into_iter().chain(crate::browser::preferred_languages());
    wished.find_map(|tag| Language::parse(&tag)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_of_its_own_ends_with_the_words() {
        let inner = || in_language(Language::ZhCn, locale);
        assert_eq!(
            in_language(Language::EnUs, || (locale(), inner(), locale())),
            (Language::EnUs, Language::ZhCn, Language::EnUs)
        );
        assert_eq!(locale(), Language::default());
    }
}
