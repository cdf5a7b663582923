//! The real service on a loopback port: a copy of a planted database, a clock that stands still until it is moved,
//! and browsers.

pub use crate::browser::{Answer, Browser};

use backend::{
    app::App,
    clock::Clock,
    config::Config,
    http::{
        router,
        serving::{Bounds, serve},
    },
    secret::Pepper,
    seed,
    store::Store,
};
use contract::{demo::Message, session::Me, time::Timestamp};
use sqlx::{AnyConnection, Row};
use std::{
    future::pending,
    net::SocketAddr,
    path::PathBuf,
    sync::atomic::{AtomicU64, Ordering},
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
        let config = Config { files_dir: directory.path().join("files"), ..config };
        let app = App::new(store, clock.clone(), config, Pepper::from_hex(&"5a".repeat(32)).unwrap());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(serve(listener, router::service(app.clone()), Bounds::default(), pending()));
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
        Browser::new(self.address)
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
        let (mut messages, _) =
            backend::outbox::store::page(&mut conn, &self.app.pepper, part, 0, 100).await.unwrap();
        assert!(!messages.is_empty(), "no message to {part}");
        messages.remove(0)
    }

    /// The code in the newest message that carries one.
    pub async fn newest_code(&self) -> String {
        let mut conn = self.app.store.read().await.unwrap();
        let (messages, _) =
            backend::outbox::store::page(&mut conn, &self.app.pepper, "", 0, 100).await.unwrap();
        let code = messages.into_iter().find(|message| message.kind == "VERIFICATION_CODE");
        let body = code.expect("a code was sent").body;
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
