//! The real service on a loopback port: a copy of a planted database, a clock that stands still until it is moved,
//! and browsers.

use crate::database::{Database, rows, tables};

pub use crate::browser::{Answer, Browser, Coded};

use backend::{
    app::App,
    book,
    clock::Clock,
    config::Config,
    http::{
        router,
        serving::{Bounds, serve},
    },
    secret::Pepper,
    seed,
    store::{Engine, Store},
};
use contract::{activity_log::AuditedAction, demo::Message, session::Me, time::Timestamp};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};
use std::{
    future::pending,
    net::SocketAddr,
    sync::atomic::{AtomicU64, Ordering},
    thread,
};
use tempfile::TempDir;

/// Where the clock of every test stands at first: noon in China.
pub const NOON: &str = "2026-11-23T04:00:00Z";
static KEYS: AtomicU64 = AtomicU64::new(1);

/// A new idempotency key.
pub fn new_key() -> String {
    format!("key-{}", KEYS.fetch_add(1, Ordering::Relaxed))
}

/// The key of every test's codes, and of what the planted database holds sealed.
pub fn pepper() -> Pepper {
    Pepper::from_hex(&"5a".repeat(32)).unwrap()
}

/// A running service.
pub struct Service {
    pub app: App,
    pub clock: Clock,
    pub address: SocketAddr,
    pub database: Database,
    _directory: TempDir,
}

/// When a test ends, the book is right (every entry balanced, every balance the sum of its lines), and all that was audited for a
/// partner has a name in both languages (`contract/src/activity_actions.rs`), or it failed.
impl Drop for Service {
    fn drop(&mut self) {
        if thread::panicking() {
            return;
        }
        let url = self.database.url.clone();
        // A test's own runtime may be ending.
        let checking = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let mut conn = AnyConnection::connect(&url).await.unwrap();
                let flaws = book::check::flaws(&mut conn).await.unwrap();
                let audited = "SELECT DISTINCT action FROM audit WHERE chain <> 'system' ORDER BY action";
                let mut audited: Vec<String> =
                    sqlx::query_scalar(audited).fetch_all(&mut conn).await.unwrap();
                audited.retain(|action| AuditedAction::parse(action).is_none());
                (flaws, audited)
            })
        });
        let (flaws, nameless) = checking.join().expect("the book and the audit can be read");
        assert!(flaws.is_empty(), "the book is wrong: {flaws:#?}");
        assert!(nameless.is_empty(), "contract/src/activity_actions.rs has no name for {nameless:?}");
    }
}

impl Service {
    /// In demo mode, without limits of frequency.
    pub async fn start() -> Self {
        Self::start_with(Config { demo: true, ..Config::default() }).await
    }

    pub async fn start_with(config: Config) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let database = Database::planted(NOON, &directory).await;
        let clock = Clock::standing_at(NOON.parse().unwrap());
        Self::on(database, clock, config, directory).await
    }

    /// Another node on the same database, with the same clock.
    pub async fn beside(&self) -> Self {
        let database = self.database.shared();
        Self::on(database, self.clock.clone(), self.app.config.clone(), tempfile::tempdir().unwrap()).await
    }

    async fn on(database: Database, clock: Clock, config: Config, directory: TempDir) -> Self {
        let store = Store::open(&database.url).await.unwrap();
        let config = Config { files_dir: directory.path().join("files"), ..config };
        let app = App::new(store, clock.clone(), config, pepper());
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
        self.newest_code_to("").await
    }

    /// The same of those to this phone or address.
    pub async fn newest_code_to(&self, part: &str) -> String {
        let mut conn = self.app.store.read().await.unwrap();
        let (messages, _) =
            backend::outbox::store::page(&mut conn, &self.app.pepper, part, 0, 100).await.unwrap();
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
        // Nothing is ever changed or taken out there, so rows lie in the order in which they came.
        let sql = match self.database.engine() {
            Engine::Sqlite => "SELECT action FROM audit ORDER BY rowid",
            Engine::Postgres => "SELECT action FROM audit ORDER BY ctid",
        };
        let rows = sqlx::query(sql).fetch_all(conn).await.unwrap();
        rows.iter().map(|row| row.try_get("action").unwrap()).collect()
    }

    /// Everything that the database holds, as bytes; what was deleted is gone.
    pub async fn bytes(&self) -> Vec<u8> {
        let mut conn = self.app.store.read().await.unwrap();
        if let Some(file) = &self.database.file {
            for statement in ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] {
                sqlx::query(statement).execute(&mut *conn).await.unwrap();
            }
            return std::fs::read(file).unwrap();
        }
        let mut bytes = Vec::new();
        for (table, columns) in tables(&mut conn, Engine::Postgres).await {
            bytes.extend(rows(&mut conn, Engine::Postgres, &table, &columns).await.into_bytes());
        }
        bytes
    }

    /// The database as it would be found if this process ended now.
    pub async fn found_by_the_next_process(&self) -> Store {
        let Some(file) = &self.database.file else { return Store::open(&self.database.url).await.unwrap() };
        let copy = file.with_file_name("copy.db");
        std::fs::copy(file, &copy).unwrap();
        std::fs::copy(file.with_extension("db-wal"), copy.with_extension("db-wal")).unwrap();
        Store::open(&format!("sqlite://{}", copy.display())).await.unwrap()
    }

    /// What the next process works with if this one ends now.
    pub async fn restarted(&self) -> App {
        let store = self.found_by_the_next_process().await;
        App::new(store, self.clock.clone(), self.app.config.clone(), self.app.pepper.clone())
    }

    /// From now on no row can be added to this table, as with a full disk. The answer is what makes room.
    pub async fn fill_disk_for(&self, table: &str) -> String {
        match self.database.engine() {
            Engine::Sqlite => {
                let refuse = "BEGIN SELECT RAISE(ABORT, 'disk full'); END";
                self.write(format!("CREATE TRIGGER disk_full BEFORE INSERT ON {table} {refuse}")).await;
                "DROP TRIGGER disk_full".to_owned()
            }
            Engine::Postgres => {
                let refuse = "CREATE OR REPLACE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
                     $$ BEGIN RAISE EXCEPTION 'disk full'; END $$";
                self.write(refuse).await;
                let each = "FOR EACH ROW EXECUTE FUNCTION disk_full()";
                self.write(format!("CREATE TRIGGER disk_full BEFORE INSERT ON {table} {each}")).await;
                format!("DROP TRIGGER disk_full ON {table}")
            }
        }
    }

    /// As somebody could who owns the database.
    pub async fn unguard_audit(&self) {
        let guards: &[&str] = match self.database.engine() {
            Engine::Sqlite => &["DROP TRIGGER audit_is_never_updated", "DROP TRIGGER audit_is_never_deleted"],
            Engine::Postgres => &["DROP TRIGGER audit_is_never_bent ON audit"],
        };
        for guard in guards {
            self.write(*guard).await;
        }
    }

    /// Writes straight into the database, for states that no call leads to.
    pub async fn write(&self, sql: impl Into<String>) {
        let mut tx = self.app.store.write().await.unwrap();
        sqlx::query(AssertSqlSafe(sql.into())).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}
