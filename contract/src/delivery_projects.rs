//! Delivery evaluation of baseline solutions (交付 > 基线解决方案 > 项目交付评价, domain L), as the partner works with it.
//!
//! Projects come from the vendor's orders; partners register, report and prove them. The customer's name and the project
//! manager's data come masked.

use crate::{
    contact::{EmailAddress, MobilePhone},
    delivery_evidence::{Evidence, EvidenceDraft, EvidenceKind, EvidenceTemplate},
    delivery_sampling::Sampling,
    endpoint::{Download, Fetch, Submit},
    ids::{AttachmentId, DeliveryProjectId},
    permissions::{Access, Permission},
    text::{ContactName, FeedbackText},
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

pub use crate::{
    delivery_report::{DeliveryResult, ReportDraft},
    delivery_score::{Criterion, CriterionScore, Score, total},
    delivery_status::{DeliveryEvent, DeliveryHolder, DeliveryStatus},
};

const VIEW: Access = Access::Partner(Permission::ViewDeliveries);
const MANAGE: Access = Access::Partner(Permission::ManageDeliveries);

/// `POST …/query`: this partner's projects, the newest first, and how many there are in each state.
pub const LIST: Fetch<(), DeliveryQuery, DeliveryPage> =
    Fetch::query("ListDeliveryProjects", "/v2/partners/delivery-projects/query", VIEW);
/// `GET …/{project_id}`.
pub const SHOW: Fetch<(DeliveryProjectId,), (), DeliveryDetail> =
    Fetch::get("ShowDeliveryProject", "/v2/partners/delivery-projects/{project_id}", VIEW);
/// `POST …/reveal`: the customer and the project manager in full; audited, and counted with
/// [`customers::REVEAL`](crate::customers::REVEAL).
pub const REVEAL: Submit<(DeliveryProjectId,), (), DeliveryPeople> =
    Submit::post("RevealDeliveryProject", "/v2/partners/delivery-projects/{project_id}/reveal", MANAGE);
/// `POST …/register` (登记项目信息): who manages the project.
pub const REGISTER: Submit<(DeliveryProjectId,), RegisterDraft, DeliveryDetail> =
    Submit::post("RegisterDeliveryProject", "/v2/partners/delivery-projects/{project_id}/register", MANAGE);
/// `POST …/delivery-status` (反馈交付状态): accepted by the customer, or ended.
pub const REPORT: Submit<(DeliveryProjectId,), ReportDraft, DeliveryDetail> = Submit::post(
    "UpdateDeliveryStatus",
    "/v2/partners/delivery-projects/{project_id}/delivery-status",
    MANAGE,
);
/// `POST …/evidences`: `CBC.99100005` after the deadline, `CBC.99100007` beyond
/// [`MAX_EVIDENCES`](crate::delivery_evidence::MAX_EVIDENCES), `CBC.99100008` for a file that is not taken,
/// `CBC.99100088` for one that the project has already.
pub const ATTACH: Submit<(DeliveryProjectId,), EvidenceDraft, DeliveryDetail> =
    Submit::post("CreateDeliveryEvidence", "/v2/partners/delivery-projects/{project_id}/evidences", MANAGE);
/// `DELETE /v2/partners/delivery-evidences/{attachment_id}`: only while evidence can be submitted.
pub const REMOVE: Submit<(AttachmentId,), (), DeliveryDetail> =
    Submit::delete("DeleteDeliveryEvidence", "/v2/partners/delivery-evidences/{attachment_id}", MANAGE);
/// `POST …/evidences/submit` (反馈举证材料): `CBC.99100086` with `fields` while something mandatory is missing,
/// `CBC.99100005` after the deadline, `CBC.99100003` when the evidence was changed meanwhile.
pub const SUBMIT: Submit<(DeliveryProjectId,), DeliveryVersion, DeliveryDetail> = Submit::post(
    "SubmitDeliveryEvidence",
    "/v2/partners/delivery-projects/{project_id}/evidences/submit",
    MANAGE,
);
/// `GET /v2/partners/delivery-evidences/{attachment_id}/content`: a file of one's own projects.
pub const EVIDENCE: Download<(AttachmentId,)> = Download::get(
    "DownloadDeliveryEvidence",
    "/v2/partners/delivery-evidences/{attachment_id}/content",
    VIEW,
);
/// `GET /v2/partners/delivery-evidence-templates/{template}`: a workbook to fill in.
pub const TEMPLATE: Download<(EvidenceTemplate,)> = Download::get(
    "DownloadDeliveryEvidenceTemplate",
    "/v2/partners/delivery-evidence-templates/{template}",
    VIEW,
);

/// A delivery project, as in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeliveryProject {
    pub project_id: DeliveryProjectId,
    pub name: String,
    /// Name of the baseline solution.
    pub solution: String,
    /// Masked.
    pub customer: String,
    pub status: DeliveryStatus,
    pub status_since: Timestamp,
    /// Until when evidence is taken, since the project was sampled.
    pub evidence_due_at: Option<Timestamp>,
    /// Evidence is still asked for, and it is late.
    pub is_overdue: bool,
    /// The total.
    pub score: Option<Score>,
    pub version: i64,
}

