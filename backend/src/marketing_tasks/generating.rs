//! Big-order renewal tasks come about by themselves: every morning, of the orders that expire in the calendar month (I1.4). An
//! order makes one task of a partner, however often it is looked at.

use super::store::{
    self, NewTask,
    orders::{self, DueOrder},
};
use crate::{
    app::App,
    jobs::{self, JobKind, Run},
    problem::Fault,
    secret::random_id,
};
use contract::{
    ids::MarketingTaskId, marketing_tasks::TaskKind, money::Money, month::Month, time::Timestamp,
};
use serde_json::json;

/// What the job is about: the orders of all partners.
pub const EVERY_ORDER: &str = "every-order";
/// Seconds since midnight in China: 06:00.
const AT_S: i64 = 6 * 3_600;
/// Tasks of one transaction; what is left is taken by the next, at once.
const MOST: i64 = 200;
const SPEND_MONTHS: u32 = 12;

/// When orders are looked at next.
#[must_use]
pub fn next_run(now: Timestamp) -> Timestamp {
    let on = |day: contract::time::Date| day.china_midnight().plus_seconds(AT_S);
    let today = now.china_day();
    if on(today) > now { on(today) } else { on(today.plus_days(1)) }
}

/// Looks at them once when the program starts: what became due while it was not running, and where nobody ever looked.
///
/// # Errors
/// When the database fails.
pub async fn begin(app: &App) -> Result<(), Fault> {
    let mut tx = app.store.write().await?;
    jobs::schedule(&mut tx, JobKind::RenewalTasks, EVERY_ORDER, app.clock.now()).await?;
    tx.commit().await
}

/// Makes the tasks that are due, and comes again.
///
/// # Errors
/// When the database fails.
pub async fn generate(run: &mut Run) -> Result<(), Fault> {
    let month = Month::at(run.now);
    let due = orders::due(&mut run.tx, month, MOST).await?;
    let is_all = i64::try_from(due.len()).unwrap_or(MOST) < MOST;
    for order in due.into_iter().filter(|order| order.facts.is_due_in(month)) {
        make(run, order, month).await?;
    }
    let again = if is_all { next_run(run.now) } else { run.now };
    jobs::schedule(&mut run.tx, JobKind::RenewalTasks, EVERY_ORDER, again).await
}

async fn make(run: &mut Run, order: DueOrder, month: Month) -> Result<(), Fault> {
    let months = (1..=SPEND_MONTHS).map(|age| month.back(age).to_string()).collect();
    let spent = orders::spend(&mut run.tx, &order.partner_id, &order.customer_id, months).await?;
    let task_id: MarketingTaskId =
        format!("mt-{}", random_id()?).parse().map_err(|_| Fault::new("a random id is no id"))?;
    let task = NewTask {
        task_id,
        partner_id: order.partner_id,
        kind: TaskKind::Renewal,
        name: order.product,
        customer_id: order.customer_id,
        sub_strategy: None,
        order_no: Some(order.order_no),
        year_spend: Money { amount: spent, currency: order.facts.paid.currency },
        created_at: run.now,
        deadline: order.facts.expires_on.plus_days(1).china_midnight(),
    };
    if store::add(&mut run.tx, &task).await? {
        let detail = json!({ "order_no": task.order_no, "deadline": task.deadline });
        let action = "marketing_task.generate";
        run.audit(&task.partner_id, action, task.task_id.as_str(), detail).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_looked_at_every_morning() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(next_run(at("2026-11-23T04:00:00Z")), at("2026-11-23T22:00:00Z"));
        assert_eq!(next_run(at("2026-11-22T21:59:59Z")), at("2026-11-22T22:00:00Z"));
        assert_eq!(next_run(at("2026-11-22T22:00:00Z")), at("2026-11-23T22:00:00Z"));
    }
}
