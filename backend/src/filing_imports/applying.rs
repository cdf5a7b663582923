//! Filing the next rows of an import, in the order of the file.

use super::{
    handlers::{not_in_this_state, own},
    rows::{foretold, open, outcome},
    store::{self, StoredRow},
};
use crate::{
    filings::{self, Filer, may_develop},
    http::change::Change,
    problem::{Fault, Refused},
    session::principal::Member,
};
use contract::{
    filing_imports::{APPLY_AT_ONCE, AppliedRows, ImportStatus, RowResult},
    filing_rules::Verdict,
    filings::{FilingDraft, MAX_OPEN},
    ids::ImportId,
};
use serde_json::json;

pub(super) async fn apply(
    cx: &mut Change,
    who: &Member,
    (import_id,): (ImportId,),
    (): (),
) -> Result<AppliedRows, Refused> {
    may_develop(&cx.caller, who)?;
    let import = own(&mut cx.tx, who, &import_id, cx.now).await?;
    match import.status {
        ImportStatus::Checked | ImportStatus::Applying => {}
        // Nothing is left to be done: whoever asks once more learns that, and nothing happens.
        ImportStatus::Done => return Ok(AppliedRows { rows: Vec::new(), import }),
        ImportStatus::Checking | ImportStatus::Cancelled => return Err(not_in_this_state(&import)),
    }
    let mut rows = store::to_apply(&mut cx.tx, &import_id, APPLY_AT_ONCE).await?;
    file(cx, who, &import_id, &mut rows).await?;
    let left = import.total_rows - import.applied_rows.min(import.total_rows);
    let is_last = rows.len() >= left as usize;
    let status = if is_last { ImportStatus::Done } else { ImportStatus::Applying };
    store::set_status(&mut cx.tx, &import_id, status, cx.now).await?;
    let import = own(&mut cx.tx, who, &import_id, cx.now).await?;
    cx.audit("filing_import.apply", import_id.as_str(), json!({ "rows": rows.len() }));
    Ok(AppliedRows { rows: rows.iter().map(outcome).collect(), import })
}

/// Decides each row anew and files it, or lists it when no place is left.
async fn file(
    cx: &mut Change,
    who: &Member,
    import_id: &ImportId,
    rows: &mut [StoredRow],
) -> Result<(), Refused> {
    let mut drafts: Vec<FilingDraft> = Vec::new();
    for row in rows.iter() {
        drafts.push(open(&cx.app, import_id, row)?);
    }
    let partner_id = who.partner_id.as_str();
    let phones: Vec<&str> = drafts.iter().map(|draft| draft.mobile_phone.as_str()).collect();
    if !phones.is_empty() {
        filings::expire_lapsed(&mut cx.tx, partner_id, &phones, cx.now).await?;
    }
    let filer = Filer::of(&mut cx.tx, who).await?;
    let verdicts = filer.verdicts(&mut cx.tx, &drafts, cx.now).await?;
    if verdicts.len() != rows.len() {
        return Err(Fault::new("rows without a verdict").into());
    }
    let mut free = MAX_OPEN - filings::store::open_count(&mut cx.tx, partner_id, cx.now).await?.min(MAX_OPEN);
    for ((row, draft), verdict) in rows.iter_mut().zip(&drafts).zip(verdicts) {
        if row.result != RowResult::Duplicate {
            free -= decide(cx, &filer, row, draft, verdict, free).await?;
        }
        row.applied = true;
        store::applied(&mut cx.tx, import_id, row).await?;
    }
    Ok(())
}

/// Decides one row and does it. Gives how many places it took.
async fn decide(
    cx: &mut Change,
    filer: &Filer<'_>,
    row: &mut StoredRow,
    draft: &FilingDraft,
    verdict: Verdict,
    free: u32,
) -> Result<u32, Refused> {
    (row.result, row.reasons) = foretold(&verdict, free > 0);
    match row.result {
        RowResult::Filed | RowResult::PendingReview => {
            row.filing_id = Some(filer.file(&mut cx.tx, draft, verdict, cx.now).await?.filing_id);
            Ok(1)
        }
        RowResult::Listed => {
            row.filing_id = Some(filer.list(&mut cx.tx, draft, cx.now).await?.filing_id);
            Ok(0)
        }
        RowResult::Refused | RowResult::Duplicate => Ok(0),
    }
}
