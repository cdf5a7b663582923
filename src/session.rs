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

/// Called by the flows that sign in and out.
pub fn set_session(session: Session) {
    SESSION.with(|current| current.set(session));
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
    match me()?.principal {
        Principal::Member(membership) => Some(membership),
        Principal::Customer { .. } | Principal::Operator => None,
    }
}

/// Whether the signed-in member may do it; tracked. The backend decides again on every call.
#[must_use]
pub fn can(permission: Permission) -> bool {
    membership().is_some_and(|membership| membership.can(permission))
}
