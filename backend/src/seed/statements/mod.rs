//! Demo statements of the procurement partner, over eighteen months: a hundred and five that wait for its confirmation (sixty of
//! them new, the others late), one of them disputed, one with many lines, some in dollars; and one in every later state.

mod going;

use super::{
    partners::CAIZHI,
    store::{self as planting, Batch},
};
use crate::{
    jobs::{self, JobKind},
    problem::Fault,
    statements::{
        next_run, number_of,
        store::{self, Record, disputes, lines},
    },
    work_queue,
};
use contract::{
    ids::WorkItemId,
    money::{Amount, Currency},
    month::Month,
    statements::{CONFIRM_WITHIN_DAYS, Dispute, DisputeStatus, Statement, StatementEvent, StatementStatus},
    time::Timestamp,
    work_queue::{WorkItem, WorkItemKind},
    working_days::WorkingCalendar,
};
use sqlx::AnyConnection;

const DAY_S: i64 = 86_400;
const COUNT: usize = 120;
/// New ones; then those that are late; then those that went on.
const NEW: usize = 60;
const PENDING: usize = 105;
/// What happened to each of those that went on, as far as it has come.
const WAYS: [&[StatementEvent]; 8] = {
    use StatementEvent as E;
    [
        &[E::Confirm],
        &[E::Confirm, E::TakeUp],
        &[E::Confirm, E::TakeUp, E::FailCreation],
        &[E::Confirm, E::TakeUp, E::Countersign],
        &[E::Confirm, E::TakeUp, E::Countersign, E::HandInInvoices],
        &[E::Confirm, E::TakeUp, E::Countersign, E::HandInInvoices, E::AcceptInvoices],
        &[E::Confirm, E::TakeUp, E::Countersign, E::HandInInvoices, E::AcceptInvoices, E::ApprovePayment],
        &[
            E::Confirm,
            E::TakeUp,
            E::Countersign,
            E::HandInInvoices,
            E::AcceptInvoices,
            E::ApprovePayment,
            E::Pay,
        ],
    ]
};
/// What is delivered.
const ITEMS: [&str; 8] = [
    "数据标注服务（图像）",
    "机房综合布线施工",
    "交付现场驻场支持（人天）",
    "测试服务器租赁",
    "信创适配改造开发",
    "培训课程交付",
    "大屏可视化实施",
    "系统巡检与运维",
];

fn fixed<T>(value: Option<T>) -> Result<T, Fault> {
    value.ok_or_else(|| Fault::new("a demo statement does not keep the contract's rules"))
}

/// Plants all of it.
///
/// # Errors
/// When the database refuses.
pub(super) async fn plant(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    let mut items = Batch::new(planting::STATEMENT_LINES);
    let mut statements = Vec::with_capacity(COUNT);
    for nth in 0..COUNT {
        let record = record(nth, now)?;
        let mut amount = Amount::ZERO;
        for line in 0..lines_of(nth) {
            let minor = minor(nth, line);
            amount = fixed(Amount::from_minor(minor).and_then(|one| amount.plus(one)))?;
            let accepted =
                record.statement.period.first_day().plus_days(i64::try_from(line % 27).unwrap_or(0));
            items.push(row(nth, line, Some(&record), accepted.to_string(), record.statement.currency, minor));
        }
        statements.push(Record { statement: Statement { amount, ..record.statement }, ..record });
    }
    // Accepted this month: they are on a statement once the demo's clock reaches the next one.
    for line in 0..4 {
        let accepted = Month::at(now).first_day().plus_days(i64::try_from(line).unwrap_or(0));
        items.push(row(COUNT + line / 2, line, None, accepted.to_string(), Currency::Cny, minor(7, line)));
    }
    for (nth, record) in statements.into_iter().enumerate() {
        let way = if nth < PENDING { &[] } else { WAYS[(nth - PENDING).min(WAYS.len() - 1)] };
        going::go(conn, record, way, now).await?;
    }
    items.flush(conn).await?;
    dispute(conn, now).await?;
    jobs::schedule(conn, JobKind::StatementsGenerated, CAIZHI, next_run(now)).await
}

