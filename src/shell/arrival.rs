//! Arriving at a page: the window scrolls to the top and the focus goes to the page's title, so that a screen reader
//! says where one is and the keyboard starts there. A change of the query string alone is no arrival.

use crate::browser;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::cell::Cell;

const LOOK_EVERY_MS: u32 = 50;
/// The title of a page with the same elements as the one before (`/a/1` → `/a/2`) does not change.
const SAME_PAGE_AFTER_MS: u32 = 400;
const GIVE_UP_AFTER_MS: u32 = 20_000;

thread_local! {
    /// Grows with every arrival: an older one that still waits for its page stops.
    static ARRIVALS: Cell<u32> = const { Cell::new(0) };
}

/// Called once, by the shell.
pub fn focus_page_titles() {
    let path = use_location().pathname;
    // Back and forward restore the position by themselves.
    browser::on_window("popstate", |_| POPPED.set(true));
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        // The first page of all: the browser reads it from the top anyway.
        if before.is_some_and(|before| before != now) {
            ARRIVALS.set(ARRIVALS.get() + 1);
            let (arrival, old_title) = (ARRIVALS.get(), browser::find("main h1"));
            leptos::task::spawn_local(async move {
                // The router hears `popstate` before we do, and this effect runs in between.
                browser::tick().await;
                arrive(arrival, old_title, POPPED.replace(false)).await;
            });
        }
        now
    });
}

thread_local! {
    static POPPED: Cell<bool> = const { Cell::new(false) };
}

/// Waits for the new page's title, which may have to be fetched first.
async fn arrive(arrival: u32, old_title: Option<web_sys::Element>, popped: bool) {
    let mut waited_ms = 0;
    while waited_ms < GIVE_UP_AFTER_MS && ARRIVALS.get() == arrival {
        let title = browser::find("main h1");
        let is_new = title != old_title;
        // Who was quicker than this and types already is left alone.
        if title.is_some() && (is_new || waited_ms == SAME_PAGE_AFTER_MS) && !browser::is_in_a_field() {
            if !popped {
                browser::scroll_to_top();
            }
            browser::focus_quietly("main h1");
        }
        if is_new && title.is_some() {
            return;
        }
        browser::sleep_ms(LOOK_EVERY_MS).await;
        waited_ms += LOOK_EVERY_MS;
    }
}
