//! What a handler works with: [`Read`] for a look, [`Change`] for an effect.

use crate::{
    app::App,
    audit,
    http::call::Call,
    outbox::{self, Message},
    problem::{Fault, Refused},
    session::principal::Caller,
    store::{Reader, Tx},
    verification,
};
use contract::{ids::UserId, problem::ErrorCode, time::Timestamp, verification::Operation};
use http::{HeaderName, HeaderValue};
use serde_json::Value;

/// A read in progress.
pub struct Read {
    pub conn: Reader,
    pub now: Timestamp,
    pub app: App,
    pub(crate) call: Call,
    /// Headers of a successful answer.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
}

/// A change in progress: one transaction, which the pipeline commits when the handler succeeds.
pub struct Change {
    pub tx: Tx,
    pub now: Timestamp,
    pub app: App,
    pub(crate) call: Call,
    pub(crate) caller: Caller,
    pub(crate) note: Option<audit::Note>,
    /// Headers of a successful answer.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// Whether the session's secret is renewed with the answer.
    pub(crate) renews_session: bool,
    /// Seconds by which the demo clock moves once this is committed.
    pub(crate) advances_clock: i64,
    /// Whether a job that is due now waits for this to be committed.
    pub(crate) wakes_jobs: bool,
    /// Whose number of unread notifications is another once this is committed.
    pub(crate) unread_of: Option<UserId>,
}

/// Who calls without a session, as far as limits tell callers apart: the address.
fn limit_per_minute(app: &App, call: &Call, most: u32) -> Result<(), Refused> {
    let caller = call.address.map(|address| address.to_string()).unwrap_or_default();
    app.limits
        .take_of_minute(&caller, call.spec.id, most)
        .map_err(|seconds| Refused::wait(ErrorCode::TooManyRequests, seconds))
}

impl Read {
    /// Lets so many calls a minute of one address pass.
    ///
    /// # Errors
    /// `TooManyRequests` with the seconds to wait.
    pub fn limit_per_minute(&self, most: u32) -> Result<(), Refused> {
        limit_per_minute(&self.app, &self.call, most)
    }
}

impl Change {
    /// Lets so many calls a minute of one address pass.
    ///
    /// # Errors
    /// `TooManyRequests` with the seconds to wait.
    pub fn limit_per_minute(&self, most: u32) -> Result<(), Refused> {
        limit_per_minute(&self.app, &self.call, most)
    }

    /// What the audit says of this change: what was done, to which object, and before/after (masked). The pipeline
    /// writes exactly one row per change, in the same transaction; without this call it holds the endpoint's name.
    pub fn audit(&mut self, action: &str, object: impl Into<String>, detail: Value) {
        self.note = Some(audit::Note::done(action, object, detail));
    }

    /// Asks for a verification code where one is needed; call it after the rules and before the effect. `subject`
    /// is the object's masked name for the message. Does nothing when no code is needed; a right code is used up in
    /// this transaction.
    ///
    /// # Errors
    /// `CodeNeeded` with a challenge, `WrongCode`, `ExpiredCode`, `TooManyTries`, `StepUpLocked`, `NoCodeReceiver`.
    pub async fn step_up(&mut self, operation: Operation, subject: &str) -> Result<(), Refused> {
        verification::step_up::step_up(self, operation, subject).await
    }

    /// Puts a message into the outbox, in this transaction; it leaves once the change is committed. Recipients
    /// without an address on the channel are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn send(&mut self, message: Message) -> Result<Vec<String>, Fault> {
        let site = self.call.site(&self.app.config);
        Ok(outbox::send(&mut self.tx, &self.app, Some(&site), self.now, message).await?.messages)
    }
}
