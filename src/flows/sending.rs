//! One change out of a form: its key, whether it is under way, and why it failed.

use crate::{
    api::{self, ApiError, Call, Readable},
    browser,
    ui::toast,
};
use contract::{
    endpoint::{PathParams, Submit},
    ids::IdempotencyKey,
    problem::ErrorCode,
};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Made with the form. Its key is repeated until there is a final answer, so nothing happens twice; after it, what is
/// sent is another action with a key of its own.
#[derive(Clone, Copy)]
pub struct Sending {
    key: StoredValue<IdempotencyKey>,
    pub pending: RwSignal<bool>,
    pub failed: RwSignal<Option<ApiError>>,
}

impl Sending {
    #[must_use]
    pub fn new() -> Self {
        Self {
            key: StoredValue::new(api::new_key()),
            pending: RwSignal::new(false),
            failed: RwSignal::new(None),
        }
    }

    /// Says that it is under way in somebody else's signal, such as that of the dialog around the form.
    #[must_use]
    pub fn reporting_to(pending: RwSignal<bool>) -> Self {
        Self { pending, ..Self::new() }
    }

    /// It may have happened: what was typed must stay as it is until the answer is known.
    pub fn is_unknown(self) -> bool {
        self.failed.with(|failed| matches!(failed, Some(ApiError::UnknownOutcome(_))))
    }

    /// Calls `again` when it is refused because what it is about is not what was seen (a code in `also` says the same of
    /// this change): the page reads what is so now. Where the form goes with that, a message says why nothing was done.
    pub fn when_overtaken(self, also: &'static [ErrorCode], again: impl Into<Callback<()>>) {
        let overtaken =
            |error: &ApiError| error.is_overtaken() || error.code().is_some_and(|code| also.contains(&code));
        let again = again.into();
        Effect::new(move |_| {
            if let Some(error) = self.failed.get().filter(overtaken) {
                say_unless_read(error);
                again.try_run(());
            }
        });
    }

    /// Sends it, and calls `done` with the answer. Does nothing while it is under way: a double click sends once. Whoever
    /// sent it may have left the page before the answer comes: `done` reaches what is left of the page by `try_…` only.
    pub fn send<P, I, O>(
        self,
        endpoint: &'static Submit<P, I, O>,
        params: P,
        draft: I,
        done: impl FnOnce(O) + 'static,
    ) where
        P: PathParams + 'static,
        I: Serialize + 'static,
        O: DeserializeOwned + 'static,
    {
        if self.pending.get_untracked() {
            return;
        }
        let change = Call::change(endpoint, &params, &draft);
        // Only what can be read is called an answer, so there is always something to be done with it.
        let done = move |answer: &str| {
            if let Some(answer) = api::decode(answer) {
                done(answer);
            }
        };
        self.settle(change, api::is_readable::<O>, Box::new(done));
    }

    /// Compiled once, and not once for each change.
    fn settle(self, change: Call, readable: Readable, done: Box<dyn FnOnce(&str)>) {
        self.pending.set(true);
        leptos::task::spawn_local(async move {
            let Some(key) = self.key.try_get_value() else { return };
            let settled = super::submit::settle(&change, readable, &key).await;
            self.pending.try_set(false);
            match settled {
                Ok(answer) => {
                    self.key.try_set_value(api::new_key());
                    self.failed.try_set(None);
                    done(&answer);
                }
                Err(error) => {
                    if matches!(error, ApiError::Refused(_)) {
                        // A final answer: the next try is another action.
                        self.key.try_set_value(api::new_key());
                    }
                    self.failed.try_set(Some(error));
                }
            }
        });
    }
}

/// Says it in the corner when the form is gone before anybody could read it there: before the next press.
fn say_unless_read(error: ApiError) {
    let is_read = Arc::new(AtomicBool::new(false));
    for press in ["pointerdown", "keydown"] {
        let is_read = is_read.clone();
        browser::on_document(press, move |_| is_read.store(true, Ordering::Relaxed));
    }
    on_cleanup(move || {
        if !is_read.load(Ordering::Relaxed) {
            toast::show_error(&error);
        }
    });
}

impl Default for Sending {
    fn default() -> Self {
        Self::new()
    }
}