/// Lines of a statement: a few, and once many.
const fn lines_of(nth: usize) -> usize {
    if nth == 2 { 45 } else { 2 + nth % 4 }
}

/// Hundredths of a line, always the same.
fn minor(nth: usize, line: usize) -> i64 {
    let scattered = (nth * 7_919 + line * 104_729) % 9_000_000;
    120_000 + i64::try_from(scattered).unwrap_or(0)
}

fn row(
    nth: usize,
    line: usize,
    record: Option<&Record>,
    accepted_on: String,
    currency: Currency,
    minor: i64,
) -> [planting::Value; 9] {
    [
        format!("sl-{:06}-{line:02}", 100_001 + nth).into(),
        CAIZHI.into(),
        record.map(|record| record.statement.statement_id.to_string()).into(),
        order_no(nth).into(),
        ITEMS[(nth + line) % ITEMS.len()].into(),
        accepted_on.into(),
        i64::try_from(1 + (nth + line) % 12).unwrap_or(1).into(),
        currency.as_str().into(),
        minor.into(),
    ]
}

fn order_no(nth: usize) -> String {
    format!("PO20{:012}", 260_000_001_000 + nth * 37)
}

/// A statement as it came about.
fn record(nth: usize, now: Timestamp) -> Result<Record, Fault> {
    let back = |months: usize| Month::at(now).back(u32::try_from(months).unwrap_or(0));
    let nth_i64 = i64::try_from(nth).unwrap_or(0);
    let (period, generated_at) = if nth < NEW {
        (back(1), now.plus_seconds(-DAY_S * (1 + nth_i64 % 5) - 60 * nth_i64))
    } else {
        let months = if nth < PENDING { 2 + nth % 3 } else { 4 + nth - PENDING };
        let period = back(months);
        (
            period,
            period.next().first_day().plus_days(2).china_midnight().plus_seconds(9 * 3_600 + 60 * nth_i64),
        )
    };
    let number = u32::try_from(nth + 1).unwrap_or(u32::MAX);
    Ok(Record {
        statement: Statement {
            statement_id: fixed(format!("st-{}", 100_001 + nth).parse().ok())?,
            statement_no: number_of(period, number),
            order_no: order_no(nth),
            period,
            amount: Amount::ZERO,
            currency: if nth % 12 == 11 { Currency::Usd } else { Currency::Cny },
            status: StatementStatus::PendingConfirm,
            generated_at,
            confirm_by: WorkingCalendar::default().deadline(generated_at, CONFIRM_WITHIN_DAYS),
            status_since: generated_at,
            promised_until: None,
            open_disputes: 0,
            version: 1,
        },
        partner_id: fixed(CAIZHI.parse().ok())?,
        partner_name: "采智供应链（深圳）有限公司".to_owned(),
    })
}

/// A line of the second statement is disputed.
async fn dispute(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    let id = fixed("st-100002".parse().ok())?;
    let mut record = fixed(store::find_any(conn, &id).await?)?;
    let line = lines::find(conn, &id, &fixed("sl-100002-01".parse().ok())?).await?;
    let raised_at = now.plus_seconds(-DAY_S);
    let dispute = Dispute {
        dispute_id: fixed("sd-100001".parse().ok())?,
        line: Some(fixed(line)?),
        text: "验收单上的数量为 2，账单按 3 计算，请核实并更正金额。".to_owned(),
        status: DisputeStatus::Open,
        raised_by: "苏芮".to_owned(),
        raised_at,
        answered_at: None,
        answer: None,
        evidence: Vec::new(),
    };
    disputes::add(conn, &record, &dispute).await?;
    let seen = record.statement.version;
    record.statement.open_disputes = 1;
    record.statement.version += 1;
    store::save(conn, &record.statement, seen).await?;
    let work_item_id: WorkItemId = fixed("w-100002".parse().ok())?;
    let kind = WorkItemKind::AnswerStatementDispute;
    let asked =
        work_queue::asked(kind, &record.partner_id, &record.partner_name, dispute.text.clone(), raised_at)?;
    let item = WorkItem {
        work_item_id,
        statement_id: Some(record.statement.statement_id.clone()),
        dispute_id: Some(dispute.dispute_id),
        ..asked
    };
    work_queue::store::add(conn, &item).await
}
