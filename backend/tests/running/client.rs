//! Members at their browsers, over real HTTP. A call that gets no answer is a value: the server may be dead.

use axum::body::Bytes;
use contract::{
    endpoint::{Method, Spec, header},
    session::{Credentials, SIGN_IN},
};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

/// The server gives a call up after thirty seconds.
const PATIENCE: Duration = Duration::from_secs(35);

/// Connections that are used again.
#[derive(Clone)]
pub struct Http(Client<HttpConnector, Full<Bytes>>);

/// No answer, or half of one: what happened is not known.
#[derive(Debug)]
pub struct Lost;

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Http {
    pub fn new() -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        // Sooner than the server closes what is idle, so that no call meets a connection that is just being closed.
        let mut client = Client::builder(TokioExecutor::new());
        client.pool_idle_timeout(Duration::from_secs(5));
        Self(client.build(connector))
    }

    /// Whether the service says that it can work.
    pub async fn is_ready(&self, address: SocketAddr) -> bool {
        let request = Request::get(format!("http://{address}/ready")).body(Full::default()).unwrap();
        let answered = tokio::time::timeout(Duration::from_secs(1), self.send(request)).await;
        answered.is_ok_and(|answer| answer.is_ok_and(|answer| answer.status.is_success()))
    }

    async fn send(&self, request: Request<Full<Bytes>>) -> Result<Answer, Lost> {
        let answered = async {
            let (parts, body) = self.0.request(request).await.map_err(|_| Lost)?.into_parts();
            let body = body.collect().await.map_err(|_| Lost)?.to_bytes();
            Ok(Answer { status: parts.status, headers: parts.headers, body })
        };
        // A connection that dies while it is being made can leave a call waiting for ever.
        tokio::time::timeout(PATIENCE, answered).await.map_err(|_| Lost)?
    }
}

/// Somebody who is signed in.
#[derive(Clone)]
pub struct User {
    http: Http,
    address: SocketAddr,
    cookie: Arc<Mutex<String>>,
}

impl User {
    /// Signs in; whoever is told to wait does.
    pub async fn sign_in(http: &Http, address: SocketAddr, account_name: &str, password: &str) -> Self {
        let user = Self { http: http.clone(), address, cookie: Arc::default() };
        let credentials =
            Credentials { account_name: account_name.to_owned(), password: password.to_owned() };
        let body = serde_json::to_string(&credentials).unwrap();
        loop {
            let answer = user.call(&SIGN_IN.spec, SIGN_IN.spec.path, body.clone(), Some("sign-in")).await;
            let answer = answer.expect("sign-in is answered");
            if answer.status != StatusCode::TOO_MANY_REQUESTS {
                assert!(answer.status.is_success(), "{account_name}: {answer:?}");
                return user;
            }
            tokio::time::sleep(answer.retry_after().expect("a refusal for now says for how long")).await;
        }
    }

    /// One call as a browser sends it.
    pub async fn call(
        &self,
        spec: &Spec,
        path: &str,
        body: impl Into<Bytes>,
        key: Option<&str>,
    ) -> Result<Answer, Lost> {
        let mut request = Request::builder()
            .method(spec.method.as_str())
            .uri(format!("http://{}{path}", self.address))
            .header("sec-fetch-site", "same-origin")
            .header(header::CSRF, "1")
            .header("cookie", self.cookie.lock().unwrap().as_str());
        if spec.method != Method::Get {
            request = request.header("content-type", "application/json");
        }
        if let Some(key) = key {
            request = request.header(header::IDEMPOTENCY_KEY, key);
        }
        let answer = self.http.send(request.body(Full::from(body.into())).unwrap()).await?;
        if let Some(cookie) = answer.headers.get("set-cookie").and_then(|value| value.to_str().ok()) {
            let pair = cookie.split(';').next().unwrap_or_default();
            pair.clone_into(&mut self.cookie.lock().unwrap());
        }
        Ok(answer)
    }
}

impl Answer {
    /// How long the server asks to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        let seconds = self.headers.get("retry-after")?.to_str().ok()?.parse().ok()?;
        Some(Duration::from_secs(seconds))
    }
}
