//! The one way in which a page reads: it follows its input, an older answer never covers a newer one, a session that
//! ended is renewed in place, and what was seen minutes ago is shown while it is read again.

use crate::api::{self, ApiError, Call, Fetched};
use contract::endpoint::{Fetch, PathParams};
use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::{any::Any, cell::RefCell, collections::VecDeque, rc::Rc};

/// How long an answer may be shown while it is read again.
const FRESH_ENOUGH_MS: f64 = 300_000.0;
/// Answers that are kept.
const KEPT: usize = 24;

struct Seen {
    question: String,
    at: f64,
    answer: Rc<dyn Any>,
}

thread_local! {
    static SEEN: RefCell<VecDeque<Seen>> = const { RefCell::new(VecDeque::new()) };
}

/// Forgets every answer: after a change, and when another user signs in.
pub fn forget_answers() {
    SEEN.with_borrow_mut(VecDeque::clear);
}

fn remembered(question: &str) -> Option<Rc<dyn Any>> {
    let now = crate::browser::monotonic_ms();
    SEEN.with_borrow(|seen| {
        let entry = seen.iter().find(|seen| seen.question == question && now - seen.at < FRESH_ENOUGH_MS)?;
        Some(Rc::clone(&entry.answer))
    })
}

fn remember(question: String, answer: Rc<dyn Any>) {
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
    P: PathParams,
    I: Serialize,
    O: DeserializeOwned,
{
    let answer = read_text(&Call::read(endpoint, &params, input)).await?;
    api::decode(&answer).ok_or(ApiError::Unreadable)
}

async fn read_text(call: &Call) -> Result<String, ApiError> {
    loop {
        match api::fetch_text(call).await {
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
    P: PathParams + 'static,
    I: Serialize + 'static,
    O: DeserializeOwned + Clone + Send + Sync + 'static,
{
    let fetched = Fetched::<O>::default();
    let Fetched { value, error, loading, wanted } = fetched;
    let call = move || input().map(|(params, input)| Call::read(endpoint, &params, &input));
    follow(Box::new(call), Page { value: Rc::new(value), error, loading, wanted });
    fetched
}

/// A [`Fetched`] without the type of its value: how it follows its input is compiled once, and not once for each.
struct Page {
    value: Rc<dyn Shows>,
    error: RwSignal<Option<ApiError>>,
    loading: RwSignal<bool>,
    wanted: RwSignal<u32>,
}

/// Where the newest value stands.
trait Shows {
    fn read(&self, answer: &str) -> Option<Rc<dyn Any>>;
    /// Does nothing when the page is gone.
    fn show(&self, answer: &dyn Any);
    fn clear(&self);
}

impl<O: DeserializeOwned + Clone + Send + Sync + 'static> Shows for RwSignal<Option<O>> {
    fn read(&self, answer: &str) -> Option<Rc<dyn Any>> {
        Some(Rc::new(api::decode::<O>(answer)?))
    }

    fn show(&self, answer: &dyn Any) {
        if let Some(answer) = answer.downcast_ref::<O>() {
            self.try_set(Some(answer.clone()));
        }
    }

    fn clear(&self) {
        self.set(None);
    }
}

fn follow(call: Box<dyn Fn() -> Option<Call>>, page: Page) {
    let Page { value, error, loading, wanted } = page;
    let running: StoredValue<Option<AbortHandle>, LocalStorage> = StoredValue::new_local(None);
    let stop = move || {
        running.try_update_value(|handle| handle.take().inspect(AbortHandle::abort));
    };
    Effect::new(move |before: Option<String>| {
        wanted.track();
        let Some(call) = call() else {
            stop();
            loading.set(false);
            return String::new();
        };
        let question = call.question();
        if before.as_deref() != Some(&question) {
            if let Some(answer) = remembered(&question) {
                value.show(&*answer);
            } else if before.as_deref().is_some_and(|before| path_of(before) != call.path()) {
                // Another object: its predecessor's data must not stand under the new address.
                value.clear();
            }
        }
        loading.set(true);
        stop();
        let (asked, value) = (question.clone(), Rc::clone(&value));
        let (reading, handle) = abortable(async move {
            let settled = read_text(&call).await;
            match settled.and_then(|answer| value.read(&answer).ok_or(ApiError::Unreadable)) {
                Ok(answer) => {
                    value.show(&*answer);
                    remember(asked, answer);
                    error.try_set(None);
                }
                Err(wrong) => {
                    error.try_set(Some(wrong));
                }
            }
            loading.try_set(false);
        });
        running.set_value(Some(handle));
        leptos::task::spawn_local(async move {
            let _ = reading.await;
        });
        question
    });
    on_cleanup(stop);
}

fn path_of(question: &str) -> &str {
    question.split('\n').next().unwrap_or_default()
}
