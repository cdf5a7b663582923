//! Marketing tasks: rules I1.1–I4.3 of `docs/rules.md`.

use crate::world::{Actor, World, id};
use backend::jobs;
use contract::{
    activity_log::{ActivityQuery, LIST as ACTIVITIES},
    customers::CustomerScope,
    exports::{CREATE, ExportDraft, ExportFormat, ExportOf, FILE},
    ids::MarketingTaskId,
    marketing_tasks::{
        ContactResult, Intention, LIST, ORDER, PROCESS, ProcessDraft, SHOW, Strategy, SubStrategy, TERMINATE,
        Task, TaskDetail, TaskEvent, TaskKind, TaskPage, TaskQuery, TaskStatus, TerminateDraft,
    },
    problem::ErrorCode,
    text::{Reason, Rule, TaskNote},
};

/// Of the demo: a big order that waits, one whose order is half renewed, a reseller's, and an expansion task that is late.
const BIG: &str = "mt-100101";
const HALF: &str = "mt-100102";
const RESELLERS_BIG: &str = "mt-320101";
const RESELLERS_EXPANSION: &str = "mt-320001";
const LATE: &str = "mt-100003";
/// The order that the generator finds.
const FOUND: &str = "CS2611R100006";

fn all(kind: TaskKind) -> TaskQuery {
    TaskQuery { kind, limit: Some(100), ..TaskQuery::default() }
}

async fn listed(actor: &Actor<'_>, query: &TaskQuery) -> TaskPage {
    actor.fetch(&LIST, (), query).await.ok()
}

async fn count(actor: &Actor<'_>, query: &TaskQuery) -> u32 {
    listed(actor, query).await.total_count
}

fn ids(page: &TaskPage) -> Vec<&str> {
    page.tasks.iter().map(|task| task.task_id.as_str()).collect()
}

async fn shown(actor: &Actor<'_>, task_id: &str) -> TaskDetail {
    actor.fetch(&SHOW, (id(task_id),), &()).await.ok()
}

fn draft(version: i64) -> ProcessDraft {
    ProcessDraft {
        version,
        complete: false,
        contact_result: ContactResult::Reached,
        intention: Intention::Partly,
        next_follow_up_on: Some("2026-11-25".parse().unwrap()),
        note: TaskNote::try_from("客户月底前确认".to_owned()).unwrap(),
        opportunity_id: None,
    }
}

fn complete(version: i64) -> ProcessDraft {
    ProcessDraft { complete: true, next_follow_up_on: None, ..draft(version) }
}

fn end(version: i64) -> TerminateDraft {
    TerminateDraft { version, reason: Reason::try_from("客户不再需要".to_owned()).unwrap() }
}

fn task(task_id: &str) -> (MarketingTaskId,) {
    (id(task_id),)
}

#[tokio::test]
async fn everybody_sees_the_tasks_of_its_data_scope() {
    let world = World::new().await;
    for (account, expansion, renewal) in [
        ("yunfan-admin", 11, 5),
        ("yunfan-wang", 11, 5),
        // Leads wang and li; li manages none of these customers.
        ("yunfan-director", 11, 5),
        ("yunfan-li", 0, 0),
        ("huashang-admin", 1, 1),
        ("lingxi-admin", 1, 1),
        ("nimbus-garcia", 1, 0),
    ] {
        let actor = world.sign_in(account).await;
        assert_eq!(count(&actor, &all(TaskKind::Expansion)).await, expansion, "{account}");
        assert_eq!(count(&actor, &all(TaskKind::Renewal)).await, renewal, "{account}");
    }
    for account in ["yunfan-finance", "yunfan-operator", "caizhi-admin"] {
        let actor = world.sign_in(account).await;
        let refused = actor.fetch(&LIST, (), &all(TaskKind::Expansion)).await;
        assert_eq!(refused.code(), ErrorCode::AccessDenied, "{account}");
    }
    let li = world.sign_in("yunfan-li").await;
    let nimbus = world.sign_in("nimbus-admin").await;
    for actor in [&li, &nimbus] {
        assert_eq!(actor.fetch(&SHOW, task(BIG), &()).await.code(), ErrorCode::NotFound);
        assert_eq!(actor.fetch(&ORDER, task(BIG), &()).await.code(), ErrorCode::NotFound);
        assert_eq!(actor.submit(&PROCESS, task(BIG), &draft(1)).await.code(), ErrorCode::NotFound);
    }
}

