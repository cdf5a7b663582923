//! Demo bills: what the first customers of every partner used in each of the last eighteen months, a refund and an adjustment here
//! and there. What a customer spends in a month (its row in the list) is split over its services.

use super::store::{self, Batch};
use crate::problem::Fault;
use contract::{
    bills::{BillLineKind, months},
    month::Month,
    time::Timestamp,
};
use sqlx::AnyConnection;

/// Customers of each partner that appear on its bills; a bill of a whale would say no more.
const CUSTOMERS: i64 = 40;
const SERVICES: [&str; 7] = ["ECS", "OBS", "RDS", "EIP", "CCE", "EVS", "CDN"];
const DAY_S: i64 = 86_400;

/// Plants all of it.
///
/// # Errors
/// When the database refuses.
pub(super) async fn plant(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    let mut lines = Batch::new(store::BILL_LINES);
    for partner in &super::partners::PARTNERS {
        let customers = store::spending(conn, partner.partner_id, CUSTOMERS).await?;
        for (age, month) in months(now).into_iter().enumerate() {
            for (nth, (customer_id, spend)) in customers.iter().enumerate() {
                let seen = Seen { partner_id: partner.partner_id, customer_id, nth, month, age };
                charge(&mut lines, &seen, *spend, partner.currency().as_str());
            }
            lines.flush(conn).await?;
        }
    }
    Ok(())
}

struct Seen<'a> {
    partner_id: &'static str,
    customer_id: &'a str,
    nth: usize,
    month: Month,
    /// Months ago.
    age: usize,
}

fn charge(lines: &mut Batch, seen: &Seen<'_>, spend: i64, currency: &str) {
    // Older months were a little smaller, and not every customer uses something in each.
    let number = |value: usize| i64::try_from(value).unwrap_or(0);
    if (seen.nth + seen.age).is_multiple_of(5) || spend <= 0 {
        return;
    }
    let month_spend = spend - spend * number(seen.age) / 40;
    let mut push = |part: usize, kind: BillLineKind, service: usize, amount: i64| {
        let day = number((seen.nth * 3 + part * 7 + seen.age) % 28);
        let charged_at = seen.month.begins().plus_seconds(day * DAY_S + 3_600 * number(1 + part));
        lines.push([
            seen.partner_id.into(),
            seen.month.to_string().into(),
            format!("bl-{}-{part}", seen.customer_id).into(),
            charged_at.seconds().into(),
            kind.as_str().into(),
            seen.customer_id.into(),
            SERVICES[service % SERVICES.len()].into(),
            format!("CS{}{:04}{part:02}", seen.month.to_string().replace('-', ""), seen.nth).into(),
            currency.into(),
            amount.into(),
        ]);
    };
    push(0, BillLineKind::Consumption, seen.nth, month_spend * 6 / 10);
    push(1, BillLineKind::Consumption, seen.nth + 3, month_spend - month_spend * 6 / 10);
    if (seen.nth + seen.age) % 7 == 3 {
        push(2, BillLineKind::Refund, seen.nth, -(month_spend / 20).max(1));
    }
    if (seen.nth + seen.age) % 11 == 4 {
        push(
            3,
            BillLineKind::Adjustment,
            seen.nth + 3,
            if seen.age.is_multiple_of(2) { -1_200 } else { 800 },
        );
    }
}
