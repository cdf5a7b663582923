//! What a call leaves behind.

use crate::{
    database::{rows, tables},
    harness::Service,
};
use std::collections::BTreeMap;

/// Tables that a call may write to although it is refused: the refusal itself, and when the session was last used.
const OF_THE_CALL: [&str; 2] = ["audit", "sessions"];

/// Everything in the database: table → its rows as text.
pub async fn everything(service: &Service) -> BTreeMap<String, String> {
    let mut conn = service.app.store.read().await.unwrap();
    let engine = service.database.engine();
    let mut all = BTreeMap::new();
    for (table, columns) in tables(&mut conn, engine).await {
        if !OF_THE_CALL.contains(&table.as_str()) {
            let rows = rows(&mut conn, engine, &table, &columns).await;
            all.insert(table, rows);
        }
    }
    all
}

/// Fails with the names of the tables that are not as they were.
#[track_caller]
pub fn assert_nothing_changed(
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
    what: &str,
) {
    let changed: Vec<&String> =
        before.keys().filter(|table| before.get(*table) != after.get(*table)).collect();
    assert!(changed.is_empty(), "{what}: changed {changed:?}");
}
