//! Who is signed in, and what they may do. Nothing else is global state.

use contract::{
    permissions::Permission,
    session::{Me, Membership, Principal},
};
use leptos::prelude::*;

/// What is known about who sits here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Session {
    /// The first answer is still on its way.
    Unknown,
    SignedOut,
    SignedIn(Box<Me>),
}

thread_local! {
    static SESSION: ArcRwSignal<Session> = ArcRwSignal::new(Session::Unknown);
    /// What asks for permissions stays as it is, with the dialogs and forms in it, when only the language changes.
    static MEMBERSHIP: ArcMemo<Option<Membership>> = ArcMemo::new(|_| match me()?.principal {
        Principal::Member(membership) => Some(membership),
        Principal::Customer { .. } | Principal::Operator => None,
    });
}

/// The session; tracked.
#[must_use]
pub fn session() -> Session {
    SESSION.with(Get::get)
}

/// The session as it is now, without tracking.
#[must_use]
pub fn session_now() -> Session {
    SESSION.with(GetUntracked::get_untracked)
}

impl Session {
    /// Somebody's, but for the seconds that are left of it: every answer says them anew (`api::session_ends_in_ms`).
    #[must_use]
    pub fn of(me: Me) -> Self {
        Self::SignedIn(Box::new(Me { session_ends_in_seconds: 0, ..me }))
    }
}

/// Called by the flows that sign in and out. Nobody is told when it is the same: who signs in again in a dialog goes on
/// with the page as it was.
pub fn set_session(session: Session) {
    SESSION.with(|current| {
        if current.with_untracked(|current| *current != session) {
            current.set(session);
        }
    });
}

/// Who is signed in; tracked.
#[must_use]
pub fn me() -> Option<Me> {
    match session() {
        Session::SignedIn(me) => Some(*me),
        Session::Unknown | Session::SignedOut => None,
    }
}

/// The partner's member who is signed in; tracked. `None` for customers and operators.
#[must_use]
pub fn membership() -> Option<Membership> {
    MEMBERSHIP.with(Get::get)
}

/// Whether the signed-in member may do it; tracked. The backend decides again on every call.
#[must_use]
pub fn can(permission: Permission) -> bool {
    MEMBERSHIP.with(|known| known.with(|known| known.as_ref().is_some_and(|known| known.can(permission))))
}
