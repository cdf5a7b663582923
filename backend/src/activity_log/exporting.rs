//! The log as a file.

use super::store;
use crate::{
    exports::{Cell, Column, Kind, Sheet, Sink, Words},
    problem::Fault,
    session::principal::Member,
    store::conditions::Page,
};
use contract::{
    activity_log::{Activity, ActivityChange, ActivityQuery, AuditedAction},
    exports::ExportFormat,
};
use futures_util::StreamExt;
use sqlx::AnyConnection;

/// What the filters find.
///
/// # Errors
/// When the database fails.
pub async fn sheet(
    conn: &mut AnyConnection,
    who: &Member,
    query: &ActivityQuery,
    words: Words,
) -> Result<Sheet, Fault> {
    let query = whole(query);
    let mut facts = vec![(words.or("伙伴", "Partner"), who.partner_name.clone())];
    if let Some(day) = query.begin {
        facts.push((words.or("开始日期", "From"), day.to_string()));
    }
    if let Some(day) = query.end {
        facts.push((words.or("结束日期", "Until"), day.to_string()));
    }
    if let Some(action) = query.action {
        facts.push((words.or("操作", "Action"), action.name(words.0).to_owned()));
    }
    let text = |zh, en, width| Column::new(words.or(zh, en), Kind::Text, width);
    Ok(Sheet {
        title: words.or("操作日志", "Activity Log").to_owned(),
        facts,
        columns: vec![
            text("时间（GMT+08:00）", "Time (GMT+08:00)", 20),
            text("操作人", "Member", 14),
            text("账号", "Account", 18),
            text("操作", "Action", 30),
            text("结果", "Result", 10),
            text("对象", "Object", 24),
            text("变更内容", "What changed", 48),
            text("来源网络", "Network", 18),
            text("请求ID", "Request ID", 38),
        ],
        rows_total: store::count(conn, who.partner_id.as_str(), &query).await?,
    })
}

/// Writes it.
///
/// # Errors
/// When the database or the disk fails.
pub async fn write(
    conn: &mut AnyConnection,
    who: &Member,
    query: &ActivityQuery,
    words: Words,
    sink: &mut Sink,
) -> Result<(), Fault> {
    let conditions = store::conditions(conn, who.partner_id.as_str(), &whole(query)).await?;
    let most = Page::first(ExportFormat::Csv.max_rows());
    let mut rows = conditions.stream(conn, store::ACTIVITIES, store::NEWEST, most);
    while let Some(row) = rows.next().await {
        let activity = store::read(&row?)?;
        sink.row(cells(activity, words)).await?;
    }
    Ok(())
}

/// A file has no pages.
fn whole(query: &ActivityQuery) -> ActivityQuery {
    ActivityQuery { before: None, limit: None, ..query.clone() }
}

fn cells(activity: Activity, words: Words) -> Vec<Cell> {
    let (name, account) = activity.member.map_or_else(
        || (words.or("系统", "System").to_owned(), String::new()),
        |member| (member.name, member.account_name),
    );
    let action = AuditedAction::parse(&activity.action)
        .map_or(activity.action, |action| action.name(words.0).to_owned());
    vec![
        Cell::Text(words.time(activity.at)),
        Cell::Text(name),
        Cell::Text(account),
        Cell::Text(action),
        Cell::text(if activity.is_done {
            words.or("成功", "Done")
        } else {
            words.or("被拒绝", "Refused")
        }),
        Cell::Text(activity.object),
        Cell::Text(activity.changes.iter().map(change).collect::<Vec<_>>().join("; ")),
        Cell::Text(activity.network),
        Cell::Text(activity.request_id),
    ]
}

fn change(change: &ActivityChange) -> String {
    let field = if change.field.is_empty() { String::new() } else { format!("{}: ", change.field) };
    let nothing = || "—".to_owned();
    match (&change.before, &change.after) {
        (None, Some(after)) => format!("{field}{after}"),
        (before, after) => {
            let (before, after) =
                (before.clone().unwrap_or_else(nothing), after.clone().unwrap_or_else(nothing));
            format!("{field}{before} → {after}")
        }
    }
}
