//! Filing many customers out of a file: rows are checked first (a dry run that changes no filing), then filed in parts.
//!
//! The rows lie with the backend, sealed, until the import is done or thrown away, so that closing the tab loses
//! nothing: an import goes on where it stopped, on any device, and no row is filed twice.

use crate::{
    endpoint::{Fetch, Submit},
    filing_rules::{FilingRefusal, ReviewReason},
    filings::FilingDraft,
    ids::{FilingId, ImportId},
    permissions::{Access, Permission},
    text::FileName,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

const DEVELOP: Access = Access::Partner(Permission::DevelopCustomers);

/// `GET …`: this member's imports of the last seven days, newest first.
pub const LIST: Fetch<(), (), Imports> =
    Fetch::get("ListFilingImports", "/v2/partners/filing-imports", DEVELOP);
/// `GET …/{import_id}`.
pub const SHOW: Fetch<(ImportId,), (), Import> =
    Fetch::get("ShowFilingImport", "/v2/partners/filing-imports/{import_id}", DEVELOP);
/// `POST …`: begin.
pub const START: Submit<(), ImportDraft, Import> =
    Submit::post("StartFilingImport", "/v2/partners/filing-imports", DEVELOP);
/// `POST …/rows`: hand over the next rows and learn what would become of each. Rows that are known keep their verdict.
pub const CHECK: Submit<(ImportId,), RowsDraft, CheckedRows> =
    Submit::post("CheckFilingImportRows", "/v2/partners/filing-imports/{import_id}/rows", DEVELOP);
/// `POST …/apply`: file the next [`APPLY_AT_ONCE`] rows, in their order. Refused (`CBC.99100002`) while rows are missing.
pub const APPLY: Submit<(ImportId,), (), AppliedRows> =
    Submit::post("ApplyFilingImport", "/v2/partners/filing-imports/{import_id}/apply", DEVELOP);
/// `POST …/cancel`: file no more; what is filed stays, the rest is thrown away.
pub const CANCEL: Submit<(ImportId,), (), Import> =
    Submit::post("CancelFilingImport", "/v2/partners/filing-imports/{import_id}/cancel", DEVELOP);
/// `POST …/rows/query`: rows with what became of them; the member's own input, so unmasked.
pub const ROWS: Fetch<(ImportId,), ImportRowQuery, ImportRows> =
    Fetch::query("ListFilingImportRows", "/v2/partners/filing-imports/{import_id}/rows/query", DEVELOP);

/// Rows of one file.
pub const MAX_ROWS: u32 = 10_000;
/// Rows that one [`CHECK`] takes; their JSON must also fit into 256 KiB.
pub const CHECK_AT_ONCE: usize = 500;
/// Rows that one [`APPLY`] files.
pub const APPLY_AT_ONCE: u32 = 200;
/// An import and its rows are thrown away seven days after the last change.
pub const KEPT_S: i64 = 7 * 86_400;

words! {
    /// Where an import stands.
    ImportStatus {
        /// Rows are being handed over; nothing is filed.
        Checking = "CHECKING",
        /// All rows are there and checked; nothing is filed.
        Checked = "CHECKED",
        /// Some rows are filed, others wait.
        Applying = "APPLYING",
        /// Every row has its result.
        Done = "DONE",
        /// Stopped by the member; what was filed stays filed.
        Cancelled = "CANCELLED",
    }
}

impl ImportStatus {
    /// Whether it can go on.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Checking | Self::Checked | Self::Applying)
    }
}

words! {
    /// What becomes (dry run) or became (applied) of a row.
    RowResult {
        Filed = "FILED",
        PendingReview = "PENDING_REVIEW",
        /// All places are taken: listed as `NOT_FILED`, to be filed when one is free.
        Listed = "LISTED",
        /// `filing_refusals` says why.
        Refused = "REFUSED",
        /// An earlier row of the same file has this mobile number.
        Duplicate = "DUPLICATE",
    }
}

impl RowResult {
    /// Whether the row has to be mended and tried again.
    #[must_use]
    pub const fn is_failure(self) -> bool {
        matches!(self, Self::Refused | Self::Duplicate)
    }
}

/// Input of [`START`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportDraft {
    pub file_name: FileName,
    /// Rows that will be handed over, 1–[`MAX_ROWS`]; rows that the browser found wrong are not among them.
    pub total_rows: u32,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Import {
    pub import_id: ImportId,
    pub file_name: String,
    pub status: ImportStatus,
    pub total_rows: u32,
    /// Rows that were handed over.
    pub checked_rows: u32,
    /// Rows that have their final result.
    pub applied_rows: u32,
    /// How many rows have which result: of the dry run until a row is applied, then what became of it.
    pub counts: Vec<ResultCount>,
    pub started_at: Timestamp,
    pub changed_at: Timestamp,
}

/// So many rows with this result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResultCount {
    pub result: RowResult,
    pub rows: u32,
}

/// Answer of [`LIST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Imports {
    pub imports: Vec<Import>,
}

/// Input of [`CHECK`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowsDraft {
    /// 1–[`CHECK_AT_ONCE`].
    pub rows: Vec<RowDraft>,
}

/// One row of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowDraft {
    /// Line of the file as the user counts it, 1 or more; unique in the import.
    pub row: u32,
    pub filing: FilingDraft,
}

/// Answer of [`CHECK`], in the order of the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckedRows {
    pub rows: Vec<RowOutcome>,
    pub import: Import,
}

/// Answer of [`APPLY`], in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppliedRows {
    pub rows: Vec<RowOutcome>,
    pub import: Import,
}

/// What becomes of a row, or became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowOutcome {
    pub row: u32,
    pub result: RowResult,
    pub filing_refusals: Vec<FilingRefusal>,
    pub review_reasons: Vec<ReviewReason>,
    /// Once applied, unless refused.
    pub filing_id: Option<FilingId>,
    pub applied: bool,
}

/// Filter and page of [`ROWS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ImportRowQuery {
    /// Only rows that have to be mended.
    pub failed_only: bool,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A row and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportRow {
    pub filing: FilingDraft,
    pub outcome: RowOutcome,
}

/// Answer of [`ROWS`], in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportRows {
    pub rows: Vec<ImportRow>,
    pub total_count: u32,
}
