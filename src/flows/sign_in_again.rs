//! The session ended while something was under way: sign in again in a dialog, on the same page, with everything that
//! was typed still there. Whoever waits here goes on with the same call.

use crate::session::{Session, session_now, set_session};
use contract::session::Me;
use futures::channel::oneshot;
use leptos::prelude::*;
use std::cell::RefCell;

thread_local! {
    static WANTED: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static WAITING: RefCell<Vec<oneshot::Sender<bool>>> = const { RefCell::new(Vec::new()) };
}

/// Whether the dialog is open.
pub(super) fn wanted() -> ArcRwSignal<bool> {
    WANTED.with(Clone::clone)
}

/// Waits until the same user is signed in again. `false` when nobody was signed in before, when the user gives up,
/// or when somebody else signs in.
pub async fn wait() -> bool {
    if !matches!(session_now(), Session::SignedIn(_)) {
        return false;
    }
    let (sender, receiver) = oneshot::channel();
    WAITING.with_borrow_mut(|waiting| waiting.push(sender));
    // Several calls end with the session: the dialog stays as it is, with what is typed in it.
    if !wanted().get_untracked() {
        wanted().set(true);
    }
    receiver.await.unwrap_or(false)
}

/// Called by the dialog with who signed in; `None` when the user gives up, which is signing out.
pub(super) fn settle(signed_in: Option<Me>) {
    let same_user = match (&signed_in, session_now()) {
        (Some(new), Session::SignedIn(old)) => new.user_id == old.user_id,
        _ => false,
    };
    let waiting = WAITING.take();
    for sender in waiting {
        let _ = sender.send(same_user);
    }
    wanted().set(false);
    if !same_user {
        super::held::forget();
        super::fetch::forget_answers();
    }
    set_session(signed_in.map_or(Session::SignedOut, Session::of));
}
