//! What partners ask the vendor's operator for, and what comes of it.

use crate::world::{World, id};
use contract::{
    associations::{Action, CHECK, CheckQuery},
    problem::ErrorCode,
    text::Reason,
    work_queue::{
        COMPLETE, DECLINE, LIST, RAISE, WorkItemAnswer, WorkItemDraft, WorkItemKind, WorkItemPage,
        WorkItemQuery, WorkItemStatus,
    },
};

fn reason(text: &str) -> Reason {
    Reason::try_from(text.to_owned()).unwrap()
}

fn answer(version: i64) -> WorkItemAnswer {
    WorkItemAnswer { version, answer: reason("已核对合同"), field_notes: Vec::new() }
}

/// The whole queue, on one page.
fn whole() -> WorkItemQuery {
    WorkItemQuery { limit: Some(100), ..WorkItemQuery::default() }
}

/// Ids in the order of the queue, without what is about money, labels, deliveries or suggestions, of which the demo has
/// its own.
fn besides_money(queue: &WorkItemPage) -> Vec<&str> {
    let others = queue.work_items.iter().filter(|item| {
        let is_funds = item.withdrawal_id.is_some() || item.claim_id.is_some() || item.payment_id.is_some();
        let is_other = item.certification_id.is_some()
            || item.delivery_project_id.is_some()
            || item.suggestion_id.is_some();
        !is_funds && !is_other && item.payout_id.is_none() && item.statement_id.is_none()
    });
    others.map(|item| item.work_item_id.as_str()).collect()
}

const UNFREEZE: WorkItemKind = WorkItemKind::UnfreezePartner;
const CLOSE: WorkItemKind = WorkItemKind::CloseSpecialContract;

#[tokio::test]
async fn closing_a_special_contract_lets_the_check_pass() {
    let world = World::new().await;
    let operator = world.sign_in("vendor-operator").await;
    let admin = world.sign_in("huashang-admin").await;
    let query = CheckQuery { customer_id: id("c-310003"), action: Action::Disassociate };
    assert!(!admin.fetch(&CHECK, (), &query).await.ok().passed);
    let queue = operator.fetch(&LIST, (), &whole()).await.ok();
    assert_eq!(besides_money(&queue)[1], "w-100001");
    let done = operator.submit(&COMPLETE, (id("w-100001"),), &answer(1)).await.ok();
    assert_eq!((done.status, done.answer.as_deref()), (WorkItemStatus::Completed, Some("已核对合同")));
    assert!(admin.fetch(&CHECK, (), &query).await.ok().passed);
    let messages = world.messages("WORK_ITEM_ANSWERED").await;
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert!(messages.iter().all(|message| message.contains("已核对合同")));

    let twice = operator.submit(&DECLINE, (id("w-100001"),), &answer(2)).await.refused();
    assert_eq!(
        (twice.error_code, twice.current_status.as_deref()),
        (ErrorCode::NotInThisState, Some("COMPLETED"))
    );
    assert_eq!(operator.submit(&COMPLETE, (id("w-missing"),), &answer(1)).await.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn lifting_the_freeze_of_a_partner_lets_its_customers_pass() {
    let world = World::new().await;
    let admin = world.sign_in("beidou-admin").await;
    let query = CheckQuery { customer_id: id("c-330001"), action: Action::Disassociate };
    assert!(!admin.fetch(&CHECK, (), &query).await.ok().passed);
    let draft = WorkItemDraft { kind: UNFREEZE, customer_id: None, note: reason("欠款已结清") };
    let item = admin.submit(&RAISE, (), &draft).await.ok();
    // Asking twice gives the item that is open.
    assert_eq!(admin.submit(&RAISE, (), &draft).await.ok().work_item_id, item.work_item_id);
    let operator = world.sign_in("vendor-operator").await;
    // Open first, oldest first.
    let queue = operator.fetch(&LIST, (), &whole()).await.ok();
    assert_eq!(
        besides_money(&queue),
        ["w-po-100005", "w-100001", "w-100007", "w-po-100003", item.work_item_id.as_str(), "w-100008"]
    );
    let stale = operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(2)).await;
    assert_eq!((stale.status(), stale.code()), (412, ErrorCode::Changed));
    operator.submit(&COMPLETE, (item.work_item_id.clone(),), &answer(1)).await.ok();
    assert!(admin.fetch(&CHECK, (), &query).await.ok().passed);
    // A new wish is a new item.
    assert_ne!(admin.submit(&RAISE, (), &draft).await.ok().work_item_id, item.work_item_id);
}

#[tokio::test]
async fn a_declined_item_changes_nothing_and_says_why() {
    let world = World::new().await;
    let operator = world.sign_in("vendor-operator").await;
    let open = WorkItemQuery { status: Some(WorkItemStatus::Open), ..WorkItemQuery::default() };
    let before = operator.fetch(&LIST, (), &open).await.ok().total_count;
    let declined = operator.submit(&DECLINE, (id("w-100001"),), &answer(1)).await.ok();
    assert_eq!(declined.status, WorkItemStatus::Declined);
    let in_force = "SELECT COUNT(*) FROM holdings WHERE ended_at IS NULL AND customer_id = $1";
    assert_eq!(world.number(in_force, "c-310003").await, 1);
    assert_eq!(world.messages("WORK_ITEM_ANSWERED").await.len(), 3);
    assert_eq!(operator.fetch(&LIST, (), &open).await.ok().total_count, before - 1);
}

#[tokio::test]
async fn an_item_says_whom_it_is_about_and_the_queue_is_the_operators() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let close = WorkItemDraft { kind: CLOSE, customer_id: None, note: reason("请关闭") };
    assert_eq!(admin.submit(&RAISE, (), &close).await.refused().fields[0].field, "customer_id");
    let unfreeze =
        WorkItemDraft { kind: UNFREEZE, customer_id: Some(id("c-100011")), note: reason("请解冻") };
    assert_eq!(admin.submit(&RAISE, (), &unfreeze).await.refused().fields[0].field, "customer_id");
    let own = WorkItemDraft { customer_id: Some(id("c-100011")), ..close };
    assert_eq!(admin.submit(&RAISE, (), &own).await.ok().customer_id, Some(id("c-100011")));
    assert_eq!(admin.fetch(&LIST, (), &WorkItemQuery::default()).await.status(), 403);
    assert_eq!(admin.submit(&COMPLETE, (id("w-100001"),), &answer(1)).await.status(), 403);
    let wang = world.sign_in("yunfan-wang").await;
    assert_eq!(wang.submit(&RAISE, (), &own).await.status(), 403);
}
