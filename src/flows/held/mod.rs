//! Undo instead of regret: a change that is final waits some seconds before it is sent, and can be undone until then.
//! Another page of the app leaves it waiting; signing out sends it first; closing the tab sends it at once. However that
//! ends, it is sent with one key, so it happens at most once.

mod ending;
mod phase;
mod shown;

use crate::{
    api::{self, ApiError},
    browser,
    ui::{Tone, toast},
};
use contract::{
    endpoint::{PathParams, Submit},
    ids::IdempotencyKey,
    time::Timestamp,
};
use ending::send;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use phase::{Event, Phase};
use serde::{Serialize, de::DeserializeOwned};
use std::{cell::RefCell, rc::Rc};

/// How long a change can be undone.
const HELD_S: u32 = 10;
/// What sending it may take before its deadline.
const SENDING_S: i64 = 5;

crate::i18n::words!("flows/held");

/// What a change is about and what to say of it.
pub struct Holding {
    /// Id of what changes, and the wire word of the state that it will have.
    pub about: String,
    pub becomes: &'static str,
    /// What is said while it waits, and once it is done.
    pub waiting: fn(&str) -> String,
    pub done: fn(&str) -> String,
    /// What both are said of.
    pub name: String,
    /// After it the backend refuses the change, so it is not held any longer than that.
    pub until: Option<Timestamp>,
    /// Offers again what was typed, if anything was. It outlives the form that made it.
    pub offer_again: Option<Rc<dyn Fn()>>,
}

type Sending = LocalBoxFuture<'static, Result<(), ApiError>>;

struct Entry {
    id: u32,
    holding: Holding,
    pinned: toast::Pinned,
    /// Why it was not done.
    failed: Option<ApiError>,
    send: Rc<dyn Fn() -> Sending>,
    leave: Rc<dyn Fn()>,
}

/// What pages see of an entry.
#[derive(Clone, PartialEq)]
struct Seen {
    id: u32,
    about: String,
    becomes: &'static str,
    phase: Phase,
}

thread_local! {
    static ENTRIES: RefCell<Vec<Entry>> = const { RefCell::new(Vec::new()) };
    static SEEN: ArcRwSignal<Vec<Seen>> = ArcRwSignal::new(Vec::new());
    static SETTLED: ArcRwSignal<u32> = ArcRwSignal::new(0);
}

/// The wire word of the state that something will have when nobody undoes it; tracked.
#[must_use]
pub fn becoming(about: &str) -> Option<&'static str> {
    let seen = SEEN.with(Clone::clone);
    seen.with(|seen| {
        seen.iter().find(|entry| entry.about == about && entry.phase.is_expected()).map(|entry| entry.becomes)
    })
}

/// Grows whenever a held change was settled, in whatever way; tracked. Pages that show it read again.
#[must_use]
pub fn settled() -> u32 {
    SETTLED.with(Get::get)
}

/// Calls `read` whenever a held change was settled, as long as the calling component lives.
pub fn after_each(read: impl Fn() + 'static) {
    Effect::new(move |before: Option<u32>| {
        let now = settled();
        if before.is_some_and(|before| before != now) {
            read();
        }
        now
    });
}

