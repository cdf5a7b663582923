//! The tab's history, what a page keeps with an entry of it, and how far the page is scrolled.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Property of a history entry's state that names it.
const NAME: &str = "visit";
/// Property that keeps the secret of the link by which the entry was opened.
const SECRET: &str = "secret";

/// Names the current entry of the history, so that a page can keep something for it in memory: after Back the name is
/// the same, after a link to the same address it is another one. Empty where the browser has no history.
#[must_use]
pub fn visit() -> String {
    if history().is_none() {
        return String::new();
    }
    kept(NAME).unwrap_or_else(|| {
        let name = super::random_uuid().to_string();
        keep(NAME, Some(&name));
        name
    })
}

/// What [`keep`] put into the current entry of the history.
#[must_use]
pub fn kept(name: &str) -> Option<String> {
    let state = history()?.state().ok()?;
    Reflect::get(&state, &name.into()).ok()?.as_string()
}

/// Keeps a text with the current entry of the history, or nothing more: it survives a reload, belongs to this tab, is
/// in no address and in no storage that other pages read, and is gone with the tab.
pub fn keep(name: &str, text: Option<&str>) {
    let Some(history) = history() else { return };
    let state = changed_state(&history, name, text);
    let _ = history.replace_state(&state, "");
}

/// The secret that a link carries behind `#t=`. It is taken out of the address at once, so that nothing that is opened,
/// copied or sent from here holds it, and stays with this entry of the history, so that a reload finds it again.
#[must_use]
pub fn secret_of_link() -> Option<String> {
    if let (Some(window), Some(history)) = (web_sys::window(), history()) {
        let location = window.location();
        let hash = location.hash().unwrap_or_default();
        if let Some(secret) = hash.strip_prefix("#t=") {
            let state = changed_state(&history, SECRET, Some(secret));
            let path = location.pathname().unwrap_or_default();
            let _ = history.replace_state_with_url(&state, "", Some(&path));
        }
    }
    kept(SECRET)
}

/// The link has done what it is for.
pub fn forget_secret_of_link() {
    keep(SECRET, None);
}

fn history() -> Option<web_sys::History> {
    web_sys::window()?.history().ok()
}

/// The entry's state with one text put in or taken out; what else stands in it, such as the router's, stays.
fn changed_state(history: &web_sys::History, name: &str, text: Option<&str>) -> JsValue {
    let state = history.state().unwrap_or(JsValue::NULL);
    let state: Object = if state.is_object() { state.unchecked_into() } else { Object::new() };
    let _ = match text {
        Some(text) => Reflect::set(&state, &name.into(), &text.into()),
        None => Reflect::delete_property(&state, &name.into()),
    };
    state.into()
}

/// Pixels by which the page is scrolled down.
#[must_use]
pub fn scrolled() -> f64 {
    web_sys::window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scrolls down to where [`scrolled`] was read.
pub fn scroll_to(pixels: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, pixels);
    }
}
