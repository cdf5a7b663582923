//! The database: connections, the one writer at a time, migrations. Knows no noun.

pub mod conditions;
mod migrations;

use crate::problem::Fault;
use log::LevelFilter;
use sqlx::{
    Any, AnyConnection, AnyPool, ConnectOptions, Executor, Transaction,
    any::{AnyConnectOptions, AnyPoolOptions},
    pool::PoolConnection,
};
use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
    time::Duration,
};
use tokio::sync::{Mutex, OwnedMutexGuard, Semaphore};

const READERS: u32 = 8;
/// Seconds that a read waits for a connection before it is told to come again.
const PATIENCE: Duration = Duration::from_secs(5);
/// Changes that may wait for their turn; more are told to come again.
const QUEUE: usize = 256;

/// Which engine stands behind the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A connection for reading, given back when it is dropped; an [`AnyConnection`] to SQL.
pub type Reader = PoolConnection<Any>;

/// The database, with all migrations applied.
#[derive(Clone)]
pub struct Store {
    readers: AnyPool,
    /// A pool of its own, so that a read which goes on to write cannot wait for itself.
    writers: AnyPool,
    engine: Engine,
    /// SQLite has one writer; waiting here is fair and never ends in "database is locked".
    turn: Arc<Mutex<()>>,
    waiting: Arc<Semaphore>,
}

impl Store {
    /// Opens `sqlite://path` (created when absent) and brings its schema up to date.
    ///
    /// # Errors
    /// When the database cannot be opened or a migration fails.
    pub async fn open(url: &str) -> Result<Self, Fault> {
        sqlx::any::install_default_drivers();
        let engine = if url.starts_with("sqlite:") { Engine::Sqlite } else { Engine::Postgres };
        let creates = engine == Engine::Sqlite && !url.contains('?');
        let url = if creates { format!("{url}?mode=rwc") } else { url.to_owned() };
        // Statements (never their values) are told at the lowest level only, `RUST_LOG=sqlx::query=trace`: warnings of
        // slow ones would drown the request log.
        let options = url
            .parse::<AnyConnectOptions>()?
            .log_statements(LevelFilter::Trace)
            .log_slow_statements(LevelFilter::Off, Duration::MAX);
        // The writer first: it is the one that creates the file and switches it to write-ahead logging.
        let writers = pool_options(engine, 1).connect_with(options.clone()).await?;
        // Its statistics are what a connection of SQLite plans with from when it opens: the readers open when they are used.
        let readers = pool_options(engine, READERS).connect_lazy_with(options);
        let store =
            Self { readers, writers, engine, turn: Arc::default(), waiting: Arc::new(Semaphore::new(QUEUE)) };
        migrations::run(&store).await?;
        Ok(store)
    }

    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// When none can be had.
    pub async fn read(&self) -> Result<Reader, Fault> {
        Ok(self.readers.acquire().await?)
    }

    /// A transaction that may write. It waits for its turn; dropping it undoes it.
    ///
    /// # Errors
    /// When it cannot be begun, or too many wait already.
    pub async fn write(&self) -> Result<Tx, Fault> {
        let place = self.waiting.try_acquire().map_err(|_| Fault::overload("too many changes wait"))?;
        let turn = Arc::clone(&self.turn).lock_owned().await;
        let begin = match self.engine {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        };
        drop(place);
        Ok(Tx { tx: self.writers.begin_with(begin).await?, _turn: turn })
    }

    /// Closes all connections; what was committed is on disk.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writers.close().await;
    }
}

fn pool_options(engine: Engine, size: u32) -> AnyPoolOptions {
    // A connection to a file does not go away by itself, and asking whether it did costs as much as a statement.
    let options = AnyPoolOptions::new().test_before_acquire(engine == Engine::Postgres);
    options.max_connections(size).acquire_timeout(PATIENCE).after_connect(move |connection, _| {
        Box::pin(async move {
            if engine == Engine::Sqlite {
                // FULL: an acknowledged change survives a power failure too.
                for pragma in [
                    "PRAGMA busy_timeout = 5000",
                    "PRAGMA journal_mode = WAL",
                    "PRAGMA synchronous = FULL",
                    "PRAGMA foreign_keys = ON",
                    // KiB for each of the nine connections: the upper levels of all indexes, and a large partner's
                    // stretch of one of them.
                    "PRAGMA cache_size = -12288",
                ] {
                    connection.execute(pragma).await?;
                }
            }
            Ok(())
        })
    })
}

/// A transaction that may write; an [`AnyConnection`] to SQL.
pub struct Tx {
    tx: Transaction<'static, Any>,
    _turn: OwnedMutexGuard<()>,
}

impl Tx {
    /// Makes it last.
    ///
    /// # Errors
    /// When the database refuses; then nothing has happened.
    pub async fn commit(self) -> Result<(), Fault> {
        Ok(self.tx.commit().await?)
    }

    /// Undoes it.
    ///
    /// # Errors
    /// When the connection is lost; then it is undone as well.
    pub async fn rollback(self) -> Result<(), Fault> {
        Ok(self.tx.rollback().await?)
    }

    /// Marks the point to which [`Tx::undo_to_mark`] goes back.
    pub(crate) async fn mark(&mut self) -> Result<(), Fault> {
        self.execute("SAVEPOINT handler").await?;
        Ok(())
    }

    /// Undoes everything since [`Tx::mark`]; the transaction goes on.
    pub(crate) async fn undo_to_mark(&mut self) -> Result<(), Fault> {
        self.execute("ROLLBACK TO SAVEPOINT handler").await?;
        Ok(())
    }
}

impl Deref for Tx {
    type Target = AnyConnection;
    fn deref(&self) -> &AnyConnection {
        &self.tx
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.tx
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_commit_waits_until_it_is_on_the_disk() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite://{}/a.db", directory.path().display())).await.unwrap();
        let mut tx = store.write().await.unwrap();
        let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut *tx).await.unwrap();
        let journal: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut *tx).await.unwrap();
        assert_eq!((synchronous, journal.as_str()), (2, "wal"), "2 is FULL");
    }
}
