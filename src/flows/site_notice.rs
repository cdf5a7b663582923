//! The recommendation of the international site (`docs/rules.md`, A): who sees it, and who has had enough of it. "Don't show
//! again" is kept for the user by the backend, and in this browser, so that it counts even while the backend cannot be told;
//! that is made up for later. The browser keeps a mark from which nobody can tell who it is.

use crate::{
    api, browser,
    session::{Session, me, session_now},
};
use contract::session::{Me, PreferenceChange, SET_PREFERENCES};
use leptos::prelude::*;
use std::cell::Cell;

/// Under which the browser keeps marks.
const KEPT: &str = "site-notice";
/// Under which this tab keeps the mark of who closed the notice for now.
const CLOSED: &str = "site-notice-closed";
/// Users of one browser that are remembered, the latest ones.
const MOST: usize = 20;

thread_local! {
    /// Counts up when something was hidden, here or in another tab.
    static CHANGES: ArcRwSignal<u32> = ArcRwSignal::new(0);
    /// Whether the backend is being told.
    static TELLING: Cell<bool> = const { Cell::new(false) };
    /// The mark of whose wish the backend has heard.
    static TOLD: Cell<Option<String>> = const { Cell::new(None) };
}

/// What a browser keeps in place of a user (FNV-1a, 32 bits): enough to know again who had enough, not enough to tell who.
fn mark(user_id: &str) -> String {
    let fold = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    format!("{:08x}", user_id.bytes().fold(0x811c_9dc5, fold))
}

/// Those who had enough in this browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Marks(Vec<String>);

impl Marks {
    fn read(text: &str) -> Self {
        Self(text.split(' ').filter(|mark| !mark.is_empty()).map(str::to_owned).collect())
    }

    fn has(&self, mark: &str) -> bool {
        self.0.iter().any(|known| known == mark)
    }

    fn with(mut self, mark: &str) -> Self {
        if !self.has(mark) {
            self.0.push(mark.to_owned());
        }
        let beyond = self.0.len().saturating_sub(MOST);
        self.0.drain(..beyond);
        self
    }

    fn write(&self) -> String {
        self.0.join(" ")
    }
}

fn kept() -> Marks {
    Marks::read(&browser::recall(KEPT).unwrap_or_default())
}

/// Whether the notice is for this user, here and now.
fn is_for(me: &Me, kept: &Marks, closed: Option<&str>) -> bool {
    let mark = mark(me.user_id.as_str());
    me.is_told_of_intl_site() && !kept.has(&mark) && closed != Some(mark.as_str())
}

/// Whether the notice stands on the page; tracked.
#[must_use]
pub fn is_shown() -> bool {
    CHANGES.with(Track::track);
    me().is_some_and(|me| is_for(&me, &kept(), browser::recall_in_tab(CLOSED).as_deref()))
}

/// Something was hidden, perhaps in another tab.
pub fn look_again() {
    CHANGES.with(|changes| changes.update(|count| *count += 1));
}

/// Hides it until this session ends.
pub fn close() {
    if let Session::SignedIn(me) = session_now() {
        browser::remember_in_tab(CLOSED, &mark(me.user_id.as_str()));
        look_again();
    }
}

/// Hides it for this user for ever: at once, whatever the backend says.
pub fn never_again() {
    if let Session::SignedIn(me) = session_now() {
        browser::remember(KEPT, &kept().with(&mark(me.user_id.as_str())).write());
        look_again();
        settle();
    }
}

/// Tells the backend what it has not heard yet; it may have been out of reach when it was wished.
pub fn settle() {
    let Session::SignedIn(me) = session_now() else { return };
    let mark = mark(me.user_id.as_str());
    let told = TOLD.take();
    let is_told = told.as_ref() == Some(&mark);
    TOLD.set(told);
    if !me.is_told_of_intl_site() || !kept().has(&mark) || is_told || TELLING.replace(true) {
        return;
    }
    leptos::task::spawn_local(async move {
        let wish = PreferenceChange { hide_intl_site_notice: Some(true), ..PreferenceChange::default() };
        let heard = api::send(&SET_PREFERENCES, &(), &wish, &api::new_key(), None).await;
        TELLING.set(false);
        if heard.is_ok() {
            TOLD.set(Some(mark));
        }
    });
}

/// The session is over: what was closed for it may come back.
pub fn forget_session() {
    browser::forget_in_tab(CLOSED);
}

/// What is not to be shown again in this browser. Signing out empties its storage, so it is taken before.
#[must_use]
pub fn kept_in_browser() -> Option<String> {
    browser::recall(KEPT)
}

/// Puts back what [`kept_in_browser`] took.
pub fn keep_in_browser(kept: Option<String>) {
    if let Some(kept) = kept {
        browser::remember(KEPT, &kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::session::{Language, Preferences, Principal, Site};

    fn somebody(site: Site, hide: bool) -> Me {
        Me {
            user_id: "u-1".parse().unwrap(),
            name: "Harbour".to_owned(),
            account_name: "hw_harbour".to_owned(),
            preferences: Preferences { language: Language::EnUs, hide_intl_site_notice: hide },
            principal: Principal::Customer { customer_id: "c-1".parse().unwrap(), account_site: site },
            must_change_password: false,
            session_ends_in_seconds: 3_600,
        }
    }

    #[test]
    fn it_is_for_accounts_of_the_international_site_only() {
        assert!(is_for(&somebody(Site::Intl, false), &Marks::default(), None));
        assert!(!is_for(&somebody(Site::Cn, false), &Marks::default(), None));
    }

    #[test]
    fn each_of_the_three_ways_to_hide_it_hides_it() {
        let me = somebody(Site::Intl, false);
        let own = mark("u-1");
        assert!(!is_for(&somebody(Site::Intl, true), &Marks::default(), None), "the user's preference");
        assert!(!is_for(&me, &Marks::default().with(&own), None), "this browser");
        assert!(!is_for(&me, &Marks::default(), Some(&own)), "this session");
    }

    #[test]
    fn another_user_of_the_same_browser_still_sees_it() {
        let other = mark("u-2");
        assert!(is_for(&somebody(Site::Intl, false), &Marks::default().with(&other), Some(&other)));
    }

    #[test]
    fn a_browser_remembers_the_latest_and_nobodys_id() {
        let marks = (0..30).fold(Marks::default(), |marks, user| marks.with(&mark(&format!("u-{user}"))));
        assert_eq!(marks.0.len(), MOST);
        assert!(marks.has(&mark("u-29")) && !marks.has(&mark("u-0")));
        assert_eq!(Marks::read(&marks.write()), marks);
        assert_eq!(Marks::read(""), Marks::default());
        assert!(!marks.write().contains("u-"));
    }
}
