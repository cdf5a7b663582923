//! `localStorage`, for what is not personal: language, theme, column choices. Never for anything about a person. The same
//! goes for `sessionStorage`, which is one tab's and ends with it.

#![expect(clippy::disallowed_types, reason = "this is the one place that touches storage")]

fn of_tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

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

/// What this tab kept under `name`.
#[must_use]
pub fn recall_in_tab(name: &str) -> Option<String> {
    of_tab()?.get_item(name).ok()?
}

/// Keeps a text until the tab is closed. Does nothing where storage is full or forbidden.
pub fn remember_in_tab(name: &str, text: &str) {
    if let Some(storage) = of_tab() {
        let _ = storage.set_item(name, text);
    }
}

/// Removes what this tab kept.
pub fn forget_in_tab(name: &str) {
    if let Some(storage) = of_tab() {
        let _ = storage.remove_item(name);
    }
}
