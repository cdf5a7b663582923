//! Files that are made of a list (导出, domain 1.3): asked for, made in the background, kept three days. They belong to the
//! user who asked. Personal data is anonymised in all of them; full values are not offered.

use crate::{
    activity_log::ActivityQuery,
    bills::{BillDetailQuery, BillQuery},
    delivery_projects::DeliveryQuery,
    endpoint::{Download, Fetch, Submit},
    ids::{ExportId, StatementId},
    incentives::IncentiveLineQuery,
    marketing_tasks::TaskQuery,
    permissions::{Access, Permission},
    statements::StatementQuery,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

pub use crate::export_status::{ExportEvent, ExportFailure, ExportStatus};

/// `POST …`: have a file made. More rows than [`ExportFormat::max_rows`] are `CBC.99100006`, more than
/// [`PER_HOUR`] files an hour `CBC.0250`.
pub const CREATE: Submit<(), ExportDraft, Export> =
    Submit::post("CreateExport", "/v2/partners/exports", Access::Member);
/// `POST …/query`: one's own, newest first.
pub const LIST: Fetch<(), ExportQuery, ExportPage> =
    Fetch::query("ListExports", "/v2/partners/exports/query", Access::Member);
/// `GET …/{export_id}/file`: `CBC.99100005` once it is no longer kept.
pub const FILE: Download<(ExportId,)> =
    Download::get("DownloadExport", "/v2/partners/exports/{export_id}/file", Access::Member);

/// Files that a user may have made in an hour.
pub const PER_HOUR: u32 = 5;
/// A file is kept so long after it was made.
pub const KEPT_S: i64 = 3 * 86_400;
/// The record of it is kept so long.
pub const RECORD_KEPT_S: i64 = 30 * 86_400;
/// A file that could not be made so often is given up.
pub const MAX_TRIES: i64 = 3;

/// What a file is made of, filtered as the list was; `offset` and `limit` of a list's query mean nothing here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "list", content = "filters", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ExportOf {
    /// The bill of a month: its sums.
    Bill(BillQuery),
    /// The lines of a bill.
    BillDetails(BillDetailQuery),
    Statements(StatementQuery),
    /// One statement with its lines.
    Statement(StatementChoice),
    /// Lines of incentives.
    IncentiveDetails(IncentiveLineQuery),
    /// One of the two lists; at most [`crate::marketing_tasks::EXPORT_MONTHS`] of creation.
    MarketingTasks(TaskQuery),
    ActivityLog(ActivityQuery),
    DeliveryProjects(DeliveryQuery),
}

/// Which statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StatementChoice {
    pub statement_id: StatementId,
}

impl ExportOf {
    /// What a member needs to see the list, and so to export it.
    #[must_use]
    pub const fn permission(&self) -> Permission {
        match self {
            Self::Bill(_) | Self::BillDetails(_) => Permission::ViewBills,
            Self::Statements(_) | Self::Statement(_) => Permission::ViewStatements,
            Self::IncentiveDetails(_) => Permission::ViewIncentives,
            Self::MarketingTasks(_) => Permission::WorkMarketingTasks,
            Self::ActivityLog(_) => Permission::ViewActivityLog,
            Self::DeliveryProjects(_) => Permission::ViewDeliveries,
        }
    }

    /// In which forms it comes, the usual one first.
    #[must_use]
    pub const fn formats(&self) -> &'static [ExportFormat] {
        match self {
            Self::Bill(_) => &[ExportFormat::Pdf, ExportFormat::Xlsx, ExportFormat::Csv],
            Self::BillDetails(_)
            | Self::Statements(_)
            | Self::Statement(_)
            | Self::IncentiveDetails(_)
            | Self::MarketingTasks(_)
            | Self::ActivityLog(_)
            | Self::DeliveryProjects(_) => &[ExportFormat::Xlsx, ExportFormat::Csv, ExportFormat::Pdf],
        }
    }
}

words! {
    /// In which form.
    ExportFormat {
        Csv = "csv",
        Xlsx = "xlsx",
        Pdf = "pdf",
    }
}

impl ExportFormat {
    /// Rows that one file may have. Nobody reads more pages than that of a PDF.
    #[must_use]
    pub const fn max_rows(self) -> u32 {
        match self {
            Self::Csv | Self::Xlsx => 100_000,
            Self::Pdf => 2_000,
        }
    }

    /// With which it is served.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pdf => "application/pdf",
        }
    }
}

/// Input of [`CREATE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExportDraft {
    pub of: ExportOf,
    /// One of [`ExportOf::formats`].
    pub format: ExportFormat,
}

/// Page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ExportQuery {
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExportPage {
    pub exports: Vec<Export>,
    pub total_count: u32,
}

/// A file that is made, or was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Export {
    pub export_id: ExportId,
    pub of: ExportOf,
    pub format: ExportFormat,
    pub status: ExportStatus,
    /// Rows that are written, out of so many.
    pub rows_done: u32,
    pub rows_total: u32,
    pub created_at: Timestamp,
    pub finished_at: Option<Timestamp>,
    /// With `COMPLETED`: until when it is kept.
    pub expire_at: Option<Timestamp>,
    /// With `COMPLETED`.
    pub bytes: Option<u32>,
    /// With `FAILED`.
    pub failure: Option<ExportFailure>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_exported_is_named_with_its_filters() {
        let text = r#"{"of":{"list":"BILL","filters":{"bill_cycle":"2026-10"}},"format":"pdf"}"#;
        let draft: ExportDraft = serde_json::from_str(text).unwrap();
        assert_eq!(draft.of, ExportOf::Bill(BillQuery { bill_cycle: "2026-10".parse().unwrap() }));
        assert_eq!(serde_json::to_string(&draft).unwrap(), text);
        for wrong in [
            r#"{"of":{"list":"BILL","filters":{"bill_cycle":"2026-10","x":1}},"format":"pdf"}"#,
            r#"{"of":{"list":"CUSTOMERS","filters":{}},"format":"csv"}"#,
            r#"{"of":{"list":"BILL","filters":{"bill_cycle":"2026-10"}},"format":"docx"}"#,
        ] {
            assert!(serde_json::from_str::<ExportDraft>(wrong).is_err(), "{wrong}");
        }
    }
}
