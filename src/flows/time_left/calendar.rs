//! The days that the backend reckons with; until they are read, those that this release knows.

use crate::flows::fetch::read;
use contract::working_days::{SHOW, WorkingCalendar};
use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    static CALENDAR: ArcRwSignal<WorkingCalendar> = ArcRwSignal::new(WorkingCalendar::default());
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Asks for them once.
pub(super) fn calendar() -> ArcRwSignal<WorkingCalendar> {
    if !ASKED.replace(true) {
        leptos::task::spawn_local(async {
            match read(&SHOW, (), &()).await {
                Ok(days) => CALENDAR.with(|calendar| calendar.set(days)),
                // The next countdown asks again.
                Err(_) => ASKED.set(false),
            }
        });
    }
    CALENDAR.with(Clone::clone)
}
