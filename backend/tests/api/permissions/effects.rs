//! What a call leaves behind.

use crate::harness::Service;
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;

/// Tables that a call may write to although it is refused: the refusal itself, and when the session was last used.
const OF_THE_CALL: [&str; 2] = ["audit", "sessions"];

/// Everything in the database: table → its rows as text.
pub async fn everything(service: &Service) -> BTreeMap<String, String> {
    let mut conn = service.app.store.read().await.unwrap();
    let sql = r"SELECT name FROM sqlite_master WHERE type = 'table'
         AND name NOT LIKE '\_sqlx%' ESCAPE '\' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'";
    let tables: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut *conn).await.unwrap();
    assert!(tables.len() > 20, "{tables:?}");
    let mut all = BTreeMap::new();
    for table in tables.into_iter().filter(|table| !OF_THE_CALL.contains(&table.as_str())) {
        let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info($1)")
            .bind(&table)
            .fetch_all(&mut *conn)
            .await
            .unwrap();
        let row: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        let sql =
            format!("SELECT COALESCE(group_concat({}, x'0a'), '') FROM \"{table}\"", row.join(" || ',' || "));
        let rows = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut *conn).await.unwrap();
        all.insert(table, rows);
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
