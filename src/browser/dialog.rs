//! Native `<dialog>` and popovers.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

/// Opens a dialog above everything else; the rest of the page cannot be reached until it closes.
pub fn show_modal(dialog: &HtmlDialogElement) {
    if !dialog.open() && dialog.is_connected() {
        let _ = dialog.show_modal();
    }
}

/// Opens a dialog beside the page, which goes on; above it where there is no room beside (`least_px`), or where another dialog
/// is open, out of which nothing else can be reached: also one that stands beside the page already. Tells whether it stands
/// above.
pub fn show_beside(dialog: &HtmlDialogElement, least_px: f64) -> bool {
    if !dialog.is_connected() {
        return false;
    }
    if dialog.matches(":modal").unwrap_or(false) {
        return true;
    }
    let Some(window) = web_sys::window() else { return false };
    let width = window.inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(f64::MAX);
    let other = window.document().and_then(|document| document.query_selector("dialog:modal").ok().flatten());
    let above = width < least_px || other.is_some();
    if above {
        close(dialog);
        let _ = dialog.show_modal();
    } else if !dialog.open() {
        dialog.show();
    }
    above
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
/// sheet does not know the button (anchor positioning is too young to rely on). It moves with the page when that is
/// scrolled, unless the button stands inside of something `data-stays`.
pub fn place_below(popover: &HtmlElement, button: &HtmlElement) {
    const GAP: f64 = 4.0;
    let Some(window) = web_sys::window() else { return };
    let Some(root) = window.document().and_then(|document| document.document_element()) else { return };
    let (width, height) = (f64::from(root.client_width()), f64::from(root.client_height()));
    let (button_element, button, own) =
        (button, button.get_bounding_client_rect(), popover.get_bounding_client_rect());
    let below = button.bottom() + GAP;
    let above = button.top() - GAP - own.height();
    let top = if below + own.height() > height && above > 0.0 { above } else { below };
    // As far to the end as it fits.
    let left = button.left().min(width - own.width() - GAP).max(GAP);
    let stays = button_element.closest("[data-stays]").ok().flatten().is_some();
    let (position, scrolled) =
        if stays { ("fixed", 0.0) } else { ("absolute", window.scroll_y().unwrap_or_default()) };
    let style = popover.style();
    let _ = style.set_property("position", position);
    let _ = style.set_property("inset", "auto");
    let _ = style.set_property("top", &pixels(top + scrolled));
    let _ = style.set_property("left", &pixels(left));
}

fn pixels(length: f64) -> String {
    let mut text = length.round().to_string();
    text.push_str("px");
    text
}
