//! Filing customers who are listed already, each for itself.

use super::{
    filer::Filer,
    handlers::{may_develop, shown},
    lifecycle::{expire_lapsed, not_in_this_state},
    scope::Scope,
    store::{self, FilingRow},
};
use crate::{
    http::change::Change,
    problem::{Fault, Refused},
    session::principal::Member,
};
use contract::{
    filings::{FiledBatch, FilingIds, MAX_BATCH, NotFiledDetail},
    ids::FilingId,
    problem::ErrorCode,
    text::Rule,
};
use serde_json::json;
use std::collections::HashSet;

pub(super) async fn file(
    cx: &mut Change,
    who: &Member,
    (): (),
    input: FilingIds,
) -> Result<FiledBatch, Refused> {
    may_develop(&cx.caller, who)?;
    if !(1..=MAX_BATCH).contains(&input.filing_ids.len()) {
        return Err(Refused::field("filing_ids", Rule::OutOfRange));
    }
    let scope = Scope::of(&mut cx.tx, who, cx.now).await?;
    let filer = Filer::of(&mut cx.tx, who).await?;
    let mut done: Vec<FilingRow> = Vec::new();
    let mut error_details = Vec::new();
    let mut named = HashSet::new();
    for id in input.filing_ids {
        // Named twice is named once.
        if !named.insert(id.clone()) {
            continue;
        }
        match one(cx, who, &filer, &scope, &id).await {
            Ok(filing) => done.push(filing),
            Err(Refused::Problem(problem)) => error_details.push(NotFiledDetail {
                id,
                error_code: problem.error_code,
                error_msg: problem.error_msg,
                filing_refusals: problem.filing_refusals,
            }),
            Err(refused) => return Err(refused),
        }
    }
    let ids: Vec<&str> = done.iter().map(|filing| filing.filing_id.as_str()).collect();
    cx.audit("filing.file", ids.join(","), json!({ "not_filed": error_details.len() }));
    let filings = shown(&mut cx.tx, done, cx.now).await?;
    Ok(FiledBatch { filings, error_details })
}

async fn one(
    cx: &mut Change,
    who: &Member,
    filer: &Filer<'_>,
    scope: &Scope,
    id: &FilingId,
) -> Result<FilingRow, Refused> {
    let partner_id = who.partner_id.as_str();
    let found = store::find(&mut cx.tx, partner_id, id).await?;
    let Some(mut filing) = found.filter(|filing| scope.covers(filing.manager_user_id.as_str())) else {
        return Err(ErrorCode::NotFound.into());
    };
    expire_lapsed(&mut cx.tx, partner_id, &[&filing.mobile_phone], cx.now).await?;
    if filing.has_lapsed(cx.now) {
        filing = store::find(&mut cx.tx, partner_id, id)
            .await?
            .ok_or_else(|| Fault::new("a filing is gone after its end"))?;
    }
    if !filing.status.can_be_filed() {
        return Err(not_in_this_state(ErrorCode::NotInThisState, filing.status));
    }
    let verdict = filer.verdict_of(&mut cx.tx, &filing, cx.now).await?;
    filer.submit(&mut cx.tx, &mut filing, verdict, cx.now).await?;
    Ok(filing)
}
