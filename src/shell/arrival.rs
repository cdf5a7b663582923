//! Arriving at a page: the focus goes to the page's title, so that a screen reader says where one is and the keyboard
//! starts there. A change of the query string alone is no arrival. The router has scrolled to the top by then; whoever
//! is quicker than the page's title must not see what is about to be pressed move away.

use crate::browser;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::cell::Cell;

const LOOK_EVERY_MS: u32 = 50;
/// The title of a page like the one before (`/a/1` → `/a/2`) may say the same.
const SAME_PAGE_AFTER_MS: u32 = 400;
const GIVE_UP_AFTER_MS: u32 = 20_000;

thread_local! {
    /// Grows with every arrival: an older one that still waits for its page stops.
    static ARRIVALS: Cell<u32> = const { Cell::new(0) };
}

/// Called once, by the shell.
pub fn focus_page_titles() {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        // The first page of all: the browser reads it from the top anyway.
        if before.is_some_and(|before| before != now) {
            ARRIVALS.set(ARRIVALS.get() + 1);
            leptos::task::spawn_local(arrive(ARRIVALS.get(), Title::now(), browser::focused()));
        }
        now
    });
}

/// A page's title: another element, or the same with other words.
#[derive(PartialEq)]
struct Title(web_sys::Element, Option<String>);

impl Title {
    fn now() -> Option<Self> {
        browser::find("main h1").map(|title| {
            let words = title.text_content();
            Self(title, words)
        })
    }
}

/// Waits for the new page's title, which may have to be fetched first.
async fn arrive(arrival: u32, old_title: Option<Title>, focused: Option<web_sys::HtmlElement>) {
    let mut waited_ms = 0;
    while waited_ms < GIVE_UP_AFTER_MS && ARRIVALS.get() == arrival {
        let title = Title::now();
        let is_new = title.is_some() && title != old_title;
        let is_there = is_new || (title.is_some() && waited_ms == SAME_PAGE_AFTER_MS);
        // Who was quicker than this, and types or has pressed something already, is left alone.
        if is_there && !browser::has_gone_on(focused.as_ref()) {
            browser::focus_quietly("main h1");
        }
        if is_new {
            return;
        }
        browser::sleep_ms(LOOK_EVERY_MS).await;
        waited_ms += LOOK_EVERY_MS;
    }
}
