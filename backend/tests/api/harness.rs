//! The real service on a loopback port: a copy of a planted database, a clock that stands still until it is moved,
//! and a browser that keeps its cookie.

use axum::body::Bytes;
use backend::{app::App, clock::Clock, config::Config, http::router, secret::Pepper, seed, store::Store};
use contract::{
    demo::Message,
    endpoint::{Fetch, PathParams, Spec, Submit, header},
    problem::{ErrorCode, Problem},
    session::{Credentials, Me, SIGN_IN},
    time::Timestamp,
    verification::{CodeSent, ReceiverType, SEND, SendCode},
};
use http::{HeaderMap, Method, Request};
use http_body_util::{BodyExt, Full};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{AnyConnection, Row};
use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};
use tempfile::TempDir;

/// Where the clock of every test stands at first: noon in China.
pub const NOON: &str = "2026-11-23T04:00:00Z";
/// Customers of the main partner.
const CUSTOMERS: usize = 60;

static PLANTED: tokio::sync::OnceCell<(TempDir, PathBuf)> = tokio::sync::OnceCell::const_new();
static KEYS: AtomicU64 = AtomicU64::new(1);

/// A new idempotency key.
pub fn new_key() -> String {
    format!("key-{}", KEYS.fetch_add(1, Ordering::Relaxed))
}

/// A running service.
pub struct Service {
    pub app: App,
    pub clock: Clock,
    pub address: SocketAddr,
    pub database: PathBuf,
    _directory: TempDir,
}

/// The demo data is planted once; every test works on a copy.
async fn planted() -> PathBuf {
    let (_, path) = PLANTED
        .get_or_init(|| async {
            let directory = tempfile::tempdir().unwrap();
            let path = directory.path().join("planted.db");
            let store = Store::open(&format!("sqlite://{}", path.display())).await.unwrap();
            seed::plant(&store, NOON.parse().unwrap(), CUSTOMERS).await.unwrap();
            store.close().await;
            (directory, path)
        })
        .await;
    path.clone()
}

impl Service {
    /// In demo mode, without limits of frequency.
    pub async fn start() -> Self {
        Self::start_with(Config { demo: true, ..Config::default() }).await
    }

    pub async fn start_with(config: Config) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let database = directory.path().join("test.db");
        std::fs::copy(planted().await, &database).unwrap();
        let store = Store::open(&format!("sqlite://{}", database.display())).await.unwrap();
        let clock = Clock::standing_at(NOON.parse().unwrap());
        let app = App::new(store, clock.clone(), config, Pepper::from_hex(&"5a".repeat(32)).unwrap());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let service = router::service(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        Self { app, clock, address, database, _directory: directory }
    }

    /// Lets so many seconds pass.
    pub fn pass(&self, seconds: i64) {
        self.clock.advance(seconds);
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Browser {
        Browser {
            client: Client::builder(TokioExecutor::new()).build_http(),
            address: self.address,
            cookie: Arc::default(),
        }
    }

    /// Somebody of the demo data, signed in.
    pub async fn signed_in(&self, account_name: &str) -> Browser {
        let browser = self.visitor();
        browser.sign_in(account_name, seed::PASSWORD).await.ok::<Me>();
        browser
    }

    /// The newest message to this phone or address that contains `part`.
    pub async fn newest_message(&self, part: &str) -> Message {
        let mut conn = self.app.store.read().await.unwrap();
        let (mut messages, _) = backend::outbox::store::page(&mut conn, part, 0, 100).await.unwrap();
        assert!(!messages.is_empty(), "no message to {part}");
        messages.remove(0)
    }

    /// The code in the newest message that carries one.
    pub async fn newest_code(&self) -> String {
        let mut conn = self.app.store.read().await.unwrap();
        let body: String = sqlx::query_scalar(
            "SELECT body FROM outbox WHERE kind = 'VERIFICATION_CODE' ORDER BY seq DESC LIMIT 1",
        )
        .fetch_one(&mut *conn)
        .await
        .unwrap();
        body.rsplit_once('#').unwrap().1.to_owned()
    }

    /// A number out of the database.
    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&mut *self.app.store.read().await.unwrap()).await.unwrap()
    }

    /// Actions of the audit in the order in which they were written, of all chains.
    pub async fn audited(&self) -> Vec<String> {
        let mut conn = self.app.store.read().await.unwrap();
        let conn: &mut AnyConnection = &mut conn;
        let rows = sqlx::query("SELECT action FROM audit ORDER BY rowid").fetch_all(conn).await.unwrap();
        rows.iter().map(|row| row.try_get("action").unwrap()).collect()
    }

    /// Writes straight into the database, for states that no call leads to.
    pub async fn write(&self, sql: &'static str) {
        let mut tx = self.app.store.write().await.unwrap();
        sqlx::query(sql).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// A browser with our page open.
#[derive(Clone)]
pub struct Browser {
    client: Client<HttpConnector, Full<Bytes>>,
    address: SocketAddr,
    cookie: Arc<Mutex<Option<String>>>,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
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

    /// A header's text; empty when it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Browser {
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
        let key = new_key();
        let challenge = self
            .submit_as(endpoint, params.clone(), input, &key, &[])
            .await
            .problem()
            .challenge
            .expect("no code was asked for");
        let wish =
            SendCode { challenge_id: challenge.challenge_id.clone(), receiver_type: ReceiverType::Sms };
        self.submit(&SEND, (), &wish).await.ok::<CodeSent>();
        let code = service.newest_code().await;
        let headers = [
            (header::VERIFICATION_CHALLENGE, challenge.challenge_id.as_str()),
            (header::VERIFICATION_CODE, code.as_str()),
        ];
        self.submit_as(endpoint, params, input, &key, &headers).await
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
        let body = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
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
