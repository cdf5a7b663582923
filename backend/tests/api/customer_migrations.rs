//! Handing customers over to a reseller: rules E1–E5 of `docs/rules.md`.

use crate::world::{Actor, World, id};
use contract::{
    check::CheckItem,
    customer_migrations::{
        CHECK, LIST, Migration, MigrationDraft, MigrationListQuery, MigrationQuery,
        MigrationResult as Result, MigrationStatus as Status, REQUEST, SHOW,
    },
    customers::{CustomerQuery, LIST as CUSTOMERS},
    problem::ErrorCode,
    text::Reason,
    work_queue::{COMPLETE, DECLINE, MIGRATION_CASE, START, WorkItemAnswer, WorkItemVersion},
};

/// Passes the account check; one that does not (a debt).
const PASSES: &str = "c-100002";
const OWES: &str = "c-100010";
/// A reseller of the same site.
const TARGET: &str = "p-lingxi";

fn reason(text: &str) -> Reason {
    Reason::try_from(text.to_owned()).unwrap()
}

fn draft(customers: &[&str]) -> MigrationDraft {
    MigrationDraft {
        customer_ids: customers.iter().map(|text| id(text)).collect(),
        target_indirect_partner_id: id(TARGET),
        reason: reason("业务整合"),
    }
}

async fn requested(admin: &Actor<'_>) -> Migration {
    admin.submit(&REQUEST, (), &draft(&[PASSES, OWES])).await.ok()
}

async fn results(admin: &Actor<'_>, migration: &Migration) -> Vec<(String, Result)> {
    let shown: Migration = admin.fetch(&SHOW, (migration.migration_id.clone(),), &()).await.ok();
    shown.items.into_iter().map(|item| (item.customer_id.to_string(), item.result)).collect()
}

async fn owner(world: &World, customer_id: &str) -> Vec<String> {
    world.texts("SELECT partner_id FROM customers WHERE customer_id = $1", customer_id).await
}

#[tokio::test]
async fn nothing_changes_before_the_operator_is_done_and_then_each_customer_has_its_result() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let migration = requested(&admin).await;
    assert_eq!((migration.status, migration.customer_count), (Status::Submitted, 2));
    let operator = world.sign_in("vendor-operator").await;
    let item = migration.work_item_id.clone();
    operator.submit(&START, (item.clone(),), &WorkItemVersion { version: 1 }).await.ok();
    let case: Migration = operator.fetch(&MIGRATION_CASE, (migration.migration_id.clone(),), &()).await.ok();
    assert_eq!(case.status, Status::InProgress);
    assert_eq!(case.items[1].fail_check_items, [CheckItem::Debt]);
    assert_eq!(owner(&world, PASSES).await, ["p-yunfan"]);

    let answer = WorkItemAnswer { version: 2, answer: reason("已办理"), field_notes: Vec::new() };
    operator.submit(&COMPLETE, (item,), &answer).await.ok();
    let wanted = [(PASSES.to_owned(), Result::Moved), (OWES.to_owned(), Result::Stayed)];
    assert_eq!(results(&admin, &migration).await, wanted);
    assert_eq!(owner(&world, PASSES).await, [TARGET]);
    assert_eq!(owner(&world, OWES).await, ["p-yunfan"]);
    let kept: Migration = admin.fetch(&SHOW, (migration.migration_id.clone(),), &()).await.ok();
    assert_eq!((kept.status, kept.moved_count), (Status::Done, 1));
    assert_eq!(kept.items[1].fail_check_items, [CheckItem::Debt]);
    assert_eq!(world.messages("CUSTOMERS_MIGRATED").await.len(), 2);
    // The reseller finds it in its list, with what the former partner gave taken back.
    let reseller = world.sign_in("lingxi-admin").await;
    let query = CustomerQuery { customer_id: Some(PASSES.to_owned()), ..CustomerQuery::default() };
    assert_eq!(reseller.fetch(&CUSTOMERS, (), &query).await.ok().count, 1);
    let granted = "SELECT granted_balance FROM customers WHERE customer_id = $1";
    assert_eq!(world.number(granted, PASSES).await, 0);
}

