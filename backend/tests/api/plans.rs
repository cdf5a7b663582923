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
    activity_log::{self, ActivityQuery, AuditedAction},
    associations::{self, AssociationType},
    bills::{self, BillDetailQuery, BillLineKind},
    capability_labels, certifications, covers, customer_migrations,
    customers::{self, CustomerQuery, CustomerSort},
    deadlines, delivery_desk,
    delivery_projects::{self, DeliveryQuery, DeliveryStatus},
    exports,
    filings::{self, FilingQuery, FilingStatus},
    funds::{self, FundsDetailQuery, FundsEntryKind},
    incentive_transfers, incentives, invitation_links, invitations,
    marketing_tasks::{self, TaskKind, TaskQuery, TaskSort, TaskStatus},
    members::{self, MemberQuery},
    money::Amount,
    notification_settings,
    notifications::{self, NotificationQuery},
    opportunities::{self, OpportunityQuery},
    opportunity_desk,
    page::SortDirection,
    payouts, personnel, remittances, roles,
    statements::{self, StatementQuery, StatementStatus},
    suggestions, top_ups, withdrawals, work_queue,
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
const GROWING: [&str; 49] = [
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
    "incentives",
    "incentive_lines",
    "incentive_feedbacks",
    "payouts",
    "incentive_transfers",
    "book_entries",
    "book_lines",
    "top_ups",
    "payments",
    "remittance_claims",
    "withdrawals",
    "statements",
    "statement_lines",
    "statement_disputes",
    "bill_lines",
    "exports",
    "notifications",
    "marketing_tasks",
    "marketing_task_records",
    "term_orders",
    "term_order_resources",
    "audit",
    "personnel",
    "personnel_sends",
    "covers",
    "certifications",
    "certification_stages",
    "certification_judgements",
    "certification_defences",
    "capability_badge_downloads",
    "delivery_projects",
    "delivery_evidences",
    "delivery_steps",
    "suggestions",
];

const GUARD: &str = include_str!("../../migrations/sqlite_guard.sql");

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
        ("a", "adjust_records"),
        ("c", "customers"),
        ("e", "book_entries"),
        ("f", "filings"),
        ("i", "invitations"),
        ("p", "payouts"),
        ("x", "incentive_transfers"),
        ("l", "invitation_links"),
        ("m", "customer_migrations"),
        ("b", "bill_lines"),
        ("s", "statements"),
        ("d", "statement_disputes"),
        ("o", "opportunities"),
        ("w", "work_items"),
        ("t", "marketing_tasks"),
        ("n", "certifications"),
        ("v", "delivery_projects"),
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

async fn every_incentive_list(member: &Browser) {
    for status in [None, Some(incentives::IncentiveStatus::Issued)] {
        let query = incentives::IncentiveLineQuery { status, ..incentives::IncentiveLineQuery::default() };
        member.fetch(&incentives::LINES, (), &query).await.ok::<incentives::IncentiveLinePage>();
    }
    for place in incentives::MoneyPlace::ALL {
        let place = Some(place);
        let query = incentives::IncentiveQuery { place, ..incentives::IncentiveQuery::default() };
        member.fetch(&incentives::RECONCILIATIONS, (), &query).await.ok::<incentives::IncentivePage>();
    }
    let query = incentives::FeedbackQuery::default();
    member.fetch(&incentives::FEEDBACKS, (), &query).await.ok::<incentives::FeedbackPage>();
    member.fetch(&incentives::SUMMARY, (), &()).await.ok::<incentives::IncentiveSummary>();
    member.fetch(&incentives::FILTERS, (), &()).await.ok::<incentives::IncentiveFilters>();
    for basis in incentives::ChartBasis::ALL {
        let query = incentives::ChartQuery { basis, ..incentives::ChartQuery::default() };
        member.fetch(&incentives::CHART, (), &query).await.ok::<incentives::IncentiveChart>();
    }
    member.fetch(&payouts::PAYABLES, (), &()).await.ok::<payouts::Payables>();
    let query = payouts::PayoutQuery::default();
    member.fetch(&payouts::LIST, (), &query).await.ok::<payouts::PayoutPage>();
    let query = incentive_transfers::TransferQuery::default();
    member.fetch(&incentive_transfers::LIST, (), &query).await.ok::<incentive_transfers::TransferPage>();
}

