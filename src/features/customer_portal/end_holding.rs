//! Ending a holding, after a question.

use super::{model::Verb, msg};
use crate::{
    flows::sending::Sending,
    ui::{Dialog, SubmitForm, Tone, toast},
};
use contract::{customer_portal::END_HOLDING, customers::Holding};
use leptos::prelude::*;

/// What the button says.
#[must_use]
pub fn verb_label(verb: Verb) -> &'static str {
    match verb {
        Verb::Unsubscribe => msg::unsubscribe(),
        Verb::Cancel => msg::cancel_order(),
        Verb::Unlink => msg::unlink(),
        Verb::Use => msg::use_up(),
    }
}

fn question(verb: Verb, title: &str) -> String {
    match verb {
        Verb::Unsubscribe => msg::unsubscribe_question(title),
        Verb::Cancel => msg::cancel_order_question(title),
        Verb::Unlink => msg::unlink_question(title),
        Verb::Use => msg::use_up_question(title),
    }
}

/// Which holding is asked about.
#[derive(Clone, Copy)]
pub struct Ending {
    open: RwSignal<bool>,
    about: RwSignal<Option<(Holding, Verb)>>,
    pending: RwSignal<bool>,
}

impl Ending {
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), about: RwSignal::new(None), pending: RwSignal::new(false) }
    }

    /// Opens the dialog.
    pub fn ask(self, holding: Holding, verb: Verb) {
        self.about.set(Some((holding, verb)));
        self.open.set(true);
    }
}

/// The dialog.
#[component]
pub fn EndHolding(ending: Ending, #[prop(into)] on_done: Callback<()>) -> AnyView {
    let title = move || ending.about.with(|about| about.as_ref().map_or("", |(_, verb)| verb_label(*verb)));
    view! {
        <Dialog title open=ending.open busy=ending.pending>
            {ending.about.get_untracked().map(|(holding, verb)| view! { <EndForm ending holding verb on_done /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn EndForm(ending: Ending, holding: Holding, verb: Verb, on_done: Callback<()>) -> AnyView {
    let sending = Sending::new();
    Effect::new(move |_| ending.pending.set(sending.pending.get()));
    let title = holding.title.clone();
    let send = move |()| {
        sending.send(&END_HOLDING, (holding.holding_id.clone(),), (), move |()| {
            toast::show(Tone::Success, msg::ended());
            ending.pending.set(false);
            ending.open.set(false);
            on_done.try_run(());
        });
    };
    view! {
        <SubmitForm
            label=move || verb_label(verb)
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| ending.open.set(false)
            cancel_label=msg::keep_it
            danger=true
        >
            <p>{move || question(verb, &title)}</p>
        </SubmitForm>
    }
    .into_any()
}
