//! The only module that touches the network. A read is [`fetch`], a change is [`send`]; features call
//! `flows::fetch::use_fetch` and `flows::submit::submit`, which add what interrupts a call: signing in again and the
//! verification code.
//!
//! A change that was sent and not answered is never called failed: it is repeated with the same key and the same
//! bytes, and if that brings no answer either, it is [`ApiError::UnknownOutcome`].

mod error;
mod events;
mod fetched;
mod health;
mod retry;
mod site;
mod transport;

pub use error::ApiError;
pub use events::{Watching, watch};
pub use fetched::Fetched;
pub use health::{Connection, connection, server_now, session_ends_in_ms, set_session_ends_in};
pub use site::{keep_site_files, site_text};

use contract::{
    endpoint::{Download, Fetch, PathParams, Spec, Submit, header},
    ids::{ChallengeId, IdempotencyKey},
    problem::Problem,
};
use retry::{Budget, Ended};
use serde::{Serialize, de::DeserializeOwned};
use transport::{Answer, CHANGE, Limits, Lost, Outgoing, READ};

thread_local! {
    static BUDGET: Budget = const { Budget::new() };
}

/// The answer to a step-up challenge.
#[derive(Clone, Debug)]
pub struct CodeAnswer {
    pub challenge_id: ChallengeId,
    pub code: String,
}

/// A fresh key: one per opened form or confirmed action; a retry repeats it.
#[must_use]
pub fn new_key() -> IdempotencyKey {
    crate::browser::random_uuid()
}

/// Address of a file, for a link with which the browser itself fetches it.
#[must_use]
pub fn href_of<P: PathParams>(endpoint: &Download<P>, params: &P) -> String {
    [crate::browser::api_base(), params.fill(endpoint.spec.path)].concat()
}

/// A call as it goes out, without the types of its endpoint: what is done with it is compiled once, and not once for each.
#[derive(Clone)]
pub struct Call {
    spec: Spec,
    path: String,
    body: String,
}

impl Call {
    pub fn read<P: PathParams, I: Serialize, O>(endpoint: &Fetch<P, I, O>, params: &P, input: &I) -> Self {
        Self { spec: endpoint.spec, path: params.fill(endpoint.spec.path), body: encode(input) }
    }

    pub fn change<P: PathParams, I: Serialize, O>(endpoint: &Submit<P, I, O>, params: &P, input: &I) -> Self {
        Self { spec: endpoint.spec, path: params.fill(endpoint.spec.path), body: encode(input) }
    }

    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The same of two calls that ask the same.
    #[must_use]
    pub fn question(&self) -> String {
        [self.path.as_str(), "\n", self.spec.method.as_str(), &self.body].concat()
    }
}

/// Whether a text is an answer of the type that is waited for.
pub type Readable = fn(&str) -> bool;

/// [`Readable`] of a type.
pub fn is_readable<O: DeserializeOwned>(answer: &str) -> bool {
    decode::<O>(answer).is_some()
}

/// An answer as what it says.
pub fn decode<O: DeserializeOwned>(answer: &str) -> Option<O> {
    serde_json::from_str(if answer.is_empty() { "null" } else { answer }).ok()
}

/// Reads. Tried again by itself when the answer is lost.
pub async fn fetch<P: PathParams, I: Serialize, O: DeserializeOwned>(
    endpoint: &Fetch<P, I, O>,
    params: P,
    input: &I,
) -> Result<O, ApiError> {
    decode(&fetch_text(&Call::read(endpoint, &params, input)).await?).ok_or(ApiError::Unreadable)
}

/// Reads without counting as something that the user does: polling does not keep a session alive.
pub async fn fetch_in_background<P: PathParams, I: Serialize, O: DeserializeOwned>(
    endpoint: &Fetch<P, I, O>,
    params: P,
    input: &I,
) -> Result<O, ApiError> {
    let headers = [(header::BACKGROUND, "1".to_owned())];
    decode(&settle_read(&Call::read(endpoint, &params, input), &headers).await?).ok_or(ApiError::Unreadable)
}

/// [`fetch()`], and its answer as it came.
pub async fn fetch_text(call: &Call) -> Result<String, ApiError> {
    settle_read(call, &[]).await
}

/// Changes. Every try carries the same key and the same bytes, so it happens at most once.
pub async fn send<P: PathParams, I: Serialize, O: DeserializeOwned>(
    endpoint: &Submit<P, I, O>,
    params: &P,
    input: &I,
    key: &IdempotencyKey,
    code: Option<&CodeAnswer>,
) -> Result<O, ApiError> {
    let answer = send_text(&Call::change(endpoint, params, input), is_readable::<O>, key, code).await?;
    decode(&answer).ok_or_else(|| ApiError::UnknownOutcome(key.clone()))
}

/// Changes while the page is being left: sent once, and not waited for. Its outcome is asked with the same key.
pub fn send_leaving<P: PathParams, I: Serialize, O>(
    endpoint: &Submit<P, I, O>,
    params: &P,
    input: &I,
    key: &IdempotencyKey,
) {
    let path = params.fill(endpoint.spec.path);
    let (body, headers) = (encode(input), [(header::IDEMPOTENCY_KEY, key.to_string())]);
    let (method, body) = (endpoint.spec.method, Some(body.as_str()));
    transport::send_leaving(&Outgoing { method, path: &path, body, headers: &headers, limits: CHANGE });
}