async fn every_organization_list(administrator: &Browser) {
    for role_id in [None, Some("FINANCE".parse().unwrap())] {
        let query = MemberQuery { role_id, ..MemberQuery::default() };
        administrator.fetch(&members::LIST, (), &query).await.ok::<members::MemberPage>();
    }
    let query = MemberQuery { name: Some("林".to_owned()), ..MemberQuery::default() };
    administrator.fetch(&members::LIST, (), &query).await.ok::<members::MemberPage>();
    let of = ("u-yunfan-director".parse().unwrap(),);
    administrator.fetch(&members::SHOW, of, &()).await.ok::<members::MemberDetail>();
    administrator.fetch(&members::MANAGERS, (), &()).await.ok::<members::Managers>();
    administrator.fetch(&roles::LIST, (), &()).await.ok::<roles::Roles>();
}

async fn every_list_of_messages(member: &Browser) {
    for (unread, archived) in [(false, false), (true, false), (false, true)] {
        let query = NotificationQuery { unread, archived, ..NotificationQuery::default() };
        member.fetch(&notifications::LIST, (), &query).await.ok::<notifications::NotificationPage>();
    }
    member.fetch(&notifications::UNREAD, (), &()).await.ok::<notifications::Unread>();
    member.fetch(&notification_settings::SETTINGS, (), &()).await.ok::<notification_settings::Settings>();
    let one = || ("n-100001".parse().unwrap(),);
    member.fetch(&notifications::SHOW, one(), &()).await.ok::<notifications::NotificationDetail>();
}

async fn every_list_of_people(member: &Browser) {
    for status in [None, Some(personnel::PersonnelStatus::Expired), Some(personnel::PersonnelStatus::Bound)] {
        let query = personnel::PersonnelQuery { status, ..personnel::PersonnelQuery::default() };
        member.fetch(&personnel::LIST, (), &query).await.ok::<personnel::PersonnelPage>();
    }
    for side in covers::CoverSide::ALL {
        for active in [false, true] {
            let query = covers::CoverQuery { side, active, ..covers::CoverQuery::default() };
            member.fetch(&covers::LIST, (), &query).await.ok::<covers::CoverPage>();
        }
    }
    member.fetch(&covers::COLLEAGUES, (), &()).await.ok::<covers::Colleagues>();
    for status in [None, Some(suggestions::SuggestionStatus::Accepted)] {
        let query = suggestions::SuggestionQuery { status, ..suggestions::SuggestionQuery::default() };
        member.fetch(&suggestions::LIST, (), &query).await.ok::<suggestions::SuggestionList>();
    }
}

async fn every_list_of_deliveries(member: &Browser, operator: &Browser) {
    for status_list in [vec![], vec![DeliveryStatus::EvidencePending]] {
        for keyword in [None, Some("园区".to_owned())] {
            let query =
                DeliveryQuery { status_list: status_list.clone(), keyword, ..DeliveryQuery::default() };
            member.fetch(&delivery_projects::LIST, (), &query).await.ok::<delivery_projects::DeliveryPage>();
        }
        for overdue in [false, true] {
            let status_list = status_list.clone();
            let query =
                delivery_desk::DeskQuery { status_list, overdue, ..delivery_desk::DeskQuery::default() };
            operator.fetch(&delivery_desk::LIST, (), &query).await.ok::<delivery_desk::DeskPage>();
        }
    }
    let one = || ("dp-100008".parse().unwrap(),);
    member.fetch(&delivery_projects::SHOW, one(), &()).await.ok::<delivery_projects::DeliveryDetail>();
    operator.fetch(&delivery_desk::CASE, one(), &()).await.ok::<delivery_desk::DeliveryCase>();
}

async fn every_funds_list(member: &Browser) {
    member.fetch(&funds::OVERVIEW, (), &()).await.ok::<funds::FundsOverview>();
    for kind in [None, Some(FundsEntryKind::Granted)] {
        let query = FundsDetailQuery { kind, ..FundsDetailQuery::default() };
        member.fetch(&funds::DETAILS, (), &query).await.ok::<funds::FundsDetails>();
    }
    for returnable in [false, true] {
        let query = top_ups::TopUpQuery { returnable, ..top_ups::TopUpQuery::default() };
        member.fetch(&top_ups::LIST, (), &query).await.ok::<top_ups::TopUpPage>();
    }
    let query = remittances::ClaimQuery::default();
    member.fetch(&remittances::LIST, (), &query).await.ok::<remittances::ClaimPage>();
    let query = withdrawals::WithdrawalQuery::default();
    member.fetch(&withdrawals::LIST, (), &query).await.ok::<withdrawals::WithdrawalPage>();
}

