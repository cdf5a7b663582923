//! What the writers were told, held against what the database holds.

use crate::{
    process::database,
    writer::{APPLIED, Effect, GRANTED, Log},
};
use backend::{audit, book, seed::partners::user_id, store::Store};
use contract::{drafts, endpoint::header};
use sqlx::{AnyConnection, Row};
use std::{collections::BTreeMap, fmt, path::Path};

/// Changes of each writer, newest first, that are sent once more at the end.
const REPEATED: usize = 25;

/// All logs.
#[derive(Default)]
pub struct History {
    logs: Vec<Log>,
}

/// Figures of a history that agrees with its database.
pub struct Found {
    changes: usize,
    audit_rows: u64,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{} changes acknowledged: none lost, none doubled", self.changes)?;
        writeln!(f, "{} answers kept, {} audit rows of theirs", self.changes, self.changes)?;
        write!(f, "audit chains whole ({} rows), integrity_check ok, money conserved", self.audit_rows)
    }
}

/// Cash of every partner, in hundredths.
pub async fn money(folder: &Path) -> BTreeMap<String, i64> {
    let store = Store::open(&database(folder)).await.unwrap();
    let money = cash(&mut store.read().await.unwrap()).await;
    store.close().await;
    money
}

async fn cash(conn: &mut AnyConnection) -> BTreeMap<String, i64> {
    let rows = sqlx::query("SELECT partner_id, cash_balance FROM partner_accounts").fetch_all(conn).await;
    rows.unwrap().iter().map(|row| (row.try_get(0).unwrap(), row.try_get(1).unwrap())).collect()
}

async fn texts(conn: &mut AnyConnection, sql: &'static str) -> Vec<String> {
    let mut texts: Vec<String> = sqlx::query_scalar(sql).fetch_all(conn).await.unwrap();
    texts.sort_unstable();
    texts
}

impl History {
    pub fn add(&mut self, log: Log) {
        self.logs.push(log);
    }

    /// Sent once more with its key, a change is answered with the same bytes and does nothing; a draft says what was
    /// saved last.
    pub async fn repeats_are_answered_alike(&self) {
        for log in &self.logs {
            for done in log.done.iter().rev().take(REPEATED) {
                let again = log.user.call(done.spec, &done.path, done.body.clone(), Some(&done.key)).await;
                let again = again.unwrap();
                assert!(
                    again.headers.contains_key(header::IDEMPOTENT_REPLAY),
                    "{} {}",
                    done.spec.id,
                    done.key
                );
                assert_eq!(
                    (again.status, &again.body),
                    (done.answer.status, &done.answer.body),
                    "{}",
                    done.key
                );
            }
            let path = drafts::SHOW.spec.path.replace("{form_id}", "kill");
            let saved = log.user.call(&drafts::SHOW.spec, &path, "", None).await.unwrap();
            let saved: drafts::SavedDraft = serde_json::from_slice(&saved.body).unwrap();
            let newest = log.done.iter().rev().find_map(|done| match &done.effect {
                Effect::Drafted(text) => Some(text.as_str()),
                _ => None,
            });
            assert_eq!(saved.text.as_ref().map(drafts::DraftText::as_str), newest, "{}", log.account_name);
        }
    }

    /// Holds everything against the database of a backend that is dead.
    pub async fn is_what_the_database_holds(&self, folder: &Path, before: &BTreeMap<String, i64>) -> Found {
        let store = Store::open(&database(folder)).await.unwrap();
        let mut conn = store.read().await.unwrap();
        let conn: &mut AnyConnection = &mut conn;
        assert_eq!(texts(conn, "PRAGMA integrity_check").await, ["ok"]);
        self.effects_are_there_once(conn).await;
        self.each_has_one_answer_and_one_audit_row(conn).await;
        self.money_is_conserved(conn, before).await;
        let report = audit::verify::verify(conn).await.unwrap();
        assert_eq!(report.broken, []);
        let changes = self.logs.iter().map(|log| log.done.len()).sum();
        Found { changes, audit_rows: report.rows }
    }

