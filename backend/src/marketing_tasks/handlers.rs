//! Reading tasks: within the data scope, and for a distributor those of its resellers as well.

use super::store::{self, orders, records};
use crate::{
    customers::store::scope::Visible,
    http::change::Read,
    problem::Refused,
    session::principal::Member,
    store::conditions::{Conditions, Page},
};
use contract::{
    customers::CustomerScope,
    ids::MarketingTaskId,
    marketing_tasks::{Task, TaskDetail, TaskPage, TaskQuery, TermOrder},
    permissions::Identity,
    problem::ErrorCode,
    time::Timestamp,
};
use sqlx::AnyConnection;

pub(super) async fn list(cx: &mut Read, who: &Member, (): (), query: TaskQuery) -> Result<TaskPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let found = found(&mut cx.conn, who, &query, cx.now).await?;
    let total_count = store::count(&mut cx.conn, &found).await?;
    let reader = (&who.partner_id, cx.now);
    let tasks = store::page(&mut cx.conn, &found, (query.sort, page), reader).await?;
    Ok(TaskPage { tasks, total_count })
}

/// The tasks that a query asks for, as far as this member may see them (I3).
///
/// # Errors
/// `CBC.0151` for the resellers' tab of anybody but a distributor.
pub(super) async fn found(
    conn: &mut AnyConnection,
    who: &Member,
    query: &TaskQuery,
    now: Timestamp,
) -> Result<Conditions, Refused> {
    if query.scope == CustomerScope::Resellers && who.identity != Identity::GeneralDistributor {
        return Err(ErrorCode::AccessDenied.into());
    }
    let mut conditions = store::of(&who.partner_id, query.scope);
    Visible::to(conn, who, now).await?.narrow(&mut conditions);
    Ok(store::matching(conditions, query, now))
}

/// A task that this member may see.
///
/// # Errors
/// `CBC.99100001`; a foreign one and none are the same.
pub(super) async fn task(
    conn: &mut AnyConnection,
    who: &Member,
    task_id: &MarketingTaskId,
    now: Timestamp,
) -> Result<Task, Refused> {
    let visible = Visible::to(conn, who, now).await?;
    let scopes: &[CustomerScope] = match who.identity {
        Identity::GeneralDistributor => &[CustomerScope::Own, CustomerScope::Resellers],
        _ => &[CustomerScope::Own],
    };
    for scope in scopes {
        let mut among = store::of(&who.partner_id, *scope);
        visible.narrow(&mut among);
        if let Some(task) = store::find(conn, among, task_id, (&who.partner_id, now)).await? {
            return Ok(task);
        }
    }
    Err(ErrorCode::NotFound.into())
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (task_id,): (MarketingTaskId,),
    (): (),
) -> Result<TaskDetail, Refused> {
    let task = task(&mut cx.conn, who, &task_id, cx.now).await?;
    detail(&mut cx.conn, who, task).await
}

/// The task with its history.
pub(super) async fn detail(
    conn: &mut AnyConnection,
    who: &Member,
    task: Task,
) -> Result<TaskDetail, Refused> {
    let distributor_name = match who.identity {
        Identity::CloudReseller => store::distributor_of(conn, &who.partner_id).await?,
        _ => None,
    };
    Ok(TaskDetail { records: records::of(conn, &task.task_id).await?, task, distributor_name })
}

pub(super) async fn order(
    cx: &mut Read,
    who: &Member,
    (task_id,): (MarketingTaskId,),
    (): (),
) -> Result<TermOrder, Refused> {
    let task = task(&mut cx.conn, who, &task_id, cx.now).await?;
    let order = task.order.ok_or(ErrorCode::NotFound)?;
    let found = orders::resources(&mut cx.conn, &order.order_no, order.paid.currency).await?;
    let (ordered_on, resources) = found.ok_or(ErrorCode::NotFound)?;
    Ok(TermOrder { order, customer_id: task.customer_id, customer: task.customer, ordered_on, resources })
}