/// Both tabs, in both orders, with the filters that the app offers; one task; and the log.
async fn every_task_and_activity(member: &Browser, distributor: &Browser) {
    for kind in TaskKind::ALL {
        for sort in [TaskSort::Newest, TaskSort::Deadline] {
            let all = TaskQuery { kind, sort, ..TaskQuery::default() };
            let filters = [
                all.clone(),
                TaskQuery { status_list: vec![TaskStatus::Pending], ..all.clone() },
                TaskQuery { overdue: Some(true), ..all.clone() },
                TaskQuery { number: Some("mt-100001".to_owned()), ..all.clone() },
                TaskQuery { customer: Some("蓝天".to_owned()), ..all.clone() },
                TaskQuery { account_manager: Some("u-yunfan-wang".to_owned()), ..all.clone() },
                TaskQuery { deadline_end: Some("2026-12-31".parse().unwrap()), ..all.clone() },
            ];
            for query in filters {
                member.fetch(&marketing_tasks::LIST, (), &query).await.ok::<marketing_tasks::TaskPage>();
            }
            let resellers = TaskQuery { scope: customers::CustomerScope::Resellers, ..all };
            distributor.fetch(&marketing_tasks::LIST, (), &resellers).await.ok::<marketing_tasks::TaskPage>();
        }
    }
    let one = || ("mt-100101".parse().unwrap(),);
    member.fetch(&marketing_tasks::SHOW, one(), &()).await.ok::<marketing_tasks::TaskDetail>();
    member.fetch(&marketing_tasks::ORDER, one(), &()).await.ok::<marketing_tasks::TermOrder>();
    let days = (Some("2026-11-01".parse().unwrap()), Some("2026-11-30".parse().unwrap()));
    for query in [
        ActivityQuery::default(),
        ActivityQuery { begin: days.0, end: days.1, before: Some(7), ..ActivityQuery::default() },
        ActivityQuery { member: Some("u-yunfan-wang".parse().unwrap()), ..ActivityQuery::default() },
        ActivityQuery { action: Some(AuditedAction::SignIn), ..ActivityQuery::default() },
    ] {
        member.fetch(&activity_log::LIST, (), &query).await.ok::<activity_log::ActivityPage>();
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

async fn every_list_of_certifications(member: &Browser) {
    for (status_list, label_id) in [
        (vec![], None),
        (vec![certifications::CertificationStatus::MaterialUpdate], Some("cloud-security".parse().unwrap())),
    ] {
        let query = certifications::CertificationQuery {
            status_list,
            label_id,
            ..certifications::CertificationQuery::default()
        };
        member.fetch(&certifications::LIST, (), &query).await.ok::<certifications::CertificationPage>();
    }
    let label = || ("cloud-security".parse().unwrap(),);
    member.fetch(&certifications::LABELS, (), &()).await.ok::<certifications::Labels>();
    member.fetch(&certifications::LABEL, label(), &()).await.ok::<certifications::LabelDetail>();
    let one = || ("cert-100002".parse().unwrap(),);
    member.fetch(&certifications::SHOW, one(), &()).await.ok::<certifications::CertificationDetail>();
    member.fetch(&certifications::DEFENCES, one(), &()).await.ok::<certifications::Defences>();
    member.fetch(&capability_labels::LIST, (), &()).await.ok::<capability_labels::CapabilityLabels>();
    for label_id in [None, Some("cloud-migration".parse().unwrap())] {
        let query = capability_labels::BadgeDownloadQuery {
            label_id,
            ..capability_labels::BadgeDownloadQuery::default()
        };
        let page = member.fetch(&capability_labels::BADGE_DOWNLOADS, (), &query).await;
        page.ok::<capability_labels::BadgeDownloadPage>();
    }
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one call for each list")]
async fn no_list_reads_a_whole_table() {
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Statements)).unwrap();
    let service = Service::start().await;
    let member = service.signed_in("yunfan-admin").await;
    let manager = service.signed_in("yunfan-li").await;
    let operator = service.signed_in("vendor-operator").await;
    let distributor = service.signed_in("huashang-admin").await;

    let whole = sent_by(every_customer_list(&member, &[CustomerQuery::default()])).await;
    let filtered = sent_by(every_customer_list(&member, &customer_filters())).await;
    let of_manager = sent_by(every_customer_list(&manager, &[CustomerQuery::default()])).await;
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
        every_incentive_list(&member).await;
        every_funds_list(&member).await;
        every_organization_list(&member).await;
        every_list_of_messages(&member).await;
        let query = work_queue::WorkItemQuery::default();
        operator.fetch(&work_queue::LIST, (), &query).await.ok::<work_queue::WorkItemPage>();
        let query = opportunity_desk::VendorOpportunityQuery::default();
        operator
            .fetch(&opportunity_desk::LIST, (), &query)
            .await
            .ok::<opportunity_desk::VendorOpportunityPage>();
        let procurer = service.signed_in("caizhi-finance").await;
        for status_list in [vec![], vec![StatementStatus::PendingConfirm]] {
            let query = StatementQuery { status_list, ..StatementQuery::default() };
            procurer.fetch(&statements::LIST, (), &query).await.ok::<statements::StatementPage>();
        }
        let one = || ("st-100003".parse().unwrap(),);
        procurer.fetch(&statements::SHOW, one(), &()).await.ok::<statements::StatementDetail>();
        let query = statements::LineQuery::default();
        procurer.fetch(&statements::LINES, one(), &query).await.ok::<statements::LinePage>();
        let query = deadlines::DeadlineQuery::default();
        procurer.fetch(&deadlines::LIST, (), &query).await.ok::<deadlines::Deadlines>();
        let bill_cycle = "2026-10".parse().unwrap();
        member.fetch(&bills::SHOW, (), &bills::BillQuery { bill_cycle }).await.ok::<bills::Bill>();
        for (kind, customer_id) in
            [(None, None), (Some(BillLineKind::Refund), None), (None, Some("c-100001".parse().unwrap()))]
        {
            let query = BillDetailQuery { bill_cycle, kind, customer_id, offset: None, limit: None };
            member.fetch(&bills::DETAILS, (), &query).await.ok::<bills::BillDetailPage>();
        }
        every_task_and_activity(&member, &distributor).await;
        every_list_of_people(&member).await;
        every_list_of_certifications(&member).await;
        every_list_of_deliveries(&member, &operator).await;
        let query = exports::ExportQuery::default();
        member.fetch(&exports::LIST, (), &query).await.ok::<exports::ExportPage>();
        let of = ("c-100001".parse().unwrap(),);
        member.fetch(&customers::SHOW, of, &()).await.ok::<customers::CustomerDetail>();
    })
    .await;

    // The demo's tables are small, and to read a small one whole is right. Without its measures the engine takes them
    // for large, and customers for what it is told at every start.
    service.write("DELETE FROM sqlite_stat1").await;
    service.write(GUARD).await;
    let mut conn = service.app.store.read().await.unwrap();
    sqlx::query("ANALYZE sqlite_schema").execute(&mut *conn).await.unwrap();
    let untold =
        "SELECT name FROM pragma_index_list('customers') WHERE name NOT IN (SELECT idx FROM sqlite_stat1)";
    let untold: Vec<String> = sqlx::query_scalar(untold).fetch_all(&mut *conn).await.unwrap();
    assert!(untold.is_empty(), "migrations/sqlite_guard.sql says how {untold:?} are spread");
    for statement in whole.iter().chain(&of_manager).chain(&filtered).chain(&of_resellers).chain(&others) {
        let steps = plan(&mut conn, statement).await;
        // In the order of an index, and only until the page is full, is not from end to end.
        let in_order = statement.contains("LIMIT") && !steps.iter().any(|step| step.contains("TEMP B-TREE"));
        assert!(in_order || !steps.iter().any(|step| scans(step)), "{statement}\n{steps:#?}");
    }
    let is_page = |statement: &&String| statement.contains(") page JOIN customers c");
    // Eight orders, for a partner and for one manager, each walked along an index of its own: the page's ids come sorted.
    let pages: Vec<_> = whole.iter().chain(&of_manager).filter(is_page).collect();
    assert_eq!(pages.len(), 16);
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