#[tokio::test]
async fn a_distributor_has_a_tab_for_its_resellers_customers_and_nobody_else_has() {
    let world = World::new().await;
    let distributor = world.sign_in("huashang-admin").await;
    let resellers = TaskQuery { scope: CustomerScope::Resellers, ..all(TaskKind::Renewal) };
    let page = listed(&distributor, &resellers).await;
    assert_eq!(ids(&page), [RESELLERS_BIG]);
    assert_eq!(page.tasks[0].reseller_name.as_deref(), Some("灵犀云科技（成都）有限公司"));
    assert!(!page.tasks[0].customer.contains("灵山"), "masked: {}", page.tasks[0].customer);
    for account in ["lingxi-admin", "yunfan-admin"] {
        let actor = world.sign_in(account).await;
        assert_eq!(actor.fetch(&LIST, (), &resellers).await.code(), ErrorCode::AccessDenied, "{account}");
    }
}

#[tokio::test]
async fn a_renewal_task_is_processed_completed_and_keeps_its_history() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let before = shown(&wang, BIG).await;
    assert_eq!((before.task.status, before.records.len()), (TaskStatus::Pending, 0));
    let begun = wang.submit(&PROCESS, task(BIG), &draft(before.task.version)).await.ok();
    assert_eq!(begun.task.status, TaskStatus::InProgress);
    assert_eq!(begun.task.next_follow_up_on, Some("2026-11-25".parse().unwrap()));
    // The default list shows what is to be processed only.
    let pending = TaskQuery { status_list: vec![TaskStatus::Pending], ..all(TaskKind::Renewal) };
    assert_eq!(ids(&listed(&wang, &pending).await), [HALF]);
    let admin = world.sign_in("yunfan-admin").await;
    let stale = admin.submit(&PROCESS, task(BIG), &complete(before.task.version)).await;
    assert_eq!(stale.code(), ErrorCode::Changed);
    let done = admin.submit(&PROCESS, task(BIG), &complete(begun.task.version)).await.ok();
    assert_eq!(done.task.status, TaskStatus::Completed);
    assert_eq!(done, shown(&wang, BIG).await);
    let events: Vec<(TaskEvent, &str)> =
        done.records.iter().map(|record| (record.event, record.by.as_str())).collect();
    assert_eq!(events, [(TaskEvent::Complete, "林岚"), (TaskEvent::Process, "王宁")]);
    assert_eq!(done.records[1].note, "客户月底前确认");
    let again = wang.submit(&PROCESS, task(BIG), &draft(done.task.version)).await.refused();
    assert_eq!(again.error_code, ErrorCode::NotInThisState);
    assert_eq!(again.current_status.as_deref(), Some("COMPLETED"));
    assert_eq!(again.settled_by.as_deref(), Some("林岚"));
    assert_eq!(
        wang.submit(&TERMINATE, task(BIG), &end(done.task.version)).await.code(),
        ErrorCode::NotInThisState
    );
}

#[tokio::test]
async fn the_same_key_processes_once() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    for _ in 0..2 {
        wang.submit_as(&PROCESS, task(BIG), &draft(1), "one-key").await.ok();
    }
    assert_eq!(shown(&wang, BIG).await.records.len(), 1);
}

#[tokio::test]
async fn a_terminated_task_says_why_for_good() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let ended = wang.submit(&TERMINATE, task("mt-100005"), &end(1)).await.ok();
    assert_eq!(ended.task.status, TaskStatus::Terminated);
    assert_eq!(ended.records[0].note, "客户不再需要");
    assert_eq!(wang.submit(&PROCESS, task("mt-100005"), &draft(2)).await.code(), ErrorCode::NotInThisState);
}

