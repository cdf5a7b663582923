//! Native `<dialog>` and popovers.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

/// Opens a dialog above everything else; the rest of the page cannot be reached until it closes.
pub fn show_modal(dialog: &HtmlDialogElement) {
    if !dialog.open() && dialog.is_connected() {
        let _ = dialog.show_modal();
    }
}

/// Closes a dialog; the browser gives the focus back to what had it before.
pub fn close(dialog: &HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}

/// Opens an element with a `popover` attribute.
pub fn show_popover(element: &HtmlElement) {
    if element.is_connected() {
        let _ = element.show_popover();
    }
}

/// Whether a `toggle` event says that its popover has opened.
#[must_use]
pub fn has_opened(event: &web_sys::Event) -> bool {
    event.dyn_ref::<web_sys::ToggleEvent>().is_some_and(|event| event.new_state() == "open")
}

/// Closes an element with a `popover` attribute.
pub fn hide_popover(element: &HtmlElement) {
    let _ = element.hide_popover();
}

/// Places an open popover under its button, inside of the window. Popovers stand in the top layer, where the style
/// sheet does not know the button (anchor positioning is too young to rely on).
pub fn place_below(popover: &HtmlElement, button: &HtmlElement) {
    const GAP: f64 = 4.0;
    let Some(window) = web_sys::window() else { return };
    let size = |side: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| side.ok()?.as_f64();
    let (Some(width), Some(height)) = (size(window.inner_width()), size(window.inner_height())) else { return };
    let (button, own) = (button.get_bounding_client_rect(), popover.get_bounding_client_rect());
    let below = button.bottom() + GAP;
    let above = button.top() - GAP - own.height();
    let top = if below + own.height() > height && above > 0.0 { above } else { below };
    // As far to the end as it fits.
    let left = button.left().min(width - own.width() - GAP).max(GAP);
    let style = popover.style();
    let _ = style.set_property("inset", "auto");
    let _ = style.set_property("top", &pixels(top));
    let _ = style.set_property("left", &pixels(left));
}

fn pixels(length: f64) -> String {
    let mut text = length.round().to_string();
    text.push_str("px");
    text
}
