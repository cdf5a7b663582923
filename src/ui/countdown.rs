//! Time that runs out, counted from the seconds that the server gave: the user's clock does not matter.

use crate::{browser, i18n};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// `<Countdown seconds=challenge.resend_in on_end=move |()| may_resend.set(true) />`. Starts again when `seconds`
/// changes. Silent for screen readers: what ends is announced by whoever waits for it.
#[component]
pub fn Countdown(
    #[prop(into)] seconds: Signal<u32>,
    #[prop(optional, into)] on_end: Option<Callback<()>>,
) -> AnyView {
    let left = RwSignal::new(0_u32);
    Effect::new(move |_| {
        let ends_at = browser::monotonic_ms() + f64::from(seconds.get()) * 1_000.0;
        left.set(seconds.get());
        let interval = StoredValue::new(None::<SendWrapper<browser::Interval>>);
        if seconds.get() == 0 {
            return;
        }
        let each = move || {
            let now_left = seconds_until(ends_at);
            if left.try_get_untracked() != Some(now_left) {
                left.try_set(now_left);
            }
            if now_left == 0 {
                interval.try_set_value(None);
                if let Some(on_end) = on_end {
                    on_end.run(());
                }
            }
        };
        interval.set_value(Some(SendWrapper::new(browser::Interval::start(250, each))));
        on_cleanup(move || {
            interval.try_set_value(None);
        });
    });
    view! { <span class="countdown" role="timer" aria-live="off">{move || i18n::countdown(left.get())}</span> }.into_any()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounded, and cut off below zero"
)]
fn seconds_until(ends_at: f64) -> u32 {
    ((ends_at - browser::monotonic_ms()) / 1_000.0).ceil().max(0.0) as u32
}
