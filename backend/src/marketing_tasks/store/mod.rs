//! All SQL on marketing tasks; their orders and their records beside.

pub mod orders;
pub mod records;

use crate::{
    masking,
    problem::Fault,
    store::conditions::{Conditions, Page, amount, known, known_or_null},
};
use contract::{
    customers::CustomerScope,
    ids::{MarketingTaskId, PartnerId},
    marketing_tasks::{OrderBrief, Strategy, SubStrategy, Task, TaskKind, TaskQuery, TaskSort, TaskStatus},
    money::{Currency, Money},
    renewal_rules::renewal_rate,
    time::{Date, Timestamp},
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// A task is its partner's only as long as the customer is.
const TABLE: &str =
    "marketing_tasks t JOIN customers c ON c.customer_id = t.customer_id AND c.partner_id = t.partner_id";
pub(super) const TASKS: &str = "SELECT t.task_id, t.partner_id, t.kind, t.name, t.customer_id, t.strategy, t.sub_strategy, t.order_no, \
     t.year_spend, t.currency, t.status, t.created_at, t.deadline, t.next_follow_up_on, t.version, \
     c.name AS customer_name, c.account_name, c.customer_type, u.name AS manager_name, p.name AS partner_name, \
     o.product, o.paid_amount, o.renewed_amount, o.currency AS order_currency, o.expires_on \
     FROM marketing_tasks t JOIN customers c ON c.customer_id = t.customer_id AND c.partner_id = t.partner_id \
     JOIN partners p ON p.partner_id = t.partner_id LEFT JOIN users u ON u.user_id = c.manager_user_id \
     LEFT JOIN term_orders o ON o.order_no = t.order_no";

/// The order of a list; the id breaks ties.
pub(super) const fn order(sort: TaskSort) -> &'static str {
    match sort {
        TaskSort::Newest => "ORDER BY t.created_at DESC, t.task_id DESC",
        TaskSort::Deadline => "ORDER BY t.deadline, t.task_id",
    }
}

/// A row of [`TASKS`] as a member of `reader` sees it.
pub(super) fn read(row: &AnyRow, reader: &PartnerId, now: Timestamp) -> Result<Task, Fault> {
    let partner_id: PartnerId = known(row, "partner_id", |text| text.parse().ok())?;
    let name: String = row.try_get("customer_name")?;
    let account_name: String = row.try_get("account_name")?;
    let status = known(row, "status", TaskStatus::parse)?;
    let deadline = Timestamp::from_seconds(row.try_get("deadline")?);
    Ok(Task {
        task_id: known(row, "task_id", |text| text.parse().ok())?,
        kind: known(row, "kind", TaskKind::parse)?,
        name: row.try_get("name")?,
        customer_id: known(row, "customer_id", |text| text.parse().ok())?,
        customer: masked(&name, &account_name, row.try_get("customer_type")?),
        account_manager: row.try_get("manager_name")?,
        reseller_name: if partner_id == *reader { None } else { Some(row.try_get("partner_name")?) },
        strategy: known_or_null(row, "strategy", Strategy::parse)?,
        sub_strategy: known_or_null(row, "sub_strategy", SubStrategy::parse)?,
        year_spend: Money {
            amount: amount(row, "year_spend")?,
            currency: known(row, "currency", Currency::parse)?,
        },
        order: brief(row)?,
        status,
        created_at: Timestamp::from_seconds(row.try_get("created_at")?),
        deadline,
        is_overdue: status.is_open() && deadline <= now,
        next_follow_up_on: known_or_null(row, "next_follow_up_on", |text| text.parse().ok())?,
        version: row.try_get("version")?,
    })
}

/// The real name masked, before verification the login name.
fn masked(name: &str, account_name: &str, customer_type: i64) -> String {
    if name.is_empty() { masking::account_name(account_name) } else { masking::name(name, customer_type) }
}

fn brief(row: &AnyRow) -> Result<Option<OrderBrief>, Fault> {
    let order_no: Option<String> = row.try_get("order_no")?;
    let Some(order_no) = order_no else { return Ok(None) };
    let currency = known(row, "order_currency", Currency::parse)?;
    let money = |column: &str| Ok::<_, Fault>(Money { amount: amount(row, column)?, currency });
    let (paid, renewed) = (money("paid_amount")?, money("renewed_amount")?);
    Ok(Some(OrderBrief {
        order_no,
        product: row.try_get("product")?,
        paid,
        renewed,
        renewal_rate: renewal_rate(paid.amount, renewed.amount),
        expires_on: known(row, "expires_on", |text| text.parse().ok())?,
    }))
}

/// Whose tasks: the partner's own, or those of its resellers.
pub(super) fn of(partner_id: &PartnerId, scope: CustomerScope) -> Conditions {
    let mut conditions = Conditions::default();
    match scope {
        CustomerScope::Own => conditions.text("t.partner_id = ?", partner_id.as_str()),
        CustomerScope::Resellers => conditions.text(
            "t.partner_id IN (SELECT partner_id FROM partners WHERE distributor_id = ?)",
            partner_id.as_str(),
        ),
    }
    conditions
}

