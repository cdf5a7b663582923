//! `localStorage`, for what is not personal: language, theme, column choices. Never for anything about a person.

#![expect(clippy::disallowed_types, reason = "this is the one place that touches storage")]

fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What was kept under `name`.
#[must_use]
pub fn recall(name: &str) -> Option<String> {
    local()?.get_item(name).ok()?
}

/// Keeps a text. Does nothing where storage is full or forbidden.
pub fn remember(name: &str, text: &str) {
    if let Some(storage) = local() {
        let _ = storage.set_item(name, text);
    }
}

/// Removes what was kept.
pub fn forget(name: &str) {
    if let Some(storage) = local() {
        let _ = storage.remove_item(name);
    }
}