#[tokio::test]
async fn what_is_typed_is_checked_field_by_field() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let late = ProcessDraft { next_follow_up_on: Some("2026-11-22".parse().unwrap()), ..draft(1) };
    let both = ProcessDraft { complete: true, ..draft(1) };
    let foreign = ProcessDraft { opportunity_id: Some(id("ho-nobody")), ..draft(1) };
    for (wrong, field, rule) in [
        (late, "next_follow_up_on", Rule::OutOfRange),
        (both, "next_follow_up_on", Rule::Unexpected),
        (foreign, "opportunity_id", Rule::Unexpected),
    ] {
        let refused = wang.submit(&PROCESS, task(BIG), &wrong).await.refused();
        assert_eq!(refused.error_code, ErrorCode::InvalidParameter);
        assert_eq!((refused.fields[0].field.as_str(), &refused.fields[0].rule), (field, &rule));
    }
    for body in [
        r#"{"version":1,"complete":false,"contact_result":"REACHED","intention":"YES","note":"  "}"#,
        r#"{"version":1,"complete":false,"contact_result":"PERHAPS","intention":"YES","note":"x"}"#,
        r#"{"version":1,"complete":false,"contact_result":"REACHED","note":"x"}"#,
    ] {
        let refused = wang.submit_text(&PROCESS, task(BIG), body).await;
        assert_eq!(refused.code(), ErrorCode::InvalidParameter, "{body}");
    }
    let today = ProcessDraft {
        next_follow_up_on: Some("2026-11-23".parse().unwrap()),
        opportunity_id: Some(id("ho-100001")),
        ..draft(1)
    };
    let processed = wang.submit(&PROCESS, task(BIG), &today).await.ok();
    assert_eq!(processed.records[0].opportunity_id, Some(id("ho-100001")));
}

#[tokio::test]
async fn a_reseller_sees_its_big_orders_and_its_distributor_processes_them() {
    let world = World::new().await;
    let reseller = world.sign_in("lingxi-admin").await;
    let seen = shown(&reseller, RESELLERS_BIG).await;
    assert_eq!(seen.distributor_name.as_deref(), Some("华上云渠道（北京）股份有限公司"));
    let processed = reseller.submit(&PROCESS, task(RESELLERS_BIG), &draft(1)).await;
    assert_eq!((processed.status(), processed.code()), (403, ErrorCode::ContactDistributor));
    let ended = reseller.submit(&TERMINATE, task(RESELLERS_BIG), &end(1)).await;
    assert_eq!(ended.code(), ErrorCode::ContactDistributor);
    // Expansion tasks it processes itself.
    let own = reseller.submit(&PROCESS, task(RESELLERS_EXPANSION), &draft(1)).await.ok();
    assert_eq!(own.task.status, TaskStatus::InProgress);
    let distributor = world.sign_in("huashang-admin").await;
    let done = distributor.submit(&PROCESS, task(RESELLERS_BIG), &complete(1)).await.ok();
    assert_eq!(done.task.status, TaskStatus::Completed);
    assert_eq!(shown(&reseller, RESELLERS_BIG).await.records[0].by, "方正");
}

async fn generated(world: &World, admin: &Actor<'_>) -> Vec<Task> {
    while jobs::run_due(&world.service.app).await.unwrap() > 0 {}
    let page = listed(admin, &TaskQuery { number: Some(FOUND.to_owned()), ..all(TaskKind::Renewal) }).await;
    page.tasks
}