/// Holds a change. Something that is held already is not held twice.
pub fn hold<P, I, O>(endpoint: &'static Submit<P, I, O>, params: P, input: I, holding: Holding)
where
    P: PathParams + Clone + 'static,
    I: Serialize + 'static,
    O: DeserializeOwned + 'static,
{
    let other = SEEN.with(|seen| {
        seen.with_untracked(|seen| {
            seen.iter().find(|entry| entry.about == holding.about).map(|entry| (entry.id, entry.phase))
        })
    });
    match other {
        Some((failed, Phase::NotDone)) => drop(take(failed)),
        Some(_) => return,
        None => {}
    }
    let key: IdempotencyKey = api::new_key();
    let change = Rc::new((params, input, key));
    let kept = Rc::clone(&change);
    let send = Rc::new(move || -> Sending {
        let change = Rc::clone(&kept);
        Box::pin(async move {
            let (params, input, key) = &*change;
            super::submit::submit(endpoint, params.clone(), input, key).await.map(|_| ())
        })
    });
    let leave = Rc::new(move || {
        let (params, input, key) = &*change;
        api::send_leaving(endpoint, params, input, key);
    });
    let id = next_id();
    let words = (holding.waiting)(&holding.name);
    let seconds = seconds_held(holding.until);
    let pinned = toast::pin(Tone::Info, move || shown::show(id, words.clone(), seconds));
    see(Seen { id, about: holding.about.clone(), becomes: holding.becomes, phase: Phase::Waiting });
    ENTRIES.with_borrow_mut(|entries| entries.push(Entry { id, holding, pinned, failed: None, send, leave }));
    browser::after_ms(seconds * 1_000, move || settle(id));
}

/// So long that it still arrives before its deadline; not at all when that is too near.
fn seconds_held(until: Option<Timestamp>) -> u32 {
    let left = until.map(|until| until.seconds() - api::server_now().seconds() - SENDING_S);
    left.map_or(HELD_S, |left| u32::try_from(left).unwrap_or(0).min(HELD_S))
}

/// Somebody else may be here now, or nobody: what is held belongs to who was, and is forgotten.
pub fn forget() {
    let all: Vec<u32> =
        SEEN.with(|seen| seen.with_untracked(|seen| seen.iter().map(|entry| entry.id).collect()));
    toast::clear();
    let waited = all.iter().any(|id| now(*id) == Some(Phase::Waiting));
    for id in all {
        take(id);
    }
    if waited {
        toast::show(Tone::Warning, msg::dropped());
    }
}

/// Sends everything that waits, and waits for the answers.
pub async fn settle_all() {
    let waiting: Vec<u32> =
        SEEN.with(|seen| seen.with_untracked(|seen| seen.iter().map(|entry| entry.id).collect()));
    for id in waiting {
        send(id).await;
        while now(id) == Some(Phase::Sending) {
            browser::sleep_ms(50).await;
        }
    }
}

/// Once, in the host: a page that is left sends what waits; one that comes back asks what became of it.
pub fn settle_when_left() {
    browser::on_window("pagehide", |_| {
        let waiting: Vec<Rc<dyn Fn()>> = ENTRIES.with_borrow(|entries| {
            let owed = entries.iter().filter(|entry| {
                let owed = now(entry.id).is_some_and(Phase::is_owed);
                step(entry.id, Event::Leave);
                owed
            });
            owed.map(|entry| Rc::clone(&entry.leave)).collect()
        });
        for leave in waiting {
            leave();
        }
    });
    browser::on_window("pageshow", |_| {
        let left: Vec<u32> = SEEN.with(|seen| {
            seen.with_untracked(|seen| {
                seen.iter().filter(|entry| entry.phase == Phase::Left).map(|entry| entry.id).collect()
            })
        });
        left.into_iter().for_each(settle);
    });
}

fn next_id() -> u32 {
    thread_local! {
        static LAST: RefCell<u32> = const { RefCell::new(0) };
    }
    LAST.with_borrow_mut(|last| {
        *last += 1;
        *last
    })
}

fn see(entry: Seen) {
    SEEN.with(Clone::clone).update(|seen| seen.push(entry));
}

fn now(id: u32) -> Option<Phase> {
    SEEN.with(|seen| {
        seen.with_untracked(|seen| seen.iter().find(|entry| entry.id == id).map(|entry| entry.phase))
    })
}

fn phase(id: u32) -> Option<Phase> {
    let seen = SEEN.with(Clone::clone);
    seen.with(|seen| seen.iter().find(|entry| entry.id == id).map(|entry| entry.phase))
}

/// Lets it happen; the new phase, if the event meant anything.
fn step(id: u32, event: Event) -> Option<Phase> {
    let seen = SEEN.with(Clone::clone);
    let next = seen.with_untracked(|seen| seen.iter().find(|entry| entry.id == id)?.phase.after(event))?;
    seen.update(|seen| {
        if let Some(entry) = seen.iter_mut().find(|entry| entry.id == id) {
            entry.phase = next;
        }
    });
    Some(next)
}

fn undo(id: u32) {
    if step(id, Event::Undo).is_some()
        && let Some(entry) = take(id)
        && let Some(offer_again) = entry.holding.offer_again
    {
        offer_again();
    }
}

/// It is no longer held.
fn take(id: u32) -> Option<Entry> {
    SEEN.with(Clone::clone).update(|seen| seen.retain(|entry| entry.id != id));
    let entry = ENTRIES.with_borrow_mut(|entries| {
        let position = entries.iter().position(|entry| entry.id == id)?;
        Some(entries.remove(position))
    })?;
    toast::unpin(entry.pinned);
    Some(entry)
}

fn settle(id: u32) {
    leptos::task::spawn_local(send(id));
}

/// Why it was not done.
fn failure(id: u32) -> Option<ApiError> {
    ENTRIES.with_borrow(|entries| entries.iter().find(|entry| entry.id == id)?.failed.clone())
}
