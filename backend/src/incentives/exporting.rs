//! Lines of incentives as a file.

use super::store::lines;
use crate::{
    exports::{Cell, Column, Kind, Sheet, Sink, Words},
    problem::Fault,
    session::principal::Member,
    store::conditions::Page,
};
use contract::{
    associations::AssociationType,
    exports::ExportFormat,
    incentives::{BillingMode, IncentiveLineQuery, IncentiveStatus, ProductType},
};
use futures_util::StreamExt;
use sqlx::AnyConnection;

fn product(words: Words, product: ProductType) -> &'static str {
    match product {
        ProductType::Compute => words.or("计算", "Compute"),
        ProductType::Storage => words.or("存储", "Storage"),
        ProductType::Network => words.or("网络", "Network"),
        ProductType::Database => words.or("数据库", "Database"),
        ProductType::Security => words.or("安全", "Security"),
        ProductType::Ai => words.or("人工智能", "AI"),
        ProductType::Other => words.or("其他", "Other"),
    }
}

fn billing(words: Words, mode: BillingMode) -> &'static str {
    match mode {
        BillingMode::PayPerUse => words.or("按需", "Pay-per-use"),
        BillingMode::Periodic => words.or("包年/包月", "Yearly/Monthly"),
        BillingMode::Reserved => words.or("预留实例", "Reserved instance"),
        BillingMode::OneTime => words.or("一次性", "One-time"),
    }
}

fn association(words: Words, kind: AssociationType) -> &'static str {
    match kind {
        AssociationType::Referral => words.or("顾问销售", "Referral"),
        AssociationType::Consignment => words.or("代售", "Consignment"),
        AssociationType::Resale => words.or("转售", "Resale"),
    }
}

fn status(words: Words, status: IncentiveStatus) -> &'static str {
    match status {
        IncentiveStatus::Estimated => words.or("预估", "Estimated"),
        IncentiveStatus::PendingConfirm => words.or("待确认", "To be confirmed"),
        IncentiveStatus::Issuing => words.or("发放中", "Being issued"),
        IncentiveStatus::Issued => words.or("发放成功", "Issued"),
        IncentiveStatus::Expired => words.or("已过期", "Expired"),
        IncentiveStatus::Transferred => words.or("已转移", "Transferred"),
    }
}

/// The lines that a query asks for.
///
/// # Errors
/// When the database fails.
pub async fn details(
    conn: &mut AnyConnection,
    who: &Member,
    query: &IncentiveLineQuery,
    words: Words,
) -> Result<Sheet, Fault> {
    let mut facts = vec![(words.or("伙伴", "Partner"), who.partner_name.clone())];
    if let Some(begin) = query.period_begin {
        facts.push((words.or("账期（起）", "Periods from"), begin.to_string()));
    }
    if let Some(end) = query.period_end {
        facts.push((words.or("账期（止）", "Periods until"), end.to_string()));
    }
    let text = |name, width| Column::new(name, Kind::Text, width);
    let amount = |name| Column::new(name, Kind::Amount, 14);
    Ok(Sheet {
        title: words.or("激励明细", "Incentive Details").to_owned(),
        facts,
        columns: vec![
            text(words.or("数据ID", "Data ID"), 18),
            text(words.or("激励账单ID", "Incentive bill ID"), 18),
            text(words.or("账期", "Period"), 10),
            text(words.or("归属月份", "Earned in"), 10),
            text(words.or("激励名称", "Plan"), 20),
            text(words.or("订单号", "Order no."), 20),
            text(words.or("客户ID", "Customer ID"), 14),
            text(words.or("客户（已匿名）", "Customer (anonymised)"), 18),
            text(words.or("客户经理", "Account manager"), 12),
            text(words.or("产品类型", "Product"), 10),
            text(words.or("关联类型", "Association type"), 12),
            text(words.or("计费模式", "Billing mode"), 12),
            text(words.or("二级经销商", "Reseller"), 18),
            text(words.or("消费日期（GMT+08:00）", "Spent on (GMT+08:00)"), 14),
            amount(words.or("消费金额", "Spend")),
            text(words.or("比例", "Rate"), 8),
            amount(words.or("激励金额", "Incentive")),
            text(words.or("币种", "Currency"), 8),
            text(words.or("状态", "State"), 12),
        ],
        rows_total: lines::count(conn, who.partner_id.as_str(), query).await?,
    })
}

/// Writes them.
///
/// # Errors
/// When the database or the disk fails.
pub async fn write_details(
    conn: &mut AnyConnection,
    who: &Member,
    query: &IncentiveLineQuery,
    words: Words,
    sink: &mut Sink,
) -> Result<(), Fault> {
    let conditions = lines::matching(who.partner_id.as_str(), query);
    let most = Page::first(ExportFormat::Csv.max_rows());
    let mut rows = conditions.stream(conn, lines::SELECT, lines::ORDER, most);
    while let Some(row) = rows.next().await {
        let line = lines::read(&row?)?;
        sink.row(vec![
            Cell::Text(line.line_id.into()),
            Cell::Text(line.incentive_id.into()),
            Cell::Text(line.period.to_string()),
            Cell::Text(line.earned_in.to_string()),
            Cell::Text(line.plan_name),
            Cell::Text(line.order_id),
            Cell::Text(line.customer_id.into()),
            Cell::Text(line.customer_name),
            line.account_manager_name.map_or(Cell::Nothing, Cell::Text),
            Cell::text(product(words, line.product_type)),
            Cell::text(association(words, line.association_type)),
            Cell::text(billing(words, line.billing_mode)),
            line.reseller_name.map_or(Cell::Nothing, Cell::Text),
            Cell::Text(line.spent_on.to_string()),
            Cell::Amount(line.spend),
            Cell::Text(percent(line.rate)),
            Cell::Amount(line.amount),
            Cell::text(line.currency.as_str()),
            Cell::text(status(words, line.status)),
        ])
        .await?;
    }
    Ok(())
}

/// Hundredths of a percent: 850 is `8.50%`.
fn percent(rate: i64) -> String {
    format!("{}.{:02}%", rate / 100, rate.rem_euclid(100))
}
