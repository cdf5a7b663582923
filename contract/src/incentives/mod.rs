//! Incentives (激励, domain G): what the vendor owes a partner for its customers' spend. An incentive is the bill of one
//! plan, association type and period; its lines say for which orders. It is reconciled here, and paid by an application
//! ([`crate::payouts`]). Amounts of different currencies are never added up.

mod chart;
mod lines;
mod reconciliation;
mod status;
mod summary;

pub use chart::{ChartBasis, ChartMonth, ChartPart, ChartQuery, DEFAULT_MONTHS, IncentiveChart, MAX_MONTHS};
pub use lines::{
    AccountManagerRef, BillingMode, IncentiveFilters, IncentiveLine, IncentiveLinePage, IncentiveLineQuery,
    ProductType, ResellerRef, reckon,
};
pub use reconciliation::{
    Confirmation, Confirmed, Feedback, FeedbackDraft, FeedbackPage, FeedbackQuery, Incentive,
    IncentiveDetail, IncentivePage, IncentivePayout, IncentiveQuery,
};
pub use status::{FeedbackStatus, FrozenReason, IncentiveEvent, IncentiveStatus, MoneyPlace};
pub use summary::{
    Freeze, FrozenIncentive, IncentiveSummary, IncentiveTotals, MAX_FROZEN, PeriodToConfirm, PlaceTotal,
};

use crate::{
    endpoint::{Download, Fetch, Submit},
    ids::{AttachmentId, IncentiveId},
    permissions::{Access, Permission},
};

const VIEW: Access = Access::Partner(Permission::ViewIncentives);
const CONFIRM_THEM: Access = Access::Partner(Permission::ConfirmIncentives);

/// `GET …/summary`: totals per currency, what is frozen and why, what waits for confirmation.
pub const SUMMARY: Fetch<(), (), IncentiveSummary> =
    Fetch::get("ShowIncentiveSummary", "/v2/partners/incentives/summary", VIEW);
/// `POST …/reconciliations/query`: incentives, the newest period first.
pub const RECONCILIATIONS: Fetch<(), IncentiveQuery, IncentivePage> =
    Fetch::query("ListIncentiveReconciliations", "/v2/partners/incentives/reconciliations/query", VIEW);
/// `GET …/reconciliations/{incentive_id}`: with where its money is, its feedback and its payouts.
pub const SHOW: Fetch<(IncentiveId,), (), IncentiveDetail> =
    Fetch::get("ShowIncentiveReconciliation", "/v2/partners/incentives/reconciliations/{incentive_id}", VIEW);
/// `POST …/reconciliations/confirm`: all incentives of a period together. `CBC.99100005` once the deadline has
/// confirmed them, `CBC.99100002` with `settled_by` and `settled_at` when a colleague has, `CBC.99100003` when the
/// totals are not those that were shown.
pub const CONFIRM: Submit<(), Confirmation, Confirmed> = Submit::post(
    "ConfirmIncentiveReconciliation",
    "/v2/partners/incentives/reconciliations/confirm",
    CONFIRM_THEM,
);
/// `POST …/reconciliations/{incentive_id}/feedback`: what is wrong with it, or with one of its lines. Keeps neither the
/// partner nor the deadline from confirming.
pub const GIVE_FEEDBACK: Submit<(IncentiveId,), FeedbackDraft, Feedback> = Submit::post(
    "CreateIncentiveFeedback",
    "/v2/partners/incentives/reconciliations/{incentive_id}/feedback",
    CONFIRM_THEM,
);
/// `POST …/feedbacks/query`: feedback with the vendor's answers, newest first.
pub const FEEDBACKS: Fetch<(), FeedbackQuery, FeedbackPage> =
    Fetch::query("ListIncentiveFeedbacks", "/v2/partners/incentives/feedbacks/query", VIEW);
/// `POST …/details/query`: lines of all incentives, newest first, with totals per currency of all that match.
pub const LINES: Fetch<(), IncentiveLineQuery, IncentiveLinePage> =
    Fetch::query("ListIncentiveDetails", "/v2/partners/incentives/details/query", VIEW);
/// `GET …/filters`: what this partner's incentives can be filtered by.
pub const FILTERS: Fetch<(), (), IncentiveFilters> =
    Fetch::get("ListIncentiveFilters", "/v2/partners/incentives/filters", VIEW);
/// `POST …/chart`: earned, coming and blocked, month by month.
pub const CHART: Fetch<(), ChartQuery, IncentiveChart> =
    Fetch::query("ShowIncentiveChart", "/v2/partners/incentives/chart", VIEW);

/// `GET …/attachments/{attachment_id}/content`: a file of this partner's feedback, invoices or transfers.
pub const FILE: Download<(AttachmentId,)> = Download::get(
    "DownloadIncentiveAttachment",
    "/v2/partners/incentives/attachments/{attachment_id}/content",
    VIEW,
);

/// Files that one feedback may bring.
pub const MAX_ATTACHMENTS: usize = 5;
