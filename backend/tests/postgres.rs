//! The same store on PostgreSQL. Ignored unless asked for, because a server has to be there:
//! `TEST_DATABASE_URL=postgres://user@host/postgres cargo test -p partner-center-backend --test postgres -- --ignored`.
//! Each test makes a database of its own on that server.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where something is not as it should be"
)]

use backend::{
    app::App,
    clock::Clock,
    config::Config,
    jobs::{self, JobKind},
    secret::Pepper,
    seed,
    store::Store,
};
use contract::time::Timestamp;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};

const NOON: &str = "2026-11-23T04:00:00Z";

/// The address of a new, empty database of this name; one that an earlier run left is dropped.
async fn database(name: &str) -> String {
    sqlx::any::install_default_drivers();
    let server = std::env::var("TEST_DATABASE_URL").expect("TEST_DATABASE_URL names a PostgreSQL server");
    let mut conn = AnyConnection::connect(&server).await.unwrap();
    conn.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name}"))).await.unwrap();
    let create = format!("CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'");
    conn.execute(AssertSqlSafe(create)).await.unwrap();
    let (before, _) = server.rsplit_once('/').expect("the address ends in a database's name");
    format!("{before}/{name}")
}

fn node(store: &Store, clock: &Clock) -> App {
    App::new(store.clone(), clock.clone(), Config::default(), pepper())
}

fn pepper() -> Pepper {
    Pepper::from_hex(&"5a".repeat(32)).unwrap()
}

#[tokio::test]
#[ignore = "needs a PostgreSQL server"]
async fn the_demo_data_is_planted_and_its_audit_cannot_be_bent() {
    let store = Store::open(&database("partner_center_audit").await).await.unwrap();
    seed::plant(&store, &pepper(), NOON.parse().unwrap(), 60).await.unwrap();
    let count = "SELECT COUNT(*) FROM customers";
    let customers: i64 =
        sqlx::query_scalar(count).fetch_one(&mut *store.read().await.unwrap()).await.unwrap();
    assert!(customers >= 60, "{customers} customers");
    for bending in ["UPDATE audit SET action = 'x'", "DELETE FROM audit", "TRUNCATE audit"] {
        let mut tx = store.write().await.unwrap();
        let refused = tx.execute(bending).await.unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{bending}: {refused}");
    }
}

#[tokio::test]
#[ignore = "needs a PostgreSQL server"]
async fn of_two_changes_of_one_row_the_later_is_told_to_come_again() {
    let url = database("partner_center_race").await;
    let (one, other) = (Store::open(&url).await.unwrap(), Store::open(&url).await.unwrap());
    let noon: Timestamp = NOON.parse().unwrap();
    let mut tx = one.write().await.unwrap();
    jobs::schedule(&mut tx, JobKind::FilingReminder, "f-1", noon).await.unwrap();
    tx.commit().await.unwrap();

    let (mut first, mut second) = (one.write().await.unwrap(), other.write().await.unwrap());
    jobs::store::next(&mut second).await.unwrap();
    jobs::schedule(&mut first, JobKind::FilingReminder, "f-1", noon.plus_seconds(1)).await.unwrap();
    first.commit().await.unwrap();
    let late = jobs::schedule(&mut second, JobKind::FilingReminder, "f-1", noon.plus_seconds(2)).await;
    assert!(late.unwrap_err().is_overload());
}

#[tokio::test]
#[ignore = "needs a PostgreSQL server"]
async fn two_nodes_on_one_database_do_each_of_two_hundred_jobs_once() {
    let url = database("partner_center_jobs").await;
    let clock = Clock::standing_at(NOON.parse().unwrap());
    let (one, other) = (Store::open(&url).await.unwrap(), Store::open(&url).await.unwrap());
    let mut tx = one.write().await.unwrap();
    for number in 0..200 {
        let about_id = format!("f-{number}");
        jobs::schedule(&mut tx, JobKind::FilingReminder, &about_id, clock.now()).await.unwrap();
    }
    tx.commit().await.unwrap();

    let nodes = (node(&one, &clock), node(&other, &clock));
    let mut done = 0;
    // A job that lost a race against the other node is put off, so there is more than one round.
    while jobs::store::next(&mut one.read().await.unwrap()).await.unwrap().is_some() {
        let (by_one, by_other) = tokio::join!(jobs::run_due(&nodes.0), jobs::run_due(&nodes.1));
        done += by_one.unwrap() + by_other.unwrap();
        clock.advance(3_600);
    }
    assert_eq!(done, 200);
}

#[tokio::test]
#[ignore = "needs a PostgreSQL server"]
async fn nodes_that_start_at_the_same_moment_migrate_once() {
    let url = database("partner_center_start").await;
    let stores = tokio::join!(Store::open(&url), Store::open(&url), Store::open(&url), Store::open(&url));
    for store in [stores.0, stores.1, stores.2, stores.3] {
        let store = store.unwrap();
        let count = "SELECT COUNT(*) FROM schema_migrations";
        let migrations: i64 =
            sqlx::query_scalar(count).fetch_one(&mut *store.read().await.unwrap()).await.unwrap();
        assert!(migrations > 10, "{migrations} migrations");
    }
}
