//! What the last calls say about the connection and about the session's end. `navigator.onLine` is only a hint: the
//! truth is the last request.

use leptos::prelude::*;
use std::cell::Cell;

/// Whether the backend can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    Ok,
    /// Several calls in a row were lost.
    Unreachable,
}

/// Lost calls in a row before the banner appears.
const LOST_IN_A_ROW: u32 = 3;

thread_local! {
    static LOST: Cell<u32> = const { Cell::new(0) };
    static CONNECTION: ArcRwSignal<Connection> = ArcRwSignal::new(Connection::Ok);
    static SESSION_ENDS_AT: Cell<f64> = const { Cell::new(f64::INFINITY) };
}

/// The state of the connection; tracked.
#[must_use]
pub fn connection() -> Connection {
    CONNECTION.with(Get::get)
}

pub(super) fn record(exchanged: Result<u16, ()>) {
    let reached = matches!(exchanged, Ok(status) if !(502..=504).contains(&status));
    let lost = if reached { 0 } else { LOST.get() + 1 };
    LOST.set(lost);
    let now = if lost >= LOST_IN_A_ROW { Connection::Unreachable } else { Connection::Ok };
    CONNECTION.with(|connection| {
        if connection.get_untracked() != now {
            connection.set(now);
        }
    });
}

/// Notes when the session ends, by the server's own count of seconds: a wrong client clock does not matter.
pub fn set_session_ends_in(seconds: u32) {
    SESSION_ENDS_AT.set(crate::browser::monotonic_ms() + f64::from(seconds) * 1_000.0);
}

/// Milliseconds until the session ends if nothing more is done.
#[must_use]
pub fn session_ends_in_ms() -> f64 {
    SESSION_ENDS_AT.get() - crate::browser::monotonic_ms()
}
