//! Events of the backend as they happen (server-sent events). The browser keeps the stream: it opens another when one breaks,
//! and gives up when it is refused. Nothing is said about errors; whoever listens notices that it hears nothing.

use contract::endpoint::Events;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{EventTarget, MessageEvent};

/// `readyState` of a stream that the browser will not open again.
const CLOSED: f64 = 2.0;

/// An open stream; it is closed when it is dropped.
pub struct Watching {
    source: EventTarget,
    event: &'static str,
    heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Watching {
    /// Whether the browser has given up.
    #[must_use]
    pub fn is_over(&self) -> bool {
        let state = Reflect::get(&self.source, &"readyState".into()).ok();
        state.and_then(|state| state.as_f64()).is_none_or(|state| state >= CLOSED)
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let heard = self.heard.as_ref().unchecked_ref();
        let _ = self.source.remove_event_listener_with_callback(self.event, heard);
        if let Ok(close) = Reflect::get(&self.source, &"close".into())
            && let Some(close) = close.dyn_ref::<Function>()
        {
            let _ = close.call0(&self.source);
        }
    }
}

/// Opens a stream, and calls `heard` with the data of each of its events called `event`; `None` where the browser has none.
#[must_use]
pub fn watch(
    endpoint: &Events,
    event: &'static str,
    mut heard: impl FnMut(String) + 'static,
) -> Option<Watching> {
    let url = [&crate::browser::api_base(), endpoint.spec.path].concat();
    let source = open(&url)?;
    let heard: Closure<dyn FnMut(MessageEvent)> = Closure::new(move |message: MessageEvent| {
        if let Some(data) = message.data().as_string() {
            heard(data);
        }
    });
    source.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref()).ok()?;
    Some(Watching { source, event, heard })
}

/// By name: the types of `web-sys` for it would be paid for by every visitor, and are not needed.
fn open(url: &str) -> Option<EventTarget> {
    let constructor = Reflect::get(&js_sys::global(), &"EventSource".into()).ok()?;
    let init = Object::new();
    Reflect::set(&init, &"withCredentials".into(), &JsValue::TRUE).ok()?;
    let arguments = Array::of2(&url.into(), &init);
    let source = Reflect::construct(constructor.dyn_ref::<Function>()?, &arguments).ok()?;
    Some(source.unchecked_into())
}