fn encode<I: Serialize>(input: &I) -> String {
    // Contract types have string keys only: they always encode. An empty input is an empty object.
    match serde_json::to_string(input) {
        Ok(text) if text != "null" => text,
        _ => "{}".to_owned(),
    }
}

async fn settle_read(call: &Call, headers: &[(&str, String)]) -> Result<String, ApiError> {
    let Call { spec, path, body } = call;
    let body = (spec.method != contract::endpoint::Method::Get).then_some(body.as_str());
    let mut tries = Tries::begin();
    loop {
        let limits = tries.limits(READ);
        let exchanged =
            transport::exchange(Outgoing { method: spec.method, path, body, headers, limits }).await;
        if tries.again(&exchanged, |answer| answer.is_json).await {
            continue;
        }
        return match exchanged {
            Ok(answer) => judge(answer),
            Err(Lost::Timeout) => Err(ApiError::Timeout),
            Err(Lost::Network) => Err(ApiError::Offline),
        };
    }
}

/// [`send()`], and its answer as it came, which is `readable`.
pub async fn send_text(
    change: &Call,
    readable: Readable,
    key: &IdempotencyKey,
    code: Option<&CodeAnswer>,
) -> Result<String, ApiError> {
    let Call { spec, path, body } = change;
    let mut headers = vec![(header::IDEMPOTENCY_KEY, key.to_string())];
    if let Some(code) = code {
        headers.push((header::VERIFICATION_CHALLENGE, code.challenge_id.to_string()));
        headers.push((header::VERIFICATION_CODE, code.code.clone()));
    }
    let mut tries = Tries::begin();
    loop {
        let (body, limits) = (Some(body.as_str()), tries.limits(CHANGE));
        let outgoing = Outgoing { method: spec.method, path, body, headers: &headers, limits };
        let exchanged = transport::exchange(outgoing).await;
        if tries.again(&exchanged, |answer| answer.status >= 300 || readable(&answer.body)).await {
            continue;
        }
        let unknown = || ApiError::UnknownOutcome(key.clone());
        return match exchanged {
            // The answer of a change that may have been done, lost half-way: never "failed".
            Err(_) => Err(unknown()),
            Ok(answer) if answer.status >= 500 => Err(unknown()),
            // It says that it was done, and not what: nobody can go on with that.
            Ok(answer) if answer.status < 300 && !readable(&answer.body) => Err(unknown()),
            Ok(answer) => judge(answer).map_err(|error| match error {
                ApiError::Unreadable => unknown(),
                other => other,
            }),
        };
    }
}

/// One call from its first try to its last.
struct Tries {
    tried: u8,
    began_ms: f64,
}

impl Tries {
    fn begin() -> Self {
        Self { tried: 0, began_ms: crate::browser::monotonic_ms() }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "half a minute, so it fits")]
    fn spent_ms(&self) -> u32 {
        (crate::browser::monotonic_ms() - self.began_ms).max(0.0) as u32
    }

    /// What is left of `usual` for the next try.
    fn limits(&self, usual: Limits) -> Limits {
        usual.within(retry::ALL_TRIES_MS.saturating_sub(self.spent_ms()))
    }

    /// Waits and says yes when the exchange is worth another try.
    async fn again(&mut self, exchanged: &Result<Answer, Lost>, readable: impl Fn(&Answer) -> bool) -> bool {
        self.tried += 1;
        health::record(exchanged.as_ref().map(|answer| answer.status).map_err(|_| ()));
        let ended = match exchanged {
            Err(_) => Ended::Lost,
            Ok(answer) => {
                if let Some(now) = answer.now {
                    health::set_server_now(now);
                }
                if let Some(seconds) = answer.session_ends_in_seconds {
                    set_session_ends_in(seconds);
                }
                Ended::Status {
                    status: answer.status,
                    readable: answer.status == 204 || readable(answer),
                    retry_after_seconds: answer.retry_after_seconds,
                }
            }
        };
        match retry::delay_ms(self.tried, ended, self.spent_ms(), crate::browser::random()) {
            Some(wait) if BUDGET.with(Budget::take) => {
                crate::browser::sleep_ms(wait).await;
                true
            }
            _ => {
                if matches!(exchanged, Ok(answer) if answer.status < 500) {
                    BUDGET.with(Budget::succeeded);
                }
                false
            }
        }
    }
}

/// Sorts a complete answer.
fn judge(answer: Answer) -> Result<String, ApiError> {
    match answer.status {
        200..=299 if answer.status == 204 || answer.is_json => Ok(answer.body),
        401 => match decode::<Problem>(&answer.body) {
            Some(_) => Err(ApiError::SignedOut),
            None => Err(ApiError::Unreadable),
        },
        502..=504 => Err(ApiError::Unavailable { retry_after_seconds: answer.retry_after_seconds }),
        400..=499 => match decode::<Problem>(&answer.body) {
            Some(mut problem) => {
                problem.retry_after_seconds = problem.retry_after_seconds.or(answer.retry_after_seconds);
                Err(ApiError::Refused(Box::new(problem)))
            }
            None => Err(ApiError::Unreadable),
        },
        500.. => Err(ApiError::Fault { request_id: answer.request_id }),
        _ => Err(ApiError::Unreadable),
    }
}
