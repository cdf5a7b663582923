//! A row of a file as it is stored: what was typed is sealed, what became of it is not.

use super::store::StoredRow;
use crate::{
    app::App,
    filings::store::{joined, words},
    problem::Fault,
    seal::{self, Purpose},
};
use contract::{
    filing_imports::{RowOutcome, RowResult},
    filing_rules::{FilingRefusal, ReviewReason, Verdict},
    filings::FilingDraft,
    ids::ImportId,
};

/// Seals what was typed, for this import only.
pub(super) fn seal(app: &App, import_id: &ImportId, draft: &FilingDraft) -> Result<String, Fault> {
    let text = serde_json::to_string(draft)?;
    seal::seal(&app.pepper, Purpose::Imports, &[import_id.as_str()], &text)
}

/// What was typed.
pub(super) fn open(app: &App, import_id: &ImportId, row: &StoredRow) -> Result<FilingDraft, Fault> {
    let text = seal::open(&app.pepper, Purpose::Imports, &[import_id.as_str()], &row.sealed)
        .ok_or_else(|| Fault::new("a row of an import does not open"))?;
    Ok(serde_json::from_str(&text)?)
}

/// Finds two rows of one import with one number; of no use for anything else.
pub(super) fn phone_mac(app: &App, import_id: &ImportId, phone: &str) -> String {
    app.pepper.mac(&format!("import|{import_id}|{phone}"))
}

/// What becomes of a row, by the verdict and whether a place is free; with its reasons as a column holds them.
pub(super) fn foretold(verdict: &Verdict, place_is_free: bool) -> (RowResult, String) {
    match verdict {
        Verdict::Refused(reasons) => {
            (RowResult::Refused, joined(reasons.iter().map(|reason| reason.as_str())))
        }
        Verdict::Filed | Verdict::Review(_) if !place_is_free => (RowResult::Listed, String::new()),
        Verdict::Review(reasons) => {
            (RowResult::PendingReview, joined(reasons.iter().map(|reason| reason.as_str())))
        }
        Verdict::Filed => (RowResult::Filed, String::new()),
    }
}

/// What became of it, as it is told.
pub(super) fn outcome(row: &StoredRow) -> RowOutcome {
    RowOutcome {
        row: row.row_no,
        result: row.result,
        filing_refusals: if row.result == RowResult::Refused {
            words(&row.reasons, FilingRefusal::parse)
        } else {
            Vec::new()
        },
        review_reasons: if row.result == RowResult::PendingReview {
            words(&row.reasons, ReviewReason::parse)
        } else {
            Vec::new()
        },
        filing_id: row.filing_id.clone(),
        applied: row.applied,
    }
}
