//! The one way in which a page reads: it follows its input, an older answer never covers a newer one, a session that
//! ended is renewed in place, and what was seen minutes ago is shown while it is read again.

use crate::api::{self, ApiError, Fetched};
use contract::endpoint::{Fetch, PathParams};
use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::{any::Any, cell::RefCell, collections::VecDeque};

/// How long an answer may be shown while it is read again.
const FRESH_ENOUGH_MS: f64 = 300_000.0;
/// Answers that are kept.
const KEPT: usize = 24;

struct Seen {
    question: String,
    at: f64,
    answer: Box<dyn Any>,
}

thread_local! {
    static SEEN: RefCell<VecDeque<Seen>> = const { RefCell::new(VecDeque::new()) };
}

/// Forgets every answer: after a change, and when another user signs in.
pub fn forget_answers() {
    SEEN.with_borrow_mut(VecDeque::clear);
}

fn remembered<O: Clone + 'static>(question: &str) -> Option<O> {
    let now = crate::browser::monotonic_ms();
    SEEN.with_borrow(|seen| {
        let entry = seen.iter().find(|seen| seen.question == question && now - seen.at < FRESH_ENOUGH_MS)?;
        entry.answer.downcast_ref::<O>().cloned()
    })
}

fn remember(question: String, answer: Box<dyn Any>) {
    SEEN.with_borrow_mut(|seen| {
        seen.retain(|entry| entry.question != question);
        seen.push_back(Seen { question, at: crate::browser::monotonic_ms(), answer });
        if seen.len() > KEPT {
            seen.pop_front();
        }
    });
}

/// Reads once, signing in again when the session ended.
pub async fn read<P, I, O>(endpoint: &Fetch<P, I, O>, params: P, input: &I) -> Result<O, ApiError>
where
    P: PathParams + Clone,
    I: Serialize,
    O: DeserializeOwned,
{
    loop {
        match api::fetch(endpoint, params.clone(), input).await {
            Err(ApiError::SignedOut) if super::sign_in_again::wait().await => {}
            settled => return settled.inspect_err(super::sign_in::heed_refusal),
        }
    }
}

/// Reads whenever `input` changes, and when [`Fetched::refetch`] is called. `None` means: not now.
pub fn use_fetch<P, I, O>(
    endpoint: &'static Fetch<P, I, O>,
    input: impl Fn() -> Option<(P, I)> + 'static,
) -> Fetched<O>
where
    P: PathParams + Clone + 'static,
    I: Serialize + 'static,
    O: DeserializeOwned + Clone + Send + Sync + 'static,
{
    let fetched = Fetched::<O>::default();
    let running: StoredValue<Option<AbortHandle>, LocalStorage> = StoredValue::new_local(None);
    let stop = move || {
        running.try_update_value(|handle| handle.take().inspect(AbortHandle::abort));
    };
    Effect::new(move |before: Option<String>| {
        fetched.wanted.track();
        let Some((params, input)) = input() else {
            stop();
            fetched.loading.set(false);
            return String::new();
        };
        let question = question(endpoint, &params, &input);
        if before.as_deref() != Some(&question) {
            if let Some(answer) = remembered::<O>(&question) {
                fetched.value.set(Some(answer));
            } else if before.as_deref().is_some_and(|before| path_of(before) != path_of(&question)) {
                // Another object: its predecessor's data must not stand under the new address.
                fetched.value.set(None);
            }
        }
        fetched.loading.set(true);
        stop();
        let asked = question.clone();
        let (reading, handle) = abortable(async move {
            let settled = read(endpoint, params, &input).await;
            match settled {
                Ok(answer) => {
                    remember(asked, Box::new(answer.clone()));
                    fetched.value.try_set(Some(answer));
                    fetched.error.try_set(None);
                }
                Err(error) => {
                    fetched.error.try_set(Some(error));
                }
            }
            fetched.loading.try_set(false);
        });
        running.set_value(Some(handle));
        leptos::task::spawn_local(async move {
            let _ = reading.await;
        });
        question
    });
    on_cleanup(stop);
    fetched
}

fn question<P: PathParams, I: Serialize, O>(endpoint: &Fetch<P, I, O>, params: &P, input: &I) -> String {
    let path = params.fill(endpoint.spec.path);
    format!("{path}\n{}", serde_json::to_string(input).unwrap_or_default())
}

fn path_of(question: &str) -> &str {
    question.split('\n').next().unwrap_or_default()
}