    fn told(&self, of: impl Fn(&Effect) -> Option<&String>) -> Vec<String> {
        let done = self.logs.iter().flat_map(|log| &log.done);
        let mut told: Vec<String> = done.filter_map(|done| of(&done.effect).cloned()).collect();
        told.sort_unstable();
        told
    }

    async fn effects_are_there_once(&self, conn: &mut AnyConnection) {
        let filed = self.told(|effect| if let Effect::Filed(phone) = effect { Some(phone) } else { None });
        assert_eq!(
            texts(conn, "SELECT mobile_phone FROM filings WHERE mobile_phone LIKE '177%'").await,
            filed
        );
        let withdrawn =
            self.told(|effect| if let Effect::Withdrawn(phone) = effect { Some(phone) } else { None });
        let sql = "SELECT mobile_phone FROM filings WHERE mobile_phone LIKE '177%' AND status = 'WITHDRAWN'";
        assert_eq!(texts(conn, sql).await, withdrawn);
        let labelled =
            self.told(|effect| if let Effect::Labelled(text) = effect { Some(text) } else { None });
        assert_eq!(texts(conn, "SELECT reason FROM timeline WHERE reason LIKE 'kill-%'").await, labelled);
        let granted = self.told(|effect| if let Effect::Granted(id) = effect { Some(id) } else { None });
        assert_eq!(texts(conn, "SELECT trans_id FROM adjust_records WHERE amount = 7").await, granted);
        let applied = self.told(|effect| if let Effect::Applied(id) = effect { Some(id) } else { None });
        assert_eq!(texts(conn, "SELECT payout_id FROM payouts WHERE amount = 3").await, applied);
        for told in [filed, withdrawn, labelled, granted, applied] {
            assert!(!told.is_empty(), "a kind of change was never made");
        }
    }

    async fn each_has_one_answer_and_one_audit_row(&self, conn: &mut AnyConnection) {
        for log in &self.logs {
            let of_user = async |conn: &mut AnyConnection, sql: &'static str| -> i64 {
                let count = sqlx::query_scalar(sql).bind(user_id(log.account_name)).fetch_one(conn).await;
                count.unwrap()
            };
            let answers = of_user(conn, "SELECT COUNT(*) FROM operations WHERE user_id = $1").await;
            let sql = "SELECT COUNT(*) FROM audit WHERE actor = $1 AND action NOT LIKE 'sign_in%'";
            let audited = of_user(conn, sql).await;
            let told = i64::try_from(log.done.len()).unwrap();
            assert_eq!((answers, audited), (told, told), "{}", log.account_name);
        }
    }

    /// What partners gave is what customers got, every movement is written down, and what payouts hold is what incentives
    /// gave.
    async fn money_is_conserved(&self, conn: &mut AnyConnection, before: &BTreeMap<String, i64>) {
        assert_eq!(book::check::flaws(&mut *conn).await.unwrap(), Vec::<String>::new());
        let held: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM payouts WHERE amount = $1")
            .bind(APPLIED)
            .fetch_one(&mut *conn)
            .await
            .unwrap();
        let booked = "SELECT COUNT(*) FROM book_lines l JOIN book_entries e ON e.entry_id = l.entry_id
             WHERE e.kind = 'PAYOUT_HELD' AND l.account = 'PAYOUT_HOLD' AND l.amount = $1";
        let booked: i64 = sqlx::query_scalar(booked).bind(APPLIED).fetch_one(&mut *conn).await.unwrap();
        assert_eq!(booked, held);
        for (partner_id, cash) in cash(conn).await {
            let moved: i64 = sqlx::query_scalar(
                "SELECT COUNT(*) FROM adjust_records WHERE partner_id = $1 AND amount = $2",
            )
            .bind(&partner_id)
            .bind(GRANTED)
            .fetch_one(&mut *conn)
            .await
            .unwrap();
            assert_eq!(cash, before[&partner_id] - moved * GRANTED, "{partner_id}");
        }
    }
}
