//! The language that the app speaks: the user's last choice on this device, else what the browser asks for.

use contract::session::Language;
use leptos::{prelude::*, reactive::graph::Observer};

const REMEMBERED_AS: &str = "language";

thread_local! {
    static LOCALE: ArcRwSignal<Language> = ArcRwSignal::new(initial());
}

/// The language; tracked where something tracks. Words are also used in handlers, once, where nothing does.
#[must_use]
pub fn locale() -> Language {
    if Observer::get().is_some() { LOCALE.with(Get::get) } else { locale_now() }
}

/// The language as it is now, without tracking.
#[must_use]
pub fn locale_now() -> Language {
    LOCALE.with(GetUntracked::get_untracked)
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
