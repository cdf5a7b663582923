//! Where the keyboard is, and what is scrolled into view.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Moves the focus to the first element that fits the CSS selector; `false` when there is none.
pub fn focus(selector: &str) -> bool {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    found.is_some_and(|element| focus_element(&element))
}

/// Moves the focus to the first element inside `root` that fits the CSS selector.
pub fn focus_within(root: &Element, selector: &str) -> bool {
    root.query_selector(selector).ok().flatten().is_some_and(|element| focus_element(&element))
}

/// Scrolls a row of things sideways so far that the one with the CSS selector is seen, and the page not at all.
pub fn scroll_along(row: &Element, selector: &str) {
    let Some(found) = row.query_selector(selector).ok().flatten() else { return };
    let (frame, found) = (row.get_bounding_client_rect(), found.get_bounding_client_rect());
    let beyond = (found.right() - frame.right()).max(0.0) + (found.left() - frame.left()).min(0.0);
    row.scroll_by_with_x_and_y(beyond, 0.0);
}

/// Moves the focus to the first field of a form that is marked as wrong.
pub fn focus_first_invalid(form: &Element) -> bool {
    focus_within(form, "[aria-invalid=\"true\"]")
}

/// What has the focus now, so that it can be given back.
#[must_use]
pub fn focused() -> Option<HtmlElement> {
    document()?.active_element()?.dyn_into().ok()
}

/// What has the focus outside of `root`; `None` when nothing has it, or something inside.
#[must_use]
pub fn focused_outside(root: &Element) -> Option<HtmlElement> {
    focused().filter(|element| {
        let node: &web_sys::Node = element;
        element.tag_name() != "BODY" && !root.contains(Some(node))
    })
}

/// Whether somebody has gone on since the focus was at `before`: it is in a field of the page, or in another place of the
/// page or of a dialog than its title.
#[must_use]
pub fn has_gone_on(before: Option<&HtmlElement>) -> bool {
    let fits = |focused: &HtmlElement, selector| focused.matches(selector).unwrap_or(false);
    focused().is_some_and(|focused| {
        fits(&focused, "main :is(input, textarea, select)")
            || (fits(&focused, ":is(main, dialog) :not(h1)") && before != Some(&focused))
    })
}

/// Whether a form of the page, or of a dialog above it, holds text that somebody typed.
#[must_use]
pub fn holds_typed_text() -> bool {
    let fields = "form.form input:not([type='checkbox'], [type='radio'], [type='file']), form.form textarea";
    let Some(found) = document().and_then(|document| document.query_selector_all(fields).ok()) else {
        return false;
    };
    (0..found.length()).filter_map(|at| found.item(at)).any(|field| {
        let line = field.dyn_ref::<web_sys::HtmlInputElement>().map(web_sys::HtmlInputElement::value);
        let area =
            || field.dyn_ref::<web_sys::HtmlTextAreaElement>().map(web_sys::HtmlTextAreaElement::value);
        line.or_else(area).is_some_and(|typed| !typed.trim().is_empty())
    })
}

/// To the top of the page, after a navigation.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

fn focus_element(element: &Element) -> bool {
    element.dyn_ref::<HtmlElement>().is_some_and(|element| element.focus().is_ok())
}

/// Moves the focus among the elements inside `root` that fit `selector`. `next` gets the position of the focused one
/// and their number. `false` when it says `None`.
pub fn move_focus(root: &Element, selector: &str, next: impl Fn(usize, usize) -> Option<usize>) -> bool {
    let Ok(elements) = root.query_selector_all(selector) else { return false };
    let count = elements.length();
    let focused = focused();
    let is_focused =
        |index: &u32| elements.item(*index).as_ref() == focused.as_ref().map(AsRef::<web_sys::Node>::as_ref);
    let now = (0..count).find(is_focused).unwrap_or(0);
    let next = next(now as usize, count as usize).and_then(|next| u32::try_from(next).ok());
    let element = next.and_then(|next| elements.item(next)?.dyn_into::<Element>().ok());
    element.is_some_and(|element| focus_element(&element))
}

/// The first element that fits the CSS selector.
#[must_use]
pub fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
}

/// Moves the focus without scrolling.
pub fn focus_quietly(selector: &str) {
    if let Some(element) = find(selector).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Pixels by which the element of a `scroll` event is scrolled down.
#[must_use]
pub fn scrolled_within(event: &web_sys::Event) -> u32 {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.map_or(0, |element| u32::try_from(element.scroll_top()).unwrap_or(0))
}
