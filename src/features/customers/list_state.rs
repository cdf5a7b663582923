//! The list's state while it is open: what stands in the address, and the personal terms that never do.

use super::model::{Filter, ListState, Terms};
use crate::{
    routes::{Route, use_address},
    ui::PageChange,
};
use contract::customers::{CustomerQuery, CustomerScope};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Whether a change is a step to which Back returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    New,
    /// Typing goes on: the last step is replaced.
    Same,
}

/// Goes to a list.
type Go = Box<dyn Fn(&ListState, Step) + Send + Sync>;

/// The list's state and the ways to change it.
#[derive(Clone, Copy)]
pub struct List {
    pub state: Memo<ListState>,
    /// `None` until it is known whether the user came back to this list.
    pub personal: RwSignal<Option<Terms>>,
    go: StoredValue<Go>,
}

pub fn use_list() -> List {
    let state = use_address(&Route::Customers, |value| ListState::read(value));
    let navigate = use_navigate();
    let go: Go = Box::new(move |state, step| {
        let options =
            NavigateOptions { replace: step == Step::Same, scroll: false, ..NavigateOptions::default() };
        navigate(&state.href(), options);
    });
    List { state, personal: RwSignal::new(None), go: StoredValue::new(go) }
}

impl List {
    /// The question to the backend; tracked.
    pub fn query(self) -> Option<CustomerQuery> {
        self.personal.with(|personal| Some(self.state.read().query(personal.as_ref()?)))
    }

    /// Every active filter; tracked.
    pub fn active(self) -> Terms {
        let mut terms = self.state.with(|state| state.terms.clone());
        self.personal.with(|personal| terms.extend(personal.clone().unwrap_or_default()));
        terms
    }

    /// The value of one filter; tracked.
    pub fn term(self, filter: Filter) -> Option<String> {
        if filter.is_personal() {
            self.personal.with(|personal| personal.as_ref()?.get(&filter).cloned())
        } else {
            self.state.with(|state| state.terms.get(&filter).cloned())
        }
    }

    /// Sets a filter (in normal form), or takes it away.
    pub fn set_term(self, filter: Filter, value: Option<String>, step: Step) {
        if untrack(|| self.term(filter)) == value {
            return;
        }
        if !filter.is_personal() {
            self.change(step, |state| put(&mut state.terms, filter, value));
            return;
        }
        self.personal.update(|personal| put(personal.get_or_insert_default(), filter, value));
        if self.state.with_untracked(|state| state.page.offset > 0) {
            self.change(step, |_| ());
        }
    }

    /// Takes every filter away.
    pub fn clear(self) {
        self.personal.set(Some(Terms::new()));
        self.change(Step::New, |state| state.terms.clear());
    }

    pub fn show_tab(self, scope: CustomerScope) {
        self.go(&self.state.get_untracked().in_tab(scope), Step::New);
    }

    /// Another page, or another size of pages.
    pub fn show_page(self, page: PageChange) {
        self.go(&ListState { page, ..self.state.get_untracked() }, Step::New);
    }

    /// Changes what the list shows, from its first page.
    pub fn change(self, step: Step, change: impl FnOnce(&mut ListState)) {
        let mut state = self.state.get_untracked();
        change(&mut state);
        self.go(&state.at_start(), step);
    }

    /// Changes how it is shown; the page stays.
    pub fn arrange(self, change: impl FnOnce(&mut ListState)) {
        let mut state = self.state.get_untracked();
        change(&mut state);
        self.go(&state, Step::Same);
    }

    fn go(self, state: &ListState, step: Step) {
        if self.state.with_untracked(|now| now != state) {
            self.go.with_value(|go| go(state, step));
        }
    }
}

fn put(terms: &mut Terms, filter: Filter, value: Option<String>) {
    match value {
        Some(value) => terms.insert(filter, value),
        None => terms.remove(&filter),
    };
}
