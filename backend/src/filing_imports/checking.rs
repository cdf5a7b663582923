//! Handing over rows and foretelling what becomes of each: a dry run that changes no filing.

use super::{
    handlers::{not_in_this_state, own},
    rows::{foretold, outcome, phone_mac, seal},
    store::{self, StoredRow},
};
use crate::{
    filings::{self, Filer, may_develop},
    http::change::Change,
    problem::{Fault, Refused},
    session::principal::Member,
};
use contract::{
    filing_imports::{CHECK_AT_ONCE, CheckedRows, Import, ImportStatus, RowDraft, RowResult, RowsDraft},
    filings::{FilingDraft, MAX_OPEN},
    ids::ImportId,
    text::Rule,
};
use serde_json::json;
use std::collections::{HashMap, HashSet};

pub(super) async fn check(
    cx: &mut Change,
    who: &Member,
    (import_id,): (ImportId,),
    input: RowsDraft,
) -> Result<CheckedRows, Refused> {
    may_develop(&cx.caller, who)?;
    let import = own(&mut cx.tx, who, &import_id, cx.now).await?;
    let asked = numbers(&input.rows)?;
    let mut known: HashMap<u32, StoredRow> = HashMap::new();
    for row in store::known_rows(&mut cx.tx, &import_id, &asked).await? {
        known.insert(row.row_no, row);
    }
    let (fresh, _): (Vec<RowDraft>, Vec<RowDraft>) =
        input.rows.into_iter().partition(|row| !known.contains_key(&row.row));
    if !fresh.is_empty() {
        if import.status != ImportStatus::Checking {
            return Err(not_in_this_state(&import));
        }
        let room = import.total_rows - import.checked_rows.min(import.total_rows);
        if fresh.len() > room as usize {
            return Err(Refused::field("rows", Rule::OutOfRange));
        }
        let is_last = fresh.len() == room as usize;
        for row in foretell(cx, who, &import, fresh).await? {
            known.insert(row.row_no, row);
        }
        let status = if is_last { ImportStatus::Checked } else { ImportStatus::Checking };
        store::set_status(&mut cx.tx, &import_id, status, cx.now).await?;
    }
    cx.audit("filing_import.check", import_id.as_str(), json!({ "rows": asked.len() }));
    Ok(CheckedRows {
        rows: asked.iter().filter_map(|number| known.get(number)).map(outcome).collect(),
        import: own(&mut cx.tx, who, &import_id, cx.now).await?,
    })
}

/// The rows' numbers in their order, each at least 1 and named once.
fn numbers(rows: &[RowDraft]) -> Result<Vec<u32>, Refused> {
    if !(1..=CHECK_AT_ONCE).contains(&rows.len()) {
        return Err(Refused::field("rows", Rule::OutOfRange));
    }
    let mut seen = HashSet::new();
    for (position, row) in rows.iter().enumerate() {
        if row.row == 0 || !seen.insert(row.row) {
            return Err(Refused::field(format!("rows[{position}].row"), Rule::OutOfRange));
        }
    }
    Ok(rows.iter().map(|row| row.row).collect())
}

/// Stores new rows with what would become of each, earlier rows of the file included.
async fn foretell(
    cx: &mut Change,
    who: &Member,
    import: &Import,
    fresh: Vec<RowDraft>,
) -> Result<Vec<StoredRow>, Refused> {
    let import_id = &import.import_id;
    let drafts: Vec<FilingDraft> = fresh.iter().map(|row| row.filing.clone()).collect();
    let filer = Filer::of(&mut cx.tx, who).await?;
    let verdicts = filer.verdicts(&mut cx.tx, &drafts, cx.now).await?;
    let macs: Vec<String> =
        drafts.iter().map(|draft| phone_mac(&cx.app, import_id, draft.mobile_phone.as_str())).collect();
    let taken = store::known_phones(&mut cx.tx, import_id, macs.iter().cloned()).await?;
    let mut taken: HashSet<String> = taken.into_iter().collect();
    let open = filings::store::open_count(&mut cx.tx, who.partner_id.as_str(), cx.now).await?;
    let promised: u32 = import
        .counts
        .iter()
        .filter(|count| matches!(count.result, RowResult::Filed | RowResult::PendingReview))
        .map(|count| count.rows)
        .sum();
    let mut free = MAX_OPEN.saturating_sub(open.saturating_add(promised));
    let mut stored = Vec::new();
    for ((row, mac), verdict) in fresh.iter().zip(macs).zip(&verdicts) {
        let (result, reasons) = if taken.insert(mac.clone()) {
            foretold(verdict, free > 0)
        } else {
            (RowResult::Duplicate, String::new())
        };
        if matches!(result, RowResult::Filed | RowResult::PendingReview) {
            free -= 1;
        }
        let row = StoredRow {
            row_no: row.row,
            sealed: seal(&cx.app, import_id, &row.filing)?,
            phone_mac: mac,
            result,
            reasons,
            filing_id: None,
            applied: false,
        };
        store::add_row(&mut cx.tx, import_id, &row).await?;
        stored.push(row);
    }
    if stored.len() == drafts.len() { Ok(stored) } else { Err(Fault::new("rows without a verdict").into()) }
}
