//! Publishing a period, and the deadline that begins with it (G1).

use super::{
    PeriodOf,
    confirming::{sums, waits},
    freezing, notices, store,
};
use crate::{
    deadlines::{self, Reminder},
    jobs::{self, JobKind, Run},
    problem::Fault,
};
use contract::{
    deadlines::DeadlineKind,
    incentives::{Incentive, IncentiveEvent},
    time::Timestamp,
    working_days::WorkingCalendar,
};
use serde_json::json;
use sqlx::AnyConnection;

/// A published period can be confirmed for so many working days (G1.3).
const CONFIRM_WITHIN_DAYS: u32 = 10;
/// A period is published so many working days after its month (G1.2).
const PUBLISH_AFTER_DAYS: u32 = 5;

/// The month is reckoned up: from now on it can be confirmed. What a customer has not paid for is frozen at once.
///
/// # Errors
/// When the database fails.
pub async fn publish(run: &mut Run, about: &str) -> Result<(), Fault> {
    let of = PeriodOf::parse(about)?;
    let all = store::of_period(&mut run.tx, of.partner_id.as_str(), of.period, run.now).await?;
    let deadline = run.app.config.calendar.deadline(run.now, CONFIRM_WITHIN_DAYS);
    let mut published = Vec::new();
    for incentive in &all {
        let Ok(status) = incentive.status.after(IncentiveEvent::Publish) else { continue };
        if store::publish(&mut run.tx, incentive, status, deadline).await? {
            freezing::freeze_if_unpaid(&mut run.tx, incentive, run.now).await?;
            published.push(incentive);
        }
    }
    if published.is_empty() {
        return Ok(());
    }
    keep_deadline(&mut run.tx, &of, deadline, run.now).await?;
    let totals = sums(published)?;
    run.send(notices::to_confirm(&of, &totals, deadline)).await?;
    run.audit(of.partner_id.as_str(), "incentive.publish", about, json!({ "totals": totals })).await
}

async fn keep_deadline(
    conn: &mut AnyConnection,
    of: &PeriodOf,
    deadline: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    let about = of.to_string();
    jobs::schedule(conn, JobKind::IncentivesConfirm, &about, deadline).await?;
    deadlines::remind(conn, DeadlineKind::IncentiveConfirmation, &about, Some(deadline), now).await
}

/// Lets a period be published, or a published one end: for incentives that the vendor's reckoning adds.
///
/// # Errors
/// When the database fails.
pub async fn keep_time(
    conn: &mut AnyConnection,
    of: &PeriodOf,
    deadline: Option<Timestamp>,
    calendar: &WorkingCalendar,
    now: Timestamp,
) -> Result<(), Fault> {
    if let Some(deadline) = deadline {
        return keep_deadline(conn, of, deadline, now).await;
    }
    let last_moment = of.period.next().first_day().china_midnight().plus_seconds(-1);
    let at = calendar.deadline(last_moment, PUBLISH_AFTER_DAYS).max(now);
    jobs::schedule(conn, JobKind::IncentivesPublish, &of.to_string(), at).await
}

/// Who is told that one working day is left to confirm a period.
///
/// # Errors
/// When the database fails.
pub async fn reminder(run: &mut Run, about: &str) -> Result<Option<Reminder>, Fault> {
    let of = PeriodOf::parse(about)?;
    let all = store::of_period(&mut run.tx, of.partner_id.as_str(), of.period, run.now).await?;
    let waiting: Vec<Incentive> = all.into_iter().filter(waits).collect();
    let Some(deadline) = waiting.iter().filter_map(|incentive| incentive.confirm_deadline).min() else {
        return Ok(None);
    };
    // Published two weeks before its deadline: more than a working day.
    let begun = deadline.plus_seconds(-i64::from(CONFIRM_WITHIN_DAYS) * 86_400);
    let messages = vec![notices::ends_soon(&of, &sums(&waiting)?, deadline)];
    Ok(Some(Reminder { begun, deadline, messages }))
}
