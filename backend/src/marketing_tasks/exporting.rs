//! Tasks as files: one of the two lists, filtered as on the page, of at most six months of their creation. Customers stay masked.

use super::{handlers::found, store};
use crate::{
    exports::{Cell, Column, Kind, Sheet, Sink, Words},
    problem::Refused,
    session::principal::Member,
    store::conditions::Page,
};
use contract::{
    exports::ExportFormat,
    marketing_tasks::{EXPORT_MONTHS, Strategy, SubStrategy, Task, TaskKind, TaskQuery, TaskStatus},
    text::Rule,
    time::{Date, Timestamp},
};
use futures_util::StreamExt;
use sqlx::AnyConnection;

const MOST: Page = Page::first(ExportFormat::Csv.max_rows());

/// The query with both ends of its months: the newest six when nothing is said.
fn bounded(query: &TaskQuery, now: Timestamp) -> Result<(TaskQuery, Date, Date), Refused> {
    let end = query.created_end.unwrap_or_else(|| now.china_day());
    let earliest = back(end);
    let begin = query.created_begin.unwrap_or(earliest);
    if begin < earliest {
        return Err(Refused::field("created_begin", Rule::OutOfRange));
    }
    let bounded = TaskQuery { created_begin: Some(begin), created_end: Some(end), ..query.clone() };
    Ok((bounded, begin, end))
}

/// The same day so many months before, or that month's last day.
fn back(day: Date) -> Date {
    let months = u32::from(EXPORT_MONTHS);
    let month = contract::month::Month::of(day).back(months);
    let into = day_of(day) - 1;
    month.first_day().plus_days(into).min(month.last_day())
}

/// Day of the month.
fn day_of(day: Date) -> i64 {
    (day.china_midnight().seconds() - day.first_of_month().china_midnight().seconds()) / 86_400 + 1
}

/// A list of tasks.
///
/// # Errors
/// `CBC.0100` for more than six months, and what the list itself is refused with.
pub async fn sheet(
    conn: &mut AnyConnection,
    who: &Member,
    query: &TaskQuery,
    words: Words,
    now: Timestamp,
) -> Result<Sheet, Refused> {
    let (query, begin, end) = bounded(query, now)?;
    let found = found(conn, who, &query, now).await?;
    let text = |zh, en, width| Column::new(words.or(zh, en), Kind::Text, width);
    let amount = |zh, en| Column::new(words.or(zh, en), Kind::Amount, 16);
    let mut columns = vec![
        text("任务ID", "Task ID", 24),
        text("任务名称", "Task", 30),
        text("客户（已匿名）", "Customer (anonymised)", 22),
        text("客户ID", "Customer ID", 16),
        text("客户经理", "Account manager", 14),
    ];
    columns.extend(match query.kind {
        TaskKind::Expansion => vec![
            text("一级策略", "Strategy", 18),
            text("二级策略", "Part of the strategy", 24),
            amount("近12个月消费", "Spend of 12 months"),
            text("币种", "Currency", 8),
        ],
        TaskKind::Renewal => vec![
            text("订单号", "Order no.", 24),
            amount("实付金额", "Paid"),
            text("币种", "Currency", 8),
            Column::new(words.or("金额续费率（%）", "Amount renewal rate (%)"), Kind::Count, 14),
            text("到期日", "Expires on", 13),
        ],
    });
    columns.extend([
        text("任务状态", "State", 12),
        text("是否逾期", "Overdue", 10),
        text("创建时间（GMT+08:00）", "Created (GMT+08:00)", 22),
        text("截止时间（GMT+08:00）", "Deadline (GMT+08:00)", 22),
        text("下次跟进日期", "Next follow-up", 14),
    ]);
    Ok(Sheet {
        title: words.or(title(query.kind).0, title(query.kind).1).to_owned(),
        facts: vec![
            (words.or("伙伴", "Partner"), who.partner_name.clone()),
            (words.or("创建日期（起）", "Created from"), begin.to_string()),
            (words.or("创建日期（止）", "Created until"), end.to_string()),
        ],
        columns,
        rows_total: store::count(conn, &found).await?,
    })
}

/// Writes them.
///
/// # Errors
/// As [`sheet`], and when the disk fails.
pub async fn write(
    conn: &mut AnyConnection,
    who: &Member,
    query: &TaskQuery,
    words: Words,
    now: Timestamp,
    sink: &mut Sink,
) -> Result<(), Refused> {
    let (query, ..) = bounded(query, now)?;
    let found = found(conn, who, &query, now).await?;
    let mut rows = found.stream(conn, store::TASKS, store::order(query.sort), MOST);
    while let Some(row) = rows.next().await {
        let task = store::read(&row?, &who.partner_id, now)?;
        sink.row(cells(task, words)).await?;
    }
    Ok(())
}