/// Adds the filters of `query`. An empty text is no filter.
pub(super) fn matching(mut found: Conditions, query: &TaskQuery, now: Timestamp) -> Conditions {
    let typed = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    found.text("t.kind = ?", query.kind.as_str());
    if !query.status_list.is_empty() {
        found.one_of("t.status", query.status_list.iter().map(|status| status.as_str().to_owned()));
    }
    match query.overdue {
        None => {}
        Some(true) => {
            found.fixed("t.status IN ('PENDING', 'IN_PROGRESS')");
            found.number("t.deadline <= ?", now.seconds());
        }
        Some(false) => {
            found.number("(t.status NOT IN ('PENDING', 'IN_PROGRESS') OR t.deadline > ?)", now.seconds());
        }
    }
    if let Some(part) = typed(&query.name) {
        found.contains("lower(t.name) LIKE lower(?) ESCAPE '\\'", &part);
    }
    if let Some(number) = typed(&query.number) {
        found.either(["t.task_id = ?", "t.order_no = ?"], number);
    }
    if let Some(part) = typed(&query.customer) {
        found.contains("lower(c.name) LIKE lower(?) ESCAPE '\\'", &part);
    }
    match typed(&query.account_manager).as_deref() {
        None => {}
        Some("none") => found.fixed("c.manager_user_id IS NULL"),
        Some(user_id) => found.text("c.manager_user_id = ?", user_id),
    }
    if let Some(strategy) = query.strategy {
        found.text("t.strategy = ?", strategy.as_str());
    }
    if let Some(part) = query.sub_strategy {
        found.text("t.sub_strategy = ?", part.as_str());
    }
    if let Some(least) = query.year_spend_min {
        found.number("t.year_spend >= ?", least.minor());
    }
    if let Some(most) = query.year_spend_max {
        found.number("t.year_spend <= ?", most.minor());
    }
    let after = |day: Date| day.plus_days(1).china_midnight().seconds();
    if let Some(day) = query.created_begin {
        found.number("t.created_at >= ?", day.china_midnight().seconds());
    }
    if let Some(day) = query.created_end {
        found.number("t.created_at < ?", after(day));
    }
    if let Some(day) = query.deadline_begin {
        found.number("t.deadline > ?", day.china_midnight().seconds());
    }
    if let Some(day) = query.deadline_end {
        found.number("t.deadline <= ?", after(day));
    }
    found
}

/// How many tasks meet the conditions.
pub(super) async fn count(conn: &mut AnyConnection, found: &Conditions) -> Result<u32, Fault> {
    found.count(conn, TABLE).await
}

/// A page of them.
pub(super) async fn page(
    conn: &mut AnyConnection,
    found: &Conditions,
    (sort, page): (TaskSort, Page),
    (reader, now): (&PartnerId, Timestamp),
) -> Result<Vec<Task>, Fault> {
    let rows = found.rows(conn, TASKS, order(sort), page, "").await?;
    rows.iter().map(|row| read(row, reader, now)).collect()
}

/// The task with this id, when it meets the conditions.
pub(super) async fn find(
    conn: &mut AnyConnection,
    mut among: Conditions,
    task_id: &MarketingTaskId,
    (reader, now): (&PartnerId, Timestamp),
) -> Result<Option<Task>, Fault> {
    among.text("t.task_id = ?", task_id.as_str());
    let rows = among.rows(conn, TASKS, "", Page::first(1), "").await?;
    rows.first().map(|row| read(row, reader, now)).transpose()
}

/// A task that comes about.
pub struct NewTask {
    pub task_id: MarketingTaskId,
    pub partner_id: String,
    pub kind: TaskKind,
    pub name: String,
    pub customer_id: String,
    pub sub_strategy: Option<SubStrategy>,
    pub order_no: Option<String>,
    pub year_spend: Money,
    pub created_at: Timestamp,
    pub deadline: Timestamp,
}

/// Adds it, unless its order has one with this partner; tells whether it did.
pub(crate) async fn add(conn: &mut AnyConnection, task: &NewTask) -> Result<bool, Fault> {
    let added = sqlx::query(
        "INSERT INTO marketing_tasks (task_id, partner_id, kind, name, customer_id, strategy, sub_strategy, order_no,
         year_spend, currency, status, created_at, deadline)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING",
    )
    .bind(task.task_id.as_str())
    .bind(task.partner_id.as_str())
    .bind(task.kind.as_str())
    .bind(task.name.as_str())
    .bind(task.customer_id.as_str())
    .bind(task.sub_strategy.map(|part| part.parent().as_str()))
    .bind(task.sub_strategy.map(SubStrategy::as_str))
    .bind(task.order_no.as_deref())
    .bind(task.year_spend.amount.minor())
    .bind(task.year_spend.currency.as_str())
    .bind(TaskStatus::Pending.as_str())
    .bind(task.created_at.seconds())
    .bind(task.deadline.seconds())
    .execute(conn)
    .await?;
    Ok(added.rows_affected() == 1)
}

/// Writes what became of a task as its next version, unless somebody wrote since `seen`; tells whether it did.
pub(crate) async fn save(
    conn: &mut AnyConnection,
    task_id: &MarketingTaskId,
    status: TaskStatus,
    next_follow_up_on: Option<Date>,
    seen: i64,
) -> Result<bool, Fault> {
    let saved = sqlx::query(
        "UPDATE marketing_tasks SET status = $1, next_follow_up_on = $2, version = version + 1
         WHERE task_id = $3 AND version = $4",
    )
    .bind(status.as_str())
    .bind(next_follow_up_on.map(|day| day.to_string()))
    .bind(task_id.as_str())
    .bind(seen)
    .execute(conn)
    .await?;
    Ok(saved.rows_affected() == 1)
}

/// Who manages a reseller.
pub(super) async fn distributor_of(
    conn: &mut AnyConnection,
    partner_id: &PartnerId,
) -> Result<Option<String>, Fault> {
    let name = sqlx::query_scalar(
        "SELECT d.name FROM partners p JOIN partners d ON d.partner_id = p.distributor_id WHERE p.partner_id = $1",
    )
    .bind(partner_id.as_str())
    .fetch_optional(conn)
    .await?;
    Ok(name)
}
