//! Fences inside the backend: SQL is in store files, the clock is asked and never the system.

use super::{Findings, Source};

pub fn check(source: &Source, findings: &mut Findings) {
    if !source.is_in("backend/src") {
        return;
    }
    let is_store = source.path.ends_with("/store.rs") || source.path.contains("/store/");
    for (number, line) in source.code() {
        let is_sql = line.contains("sqlx::query")
            || ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE "].iter().any(|word| line.contains(word));
        if is_sql && !is_store {
            findings.add(source, number, "SQL is only in store.rs files and store folders");
        }
        if (line.contains("SystemTime::now") || line.contains("OffsetDateTime::now"))
            && !source.is_in("backend/src/clock.rs")
        {
            findings.add(source, number, "the time comes from the clock, which tests can set");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::told, check};

    #[test]
    fn sql_is_in_store_files() {
        let query = "sqlx::query(\"SELECT 1\")";
        assert_eq!(told(check, "backend/src/customers/store.rs", query).len(), 0);
        assert_eq!(told(check, "backend/src/customers/store/list.rs", query).len(), 0);
        assert_eq!(told(check, "backend/src/customers/handlers.rs", query).len(), 1);
    }

    #[test]
    fn the_system_clock_is_asked_in_one_place() {
        assert_eq!(told(check, "backend/src/clock.rs", "SystemTime::now()").len(), 0);
        assert_eq!(told(check, "backend/src/session/store.rs", "SystemTime::now()").len(), 1);
    }
}
