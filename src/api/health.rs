//! What the last calls say about the connection and about the session's end. `navigator.onLine` is only a hint: the
//! truth is the last request.

use contract::time::Timestamp;
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
    /// The backend's seconds minus those of this page.
    static SERVER_AHEAD: Cell<Option<f64>> = const { Cell::new(None) };
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

/// Notes the backend's time, in seconds since 1970.
#[expect(clippy::cast_precision_loss, reason = "seconds of this millennium are far below 2^53")]
pub(super) fn set_server_now(seconds: i64) {
    SERVER_AHEAD.set(Some(seconds as f64 - crate::browser::monotonic_ms() / 1_000.0));
}

/// The time by the backend's clock, however the user's clock is set. Before the first answer the user's clock has to do.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "whole seconds, far below 2^53")]
#[expect(clippy::disallowed_methods, reason = "nothing better is known yet")]
pub fn server_now() -> Timestamp {
    let seconds = SERVER_AHEAD.get().map(|ahead| (ahead + crate::browser::monotonic_ms() / 1_000.0) as i64);
    Timestamp::from_seconds(seconds.unwrap_or_else(crate::browser::now_seconds))
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
