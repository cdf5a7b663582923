//! A browser with our page open: it keeps its cookie and sends what a browser sends.

use crate::harness::{Service, new_key};
use axum::body::Bytes;
use contract::{
    endpoint::{Events, Fetch, PathParams, Spec, Submit, header},
    problem::{ErrorCode, Problem},
    session::{Credentials, SIGN_IN},
    verification::{ReceiverType, SEND, SendCode},
};
use http::{HeaderMap, Method, Request};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde::{Serialize, de::DeserializeOwned};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

/// A browser with our page open.
#[derive(Clone)]
pub struct Browser {
    client: Client<HttpConnector, Full<Bytes>>,
    address: SocketAddr,
    cookie: Arc<Mutex<Option<String>>>,
}

impl Browser {
    /// The same browser, with the same session, before another node.
    pub fn at(&self, address: SocketAddr) -> Self {
        Self { client: self.client.clone(), address, cookie: Arc::clone(&self.cookie) }
    }
}

/// Whether an answer goes on and on.
fn is_endless(headers: &HeaderMap) -> bool {
    let kind = headers.get(http::header::CONTENT_TYPE).map(|kind| kind.to_str().unwrap());
    kind.is_some_and(|kind| kind.starts_with("text/event-stream"))
}

/// What comes first of an answer that goes on; then the browser hangs up.
async fn first_event(mut body: Incoming) -> Bytes {
    body.frame().await.unwrap().unwrap().into_data().unwrap()
}

/// Events as a page hears them.
pub struct Listening(Incoming);

impl Listening {
    /// The next event; `None` when the stream has ended.
    pub async fn next(&mut self) -> Option<String> {
        let frame = self.0.frame().await?.ok()?;
        Some(String::from_utf8_lossy(&frame.into_data().ok()?).into_owned())
    }
}

/// What a change goes on with once its code was read.
pub struct Coded {
    key: String,
    challenge_id: String,
    code: String,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    /// The same as bytes, where it is a file.
    pub content: Bytes,
}

impl Answer {
    /// The output of a call that must have succeeded.
    #[track_caller]
    pub fn ok<O: DeserializeOwned>(&self) -> O {
        assert!((200..300).contains(&self.status), "{} {}", self.status, self.body);
        serde_json::from_str(if self.body.is_empty() { "null" } else { &self.body }).unwrap()
    }

    /// The refusal of a call that must have been refused; status and code belong together.
    #[track_caller]
    pub fn problem(&self) -> Problem {
        let problem: Problem = serde_json::from_str(&self.body)
            .unwrap_or_else(|_| panic!("no problem: {} {}", self.status, self.body));
        assert_eq!(self.status, problem.error_code.status(), "{}", self.body);
        problem
    }

    #[track_caller]
    pub fn code(&self) -> ErrorCode {
        self.problem().error_code
    }

    /// The code of a refusal; `None` when it is none.
    pub fn refusal(&self) -> Option<ErrorCode> {
        serde_json::from_str::<Problem>(&self.body).ok().map(|problem| problem.error_code)
    }

    /// A header's text; empty when it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Browser {
    /// Without a session.
    pub fn new(address: SocketAddr) -> Self {
        Self { client: Client::builder(TokioExecutor::new()).build_http(), address, cookie: Arc::default() }
    }

    pub async fn sign_in(&self, account_name: &str, password: &str) -> Answer {
        let credentials =
            Credentials { account_name: account_name.to_owned(), password: password.to_owned() };
        self.submit(&SIGN_IN, (), &credentials).await
    }

    pub async fn fetch<P: PathParams, I: Serialize, O>(
        &self,
        endpoint: &Fetch<P, I, O>,
        params: P,
        input: &I,
    ) -> Answer {
        self.call(&endpoint.spec, &params.fill(endpoint.spec.path), input, &[]).await
    }

    pub async fn submit<P: PathParams, I: Serialize, O>(
        &self,
        endpoint: &Submit<P, I, O>,
        params: P,
        input: &I,
    ) -> Answer {
        self.submit_as(endpoint, params, input, &new_key(), &[]).await
    }

    /// A change with a key of one's own and further headers.
    pub async fn submit_as<P: PathParams, I: Serialize, O>(
        &self,
        endpoint: &Submit<P, I, O>,
        params: P,
        input: &I,
        key: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut all = vec![(header::IDEMPOTENCY_KEY, key)];
        all.extend_from_slice(headers);
        self.call(&endpoint.spec, &params.fill(endpoint.spec.path), input, &all).await
    }

