//! A database of its own for every test: a copy of a planted one. SQLite's is a file; with `TEST_DATABASE_URL` it is one on
//! that PostgreSQL server, made from a template, and the same tests run on it.

use backend::{
    seed,
    store::{Engine, Store},
};
use contract::time::Timestamp;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};
use std::{
    env,
    path::PathBuf,
    sync::atomic::{AtomicU64, Ordering},
    thread,
};
use tempfile::TempDir;

/// Customers of the main partner.
const CUSTOMERS: usize = 60;

static PLANTED: tokio::sync::OnceCell<Planted> = tokio::sync::OnceCell::const_new();
static NUMBER: AtomicU64 = AtomicU64::new(1);

enum Planted {
    File { path: PathBuf, _folder: TempDir },
    Template(Server, String),
}

/// A PostgreSQL server and who may make databases there: `postgres://…/postgres`.
#[derive(Clone)]
struct Server(String);

impl Server {
    fn wished() -> Option<Self> {
        env::var("TEST_DATABASE_URL").ok().filter(|url| !url.is_empty()).map(Self)
    }

    fn database(&self, name: &str) -> String {
        let (before, _) = self.0.rsplit_once('/').expect("the address ends in a database's name");
        format!("{before}/{name}")
    }

    async fn order(&self, sql: String) {
        sqlx::any::install_default_drivers();
        let mut conn = AnyConnection::connect(&self.0).await.expect("the server listens");
        conn.execute(AssertSqlSafe(sql)).await.expect("the server obeys");
    }
}

/// One test's database; gone when dropped.
pub struct Database {
    pub url: String,
    /// SQLite's.
    pub file: Option<PathBuf>,
    server: Option<(Server, String)>,
}

impl Database {
    /// A copy of the demo data at this instant, for a folder that outlives it.
    pub async fn planted(now: &str, folder: &TempDir) -> Self {
        let planted = PLANTED.get_or_init(|| plant(now.parse().expect("an instant"))).await;
        match planted {
            Planted::File { path, .. } => {
                let file = folder.path().join("test.db");
                std::fs::copy(path, &file).expect("a copy");
                Self { url: format!("sqlite://{}", file.display()), file: Some(file), server: None }
            }
            Planted::Template(server, template) => {
                let name = new_name();
                server.order(format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
                Self { url: server.database(&name), file: None, server: Some((server.clone(), name)) }
            }
        }
    }

    /// The same for somebody who does not own it.
    pub fn shared(&self) -> Self {
        Self { url: self.url.clone(), file: self.file.clone(), server: None }
    }

    pub fn engine(&self) -> Engine {
        if self.file.is_some() { Engine::Sqlite } else { Engine::Postgres }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some((server, name)) = self.server.take() else { return };
        // A test's own runtime may be ending.
        let dropping = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let order = server.order(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
            runtime.expect("a runtime").block_on(order);
        });
        let _ = dropping.join();
    }
}

async fn plant(now: Timestamp) -> Planted {
    let Some(server) = Server::wished() else {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("planted.db");
        fill(&format!("sqlite://{}", path.display()), now).await;
        return Planted::File { path, _folder: folder };
    };
    let name = new_name();
    let made = format!("CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'");
    server.order(made).await;
    fill(&server.database(&name), now).await;
    Planted::Template(server, name)
}

async fn fill(url: &str, now: Timestamp) {
    let store = Store::open(url).await.expect("a database");
    seed::plant(&store, &crate::harness::pepper(), now, CUSTOMERS).await.expect("the demo data");
    store.close().await;
}

fn new_name() -> String {
    format!("test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// Name of every table → its columns.
pub async fn tables(conn: &mut AnyConnection, engine: Engine) -> Vec<(String, Vec<String>)> {
    let (of_tables, of_columns) = match engine {
        Engine::Sqlite => (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
            "SELECT name FROM pragma_table_info($1)",
        ),
        Engine::Postgres => (
            "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
            "SELECT column_name::text FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1
             ORDER BY ordinal_position",
        ),
    };
    let names: Vec<String> = sqlx::query_scalar(of_tables).fetch_all(&mut *conn).await.expect("tables");
    assert!(names.len() > 20, "{names:?}");
    let mut tables = Vec::new();
    for name in names.into_iter().filter(|name| !name.starts_with("_sqlx")) {
        let columns = sqlx::query_scalar(of_columns).bind(&name).fetch_all(&mut *conn).await;
        tables.push((name, columns.expect("columns")));
    }
    tables
}

/// All rows of a table as one text.
pub async fn rows(conn: &mut AnyConnection, engine: Engine, table: &str, columns: &[String]) -> String {
    let sql = match engine {
        Engine::Sqlite => {
            let row = columns.iter().map(|column| format!("quote(\"{column}\")")).collect::<Vec<_>>();
            let row = row.join(" || ',' || ");
            format!("SELECT COALESCE(group_concat({row}, x'0a'), '') FROM \"{table}\"")
        }
        Engine::Postgres => format!(
            "SELECT COALESCE(string_agg(line, chr(10) ORDER BY line), '') FROM (SELECT t::text AS line FROM \"{table}\" t) lines"
        ),
    };
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(conn).await.expect("rows")
}
