//! The partner agrees, to one statement or to a hundred: each has its own result, all are one transaction.

use super::{
    settling::{self, Step},
    store::{self, Record},
};
use crate::{
    http::change::Change,
    problem::{Fault, Refused, sentence},
    session::principal::Member,
};
use contract::{
    ids::StatementId,
    money::Money,
    problem::{ErrorCode, Problem},
    statements::{
        Confirmation, Confirmed, MAX_CONFIRMED, NotConfirmed, StatementEvent, StatementStatus, totals,
    },
    text::Rule,
};
use serde_json::json;

pub(super) async fn confirm(
    cx: &mut Change,
    who: &Member,
    (): (),
    asked: Confirmation,
) -> Result<Confirmed, Refused> {
    let statement_ids = distinct(asked.statement_ids)?;
    let mut found = store::find_many(&mut cx.tx, who.partner_id.as_str(), &statement_ids).await?;
    as_shown(&found, asked.totals)?;
    let mut confirmed = Confirmed { confirmed_ids: Vec::new(), error_details: Vec::new() };
    for id in statement_ids {
        let record = found.iter().position(|record| record.statement.statement_id == id);
        let record = record.map(|position| found.swap_remove(position));
        match confirmable(record) {
            Ok(record) => {
                let step = Step { event: StatementEvent::Confirm, by: Some(&who.name), note: None };
                settling::advance(&mut cx.tx, &cx.app, record, step, cx.now).await?;
                confirmed.confirmed_ids.push(id);
            }
            Err((error_code, current_status)) => {
                let error_msg = sentence(error_code).to_owned();
                confirmed.error_details.push(NotConfirmed { id, error_code, error_msg, current_status });
            }
        }
    }
    cx.audit("statement.confirm", "", json!({ "statement_ids": confirmed.confirmed_ids }));
    Ok(confirmed)
}

/// Each id once, in the order in which they came.
fn distinct(statement_ids: Vec<StatementId>) -> Result<Vec<StatementId>, Refused> {
    let mut distinct: Vec<StatementId> = Vec::with_capacity(statement_ids.len());
    for id in statement_ids {
        if distinct.len() > MAX_CONFIRMED {
            break;
        }
        if !distinct.contains(&id) {
            distinct.push(id);
        }
    }
    if distinct.is_empty() {
        return Err(Refused::field("statement_ids", Rule::Missing));
    }
    if distinct.len() > MAX_CONFIRMED {
        let mut problem = Problem::new(ErrorCode::TooMany, sentence(ErrorCode::TooMany));
        problem.limit = u32::try_from(MAX_CONFIRMED).ok();
        return Err(problem.into());
    }
    Ok(distinct)
}

/// Nobody confirms another sum than the one that was shown: currencies are never added up.
fn as_shown(found: &[Record], shown: Vec<Money>) -> Result<(), Refused> {
    let amounts = found.iter().map(|record| record.statement.money());
    let sums = totals(amounts).ok_or_else(|| Fault::new("the sum of statements is out of range"))?;
    let in_order = |mut sums: Vec<Money>| {
        sums.sort_by_key(|sum| sum.currency.as_str());
        sums
    };
    if in_order(sums) == in_order(shown) { Ok(()) } else { Err(ErrorCode::Changed.into()) }
}

fn confirmable(record: Option<Record>) -> Result<Record, (ErrorCode, Option<StatementStatus>)> {
    let record = record.ok_or((ErrorCode::NotFound, None))?;
    let status = record.statement.status;
    status.after(StatementEvent::Confirm).map_err(|code| (code, Some(status)))?;
    if record.statement.open_disputes > 0 { Err((ErrorCode::DisputeOpen, None)) } else { Ok(record) }
}
