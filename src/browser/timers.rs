//! Time and timers. Deadlines are counted from [`monotonic_ms`], so that a user who sets the clock changes nothing.

use futures::{channel::oneshot, future::FutureExt};
use wasm_bindgen::{JsCast, closure::Closure};

/// Milliseconds since the page was opened; never runs backwards.
#[must_use]
pub fn monotonic_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Seconds since 1970 by the user's clock, which may be wrong: for suggestions such as "today", never for rules.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "whole seconds, far below 2^53")]
pub fn now_seconds() -> i64 {
    (js_sys::Date::now() / 1_000.0) as i64
}

fn start_timer(callback: &js_sys::Function, ms: u32) -> Option<i32> {
    let ms = i32::try_from(ms).unwrap_or(i32::MAX);
    web_sys::window()?.set_timeout_with_callback_and_timeout_and_arguments_0(callback, ms).ok()
}

/// Calls `then` once, later.
pub fn after_ms(ms: u32, then: impl FnOnce() + 'static) {
    start_timer(Closure::once_into_js(then).unchecked_ref(), ms);
}

/// Waits.
pub async fn sleep_ms(ms: u32) {
    let (sender, receiver) = oneshot::channel::<()>();
    after_ms(ms, move || {
        let _ = sender.send(());
    });
    receiver.map(|_| ()).await;
}

/// Waits until the view shows what was just set: effects run before timers.
pub async fn tick() {
    sleep_ms(0).await;
}

/// Calls back again and again until it is dropped.
pub struct Interval {
    id: Option<i32>,
    _callback: Closure<dyn FnMut()>,
}

impl Interval {
    #[must_use]
    pub fn start(ms: u32, each: impl FnMut() + 'static) -> Self {
        let callback: Closure<dyn FnMut()> = Closure::new(each);
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let id = web_sys::window().and_then(|window| {
            let function = callback.as_ref().unchecked_ref();
            window.set_interval_with_callback_and_timeout_and_arguments_0(function, ms).ok()
        });
        Self { id, _callback: callback }
    }
}

impl Drop for Interval {
    fn drop(&mut self) {
        if let (Some(id), Some(window)) = (self.id, web_sys::window()) {
            window.clear_interval_with_handle(id);
        }
    }
}
