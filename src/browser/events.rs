//! Events of the window and of the document, heard until the current owner is gone.

use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget, VisibilityState};

/// Listens to the window (`online`, `focus`, `beforeunload`) as long as the calling component lives.
pub fn on_window(event: &'static str, heard: impl FnMut(Event) + 'static) {
    listen(web_sys::window().map(JsCast::unchecked_into), event, Closure::new(heard));
}

/// Listens to the document (`visibilitychange`, `keydown`) as long as the calling component lives.
pub fn on_document(event: &'static str, heard: impl FnMut(Event) + 'static) {
    let document = web_sys::window().and_then(|window| window.document());
    listen(document.map(JsCast::unchecked_into), event, Closure::new(heard));
}

fn listen(target: Option<EventTarget>, event: &'static str, heard: Closure<dyn FnMut(Event)>) {
    let Some(target) = target else { return };
    let _ = target.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
    let listening = SendWrapper::new((target, heard));
    on_cleanup(move || {
        let (target, heard) = listening.take();
        let _ = target.remove_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
    });
}

/// Whether the user can see this tab.
#[must_use]
pub fn is_visible() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_none_or(|document| document.visibility_state() == VisibilityState::Visible)
}