#[tokio::test]
async fn an_order_makes_one_task_and_only_a_big_one_that_is_not_renewed() {
    let world = World::new().await;
    world.service.write("DELETE FROM jobs WHERE kind <> 'RENEWAL_TASKS'").await;
    let admin = world.sign_in("yunfan-admin").await;
    assert_eq!(generated(&world, &admin).await.len(), 0);
    world.pass_until("2026-11-23T22:00:00Z".parse().unwrap());
    let admin = world.sign_in("yunfan-admin").await;
    let found = generated(&world, &admin).await;
    assert_eq!(found.len(), 1);
    let order = found[0].order.clone().unwrap();
    assert_eq!((order.renewal_rate, order.expires_on.to_string().as_str()), (33, "2026-11-30"));
    assert_eq!(found[0].deadline, "2026-11-30T16:00:00Z".parse().unwrap());
    // Small, bought once, hardly needed, renewed by sixty percent, in another currency: no task.
    assert_eq!(count(&admin, &all(TaskKind::Renewal)).await, 6);
    let of_nimbus = "SELECT COUNT(*) FROM marketing_tasks WHERE partner_id = $1 AND kind = 'RENEWAL'";
    assert_eq!(world.number(of_nimbus, "p-nimbus").await, 0);
    // However often it is looked at.
    for _ in 0..3 {
        world.service.pass(86_400);
        while jobs::run_due(&world.service.app).await.unwrap() > 0 {}
    }
    let tasks = "SELECT COUNT(*) FROM marketing_tasks WHERE order_no = $1";
    assert_eq!(world.number(tasks, FOUND).await, 1);
    let audited = world.service.audited().await;
    assert_eq!(audited.iter().filter(|action| *action == "marketing_task.generate").count(), 1);
}

#[tokio::test]
async fn a_new_partner_of_the_customer_gets_a_task_of_its_own_and_the_old_one_sees_it_no_more() {
    let world = World::new().await;
    world.service.write("UPDATE customers SET partner_id = 'p-lingxi' WHERE customer_id = 'c-100001'").await;
    let wang = world.sign_in("yunfan-wang").await;
    assert_eq!(wang.fetch(&SHOW, task(BIG), &()).await.code(), ErrorCode::NotFound);
    world.pass_until("2026-11-23T22:00:00Z".parse().unwrap());
    while jobs::run_due(&world.service.app).await.unwrap() > 0 {}
    let lingxi = world.sign_in("lingxi-admin").await;
    let query = TaskQuery { number: Some("CS2611R100001".to_owned()), ..all(TaskKind::Renewal) };
    assert_eq!(count(&lingxi, &query).await, 1);
}

#[tokio::test]
async fn a_task_past_its_deadline_is_late_and_can_still_be_processed() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let late = TaskQuery { overdue: Some(true), ..all(TaskKind::Expansion) };
    assert_eq!(ids(&listed(&wang, &late).await), [LATE]);
    let others = TaskQuery { overdue: Some(false), ..all(TaskKind::Expansion) };
    assert_eq!(count(&wang, &others).await, 10);
    assert!(shown(&wang, LATE).await.task.is_overdue);
    let processed = wang.submit(&PROCESS, task(LATE), &draft(1)).await.ok();
    assert!(processed.task.is_overdue && processed.task.status == TaskStatus::InProgress);
    let done = wang.submit(&PROCESS, task(LATE), &complete(2)).await.ok();
    assert!(!done.task.is_overdue, "what has ended is not late");
    // The deadline is the end of the order's last day, and not a second before.
    world.pass_until("2026-11-30T15:59:59Z".parse().unwrap());
    let wang = world.sign_in("yunfan-wang").await;
    assert!(!shown(&wang, BIG).await.task.is_overdue);
    world.service.pass(1);
    assert!(shown(&wang, BIG).await.task.is_overdue);
}

