//! A partner's projects as a file; customers stay masked.

use super::store;
use crate::{
    exports::{Cell, Column, Kind, Sheet, Sink, Words},
    problem::Fault,
    session::principal::Member,
    store::conditions::Page,
};
use contract::{
    delivery_projects::{DeliveryProject, DeliveryQuery, DeliveryStatus},
    exports::ExportFormat,
    time::Timestamp,
};
use futures_util::StreamExt;
use sqlx::AnyConnection;

fn status(words: Words, status: DeliveryStatus) -> &'static str {
    match status {
        DeliveryStatus::ToRegister => words.or("待登记", "To register"),
        DeliveryStatus::Registered => words.or("已登记", "Registered"),
        DeliveryStatus::Accepted => words.or("已验收", "Accepted"),
        DeliveryStatus::Terminated => words.or("已终止", "Terminated"),
        DeliveryStatus::NotSampled => words.or("未抽中", "Not sampled"),
        DeliveryStatus::EvidencePending => words.or("交付材料提交", "Evidence needed"),
        DeliveryStatus::Evaluating => words.or("评价中", "In evaluation"),
        DeliveryStatus::Rejected => words.or("评价驳回", "Evidence rejected"),
        DeliveryStatus::Evaluated => words.or("已评价", "Evaluated"),
        DeliveryStatus::NotProvided => words.or("未提供材料", "No evidence provided"),
    }
}

/// What the filters find.
///
/// # Errors
/// When the database fails.
pub async fn sheet(
    conn: &mut AnyConnection,
    who: &Member,
    query: &DeliveryQuery,
    words: Words,
) -> Result<Sheet, Fault> {
    let mut facts = vec![(words.or("伙伴", "Partner"), who.partner_name.clone())];
    if !query.status_list.is_empty() {
        let states: Vec<_> = query.status_list.iter().map(|one| status(words, *one)).collect();
        facts.push((words.or("状态", "State"), states.join(words.or("、", ", "))));
    }
    let text = |zh, en, width| Column::new(words.or(zh, en), Kind::Text, width);
    Ok(Sheet {
        title: words.or("项目交付评价", "Project Delivery Evaluation").to_owned(),
        facts,
        columns: vec![
            text("项目编号", "Project ID", 18),
            text("项目", "Project", 28),
            text("基线解决方案", "Baseline solution", 28),
            text("客户", "Customer", 20),
            text("状态", "State", 20),
            text("进入该状态的时间（GMT+08:00）", "In this state since (GMT+08:00)", 22),
            text("举证期限（GMT+08:00）", "Evidence due (GMT+08:00)", 22),
            Column::new(words.or("评分", "Score"), Kind::Count, 10),
        ],
        rows_total: store::count(conn, who.partner_id.as_str(), query).await?,
    })
}

/// Writes them.
///
/// # Errors
/// When the database or the disk fails.
pub async fn write(
    conn: &mut AnyConnection,
    who: &Member,
    query: &DeliveryQuery,
    words: Words,
    now: Timestamp,
    sink: &mut Sink,
) -> Result<(), Fault> {
    let conditions = store::conditions(who.partner_id.as_str(), query);
    let most = Page::first(ExportFormat::Csv.max_rows());
    let mut rows = conditions.stream(conn, store::SELECT, store::NEWEST, most);
    while let Some(row) = rows.next().await {
        sink.row(cells(store::project(&row?, now)?, words)).await?;
    }
    Ok(())
}

fn cells(project: DeliveryProject, words: Words) -> Vec<Cell> {
    let due = project.evidence_due_at.filter(|_| project.status.takes_evidence());
    vec![
        Cell::Text(project.project_id.to_string()),
        Cell::Text(project.name),
        Cell::Text(project.solution),
        Cell::Text(project.customer),
        Cell::text(status(words, project.status)),
        Cell::Text(words.time(project.status_since)),
        due.map_or(Cell::Nothing, |due| Cell::Text(words.time(due))),
        project.score.map_or(Cell::Nothing, |score| Cell::Count(score.points())),
    ]
}
