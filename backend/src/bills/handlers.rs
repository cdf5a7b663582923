//! The bill of a month, and its lines.

use super::store;
use crate::{
    http::change::Read,
    problem::{Fault, Refused},
    session::principal::Member,
    store::conditions::Page,
};
use contract::{
    bills::{
        Bill, BillDetailPage, BillDetailQuery, BillLineKind, BillQuery, BillState, ServiceSum, data_until,
        final_at, state,
    },
    money::Amount,
    month::Month,
    text::Rule,
    time::Timestamp,
};
use sqlx::AnyConnection;

pub(super) async fn show(cx: &mut Read, who: &Member, (): (), query: BillQuery) -> Result<Bill, Refused> {
    bill(&mut cx.conn, who.partner_id.as_str(), query.bill_cycle, cx.now).await
}

pub(super) async fn details(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: BillDetailQuery,
) -> Result<BillDetailPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    looked_at(query.bill_cycle, cx.now)?;
    let (bill_lines, total_count) =
        store::page(&mut cx.conn, who.partner_id.as_str(), &query, cx.now, page).await?;
    Ok(BillDetailPage { bill_lines, total_count })
}

/// How far the bill of a month has come.
///
/// # Errors
/// `CBC.0100` for a month that has not begun or is too long ago.
pub(super) fn looked_at(month: Month, now: Timestamp) -> Result<BillState, Refused> {
    state(month, now).ok_or_else(|| Refused::field("bill_cycle", Rule::OutOfRange))
}

/// A partner's bill of a month.
///
/// # Errors
/// As [`looked_at`].
pub(super) async fn bill(
    conn: &mut AnyConnection,
    partner_id: &str,
    month: Month,
    now: Timestamp,
) -> Result<Bill, Refused> {
    let state = looked_at(month, now)?;
    let until = data_until(month, now);
    let currency = store::currency(conn, partner_id).await?;
    let mut services: Vec<ServiceSum> = Vec::new();
    let mut whole = nothing(String::new());
    for (service, kind, amount) in store::sums(conn, partner_id, month, until).await? {
        if services.last().is_none_or(|last| last.service_type_code != service) {
            services.push(nothing(service));
        }
        if let Some(last) = services.last_mut() {
            add(last, kind, amount)?;
        }
        add(&mut whole, kind, amount)?;
    }
    services.sort_by_key(|service| std::cmp::Reverse(service.total));
    let ServiceSum { consume_amount, refunds, adjustments, total, .. } = whole;
    Ok(Bill {
        bill_cycle: month,
        state,
        data_until: until,
        final_at: final_at(month),
        currency,
        consume_amount,
        refunds,
        adjustments,
        total,
        customer_count: store::customers(conn, partner_id, month, until).await?,
        services,
    })
}

const fn nothing(service_type_code: String) -> ServiceSum {
    ServiceSum {
        service_type_code,
        consume_amount: Amount::ZERO,
        refunds: Amount::ZERO,
        adjustments: Amount::ZERO,
        total: Amount::ZERO,
    }
}

fn add(sum: &mut ServiceSum, kind: BillLineKind, amount: Amount) -> Result<(), Fault> {
    let of_kind = match kind {
        BillLineKind::Consumption => &mut sum.consume_amount,
        BillLineKind::Refund => &mut sum.refunds,
        BillLineKind::Adjustment => &mut sum.adjustments,
    };
    let out_of_range = || Fault::new("a bill is out of range");
    *of_kind = of_kind.plus(amount).ok_or_else(out_of_range)?;
    sum.total = sum.total.plus(amount).ok_or_else(out_of_range)?;
    Ok(())
}
