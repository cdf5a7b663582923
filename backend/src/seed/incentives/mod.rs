//! Demo incentives of the last twelve months, relative to the seed's now: one in every state, payouts at every stage.
//!
//! | partner | what it shows |
//! |---|---|
//! | 云帆 | certified: this month estimated, last month to be confirmed, two open months with a reduction and a frozen one, a sum in dollars that is never added to the others, and the payouts of [`payouts`] |
//! | 华上云 | not certified: incentives are available, and its finance member is led to the certification |
//! | Nimbus | resale in USD: voucher quota or account without an invoice |
//! | 通达 | has lost its identity: what it has expires within the year |
//! | 云帆 second account | of the same company: incentives can be transferred to it, e+Partner rebound |

mod lines;
mod payouts;

use self::lines::Customer;
use super::partners::{HUASHANG, LINGXI, NIMBUS, TONGDA, YUNFAN};
use crate::{
    incentive_transfers,
    incentives::{self, PeriodOf, money, store},
    problem::Fault,
};
use contract::{
    associations::AssociationType::{self, Consignment, Referral, Resale},
    ids::IncentiveId,
    incentives::{Freeze, FrozenReason, Incentive, IncentiveStatus},
    money::{Amount, Currency},
    month::Month,
    time::Timestamp,
    working_days::WorkingCalendar,
};
use sqlx::AnyConnection;

const DAY_S: i64 = 86_400;

/// What cannot fail, because it is written here.
fn fixed<T>(value: Option<T>) -> Result<T, Fault> {
    value.ok_or_else(|| Fault::new("a demo incentive does not keep the contract's rules"))
}

/// An incentive to be planted: one of each month in `months` (0 is this one).
struct Plan {
    /// Ends the ids: `ib-yunfan-02-a` is of the month before last.
    letter: &'static str,
    name: &'static str,
    association_type: AssociationType,
    currency: Currency,
    /// Hundredths of a percent.
    rate: i64,
    /// Hundredths that each of its orders is worth at least; below zero for a reduction.
    spend: i64,
    months: std::ops::RangeInclusive<u32>,
    /// How many months earlier it was earned: more than none for an adjustment.
    earned_before: u32,
}

const PLAN: Plan = Plan {
    letter: "a",
    name: "解决方案提供商消费返点",
    association_type: Referral,
    currency: Currency::Cny,
    rate: 800,
    spend: 3_210_000,
    months: 0..=12,
    earned_before: 0,
};

/// Whose incentives: short name, partner, account managers' customers, plans.
struct Earner {
    short: &'static str,
    partner_id: &'static str,
    /// Whose customers stand in the lines: a distributor's resellers' as well.
    customers_of: &'static [&'static str],
    plans: &'static [Plan],
}

const EARNERS: [Earner; 4] = [
    Earner {
        short: "yunfan",
        partner_id: YUNFAN,
        customers_of: &[YUNFAN],
        plans: &[
            PLAN,
            Plan {
                letter: "b",
                name: "代售业务激励",
                association_type: Consignment,
                rate: 550,
                spend: 1_840_000,
                ..PLAN
            },
            Plan {
                letter: "c", name: "新客户拓展激励", rate: 300, spend: 2_600_000, months: 6..=6, ..PLAN
            },
            // Frozen, because 润泽 has not paid.
            Plan {
                letter: "d",
                name: "代售续费激励",
                association_type: Consignment,
                rate: 400,
                spend: 980_000,
                months: 2..=2,
                ..PLAN
            },
            // Two months after it was earned it is corrected.
            Plan {
                letter: "e",
                name: "消费返点调整",
                spend: -420_000,
                months: 2..=2,
                earned_before: 2,
                ..PLAN
            },
            Plan {
                letter: "f",
                name: "国际站联合拓展激励",
                currency: Currency::Usd,
                rate: 500,
                spend: 230_000,
                months: 2..=3,
                ..PLAN
            },
        ],
    },
    Earner {
        short: "huashang",
        partner_id: HUASHANG,
        customers_of: &[HUASHANG, LINGXI],
        plans: &[
            Plan { name: "总经销商消费返点", rate: 650, spend: 5_120_000, months: 0..=3, ..PLAN },
            Plan {
                letter: "b",
                name: "渠道代售激励",
                association_type: Consignment,
                rate: 450,
                spend: 2_050_000,
                months: 1..=3,
                ..PLAN
            },
        ],
    },
    Earner {
        short: "nimbus",
        partner_id: NIMBUS,
        customers_of: &[NIMBUS],
        plans: &[
            Plan {
                name: "Resale Incentive",
                association_type: Resale,
                currency: Currency::Usd,
                rate: 700,
                spend: 640_000,
                months: 0..=4,
                ..PLAN
            },
            Plan {
                letter: "b",
                name: "Referral Incentive",
                currency: Currency::Usd,
                rate: 500,
                spend: 410_000,
                months: 1..=2,
                ..PLAN
            },
        ],
    },
    Earner {
        short: "tongda",
        partner_id: TONGDA,
        customers_of: &[],
        plans: &[Plan { name: "渠道拓展激励", rate: 600, spend: 900_000, months: 8..=9, ..PLAN }],
    },
];

