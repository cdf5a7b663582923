//! Where the dialogs are mounted: once in each page from which opportunities are answered.

use super::{ASKED, Asked, Way, accept::AcceptForm, ask, msg, reject::RejectForm};
use crate::{routes::Route, ui::Dialog};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// Goes to an address of the app.
type Go = Rc<dyn Fn(&str)>;

thread_local! {
    /// Hosts that are mounted now.
    static HOSTS: Cell<u32> = const { Cell::new(0) };
    static GO: RefCell<Option<Go>> = const { RefCell::new(None) };
}

/// Accepting and rejecting.
#[component]
pub fn AnswerHost() -> AnyView {
    HOSTS.set(HOSTS.get() + 1);
    let navigate = use_navigate();
    GO.set(Some(Rc::new(move |href| navigate(href, NavigateOptions::default()))));
    let open = RwSignal::new(false);
    let asked = ASKED.with(Clone::clone);
    on_cleanup(|| HOSTS.set(HOSTS.get().saturating_sub(1)));
    {
        let asked = asked.clone();
        Effect::new(move |_| open.set(asked.with(Option::is_some)));
    }
    let closed = move |()| ASKED.with(Clone::clone).set(None);
    // A page that was left leaves no dialog for the next one.
    on_cleanup(move || ASKED.with(Clone::clone).set(None));
    let title = {
        let asked = asked.clone();
        move || match asked.with(|asked| asked.as_ref().map(|asked| matches!(asked.way, Way::Accept(_)))) {
            Some(false) => msg::reject_title(),
            Some(true) | None => msg::accept_title(),
        }
    };
    let form = move || {
        let asked = asked.get_untracked()?;
        Some(match asked.way.clone() {
            Way::Accept(typed) => view! { <AcceptForm asked typed /> }.into_any(),
            Way::Reject(typed) => view! { <RejectForm asked typed /> }.into_any(),
        })
    };
    view! { <Dialog title open on_close=closed>{form()}</Dialog> }.into_any()
}

/// Offers again what was undone: here, or on the opportunity's own page when this one has no dialogs.
pub(super) fn offer_again(asked: Asked) {
    if HOSTS.get() == 0
        && let Some(go) = GO.with_borrow(Clone::clone)
    {
        go(&Route::Opportunity(asked.offered.id.clone()).href());
    }
    ask(asked);
}

/// The dialog has done its part.
pub(super) fn close() {
    ASKED.with(Clone::clone).set(None);
}