#[tokio::test]
async fn filters_find_what_they_say() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let expansion = || all(TaskKind::Expansion);
    for (query, found) in [
        (TaskQuery { name: Some("复购".to_owned()), ..expansion() }, 2),
        (TaskQuery { customer: Some("蓝天".to_owned()), ..expansion() }, 2),
        (TaskQuery { strategy: Some(Strategy::Scenario), ..expansion() }, 3),
        (TaskQuery { sub_strategy: Some(SubStrategy::Backup), ..expansion() }, 1),
        (TaskQuery { account_manager: Some("u-yunfan-li".to_owned()), ..expansion() }, 0),
        (TaskQuery { year_spend_min: "40000.00".parse().ok(), ..expansion() }, 3),
        (TaskQuery { year_spend_max: "3200.00".parse().ok(), ..expansion() }, 1),
        (TaskQuery { created_end: "2026-11-05".parse().ok(), ..expansion() }, 2),
        (TaskQuery { deadline_end: "2026-11-21".parse().ok(), ..expansion() }, 2),
        (TaskQuery { status_list: vec![TaskStatus::Completed, TaskStatus::Terminated], ..expansion() }, 2),
        (TaskQuery { number: Some("CS2611R100002".to_owned()), ..all(TaskKind::Renewal) }, 1),
        (TaskQuery { number: Some("' OR 1=1 --".to_owned()), ..all(TaskKind::Renewal) }, 0),
    ] {
        assert_eq!(count(&admin, &query).await, found, "{query:?}");
    }
    let wrong = TaskQuery { limit: Some(101), ..expansion() };
    assert_eq!(admin.fetch(&LIST, (), &wrong).await.code(), ErrorCode::InvalidParameter);
}

#[tokio::test]
async fn the_order_of_a_task_shows_its_resources() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let order = wang.fetch(&ORDER, task(HALF), &()).await.ok();
    assert_eq!(order.order.renewal_rate, 53);
    let paid: Vec<String> = order.resources.iter().map(|one| one.paid.amount.to_string()).collect();
    assert_eq!(paid, ["30000.00", "26000.00"]);
    assert!(order.resources[0].renewed_until.is_some() && order.resources[1].renewed_until.is_none());
    assert_eq!(wang.fetch(&ORDER, task("mt-100001"), &()).await.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn what_was_done_is_in_the_activity_log_with_both_sides() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    wang.submit(&PROCESS, task(BIG), &draft(1)).await.ok();
    let admin = world.sign_in("yunfan-admin").await;
    let query = ActivityQuery { member: Some(id("u-yunfan-wang")), ..ActivityQuery::default() };
    let page = admin.fetch(&ACTIVITIES, (), &query).await.ok();
    let newest = &page.activities[0];
    assert_eq!((newest.action.as_str(), newest.object.as_str()), ("marketing_task.process", BIG));
    let status = newest.changes.iter().find(|change| change.field == "status").unwrap();
    assert_eq!((status.before.as_deref(), status.after.as_deref()), (Some("PENDING"), Some("IN_PROGRESS")));
}

#[tokio::test]
async fn a_list_is_exported_for_at_most_six_months_and_customers_stay_masked() {
    let world = World::new().await;
    let wang = world.sign_in("yunfan-wang").await;
    let asked =
        |query: TaskQuery| ExportDraft { of: ExportOf::MarketingTasks(query), format: ExportFormat::Csv };
    let old = TaskQuery { created_begin: "2026-05-22".parse().ok(), ..TaskQuery::default() };
    let refused = wang.submit(&CREATE, (), &asked(old)).await.refused();
    assert_eq!(refused.fields[0].field, "created_begin");
    let export = wang.submit(&CREATE, (), &asked(all(TaskKind::Renewal))).await.ok();
    while jobs::run_due(&world.service.app).await.unwrap() > 0 {}
    let path = FILE.spec.path.replace("{export_id}", export.export_id.as_str());
    let file = wang.browser.raw("GET", &path, &[], "").await;
    let text = String::from_utf8(file.content.to_vec()).unwrap();
    assert!(text.contains("CS2611R100001") && text.contains("待处理"), "{text}");
    assert!(!text.contains("蓝天信息"), "masked: {text}");
    let finance = world.sign_in("yunfan-finance").await;
    let refused = finance.submit(&CREATE, (), &asked(TaskQuery::default())).await;
    assert_eq!(refused.code(), ErrorCode::AccessDenied);
}