/// Plants all of it, with its entries in the book.
///
/// # Errors
/// When the database refuses.
pub(super) async fn plant(conn: &mut AnyConnection, now: Timestamp) -> Result<(), Fault> {
    for earner in &EARNERS {
        let mut customers = Vec::new();
        for partner_id in earner.customers_of {
            customers.extend(lines::customers(conn, earner.partner_id, partner_id).await?);
        }
        for plan in earner.plans {
            for back in plan.months.clone() {
                one(conn, earner, plan, back, &customers, now).await?;
            }
        }
        keep_time(conn, earner, now).await?;
    }
    incentives::lose_identity(conn, TONGDA, now.plus_seconds(-200 * DAY_S)).await?;
    incentive_transfers::bind_first(conn, YUNFAN).await?;
    payouts::plant(conn, now).await
}

fn id(short: &str, back: u32, letter: &str) -> Result<IncentiveId, Fault> {
    fixed(format!("ib-{short}-{back:02}-{letter}").parse().ok())
}

async fn one(
    conn: &mut AnyConnection,
    earner: &Earner,
    plan: &Plan,
    back: u32,
    customers: &[Customer],
    now: Timestamp,
) -> Result<(), Fault> {
    let incentive_id = id(earner.short, back, plan.letter)?;
    let period = Month::at(now).back(back);
    let lines = lines::of(&incentive_id, period.back(plan.earned_before), plan, back, customers)?;
    let amount = lines.iter().try_fold(Amount::ZERO, |sum, line| sum.plus(line.amount));
    let amount = fixed(amount)?;
    let reconciled_at = period.next().first_day().plus_days(14).china_midnight().plus_seconds(10 * 3_600);
    let (status, open) = match back {
        0 => (IncentiveStatus::Estimated, Amount::ZERO),
        1 => (IncentiveStatus::PendingConfirm, Amount::ZERO),
        _ => (IncentiveStatus::Issuing, amount),
    };
    let is_reconciled = status.is_reconciled();
    let incentive = Incentive {
        incentive_id,
        period,
        earned_in: period.back(plan.earned_before),
        plan_name: plan.name.to_owned(),
        association_type: plan.association_type,
        amount,
        open_amount: open,
        currency: plan.currency,
        status,
        confirm_deadline: match back {
            0 => None,
            1 => Some(deadline(now)),
            _ => Some(reconciled_at.plus_seconds(DAY_S)),
        },
        confirmed_at: is_reconciled.then_some(reconciled_at.min(now.plus_seconds(-DAY_S))),
        // Every third month its deadline confirmed it.
        confirmed_by: (is_reconciled && !back.is_multiple_of(3)).then(|| "钱敏".to_owned()),
        freeze: frozen(plan, now)?,
        expire_at: None,
        line_count: 0,
        open_feedback_count: 0,
        transferred_from: None,
        version: 1,
    };
    store::add(conn, earner.partner_id, &incentive).await?;
    lines::add(conn, earner.partner_id, &incentive, &lines).await?;
    if let Some(at) = incentive.confirmed_at {
        incentives::book_confirmed(conn, earner.partner_id, &incentive, at)
            .await
            .map_err(crate::payouts::as_fault)?;
        money::end_if_empty(conn, &incentive.incentive_id).await?;
    }
    Ok(())
}

fn frozen(plan: &Plan, now: Timestamp) -> Result<Option<Freeze>, Fault> {
    if plan.letter != "d" {
        return Ok(None);
    }
    Ok(Some(Freeze {
        reason: FrozenReason::UnpaidSpend,
        since: now.plus_seconds(-20 * DAY_S),
        customer_id: fixed("c-100010".parse().ok())?,
        customer_name: "广州****公司".to_owned(),
        thaw_at: None,
    }))
}

/// Until when last month's incentives can be confirmed.
fn deadline(now: Timestamp) -> Timestamp {
    WorkingCalendar::default().deadline(now, 3)
}

async fn keep_time(conn: &mut AnyConnection, earner: &Earner, now: Timestamp) -> Result<(), Fault> {
    let calendar = WorkingCalendar::default();
    let partner_id = fixed(earner.partner_id.parse().ok())?;
    for (back, end) in [(0, None), (1, Some(deadline(now)))] {
        if earner.plans.iter().any(|plan| plan.months.contains(&back)) {
            let of = PeriodOf { partner_id: Clone::clone(&partner_id), period: Month::at(now).back(back) };
            incentives::keep_time(conn, &of, end, &calendar, now).await?;
        }
    }
    Ok(())
}