    /// A change for which a code is asked: has one sent by SMS, reads it, and repeats the change with it.
    pub async fn submit_with_code<P: PathParams + Clone, I: Serialize, O>(
        &self,
        service: &Service,
        endpoint: &Submit<P, I, O>,
        params: P,
        input: &I,
    ) -> Answer {
        let coded =
            self.code_for(service, endpoint, params.clone(), input).await.expect("no code was asked for");
        self.submit_coded(endpoint, params, input, &coded).await
    }

    /// Submits, and has the code that is asked for sent; nothing when none is asked for, or none is sent any more.
    pub async fn code_for<P: PathParams, I: Serialize, O>(
        &self,
        service: &Service,
        endpoint: &Submit<P, I, O>,
        params: P,
        input: &I,
    ) -> Option<Coded> {
        let key = new_key();
        let asked = self.submit_as(endpoint, params, input, &key, &[]).await;
        let challenge = (asked.status >= 400).then(|| asked.problem().challenge)??;
        let wish =
            SendCode { challenge_id: challenge.challenge_id.clone(), receiver_type: ReceiverType::Sms };
        if self.submit(&SEND, (), &wish).await.status != 200 {
            return None;
        }
        let sms = challenge.receivers.iter().find(|receiver| receiver.receiver_type == ReceiverType::Sms)?;
        // The last digits are not masked.
        let code = service.newest_code_to(sms.masked.rsplit('*').next().unwrap()).await;
        Some(Coded { key, challenge_id: challenge.challenge_id.to_string(), code })
    }

    /// Goes on with a call whose code was read.
    pub async fn submit_coded<P: PathParams, I: Serialize, O>(
        &self,
        endpoint: &Submit<P, I, O>,
        params: P,
        input: &I,
        coded: &Coded,
    ) -> Answer {
        let headers = [
            (header::VERIFICATION_CHALLENGE, coded.challenge_id.as_str()),
            (header::VERIFICATION_CODE, coded.code.as_str()),
        ];
        self.submit_as(endpoint, params, input, &coded.key, &headers).await
    }

    async fn call<I: Serialize>(
        &self,
        spec: &Spec,
        path: &str,
        input: &I,
        headers: &[(&str, &str)],
    ) -> Answer {
        let body = serde_json::to_string(input).unwrap();
        let has_body = spec.method != contract::endpoint::Method::Get;
        let mut all = vec![("sec-fetch-site", "same-origin"), (header::CSRF, "1")];
        if has_body {
            all.push(("content-type", "application/json"));
        }
        all.extend_from_slice(headers);
        let body = if !has_body || body == "null" { String::new() } else { body };
        self.raw(spec.method.as_str(), path, &all, body).await
    }

    /// A request with nothing added but the cookie.
    pub async fn raw(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).unwrap())
            .uri(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = self.cookie() {
            request = request.header("cookie", cookie);
        }
        let response = self.client.request(request.body(Full::from(body.into())).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        for set in parts.headers.get_all("set-cookie") {
            let pair = set.to_str().unwrap().split(';').next().unwrap().to_owned();
            let gone = pair.ends_with('=');
            self.set_cookie((!gone).then_some(pair));
        }
        let body = if is_endless(&parts.headers) {
            first_event(body).await
        } else {
            body.collect().await.unwrap().to_bytes()
        };
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
            content: body,
        }
    }

    /// Opens a stream of events, as a page does.
    pub async fn listen(&self, endpoint: &Events) -> Listening {
        let request = Request::get(format!("http://{}{}", self.address, endpoint.spec.path))
            .header("cookie", self.cookie().unwrap_or_default());
        let response = self.client.request(request.body(Full::default()).unwrap()).await.unwrap();
        assert!(is_endless(response.headers()), "{}", response.status());
        Listening(response.into_body())
    }

    /// The cookie as it is sent.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap().clone()
    }

    pub fn set_cookie(&self, cookie: Option<String>) {
        *self.cookie.lock().unwrap() = cookie;
    }

    /// Another browser that holds the same cookie, such as a second tab.
    pub fn twin(&self) -> Self {
        Self { cookie: Arc::new(Mutex::new(self.cookie())), ..self.clone() }
    }
}
