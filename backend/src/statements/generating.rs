//! Statements come about by themselves: on the third of a month, of what was accepted until the end of the month before, one for
//! each purchase order (proposed; the source says only that the system generates them).

use super::{
    notices,
    store::{self, Record, lines},
};
use crate::{
    associations::store::standing,
    deadlines::{self, Reminder},
    jobs::{self, JobKind, Run},
    problem::Fault,
    secret::random_id,
};
use contract::{
    deadlines::DeadlineKind,
    money::Money,
    month::Month,
    statements::{CONFIRM_WITHIN_DAYS, Statement, StatementStatus, StatementStep},
    time::Timestamp,
};
use serde_json::json;

/// Day of the month, and seconds since its midnight in China: 09:00.
const DAY: i64 = 3;
const AT_S: i64 = 9 * 3_600;

/// When statements are generated next.
#[must_use]
pub fn next_run(now: Timestamp) -> Timestamp {
    let in_month = |month: Month| month.first_day().plus_days(DAY - 1).china_midnight().plus_seconds(AT_S);
    let this = in_month(Month::at(now));
    if this > now { this } else { in_month(Month::at(now).next()) }
}

/// Generates what is due for a partner, and comes again next month.
///
/// # Errors
/// When the database fails.
pub async fn generate(run: &mut Run, partner_id: &str) -> Result<(), Fault> {
    let period = Month::at(run.now).previous();
    let partner = standing(&mut run.tx, partner_id).await?;
    for (order_no, Money { amount, currency }) in lines::to_come(&mut run.tx, partner_id, period).await? {
        if !amount.is_positive() {
            // Credits wait for what they are set off against.
            continue;
        }
        let number = store::count_of(&mut run.tx, partner_id, period).await? + 1;
        let statement = Statement {
            statement_id: random_id()?.parse().map_err(|_| Fault::new("a random id is no id"))?,
            statement_no: number_of(period, number),
            order_no,
            period,
            amount,
            currency,
            status: StatementStatus::PendingConfirm,
            generated_at: run.now,
            confirm_by: run.app.config.calendar.deadline(run.now, CONFIRM_WITHIN_DAYS),
            status_since: run.now,
            promised_until: None,
            open_disputes: 0,
            version: 1,
        };
        let record = Record {
            statement,
            partner_id: partner.partner_id.parse().map_err(|_| Fault::new("a stored partner id is no id"))?,
            partner_name: partner.name.clone(),
        };
        store::add(&mut run.tx, &record).await?;
        lines::put_on(&mut run.tx, &record, period).await?;
        let first =
            StatementStep { status: StatementStatus::PendingConfirm, at: run.now, by: None, note: None };
        store::add_step(&mut run.tx, &record.statement, &first).await?;
        let id = record.statement.statement_id.to_string();
        let kind = DeadlineKind::StatementConfirmation;
        deadlines::remind(&mut run.tx, kind, &id, Some(record.statement.confirm_by), run.now).await?;
        run.send(notices::generated(&record)).await?;
        run.audit(partner_id, "statement.generate", &id, json!({ "period": period })).await?;
    }
    jobs::schedule(&mut run.tx, JobKind::StatementsGenerated, partner_id, next_run(run.now)).await
}

/// `EI-202610-007`
#[must_use]
pub fn number_of(period: Month, nth: u32) -> String {
    format!("EI-{}-{nth:03}", period.to_string().replace('-', ""))
}

/// Who is told that one working day is left to confirm it.
///
/// # Errors
/// When the database fails.
pub async fn reminder(run: &mut Run, statement_id: &str) -> Result<Option<Reminder>, Fault> {
    let id = statement_id.parse().map_err(|_| Fault::new("a job about something that is no id"))?;
    let found = store::find_any(&mut run.tx, &id).await?;
    Ok(found.filter(|record| record.statement.status == StatementStatus::PendingConfirm).map(|record| {
        Reminder {
            begun: record.statement.generated_at,
            deadline: record.statement.confirm_by,
            messages: vec![notices::confirm_soon(&record)],
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_come_on_the_third_of_each_month() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(next_run(at("2026-11-23T04:00:00Z")), at("2026-12-03T01:00:00Z"));
        assert_eq!(next_run(at("2026-12-03T00:59:59Z")), at("2026-12-03T01:00:00Z"));
        assert_eq!(next_run(at("2026-12-03T01:00:00Z")), at("2027-01-03T01:00:00Z"));
        assert_eq!(number_of("2026-10".parse().unwrap(), 7), "EI-202610-007");
    }
}