#[tokio::test]
async fn what_is_not_taken_up_cannot_be_completed_and_a_refusal_leaves_everybody_where_they_are() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let migration = requested(&admin).await;
    let operator = world.sign_in("vendor-operator").await;
    let item = migration.work_item_id.clone();
    let answer = WorkItemAnswer { version: 1, answer: reason("资料不全"), field_notes: Vec::new() };
    let early = operator.submit(&COMPLETE, (item.clone(),), &answer).await;
    assert_eq!(early.code(), ErrorCode::NotInThisState);
    operator.submit(&DECLINE, (item,), &answer).await.ok();
    let wanted = [(PASSES.to_owned(), Result::Stayed), (OWES.to_owned(), Result::Stayed)];
    assert_eq!(results(&admin, &migration).await, wanted);
    assert_eq!(owner(&world, PASSES).await, ["p-yunfan"]);
    // Refused, so it can be asked for again.
    admin.submit(&REQUEST, (), &draft(&[PASSES])).await.ok();
}

#[tokio::test]
async fn a_customer_stands_in_one_open_request() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    requested(&admin).await;
    let again = admin.submit(&REQUEST, (), &draft(&[PASSES])).await;
    assert_eq!((again.status(), again.code()), (409, ErrorCode::MigrationOpen));
    let all: MigrationListQuery = MigrationListQuery::default();
    assert_eq!(admin.fetch(&LIST, (), &all).await.ok().total_count, 1);
}

#[tokio::test]
async fn only_own_customers_go_and_only_to_a_reseller_of_the_same_site() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let foreign = admin.submit(&REQUEST, (), &draft(&[PASSES, "c-310001"])).await;
    let missing = admin.submit(&REQUEST, (), &draft(&[PASSES, "c-none"])).await;
    assert_eq!(foreign.code(), ErrorCode::NotASubCustomer);
    assert_eq!(foreign.body(), missing.body());
    for target in ["p-huashang", "p-nimbus", "p-beidou", "p-none"] {
        let wrong = MigrationDraft { target_indirect_partner_id: id(target), ..draft(&[PASSES]) };
        let refused = admin.submit(&REQUEST, (), &wrong).await;
        assert_eq!(refused.code(), ErrorCode::NotYourReseller, "{target}");
    }
    let nobody = MigrationQuery { customer_ids: Vec::new(), target_indirect_partner_id: None };
    assert_eq!(admin.fetch(&CHECK, (), &nobody).await.code(), ErrorCode::InvalidParameter);
}

#[tokio::test]
async fn the_check_says_beforehand_who_would_stay() {
    let world = World::new().await;
    let admin = world.sign_in("yunfan-admin").await;
    let query = MigrationQuery {
        customer_ids: vec![id(PASSES), id(OWES)],
        target_indirect_partner_id: Some(id(TARGET)),
    };
    let check = admin.fetch(&CHECK, (), &query).await.ok();
    assert_eq!(check.target_name.as_deref(), Some("灵犀云科技（成都）有限公司"));
    assert_eq!(check.customers[0].fail_check_items, []);
    assert_eq!(check.customers[1].fail_check_items, [CheckItem::Debt]);
}

#[tokio::test]
async fn only_an_administrator_of_a_solution_provider_asks_and_only_for_its_own_requests() {
    let world = World::new().await;
    let migration = requested(&world.sign_in("yunfan-admin").await).await;
    for member in ["yunfan-finance", "yunfan-director", "huashang-admin", "lingxi-admin"] {
        let actor = world.sign_in(member).await;
        let refused = actor.submit(&REQUEST, (), &draft(&[PASSES])).await;
        assert_eq!(refused.status(), 403, "{member}");
    }
    let other = world.sign_in("nimbus-admin").await;
    let foreign = other.fetch(&SHOW, (migration.migration_id,), &()).await;
    let missing = other.fetch(&SHOW, (id("mg-none"),), &()).await;
    assert_eq!(foreign.code(), ErrorCode::NotFound);
    assert_eq!(foreign.body(), missing.body());
}

#[tokio::test]
async fn an_item_is_taken_up_by_one_operator() {
    let world = World::new().await;
    let migration = requested(&world.sign_in("yunfan-admin").await).await;
    let operator = world.sign_in("vendor-operator").await;
    let seen = WorkItemVersion { version: 1 };
    let item = migration.work_item_id;
    let taken = operator.submit(&START, (item.clone(),), &seen).await.ok();
    assert_eq!(taken.taken_by.as_deref(), Some("运营值班"));
    // Pressing twice is pressing once.
    assert_eq!(operator.submit(&START, (item.clone(),), &seen).await.ok().version, taken.version);
    world.change("UPDATE work_items SET taken_by = '别人' WHERE work_item_id = $1", item.as_str()).await;
    let late = operator.submit(&START, (item,), &WorkItemVersion { version: 2 }).await.refused();
    assert_eq!((late.error_code, late.current_status.as_deref()), (ErrorCode::NotInThisState, Some("别人")));
}