/// What a list is called, in both languages.
pub(crate) const fn title(kind: TaskKind) -> (&'static str, &'static str) {
    match kind {
        TaskKind::Expansion => ("销售拓展任务", "Sales expansion tasks"),
        TaskKind::Renewal => ("大单续订任务", "Big-order renewal tasks"),
    }
}

fn cells(task: Task, words: Words) -> Vec<Cell> {
    let day = |day: Option<Date>| day.map_or(Cell::Nothing, |day| Cell::Text(day.to_string()));
    let mut cells = vec![
        Cell::Text(task.task_id.into()),
        Cell::Text(task.name),
        Cell::Text(task.customer),
        Cell::Text(task.customer_id.into()),
        task.account_manager.map_or(Cell::Nothing, Cell::Text),
    ];
    match (task.kind, task.order) {
        (TaskKind::Renewal, Some(order)) => cells.extend([
            Cell::Text(order.order_no),
            Cell::Amount(order.paid.amount),
            Cell::text(order.paid.currency.as_str()),
            Cell::Count(order.renewal_rate),
            Cell::Text(order.expires_on.to_string()),
        ]),
        (TaskKind::Renewal, None) => cells.extend([const { Cell::Nothing }; 5]),
        (TaskKind::Expansion, _) => cells.extend([
            task.strategy.map_or(Cell::Nothing, |one| Cell::text(strategy(words, one))),
            task.sub_strategy.map_or(Cell::Nothing, |one| Cell::text(sub_strategy(words, one))),
            Cell::Amount(task.year_spend.amount),
            Cell::text(task.year_spend.currency.as_str()),
        ]),
    }
    cells.extend([
        Cell::text(status(words, task.status)),
        Cell::text(if task.is_overdue {
            words.or("已逾期", "Overdue")
        } else {
            words.or("未逾期", "No")
        }),
        Cell::Text(words.time(task.created_at)),
        Cell::Text(words.time(task.deadline)),
        day(task.next_follow_up_on),
    ]);
    cells
}

fn status(words: Words, status: TaskStatus) -> &'static str {
    match status {
        TaskStatus::Pending => words.or("待处理", "To be processed"),
        TaskStatus::InProgress => words.or("进行中", "In progress"),
        TaskStatus::Completed => words.or("已完成", "Completed"),
        TaskStatus::Terminated => words.or("已终止", "Terminated"),
    }
}

fn strategy(words: Words, strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::LeadMining => words.or("线索挖掘", "Lead mining"),
        Strategy::CrossSelling => words.or("交叉销售与复购", "Cross-selling and repurchase"),
        Strategy::ExpiryRenewal => words.or("到期续费", "Renewal on expiry"),
        Strategy::Scenario => words.or("场景推荐", "Scenario recommendation"),
    }
}

fn sub_strategy(words: Words, part: SubStrategy) -> &'static str {
    match part {
        SubStrategy::VisitedNotBought => words.or("浏览未购买", "Visited, not bought"),
        SubStrategy::TrialEnded => words.or("试用到期", "Trial ended"),
        SubStrategy::CrossSell => words.or("交叉销售", "Cross-selling"),
        SubStrategy::Repurchase => words.or("复购", "Repurchase"),
        SubStrategy::ExpiresSoon => words.or("30天内到期", "Expires within 30 days"),
        SubStrategy::JustExpired => words.or("已到期保留中", "Expired, kept for now"),
        SubStrategy::Backup => words.or("备份容灾", "Backup and recovery"),
        SubStrategy::Security => words.or("安全防护", "Security"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_months_back_is_the_same_day_or_the_last_of_its_month() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(back(day("2026-11-23")), day("2026-05-23"));
        assert_eq!(back(day("2026-08-31")), day("2026-02-28"));
    }

    #[test]
    fn more_than_six_months_are_refused() {
        let now = "2026-11-23T04:00:00Z".parse().unwrap();
        let from = |text: &str| TaskQuery { created_begin: text.parse().ok(), ..TaskQuery::default() };
        assert!(bounded(&from("2026-05-23"), now).is_ok());
        assert!(bounded(&from("2026-05-22"), now).is_err());
    }
}
