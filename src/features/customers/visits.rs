//! What Back brings back: personal filters, selected rows and how far the list was scrolled. In memory only, for one
//! entry of the tab's history each, and only for the user who was there.

use super::{
    list_state::List,
    model::Terms,
    selection::{Picked, Selection},
};
use crate::{api::Fetched, browser, routes::Route, session};
use contract::{customers::CustomerPage, ids::CustomerId};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::{
    cell::RefCell,
    collections::{BTreeMap, VecDeque},
};

/// Visits that are remembered.
const KEPT: usize = 32;

#[derive(Clone, Default)]
struct Left {
    personal: Terms,
    selected: BTreeMap<CustomerId, Picked>,
    scrolled: f64,
}

struct Remembered {
    user_id: String,
    visit: String,
    left: Left,
}

thread_local! {
    static LEFT: RefCell<VecDeque<Remembered>> = const { RefCell::new(VecDeque::new()) };
}

fn user_id() -> String {
    match session::session_now() {
        session::Session::SignedIn(me) => me.user_id.to_string(),
        session::Session::Unknown | session::Session::SignedOut => String::new(),
    }
}

fn recall(visit: &str) -> Option<Left> {
    let user_id = user_id();
    LEFT.with_borrow_mut(|all| {
        // Nobody sees what somebody else searched for in this tab.
        all.retain(|known| known.user_id == user_id);
        all.iter().find(|known| known.visit == visit).map(|known| known.left.clone())
    })
}

fn remember(visit: String, left: Left) {
    if visit.is_empty() {
        return;
    }
    let user_id = user_id();
    LEFT.with_borrow_mut(|all| {
        all.retain(|known| known.visit != visit && known.user_id == user_id);
        all.push_back(Remembered { user_id, visit, left });
        if all.len() > KEPT {
            all.pop_front();
        }
    });
}

/// Restores what was left here, and keeps it for the next time.
pub fn use_visits(list: List, selection: Selection, rows: Fetched<CustomerPage>) {
    let location = use_location();
    let visit = StoredValue::new(String::new());
    let scrolled = StoredValue::new(0.0_f64);
    // Where to scroll to, once the rows are there.
    let target = RwSignal::new(None::<f64>);
    let keep = move || {
        let Some(visit) = visit.try_get_value() else { return };
        let left = Left {
            personal: list.personal.try_get_untracked().flatten().unwrap_or_default(),
            selected: selection.0.try_get_untracked().unwrap_or_default(),
            scrolled: scrolled.try_get_value().unwrap_or_default(),
        };
        remember(visit, left);
    };
    Effect::new(move |arrived: Option<bool>| {
        location.search.track();
        if location.pathname.read().as_str() != Route::Customers.href() {
            return arrived.unwrap_or_default();
        }
        if arrived == Some(true) {
            keep();
        }
        leptos::task::spawn_local(async move {
            // The router writes the history entry after the page is made.
            browser::tick().await;
            let name = browser::visit();
            let left = recall(&name);
            if visit.try_set_value(name).is_some() {
                return;
            }
            if list.personal.try_with_untracked(Option::is_none) == Some(true) {
                let left = left.clone().unwrap_or_default();
                selection.0.try_set(left.selected);
                list.personal.try_set(Some(left.personal));
            }
            scrolled.try_set_value(browser::scrolled());
            target.try_set(left.map(|left| left.scrolled));
        });
        true
    });
    browser::on_window("scroll", move |_| {
        scrolled.try_set_value(browser::scrolled());
    });
    restore_scroll(target, rows);
    on_cleanup(keep);
}

/// Scrolls when the remembered rows stand there, and again when they have been read anew, unless the user moved on.
fn restore_scroll(target: RwSignal<Option<f64>>, rows: Fetched<CustomerPage>) {
    let reached = StoredValue::new(None::<f64>);
    Effect::new(move |_| {
        let Some(pixels) = target.get() else { return };
        let (here, loading) = (rows.value.with(Option::is_some), rows.loading.get());
        if !here {
            return;
        }
        leptos::task::spawn_local(async move {
            browser::tick().await;
            let moved = reached
                .try_get_value()
                .flatten()
                .is_some_and(|reached| (reached - browser::scrolled()).abs() > 1.0);
            if target.try_get_untracked().flatten() != Some(pixels) {
                return;
            }
            if !moved {
                browser::scroll_to(pixels);
                reached.try_set_value(Some(browser::scrolled()));
            }
            if !loading {
                target.try_set(None);
                reached.try_set_value(None);
            }
        });
    });
}
