//! Signing in and out, and finding out at start who is signed in. The page stands in place of the page that was asked
//! for, so that a deep link opens after signing in without a redirect.

mod form;
mod new_password;
mod page;

pub use form::SignInForm;
pub use new_password::{FirstPasswordPage, PasswordForm};
pub use page::{SignInPage, StartingPage};

use crate::{
    api::{self, ApiError},
    browser::{self, Channel},
    session::{Session, session_now, set_session},
};
use contract::{
    problem::ErrorCode,
    session::{Language, ME, Me, PreferenceChange, SET_PREFERENCES, SIGN_OUT, SIGN_OUT_EVERYWHERE},
};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};

/// What tabs tell each other; no personal data.
const CHANNEL: &str = "pc-session";
const SIGNED_IN: &str = "signed-in";
const SIGNED_OUT: &str = "signed-out";

thread_local! {
    static TABS: RefCell<Option<Channel>> = const { RefCell::new(None) };
    /// Whether the question is under way: many calls may be refused at once.
    static LOOKING: Cell<bool> = const { Cell::new(false) };
    static START_ERROR: ArcRwSignal<Option<ApiError>> = ArcRwSignal::new(None);
}

/// Asks who is signed in, and listens to the other tabs.
pub fn resume() {
    let channel = Channel::open(CHANNEL, |word| match word.as_str() {
        SIGNED_OUT => leave(),
        SIGNED_IN => ask(),
        _ => {}
    });
    TABS.set(Some(channel));
    ask();
}

fn ask() {
    start_error().set(None);
    leptos::task::spawn_local(async {
        match api::fetch(&ME, (), &()).await {
            Ok(me) => enter(me),
            Err(ApiError::SignedOut) => leave(),
            // A tab that has somebody signed in keeps its page; only a fresh one has nothing to show.
            Err(error) => start_error().set(Some(error)),
        }
    });
}

/// A call was refused: what this user may do has changed, or the password has to be. Asks who is signed in as what, and the
/// page follows.
pub(super) fn heed_refusal(error: &ApiError) {
    let tells = matches!(
        error.code(),
        Some(ErrorCode::AccessDenied | ErrorCode::AdministratorOnly | ErrorCode::PasswordChangeNeeded)
    );
    if tells && matches!(session_now(), Session::SignedIn(_)) && !LOOKING.replace(true) {
        look_again();
    }
}

/// Asks who is signed in as what, without counting as something that the user does.
pub fn look_again() {
    leptos::task::spawn_local(async {
        let found = api::fetch_in_background(&ME, (), &()).await;
        LOOKING.set(false);
        let (Ok(found), Session::SignedIn(known)) = (found, session_now()) else { return };
        if found.user_id == known.user_id && may_the_same(&found, &known) {
            return;
        }
        let is_other_role = found.user_id == known.user_id && found.principal != known.principal;
        enter(found);
        if is_other_role {
            super::permitted::tell_changed();
        }
    });
}

/// Whether nothing is new but the time that is left.
fn may_the_same(found: &Me, known: &Me) -> bool {
    found.principal == known.principal && found.must_change_password == known.must_change_password
}

fn start_error() -> ArcRwSignal<Option<ApiError>> {
    START_ERROR.with(Clone::clone)
}

fn tell(word: &str) {
    TABS.with_borrow(|tabs| {
        if let Some(channel) = tabs {
            channel.say(word);
        }
    });
}

/// Somebody signed in on the sign-in page.
fn enter(me: Me) {
    crate::i18n::prefer(me.preferences.language);
    if let Session::SignedIn(before) = session_now()
        && before.user_id != me.user_id
    {
        super::held::forget();
    }
    let session = Session::of(me);
    if session_now() != session {
        super::fetch::forget_answers();
        set_session(session);
    }
}

/// Somebody signed in on another page than the sign-in page: here and in the other tabs.
pub fn entered(me: Me) {
    enter(me);
    tell(SIGNED_IN);
}

/// Asks again who is signed in: something else than the sign-in page began a session.
pub fn refresh() {
    tell(SIGNED_IN);
    ask();
}

fn leave() {
    super::held::forget();
    super::site_notice::forget_session();
    super::fetch::forget_answers();
    set_session(Session::SignedOut);
}

/// Signs out here and in the other tabs. The local part happens even without a network.
pub fn sign_out(everywhere: bool) {
    leptos::task::spawn_local(async move {
        super::held::settle_all().await;
        // The answer empties the browser's storage.
        let kept = super::site_notice::kept_in_browser();
        let endpoint = if everywhere { &SIGN_OUT_EVERYWHERE } else { &SIGN_OUT };
        let _ = api::send(endpoint, &(), &(), &api::new_key(), None).await;
        tell(SIGNED_OUT);
        leave();
        super::site_notice::keep_in_browser(kept);
        browser::scroll_to_top();
    });
}

/// Speaks another language from now on: here at once, and in messages to this user on every channel.
pub fn speak(language: Language) {
    crate::i18n::set_locale(language);
    if matches!(session_now(), Session::SignedIn(_)) {
        leptos::task::spawn_local(async move {
            // When it fails, this device still remembers; the next switch tries again.
            let _ = api::send(
                &SET_PREFERENCES,
                &(),
                &PreferenceChange::language(language),
                &api::new_key(),
                None,
            )
            .await;
        });
    }
}
