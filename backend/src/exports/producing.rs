//! Which producer each list has: the one place where lists and files meet.

use super::{Cell, Sheet, Sink, Words};
use crate::{
    activity_log, bills, delivery_projects, incentives, marketing_tasks,
    problem::{Fault, Refused},
    session::principal::Member,
    statements,
};
use contract::{exports::ExportOf, marketing_tasks::TaskKind, time::Timestamp};
use sqlx::AnyConnection;

/// What a file will consist of, and how many rows it will have.
///
/// # Errors
/// Where the list itself would be refused.
pub(super) async fn describe(
    conn: &mut AnyConnection,
    who: &Member,
    of: &ExportOf,
    words: Words,
    now: Timestamp,
) -> Result<Sheet, Refused> {
    match of {
        ExportOf::Bill(query) => Ok(bills::sums(conn, who, query, words, now).await?.0),
        ExportOf::BillDetails(query) => bills::details(conn, who, query, words, now).await,
        ExportOf::Statements(query) => Ok(statements::several(conn, who, query, words).await?),
        ExportOf::IncentiveDetails(query) => Ok(incentives::details(conn, who, query, words).await?),
        ExportOf::Statement(choice) => statements::one(conn, who, &choice.statement_id, words).await,
        ExportOf::MarketingTasks(query) => marketing_tasks::sheet(conn, who, query, words, now).await,
        ExportOf::ActivityLog(query) => Ok(activity_log::sheet(conn, who, query, words).await?),
        ExportOf::DeliveryProjects(query) => Ok(delivery_projects::sheet(conn, who, query, words).await?),
    }
}

/// Writes its rows.
///
/// # Errors
/// Where the list itself would be refused, and when database or disk fail.
pub(super) async fn write(
    conn: &mut AnyConnection,
    who: &Member,
    of: &ExportOf,
    words: Words,
    now: Timestamp,
    sink: &mut Sink,
) -> Result<(), Refused> {
    match of {
        ExportOf::Bill(query) => {
            let (_, rows) = bills::sums(conn, who, query, words, now).await?;
            rows_of(rows, sink).await?;
        }
        ExportOf::BillDetails(query) => bills::write_details(conn, who, query, words, now, sink).await?,
        ExportOf::Statements(query) => statements::write_several(conn, who, query, words, sink).await?,
        ExportOf::IncentiveDetails(query) => incentives::write_details(conn, who, query, words, sink).await?,
        ExportOf::Statement(choice) => statements::write_one(conn, &choice.statement_id, sink).await?,
        ExportOf::MarketingTasks(query) => {
            marketing_tasks::write(conn, who, query, words, now, sink).await?;
        }
        ExportOf::ActivityLog(query) => activity_log::write(conn, who, query, words, sink).await?,
        ExportOf::DeliveryProjects(query) => {
            delivery_projects::write(conn, who, query, words, now, sink).await?;
        }
    }
    Ok(())
}

async fn rows_of(rows: Vec<Vec<Cell>>, sink: &mut Sink) -> Result<(), Fault> {
    for row in rows {
        sink.row(row).await?;
    }
    Ok(())
}

/// What the file is called, without its ending. No names in it: it lies in the user's folder of downloads.
pub(super) fn name(of: &ExportOf, words: Words) -> String {
    match of {
        ExportOf::Bill(query) => format!("{}-{}", words.or("伙伴账单", "partner-bill"), query.bill_cycle),
        ExportOf::BillDetails(query) => {
            format!("{}-{}", words.or("伙伴账单明细", "partner-bill-details"), query.bill_cycle)
        }
        ExportOf::Statements(_) => words.or("对账单列表", "statements").to_owned(),
        ExportOf::IncentiveDetails(_) => words.or("激励明细", "incentive-details").to_owned(),
        ExportOf::Statement(_) => words.or("对账单明细", "statement").to_owned(),
        ExportOf::MarketingTasks(query) => match query.kind {
            TaskKind::Expansion => words.or("销售拓展任务", "sales-expansion-tasks"),
            TaskKind::Renewal => words.or("大单续订任务", "big-order-renewal-tasks"),
        }
        .to_owned(),
        ExportOf::ActivityLog(_) => words.or("操作日志", "activity-log").to_owned(),
        ExportOf::DeliveryProjects(_) => words.or("项目交付评价", "delivery-projects").to_owned(),
    }
}
