//! Bills as files.

use super::{handlers, store};
use crate::{
    exports::{Cell, Column, Kind, Sheet, Sink, Words},
    problem::{Fault, Refused},
    session::principal::Member,
    store::conditions::Page,
};
use contract::{
    bills::{Bill, BillDetailQuery, BillLineKind, BillQuery, BillState, ServiceSum},
    exports::ExportFormat,
    money::Currency,
    time::Timestamp,
};
use futures_util::StreamExt;
use sqlx::AnyConnection;

fn kind(words: Words, kind: BillLineKind) -> &'static str {
    match kind {
        BillLineKind::Consumption => words.or("消费", "Consumption"),
        BillLineKind::Refund => words.or("退款", "Refund"),
        BillLineKind::Adjustment => words.or("调账", "Adjustment"),
    }
}

fn state(words: Words, state: BillState) -> &'static str {
    match state {
        BillState::Accruing => words.or("出账中", "Month in progress"),
        BillState::Provisional => words.or("待出账", "Not final"),
        BillState::Final => words.or("已出账", "Final"),
    }
}

fn facts(words: Words, who: &Member, bill: &Bill) -> Vec<(&'static str, String)> {
    vec![
        (words.or("伙伴", "Partner"), who.partner_name.clone()),
        (words.or("账期", "Billing cycle"), bill.bill_cycle.to_string()),
        (words.or("账单状态", "State"), state(words, bill.state).to_owned()),
        (words.or("数据截至", "Data until"), words.instant(bill.data_until)),
        (words.or("币种", "Currency"), bill.currency.as_str().to_owned()),
        (words.or("消费客户数", "Customers"), bill.customer_count.to_string()),
    ]
}

/// The bill of a month: a row for each service, and the whole.
///
/// # Errors
/// `CBC.0100` for a month without a bill.
pub async fn sums(
    conn: &mut AnyConnection,
    who: &Member,
    query: &BillQuery,
    words: Words,
    now: Timestamp,
) -> Result<(Sheet, Vec<Vec<Cell>>), Refused> {
    let bill = handlers::bill(conn, who.partner_id.as_str(), query.bill_cycle, now).await?;
    let amount = |name| Column::new(name, Kind::Amount, 18);
    let columns = vec![
        Column::new(words.or("云服务", "Service"), Kind::Text, 20),
        amount(words.or("消费金额", "Consumption")),
        amount(words.or("退款金额", "Refunds")),
        amount(words.or("调账金额", "Adjustments")),
        amount(words.or("合计", "Total")),
        Column::new(words.or("币种", "Currency"), Kind::Text, 10),
    ];
    let mut rows: Vec<Vec<Cell>> =
        bill.services.iter().map(|service| row(&service.service_type_code, service, bill.currency)).collect();
    let whole = ServiceSum {
        service_type_code: words.or("合计", "Total").to_owned(),
        consume_amount: bill.consume_amount,
        refunds: bill.refunds,
        adjustments: bill.adjustments,
        total: bill.total,
    };
    rows.push(row(&whole.service_type_code, &whole, bill.currency));
    let title = words.or("伙伴账单", "Partner Bill").to_owned();
    let facts = facts(words, who, &bill);
    let rows_total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    Ok((Sheet { title, facts, columns, rows_total }, rows))
}

fn row(name: &str, sum: &ServiceSum, currency: Currency) -> Vec<Cell> {
    vec![
        Cell::text(name),
        Cell::Amount(sum.consume_amount),
        Cell::Amount(sum.refunds),
        Cell::Amount(sum.adjustments),
        Cell::Amount(sum.total),
        Cell::text(currency.as_str()),
    ]
}

/// The lines of a bill.
///
/// # Errors
/// `CBC.0100` for a month without a bill.
pub async fn details(
    conn: &mut AnyConnection,
    who: &Member,
    query: &BillDetailQuery,
    words: Words,
    now: Timestamp,
) -> Result<Sheet, Refused> {
    let partner_id = who.partner_id.as_str();
    let bill = handlers::bill(conn, partner_id, query.bill_cycle, now).await?;
    let mut facts = facts(words, who, &bill);
    if let Some(chosen) = query.kind {
        facts.push((words.or("类型", "Type"), kind(words, chosen).to_owned()));
    }
    if let Some(customer_id) = &query.customer_id {
        facts.push((words.or("客户ID", "Customer ID"), customer_id.to_string()));
    }
    let text = |name, width| Column::new(name, Kind::Text, width);
    Ok(Sheet {
        title: words.or("伙伴账单明细", "Partner Bill Details").to_owned(),
        facts,
        columns: vec![
            text(words.or("时间（GMT+08:00）", "Time (GMT+08:00)"), 20),
            text(words.or("类型", "Type"), 12),
            text(words.or("客户（已匿名）", "Customer (anonymised)"), 22),
            text(words.or("客户ID", "Customer ID"), 16),
            text(words.or("云服务", "Service"), 12),
            text(words.or("订单号", "Order no."), 24),
            Column::new(words.or("金额", "Amount"), Kind::Amount, 16),
            text(words.or("币种", "Currency"), 10),
        ],
        rows_total: store::count(conn, partner_id, query, now).await?,
    })
}

/// Writes them.
///
/// # Errors
/// When the database or the disk fails.
pub async fn write_details(
    conn: &mut AnyConnection,
    who: &Member,
    query: &BillDetailQuery,
    words: Words,
    now: Timestamp,
    sink: &mut Sink,
) -> Result<(), Fault> {
    let conditions = store::conditions(who.partner_id.as_str(), query, now);
    let most = Page::first(ExportFormat::Csv.max_rows());
    let mut rows = conditions.stream(conn, store::LINES, store::NEWEST, most);
    while let Some(row) = rows.next().await {
        let line = store::read(&row?)?;
        sink.row(vec![
            Cell::Text(words.time(line.charged_at)),
            Cell::text(kind(words, line.kind)),
            Cell::Text(line.customer_name),
            Cell::Text(line.customer_id.into()),
            Cell::Text(line.service_type_code),
            Cell::Text(line.order_no),
            Cell::Amount(line.amount),
            Cell::text(line.currency.as_str()),
        ])
        .await?;
    }
    Ok(())
}
