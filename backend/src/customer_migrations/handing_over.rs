//! What the vendor's operator does with a request, called by the work queue in the transaction of the answer.

use super::{handlers::failing, store};
use crate::{
    associations::{
        effects,
        store::{self as associations, Standing, StoredRequest, standing},
    },
    customers::{
        row::CustomerRow,
        store::{self as customers, timeline},
    },
    http::change::Change,
    joining::store::{Association, begin_association},
    outbox::{About, Letter, Message, Recipient},
    problem::{Fault, Refused, sentence},
    secret::random_id,
};
use contract::{
    associations::{AssociationRequest, Initiator, RecordEvent, RequestStatus},
    customer_migrations::{Migration, MigrationEvent, MigrationResult, MigrationStatus},
    customers::TimelineEvent,
    demo::Channel,
    ids::MigrationId,
    notifications::About as Page,
    problem::{ErrorCode, Problem},
};

/// The operator works on it.
///
/// # Errors
/// `NotInThisState`, `Changed`.
pub async fn start(cx: &mut Change, migration_id: &MigrationId) -> Result<(), Refused> {
    let (migration, status) = after(cx, migration_id, MigrationEvent::Start).await?;
    settle(cx, &migration, status, None).await
}

/// The operator refuses; every customer stays.
///
/// # Errors
/// `NotInThisState`, `Changed`.
pub async fn reject(cx: &mut Change, migration_id: &MigrationId, answer: &str) -> Result<(), Refused> {
    let (migration, status) = after(cx, migration_id, MigrationEvent::Reject).await?;
    for item in &migration.items {
        store::set_result(&mut cx.tx, migration_id, &item.customer_id, MigrationResult::Stayed, &[]).await?;
    }
    settle(cx, &migration, status, Some(answer)).await
}

/// Every customer that passes the account check now becomes the reseller's; the others stay, with what they failed.
///
/// # Errors
/// `NotInThisState` unless it was started, `Changed`.
pub async fn take_over(
    cx: &mut Change,
    migration_id: &MigrationId,
    operator: &str,
    answer: &str,
) -> Result<(), Refused> {
    let (migration, status) = after(cx, migration_id, MigrationEvent::Complete).await?;
    let from = standing(&mut cx.tx, migration.partner_id.as_str()).await?;
    let to = standing(&mut cx.tx, migration.target_indirect_partner_id.as_str()).await?;
    let mut moved = 0;
    for item in &migration.items {
        let customer = customers::find_any(&mut cx.tx, &item.customer_id).await?;
        let customer = customer.filter(|customer| customer.partner_id.as_ref() == Some(&from.partner_id));
        let failed = match &customer {
            Some(customer) => failing(&mut cx.tx, customer, &from, cx.now).await?,
            None => Vec::new(),
        };
        let result = match customer {
            Some(customer) if failed.is_empty() => {
                hand_over(cx, &customer, &from, &to, operator).await?;
                moved += 1;
                MigrationResult::Moved
            }
            Some(_) | None => MigrationResult::Stayed,
        };
        store::set_result(&mut cx.tx, migration_id, &item.customer_id, result, &failed).await?;
    }
    settle(cx, &migration, status, Some(answer)).await?;
    if moved > 0 {
        cx.send(taken_over(&migration, moved)).await?;
    }
    Ok(())
}

async fn after(
    cx: &mut Change,
    migration_id: &MigrationId,
    event: MigrationEvent,
) -> Result<(Migration, MigrationStatus), Refused> {
    let found = store::find_any(&mut cx.tx, migration_id).await?;
    let migration = found.ok_or_else(|| Fault::new("a work item about a migration that is not there"))?;
    let status = migration.status.after(event).map_err(|code| {
        let mut problem = Problem::new(code, sentence(code));
        problem.current_status = Some(migration.status.as_str().to_owned());
        problem
    })?;
    Ok((migration, status))
}

async fn settle(
    cx: &mut Change,
    migration: &Migration,
    status: MigrationStatus,
    answer: Option<&str>,
) -> Result<(), Refused> {
    let answer = answer.map(|answer| (answer, cx.now));
    let id = &migration.migration_id;
    if store::settle(&mut cx.tx, id, status, answer, migration.version).await? {
        Ok(())
    } else {
        Err(ErrorCode::Changed.into())
    }
}

/// Ends one association and begins the other: the type stays; tag and account manager, which were the partner's, go.
async fn hand_over(
    cx: &mut Change,
    customer: &CustomerRow,
    from: &Standing,
    to: &Standing,
    operator: &str,
) -> Result<(), Refused> {
    effects::disassociate(cx, customer, from).await?;
    let association = Association {
        partner_id: &to.partner_id,
        association_type: customer.association_type,
        label: None,
        manager_user_id: None,
        least_grace_hours: 0,
    };
    if !begin_association(&mut cx.tx, &customer.customer_id, &association, cx.now).await? {
        return Err(Fault::new("a customer that was just released is somebody's").into());
    }
    let manager = customer.manager.as_ref().map(|manager| manager.user_id.as_str());
    record(cx, customer, from, RecordEvent::Disassociate, operator, manager).await?;
    record(cx, customer, to, RecordEvent::Associate, operator, None).await?;
    let entry = timeline::Entry::new(TimelineEvent::Migrated, operator);
    Ok(timeline::add(&mut cx.tx, cx.now, &to.partner_id, &customer.customer_id, entry).await?)
}

async fn record(
    cx: &mut Change,
    customer: &CustomerRow,
    partner: &Standing,
    event: RecordEvent,
    operator: &str,
    manager: Option<&str>,
) -> Result<(), Fault> {
    let kind = Some(customer.association_type);
    let (before, after) = if event == RecordEvent::Associate { (None, kind) } else { (kind, None) };
    let request = AssociationRequest {
        request_id: random_id()?.parse().map_err(|_| Fault::new("a random id is no id"))?,
        customer_id: customer.customer_id.clone(),
        customer_name: customer.masked_name(),
        event,
        association_type_before: before,
        association_type_after: after,
        initiator: Initiator::System,
        reason: String::new(),
        status: RequestStatus::Approved,
        applied_at: cx.now,
        handled_at: Some(cx.now),
        handler: Some(operator.to_owned()),
        opinion: None,
        version: 1,
    };
    let stored = StoredRequest { request, partner_id: partner.partner_id.clone() };
    associations::add(&mut cx.tx, &stored, manager).await?;
    Ok(())
}

/// For the reseller; the partner who asked reads the operator's answer.
fn taken_over(migration: &Migration, moved: usize) -> Message {
    let partner = &migration.partner_name;
    Message {
        kind: "CUSTOMERS_MIGRATED",
        to: Recipient::Administrators(migration.target_indirect_partner_id.clone()),
        about: Some(About::page(Page::Customers)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(
            "客户已迁移到您名下",
            format!("{partner} 的 {moved} 个客户已迁移到您名下，请在“客户管理”中查看并分配客户经理。"),
        ),
        en: Letter::new(
            "Customers were handed over to you",
            format!(
                "{moved} customers of {partner} are yours now. See Customers, and assign an account manager."
            ),
        ),
        secret: false,
    }
}
