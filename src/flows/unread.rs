//! The live number of unread notifications. One tab of a browser watches the backend's stream and tells the others, so that
//! the few connections that a browser has to one host are left to the pages. Whoever hears nothing for a while asks by
//! itself: so a stream that breaks, a proxy that holds it back, a tab that sleeps and a browser without streams all come to
//! the same.

use crate::{
    api::{self, Watching},
    browser::{self, Channel, Interval, Lead},
};
use contract::notifications::{STREAM, UNREAD, Unread};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// What tabs tell each other: the number, nothing else.
const CHANNEL: &str = "pc-unread";
/// The page comes first.
const START_MS: u32 = 2_500;
const LOOK_EVERY_MS: u32 = 10_000;
/// The backend says the number every twenty seconds: after twice as long, and a bit, nobody tells this tab any more.
const QUIET_MS: f64 = 45_000.0;
/// A stream that was refused is asked for again only so often.
const AGAIN_MS: f64 = 120_000.0;

thread_local! {
    static COUNT: ArcRwSignal<Option<u32>> = ArcRwSignal::new(None);
    static TABS: RefCell<Option<Channel>> = const { RefCell::new(None) };
    static HEARD_AT: Cell<f64> = const { Cell::new(0.0) };
}

/// How many are unread; `None` until it is known. Tracked.
#[must_use]
pub fn unread() -> Option<u32> {
    COUNT.with(Get::get)
}

/// It is so many now, here and in the other tabs.
pub fn tell(unread: u32) {
    hear(unread);
    TABS.with_borrow(|tabs| {
        if let Some(channel) = tabs {
            channel.say(&unread.to_string());
        }
    });
}

fn hear(unread: u32) {
    HEARD_AT.set(browser::monotonic_ms());
    COUNT.with(|count| {
        if count.get_untracked() != Some(unread) {
            count.set(Some(unread));
        }
    });
}

/// Asks once. That it fails shows nowhere: the number that stands there was right a moment ago.
fn ask() {
    HEARD_AT.set(browser::monotonic_ms());
    leptos::task::spawn_local(async {
        if let Ok(Unread { unread }) = api::fetch_in_background(&UNREAD, (), &()).await {
            hear(unread);
        }
    });
}

fn is_quiet() -> bool {
    browser::monotonic_ms() - HEARD_AT.get() > QUIET_MS
}

/// The stream of the tab that leads.
#[derive(Default)]
struct Stream {
    leads: Cell<bool>,
    is_over: Cell<bool>,
    tried_at: Cell<f64>,
    watching: RefCell<Option<Watching>>,
}

impl Stream {
    fn open(&self) {
        if self.is_over.get() {
            return;
        }
        self.tried_at.set(browser::monotonic_ms());
        let watching = api::watch(&STREAM, "unread", |data| {
            if let Ok(Unread { unread }) = serde_json::from_str(&data) {
                tell(unread);
            }
        });
        self.watching.replace(watching);
    }

    /// Opens another one when the browser has given up, after a while.
    fn mend(&self) {
        let is_down = self.watching.borrow().as_ref().is_none_or(Watching::is_over);
        if self.leads.get() && is_down && browser::monotonic_ms() - self.tried_at.get() > AGAIN_MS {
            self.open();
        }
    }
}

/// Keeps the number right as long as the calling component lives; once, in the shell of whoever is signed in.
pub fn keep() {
    COUNT.with(|count| count.set(None));
    TABS.set(Some(Channel::open(CHANNEL, |word| {
        if let Ok(unread) = word.parse() {
            hear(unread);
        }
    })));
    ask();
    let stream = Rc::new(Stream::default());
    let lead: Rc<RefCell<Option<Lead>>> = Rc::default();
    {
        let (stream, lead) = (Rc::clone(&stream), Rc::clone(&lead));
        browser::after_ms(START_MS, move || {
            if stream.is_over.get() {
                return;
            }
            let leading = Rc::clone(&stream);
            lead.replace(Some(browser::lead(CHANNEL, move || {
                leading.leads.set(true);
                leading.open();
            })));
        });
    }
    let mends = Rc::clone(&stream);
    let look = move || {
        mends.mend();
        if browser::is_visible() && is_quiet() {
            ask();
        }
    };
    let interval = Interval::start(LOOK_EVERY_MS, look.clone());
    browser::on_document("visibilitychange", move |_| look());
    let all = SendWrapper::new((interval, stream, lead));
    on_cleanup(move || {
        let (interval, stream, lead) = all.take();
        drop(interval);
        stream.is_over.set(true);
        drop(stream.watching.take());
        drop(lead.take());
        TABS.set(None);
    });
}
