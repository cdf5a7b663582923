//! How the database finds what lists ask for: every statement of every list, as the product sends it, is laid before the
//! engine, and none may read a whole table of rows that grow.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where something is not as it should be"
)]

#[expect(dead_code, reason = "the other tests need more of it")]
mod browser;
mod database;
#[expect(dead_code, unused_imports, reason = "the other tests need more of it")]
mod harness;

use crate::harness::{Browser, Service};
use contract::{
    accounts::{self, AdjustRecordQuery, IssuedVoucherQuery},
    associations::{self, AssociationType},
    customer_migrations,
    customers::{self, CustomerQuery, CustomerSort},
    deadlines,
    filings::{self, FilingQuery, FilingStatus},
    invitation_links, invitations,
    money::Amount,
    opportunities::{self, OpportunityQuery},
    opportunity_desk,
    page::SortDirection,
    work_queue,
};
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use std::{
    collections::BTreeSet,
    fmt,
    sync::{Mutex, PoisonError},
};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{Layer, layer::Context, layer::SubscriberExt};

/// Statements that the product has sent.
static SENT: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Tables that grow with the business. Others, such as partners, are read whole where that is quickest.
const GROWING: [&str; 15] = [
    "customers",
    "filings",
    "association_records",
    "adjust_records",
    "vouchers",
    "timeline",
    "holdings",
    "invitations",
    "opportunities",
    "outbox",
    "operations",
    "account_standing",
    "work_items",
    "customer_migrations",
    "invitation_links",
];

struct Statements;

#[derive(Default)]
struct Statement {
    summary: String,
    whole: String,
}

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.trim().clone_into(&mut self.whole),
            _ => {}
        }
    }
    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            let mut statement = Statement::default();
            event.record(&mut statement);
            let text = if statement.whole.is_empty() { statement.summary } else { statement.whole };
            sent().insert(text);
        }
    }
}

fn sent() -> std::sync::MutexGuard<'static, BTreeSet<String>> {
    SENT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The reads that `work` made the product send.
async fn sent_by(work: impl Future<Output = ()>) -> Vec<String> {
    sent().clear();
    work.await;
    sent().iter().filter(|text| text.starts_with("SELECT")).cloned().collect()
}

/// What the engine would do, a line for each step.
async fn plan(conn: &mut AnyConnection, statement: &str) -> Vec<String> {
    let explain = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"))).fetch_all(conn).await;
    explain.unwrap().iter().map(|row| row.try_get::<String, _>("detail").unwrap()).collect()
}

/// Whether a step reads a growing table from end to end. The vendor's totals over all partners may read an index so, but
/// never that of customers, of whom there are a million.
fn scans(step: &str) -> bool {
    let name = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next()).unwrap_or_default();
    let aliases = [
        ("c", "customers"),
        ("f", "filings"),
        ("i", "invitations"),
        ("l", "invitation_links"),
        ("m", "customer_migrations"),
        ("o", "opportunities"),
        ("w", "work_items"),
    ];
    let name = aliases.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, table)| table);
    GROWING.contains(&name) && (name == "customers" || !step.contains("COVERING INDEX"))
}

const SORTS: [CustomerSort; 4] = [
    CustomerSort::AssociatedOn,
    CustomerSort::MonthSpend,
    CustomerSort::AvailableQuota,
    CustomerSort::ResourceExpiry,
];

/// Every order with and without every filter that the app offers.
async fn every_customer_list(browser: &Browser, filters: &[CustomerQuery]) {
    for filter in filters {
        for sort_key in SORTS {
            for sort_dir in [SortDirection::Asc, SortDirection::Desc] {
                let query = CustomerQuery { sort_key, sort_dir, ..filter.clone() };
                browser.fetch(&customers::LIST, (), &query).await.ok::<customers::CustomerPage>();
            }
        }
    }
}

fn customer_filters() -> Vec<CustomerQuery> {
    let all = CustomerQuery::default;
    vec![
        CustomerQuery { customer: Some("科技".to_owned()), ..all() },
        CustomerQuery { account_name: Some("hw_".to_owned()), ..all() },
        CustomerQuery { telephone: Some("13900000001".to_owned()), ..all() },
        CustomerQuery { customer_id: Some("c-100001".to_owned()), ..all() },
        CustomerQuery { association_type: Some(AssociationType::Referral), ..all() },
        CustomerQuery { label: Some("VIP".to_owned()), ..all() },
        CustomerQuery { account_manager: Some("none".to_owned()), ..all() },
        CustomerQuery { account_manager: Some("u-yunfan-wang".to_owned()), ..all() },
        CustomerQuery { associated_on_begin: Some("2026-01-01T00:00:00Z".parse().unwrap()), ..all() },
        CustomerQuery { month_spend_min: Amount::from_minor(100_000), ..all() },
        CustomerQuery { resource_expiry_end: Some("2026-12-31".parse().unwrap()), ..all() },
        CustomerQuery { with_open_request: Some(true), ..all() },
    ]
}

