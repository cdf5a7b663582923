//! One opened link: its token, what is typed, and how it ends.

use super::kept::{self, Typed};
use crate::{
    api::ApiError,
    browser,
    flows::sign_in,
    session::{Session, session_now},
};
use contract::{
    joining::{Joined, LinkState, Token},
    problem::ErrorCode,
};
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Visit {
    token: StoredValue<Token>,
    pub typed: Typed,
    /// The link has stopped working since it was looked up.
    pub dead: RwSignal<Option<LinkState>>,
    joined: RwSignal<Option<Joined>>,
}

impl Visit {
    pub fn new(token: Token, joined: RwSignal<Option<Joined>>) -> Self {
        Self { token: StoredValue::new(token), typed: Typed::restore(), dead: RwSignal::new(None), joined }
    }

    pub fn token(self) -> Token {
        self.token.get_value()
    }

    /// Takes notice of a call that says that the link does not work any more.
    pub fn heed(self, error: Option<&ApiError>) {
        if let Some(ApiError::Refused(problem)) = error
            && problem.error_code == ErrorCode::LinkDead
        {
            self.dead.set(problem.link_state.or(Some(LinkState::Unknown)));
            browser::scroll_to_top();
        }
    }

    /// Associated: the link has done what it is for, and nothing of it stays here but the result.
    pub fn succeed(self, joined: Joined) {
        kept::keep_joined(&joined);
        self.typed.forget();
        browser::forget_secret_of_link();
        browser::scroll_to_top();
        self.joined.set(Some(joined));
        if !matches!(session_now(), Session::SignedIn(_)) {
            // Registering has signed in.
            sign_in::refresh();
        }
    }
}
