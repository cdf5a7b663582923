//! Checking, asking, listing and showing.

use super::store;
use crate::{
    associations::{
        facts::{self, Purpose},
        store::{Standing, standing},
    },
    customers::{
        row::CustomerRow,
        store::{self as customers, scope::Visible},
    },
    http::change::{Change, Read},
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::{Member, OperatorUser},
    store::conditions::Page,
    work_queue,
};
use contract::{
    associations::Action,
    check::CheckItem,
    customer_migrations::{
        MAX_CUSTOMERS, Migration, MigrationCheck, MigrationDraft, MigrationItem, MigrationListQuery,
        MigrationPage, MigrationQuery, MigrationResult, MigrationStatus,
    },
    ids::{CustomerId, MigrationId, WorkItemId},
    problem::{ErrorCode, Problem},
    text::Rule,
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind},
};
use serde_json::json;
use sqlx::AnyConnection;

pub(super) async fn check(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: MigrationQuery,
) -> Result<MigrationCheck, Refused> {
    let found = named(&mut cx.conn, who, &query.customer_ids, cx.now).await?;
    let target_name = match &query.target_indirect_partner_id {
        None => None,
        Some(target) => {
            let name = store::reseller(&mut cx.conn, target, who.site).await?;
            Some(name.ok_or(ErrorCode::NotYourReseller)?)
        }
    };
    let partner = standing(&mut cx.conn, who.partner_id.as_str()).await?;
    let mut customers = Vec::with_capacity(found.len());
    for customer in &found {
        let fail_check_items = failing(&mut cx.conn, customer, &partner, cx.now).await?;
        customers.push(MigrationItem { fail_check_items, ..waiting(customer) });
    }
    Ok(MigrationCheck { customers, target_name })
}

pub(super) async fn request(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: MigrationDraft,
) -> Result<Migration, Refused> {
    let found = named(&mut cx.tx, who, &draft.customer_ids, cx.now).await?;
    let target = &draft.target_indirect_partner_id;
    let target_name = store::reseller(&mut cx.tx, target, who.site).await?;
    let target_name = target_name.ok_or(ErrorCode::NotYourReseller)?;
    if store::any_waiting(&mut cx.tx, &draft.customer_ids).await? {
        return Err(ErrorCode::MigrationOpen.into());
    }
    let id = |prefix: &str| Ok::<_, Fault>(format!("{prefix}-{}", random_id()?));
    let migration_id: MigrationId = id("mg")?.parse().map_err(|_| Fault::new("a random id is no id"))?;
    let work_item_id: WorkItemId = id("w")?.parse().map_err(|_| Fault::new("a random id is no id"))?;
    let migration = Migration {
        migration_id,
        work_item_id,
        partner_id: who.partner_id.clone(),
        partner_name: who.partner_name.clone(),
        target_indirect_partner_id: draft.target_indirect_partner_id,
        target_name,
        reason: draft.reason.into(),
        status: MigrationStatus::Submitted,
        submitted_at: cx.now,
        handled_at: None,
        answer: None,
        customer_count: u32::try_from(found.len()).unwrap_or(u32::MAX),
        items: found.iter().map(waiting).collect(),
        moved_count: 0,
        version: 1,
    };
    work_queue::store::add(&mut cx.tx, &work_item(&migration, cx.now)?).await?;
    store::add(&mut cx.tx, &migration).await?;
    cx.audit(
        "customer_migration.request",
        migration.migration_id.as_str(),
        json!({ "target": migration.target_indirect_partner_id, "customers": migration.customer_count }),
    );
    Ok(migration)
}

fn work_item(migration: &Migration, now: Timestamp) -> Result<WorkItem, Fault> {
    let kind = WorkItemKind::MigrateCustomers;
    let asked = work_queue::asked(
        kind,
        &migration.partner_id,
        &migration.partner_name,
        migration.reason.clone(),
        now,
    )?;
    Ok(WorkItem {
        work_item_id: migration.work_item_id.clone(),
        migration_id: Some(migration.migration_id.clone()),
        ..asked
    })
}

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: MigrationListQuery,
) -> Result<MigrationPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (migrations, total_count) =
        store::page(&mut cx.conn, who.partner_id.as_str(), query.status, page).await?;
    Ok(MigrationPage { migrations, total_count })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (migration_id,): (MigrationId,),
    (): (),
) -> Result<Migration, Refused> {
    let migration = store::find_any(&mut cx.conn, &migration_id).await?;
    let migration = migration.filter(|migration| migration.partner_id == who.partner_id);
    checked(&mut cx.conn, migration.ok_or(ErrorCode::NotFound)?, cx.now).await
}

/// The request as the operator sees it, with the account checks as they are now.
///
/// # Errors
/// `NotFound`.
pub async fn case(
    cx: &mut Read,
    _who: &OperatorUser,
    (migration_id,): (MigrationId,),
    (): (),
) -> Result<Migration, Refused> {
    let migration = store::find_any(&mut cx.conn, &migration_id).await?;
    checked(&mut cx.conn, migration.ok_or(ErrorCode::NotFound)?, cx.now).await
}

/// While a customer waits, what would keep it is what the check says now.
async fn checked(
    conn: &mut AnyConnection,
    mut migration: Migration,
    now: Timestamp,
) -> Result<Migration, Refused> {
    let partner = standing(conn, migration.partner_id.as_str()).await?;
    for item in &mut migration.items {
        if item.result != MigrationResult::Waiting {
            continue;
        }
        if let Some(customer) = customers::find_any(conn, &item.customer_id).await? {
            item.fail_check_items = failing(conn, &customer, &partner, now).await?;
        }
    }
    Ok(migration)
}

/// Items of the account check that fail, as for ending the association.
///
/// # Errors
/// When the database fails.
pub(super) async fn failing(
    conn: &mut AnyConnection,
    customer: &CustomerRow,
    partner: &Standing,
    now: Timestamp,
) -> Result<Vec<CheckItem>, Fault> {
    let report =
        facts::report(conn, customer, partner, Action::Disassociate, Purpose::PartnerAsks, now).await?;
    Ok(report.check_items.into_iter().filter(|result| !result.passed).map(|result| result.item).collect())
}

fn waiting(customer: &CustomerRow) -> MigrationItem {
    MigrationItem {
        customer_id: customer.customer_id.clone(),
        customer_name: customer.masked_name(),
        association_type: customer.association_type,
        result: MigrationResult::Waiting,
        fail_check_items: Vec::new(),
    }
}

/// The customers of this partner with these ids; a foreign one and none are the same.
async fn named(
    conn: &mut AnyConnection,
    who: &Member,
    customer_ids: &[CustomerId],
    now: Timestamp,
) -> Result<Vec<CustomerRow>, Refused> {
    let mut distinct = customer_ids.to_vec();
    distinct.sort();
    distinct.dedup();
    if distinct.is_empty() {
        return Err(Refused::field("customer_ids", Rule::Missing));
    }
    if distinct.len() > MAX_CUSTOMERS {
        let mut problem = Problem::new(ErrorCode::TooMany, sentence(ErrorCode::TooMany));
        problem.limit = u32::try_from(MAX_CUSTOMERS).ok();
        return Err(problem.into());
    }
    let visible = Visible::to(conn, who, now).await?;
    let found = customers::find_many(conn, &visible, &distinct).await?;
    if found.len() == distinct.len() { Ok(found) } else { Err(ErrorCode::NotASubCustomer.into()) }
}
