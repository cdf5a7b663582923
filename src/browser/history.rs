//! The tab's history and how far the page is scrolled.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// Property of a history entry's state that names it.
const NAME: &str = "visit";

/// Names the current entry of the history, so that a page can keep something for it in memory: after Back the name is
/// the same, after a link to the same address it is another one. Empty where the browser has no history.
#[must_use]
pub fn visit() -> String {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else {
        return String::new();
    };
    let state = history.state().unwrap_or(JsValue::NULL);
    let known = Reflect::get(&state, &NAME.into()).ok().and_then(|name| name.as_string());
    if let Some(known) = known {
        return known;
    }
    let name = super::random_uuid().to_string();
    let marked = if state.is_object() { state } else { Object::new().into() };
    let _ = Reflect::set(&marked, &NAME.into(), &name.as_str().into());
    let _ = history.replace_state(&marked, "");
    name
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