#[tokio::test]
async fn no_list_reads_a_whole_table() {
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Statements)).unwrap();
    let service = Service::start().await;
    let member = service.signed_in("yunfan-admin").await;
    let operator = service.signed_in("vendor-operator").await;
    let distributor = service.signed_in("huashang-admin").await;

    let whole = sent_by(every_customer_list(&member, &[CustomerQuery::default()])).await;
    let filtered = sent_by(every_customer_list(&member, &customer_filters())).await;
    let resellers = CustomerQuery { scope: customers::CustomerScope::Resellers, ..CustomerQuery::default() };
    let of_resellers = sent_by(every_customer_list(&distributor, &[resellers])).await;
    let others = sent_by(async {
        for status_list in [vec![], vec![FilingStatus::Filed]] {
            for ending_first in [false, true] {
                let query =
                    FilingQuery { status_list: status_list.clone(), ending_first, ..FilingQuery::default() };
                member.fetch(&filings::LIST, (), &query).await.ok::<filings::FilingPage>();
            }
        }
        let query = AdjustRecordQuery::default();
        member.fetch(&accounts::ADJUST_RECORDS, (), &query).await.ok::<accounts::AdjustRecords>();
        let query = IssuedVoucherQuery::default();
        member.fetch(&accounts::ISSUED_VOUCHERS, (), &query).await.ok::<accounts::IssuedVouchers>();
        let query = associations::RecordQuery::default();
        member.fetch(&associations::RECORDS, (), &query).await.ok::<associations::RecordPage>();
        let query = invitations::InvitationQuery::default();
        member.fetch(&invitations::HISTORY, (), &query).await.ok::<invitations::InvitationPage>();
        let query = invitation_links::LinkQuery::default();
        member.fetch(&invitation_links::LIST, (), &query).await.ok::<invitation_links::LinkPage>();
        let query = customer_migrations::MigrationListQuery::default();
        member.fetch(&customer_migrations::LIST, (), &query).await.ok::<customer_migrations::MigrationPage>();
        for sort in ["NEWEST", "DEADLINE", "AMOUNT"] {
            let query = serde_json::json!({ "direction": "HO", "sort": sort });
            let query: OpportunityQuery = serde_json::from_value(query).unwrap();
            member.fetch(&opportunities::LIST, (), &query).await.ok::<opportunities::OpportunityPage>();
        }
        let query = deadlines::DeadlineQuery::default();
        member.fetch(&deadlines::LIST, (), &query).await.ok::<deadlines::Deadlines>();
        let query = work_queue::WorkItemQuery::default();
        operator.fetch(&work_queue::LIST, (), &query).await.ok::<work_queue::WorkItemPage>();
        let query = opportunity_desk::VendorOpportunityQuery::default();
        operator
            .fetch(&opportunity_desk::LIST, (), &query)
            .await
            .ok::<opportunity_desk::VendorOpportunityPage>();
        let of = ("c-100001".parse().unwrap(),);
        member.fetch(&customers::SHOW, of, &()).await.ok::<customers::CustomerDetail>();
    })
    .await;

    // The demo's tables are small, and to read a small one whole is right. Without its measures the engine takes them
    // for large.
    service.write("DELETE FROM sqlite_stat1").await;
    let mut conn = service.app.store.read().await.unwrap();
    sqlx::query("ANALYZE sqlite_schema").execute(&mut *conn).await.unwrap();
    for statement in whole.iter().chain(&filtered).chain(&of_resellers).chain(&others) {
        let steps = plan(&mut conn, statement).await;
        // In the order of an index, and only until the page is full, is not from end to end.
        let in_order = statement.contains("LIMIT") && !steps.iter().any(|step| step.contains("TEMP B-TREE"));
        assert!(in_order || !steps.iter().any(|step| scans(step)), "{statement}\n{steps:#?}");
    }
    let is_page = |statement: &&String| statement.contains(") page JOIN customers c");
    // Eight orders, each walked along an index of its own: the page's ids come sorted.
    let pages: Vec<_> = whole.iter().filter(is_page).collect();
    assert_eq!(pages.len(), 8);
    for statement in pages {
        let ids = statement.split_once("FROM (").unwrap().1.split_once(") page").unwrap().0;
        let steps = plan(&mut conn, ids).await;
        assert!(steps.iter().all(|step| step.contains("COVERING INDEX")), "{ids}\n{steps:#?}");
    }
    // What is filtered is found in an index as well: no row is read but those of the page.
    for statement in filtered.iter().filter(is_page) {
        let ids = statement.split_once("FROM (").unwrap().1.split_once(") page").unwrap().0;
        let steps = plan(&mut conn, ids).await;
        // Or the filter is part of an index of its own, so that only what meets it is looked at.
        let narrow = [" AND ", "(customer_id=?)", "customers_with_open_request"];
        let is_narrow = |step: &String| narrow.iter().any(|part| step.contains(part));
        let found = steps.iter().any(|step| step.contains("COVERING INDEX") || is_narrow(step));
        assert!(found, "{ids}\n{steps:#?}");
    }
}
