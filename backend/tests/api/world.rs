//! The demo data's people at work: a [`Service`] and its signed-in users, with answers typed by their endpoints.

use crate::harness::{Browser, Coded, Service};
use contract::{
    endpoint::{Fetch, PathParams, Submit},
    problem::{ErrorCode, Problem},
    time::Timestamp,
};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::Row;
use std::marker::PhantomData;

pub use crate::harness::new_key;

/// One backend of its own, at noon of 23 November 2026 in China.
pub struct World {
    pub service: Service,
}

impl World {
    pub async fn new() -> Self {
        Self { service: Service::start().await }
    }

    pub fn now(&self) -> Timestamp {
        self.service.now()
    }

    /// Moves the clock to an instant that is still to come; everybody has to sign in again.
    pub fn pass_until(&self, instant: Timestamp) {
        self.service.pass(instant.seconds() - self.now().seconds());
    }

    pub async fn sign_in(&self, account_name: &str) -> Actor<'_> {
        Actor { service: &self.service, browser: self.service.signed_in(account_name).await }
    }

    /// Somebody without a session.
    pub fn anybody(&self) -> Actor<'_> {
        Actor { service: &self.service, browser: self.service.visitor() }
    }

    /// Turns code verification off for a partner, where the code is not the matter of the test.
    pub async fn codes_off(&self, partner_id: &str) {
        self.change("UPDATE partners SET verification_enabled = 0 WHERE partner_id = $1", partner_id).await;
    }

    /// A change that nobody can make through the API, such as another limit.
    pub async fn change(&self, sql: &'static str, bound: &str) {
        let mut tx = self.service.app.store.write().await.unwrap();
        sqlx::query(sql).bind(bound).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// One number out of the database.
    pub async fn number(&self, sql: &'static str, bound: &str) -> i64 {
        let mut conn = self.service.app.store.read().await.unwrap();
        sqlx::query(sql).bind(bound).fetch_one(&mut *conn).await.unwrap().try_get(0).unwrap()
    }

    /// All rows of a text column.
    pub async fn texts(&self, sql: &'static str, bound: &str) -> Vec<String> {
        let mut conn = self.service.app.store.read().await.unwrap();
        sqlx::query_scalar(sql).bind(bound).fetch_all(&mut *conn).await.unwrap()
    }

    /// Messages of a kind, as `CHANNEL recipient: body`.
    pub async fn messages(&self, kind: &str) -> Vec<String> {
        let sql = "SELECT channel || ' ' || recipient || ': ' || body FROM outbox WHERE kind = $1
             ORDER BY recipient, channel";
        self.texts(sql, kind).await
    }
}

/// Somebody who calls.
pub struct Actor<'w> {
    service: &'w Service,
    pub browser: Browser,
}

/// An answer that knows what its endpoint promises.
pub struct Answer<O> {
    pub raw: crate::harness::Answer,
    output: PhantomData<fn() -> O>,
}

impl<O> From<crate::harness::Answer> for Answer<O> {
    fn from(raw: crate::harness::Answer) -> Self {
        Self { raw, output: PhantomData }
    }
}

impl<O: DeserializeOwned> Answer<O> {
    /// The output of a call that succeeded.
    #[track_caller]
    pub fn ok(&self) -> O {
        self.raw.ok()
    }

    pub fn status(&self) -> u16 {
        self.raw.status
    }

    pub fn body(&self) -> &str {
        &self.raw.body
    }

    /// The refusal of a call that failed.
    #[track_caller]
    pub fn refused(&self) -> Problem {
        assert!(self.raw.status >= 400, "{}: {}", self.raw.status, self.raw.body);
        self.raw.problem()
    }

    #[track_caller]
    pub fn code(&self) -> ErrorCode {
        self.refused().error_code
    }
}

impl Actor<'_> {
    pub async fn fetch<P: PathParams, I: Serialize, O>(
        &self,
        endpoint: &Fetch<P, I, O>,
        params: P,
        input: &I,
    ) -> Answer<O> {
        self.browser.fetch(endpoint, params, input).await.into()
    }

    pub async fn submit<P: PathParams, I: Serialize, O>(
        &self,
        endpoint: &Submit<P, I, O>,
        params: P,
        input: &I,
    ) -> Answer<O> {
        self.browser.submit(endpoint, params, input).await.into()
    }

    /// The same with a key of the caller's choice.
    pub async fn submit_as<P: PathParams, I: Serialize, O>(
        &self,
        endpoint: &Submit<P, I, O>,
        params: P,
        input: &I,
        key: &str,
    ) -> Answer<O> {
        self.browser.submit_as(endpoint, params, input, key, &[]).await.into()
    }

    /// Submits; has the code that is asked for sent, reads it, and goes on with the same call.
    pub async fn submit_with_code<P: PathParams + Clone, I: Serialize, O>(
        &self,
        endpoint: &Submit<P, I, O>,
        params: P,
        input: &I,
    ) -> Answer<O> {
        self.browser.submit_with_code(self.service, endpoint, params, input).await.into()
    }

    /// Has the code for a change sent and reads it; nothing when the change is refused or no more codes are sent.
    pub async fn try_code_for<P: PathParams, I: Serialize, O>(
        &self,
        endpoint: &Submit<P, I, O>,
        params: P,
        input: &I,
    ) -> Option<Coded> {
        self.browser.code_for(self.service, endpoint, params, input).await
    }

    /// Has the code for a change sent and reads it.
    pub async fn code_for<P: PathParams, I: Serialize, O>(
        &self,
        endpoint: &Submit<P, I, O>,
        params: P,
        input: &I,
    ) -> Coded {
        self.try_code_for(endpoint, params, input).await.expect("a code was asked for")
    }

    /// The change with the code that was read.
    pub async fn submit_coded<P: PathParams, I: Serialize, O>(
        &self,
        endpoint: &Submit<P, I, O>,
        params: P,
        input: &I,
        coded: &Coded,
    ) -> Answer<O> {
        self.browser.submit_coded(endpoint, params, input, coded).await.into()
    }

    /// A change whose body no type allows.
    pub async fn submit_text<P: PathParams, I, O>(
        &self,
        endpoint: &Submit<P, I, O>,
        params: P,
        body: &str,
    ) -> Answer<O> {
        let key = new_key();
        let headers = [
            ("content-type", "application/json"),
            ("sec-fetch-site", "same-origin"),
            ("x-csrf", "1"),
            ("idempotency-key", key.as_str()),
        ];
        let path = params.fill(endpoint.spec.path);
        self.browser.raw(endpoint.spec.method.as_str(), &path, &headers, body.to_owned()).await.into()
    }
}

/// An id out of a literal.
#[track_caller]
pub fn id<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("{text} is no id"))
}
