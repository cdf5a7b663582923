//! The session is about to end: say so two minutes before, with one button to stay.

use super::msg;
use crate::{
    api, browser,
    session::me,
    ui::{Button, ButtonKind, Countdown, Dialog},
};
use contract::session::{ME, WARN_S};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

const LOOK_EVERY_MS: u32 = 1_000;

/// Mounted once.
#[component]
pub(super) fn SessionWarning() -> impl IntoView {
    let open = RwSignal::new(false);
    let left = RwSignal::new(0_u32);
    let look = move || {
        let left_ms = api::session_ends_in_ms();
        #[expect(clippy::cast_precision_loss, reason = "two minutes")]
        let soon = left_ms > 0.0 && left_ms <= WARN_S as f64 * 1_000.0;
        let show = soon && untrack(me).is_some();
        if show && !open.get_untracked() {
            left.set(seconds(left_ms));
            open.set(true);
        } else if !show && open.get_untracked() {
            open.set(false);
        }
    };
    let looking = StoredValue::new(SendWrapper::new(browser::Interval::start(LOOK_EVERY_MS, look)));
    on_cleanup(move || looking.dispose());
    // Any call that is not background polling keeps the session alive, and its answer says until when.
    let stay = move |()| {
        open.set(false);
        leptos::task::spawn_local(async {
            let _ = super::fetch::read(&ME, (), &()).await;
        });
    };
    view! {
        <Dialog title=msg::ending_title open on_close=stay>
            <p>{msg::ending_body} " " <Countdown seconds=left /></p>
            <Button label=msg::stay kind=ButtonKind::Primary on_press=stay />
        </Dialog>
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and two minutes")]
fn seconds(ms: f64) -> u32 {
    (ms / 1_000.0).ceil() as u32
}