/// The project manager, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShownManager {
    pub name: String,
    pub phone: String,
    pub email: String,
}

/// What is wrong with the evidence of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Finding {
    pub kind: EvidenceKind,
    pub comment: FeedbackText,
}

/// The last rejection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rejection {
    pub comment: String,
    pub findings: Vec<Finding>,
    pub at: Timestamp,
}

/// The result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evaluation {
    pub scores: Vec<CriterionScore>,
    pub total: Score,
    pub comment: String,
    pub at: Timestamp,
}

/// Something that happened to a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeliveryStep {
    /// The state after it; an extension leaves it as it was.
    pub status: DeliveryStatus,
    pub at: Timestamp,
    /// Display name; absent when the system did it.
    pub by: Option<String>,
    pub note: Option<String>,
}

/// A project with all that happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeliveryDetail {
    pub project: DeliveryProject,
    /// Number of the vendor's order.
    pub order_no: String,
    pub ordered_on: Date,
    pub manager: Option<ShownManager>,
    pub accepted_on: Option<Date>,
    /// What the partner said about the delivery.
    pub note: Option<String>,
    pub sampling: Option<Sampling>,
    /// The vendor has extended the deadline, which it does once.
    pub is_extended: bool,
    /// By kind, the oldest first.
    pub evidences: Vec<Evidence>,
    pub rejection: Option<Rejection>,
    pub evaluation: Option<Evaluation>,
    /// The oldest first.
    pub steps: Vec<DeliveryStep>,
}

/// Answer of [`REVEAL`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeliveryPeople {
    pub customer: String,
    pub manager: Option<ShownManager>,
}

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct DeliveryQuery {
    /// Empty means every state.
    pub status_list: Vec<DeliveryStatus>,
    /// Part of the project's or the solution's name, or of the project's id.
    #[cfg_attr(feature = "schema", schemars(length(max = 128)))]
    pub keyword: Option<String>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// How many projects are in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatusCount {
    pub status: DeliveryStatus,
    pub count: u32,
}

/// A page of projects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeliveryPage {
    pub projects: Vec<DeliveryProject>,
    pub total_count: u32,
    /// Of all projects with this keyword, whatever state was asked for; states without any are absent.
    pub counts: Vec<StatusCount>,
}

/// Who manages the project at the partner's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProjectManager {
    pub name: ContactName,
    pub phone: MobilePhone,
    pub email: EmailAddress,
}

/// Input of [`REGISTER`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterDraft {
    pub version: i64,
    pub project_manager: ProjectManager,
}

/// Input of [`SUBMIT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeliveryVersion {
    pub version: i64,
}
