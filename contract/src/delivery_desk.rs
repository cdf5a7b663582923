//! Delivery evaluation at the vendor's (domain L): the operator samples accepted projects, and evaluates or rejects evidence.

use crate::{
    delivery_projects::{
        CriterionScore, DeliveryDetail, DeliveryProject, DeliveryStatus, Finding, StatusCount,
    },
    delivery_sampling::{SampleHow, Sampling},
    endpoint::{Download, Fetch, Submit},
    ids::{AttachmentId, DeliveryProjectId, PartnerId},
    permissions::Access,
    text::{FeedbackText, Reason},
};
use serde::{Deserialize, Serialize};

/// `POST …/query`: projects of all partners, longest in their state first.
pub const LIST: Fetch<(), DeskQuery, DeskPage> =
    Fetch::query("ListVendorDeliveryProjects", "/v2/operations/delivery-projects/query", Access::Operator);
/// `GET …/{project_id}`: with the customer's name in full.
pub const CASE: Fetch<(DeliveryProjectId,), (), DeliveryCase> =
    Fetch::get("ShowDeliveryCase", "/v2/operations/delivery-projects/{project_id}", Access::Operator);
/// `POST …/sample`: a round. What is not drawn has ended. `CBC.99100006` for more than
/// [`MAX_ROUND`](crate::delivery_sampling::MAX_ROUND) projects, `CBC.99100002` when one of them is not accepted any more; then
/// nothing happens to any.
pub const SAMPLE: Submit<(), SampleDraft, SampleOutcome> =
    Submit::post("SampleDeliveryProjects", "/v2/operations/delivery-projects/sample", Access::Operator);
/// `POST …/evaluate`: points for every criterion, and what the partner reads about them.
pub const EVALUATE: Submit<(DeliveryProjectId,), EvaluateDraft, DeliveryCase> = Submit::post(
    "EvaluateDeliveryProject",
    "/v2/operations/delivery-projects/{project_id}/evaluate",
    Access::Operator,
);
/// `POST …/reject`: back to the partner, with comments on kinds of evidence.
pub const REJECT: Submit<(DeliveryProjectId,), RejectDraft, DeliveryCase> = Submit::post(
    "RejectDeliveryEvidence",
    "/v2/operations/delivery-projects/{project_id}/reject",
    Access::Operator,
);
/// `POST …/extend`: [`EXTENSION_DAYS`](crate::delivery_evidence::EXTENSION_DAYS) more for the evidence, once
/// (`CBC.99100007` then).
pub const EXTEND: Submit<(DeliveryProjectId,), DeskReason, DeliveryCase> = Submit::post(
    "ExtendDeliveryEvidence",
    "/v2/operations/delivery-projects/{project_id}/extend",
    Access::Operator,
);
/// `POST …/close`: no evidence was provided. Only after the deadline: `CBC.99100002` before.
pub const CLOSE: Submit<(DeliveryProjectId,), DeskReason, DeliveryCase> = Submit::post(
    "CloseDeliveryProject",
    "/v2/operations/delivery-projects/{project_id}/close",
    Access::Operator,
);
/// `GET /v2/operations/delivery-evidences/{attachment_id}/content`: a file of whoever's project.
pub const CASE_EVIDENCE: Download<(AttachmentId,)> = Download::get(
    "DownloadDeliveryCaseEvidence",
    "/v2/operations/delivery-evidences/{attachment_id}/content",
    Access::Operator,
);

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct DeskQuery {
    /// Empty means every state.
    pub status_list: Vec<DeliveryStatus>,
    /// Only those whose evidence is late.
    pub overdue: bool,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A project, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeskProject {
    pub partner_id: PartnerId,
    pub partner_name: String,
    pub project: DeliveryProject,
}

/// A page of projects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeskPage {
    pub projects: Vec<DeskProject>,
    pub total_count: u32,
    /// Of all projects; states without any are absent.
    pub counts: Vec<StatusCount>,
}

/// Answer of [`CASE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeliveryCase {
    pub partner_id: PartnerId,
    pub partner_name: String,
    /// In full.
    pub customer: String,
    pub detail: DeliveryDetail,
}

/// Input of [`SAMPLE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SampleDraft {
    /// The whole round, each project once: what is not drawn of it has ended.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 100)))]
    pub project_ids: Vec<DeliveryProjectId>,
    pub how: SampleHow,
}

/// Answer of [`SAMPLE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SampleOutcome {
    pub sampling: Sampling,
    pub sampled_ids: Vec<DeliveryProjectId>,
}

/// Input of [`EVALUATE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EvaluateDraft {
    pub version: i64,
    /// Each criterion once.
    pub scores: Vec<CriterionScore>,
    pub comment: FeedbackText,
}

/// Input of [`REJECT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RejectDraft {
    pub version: i64,
    pub comment: FeedbackText,
    /// Each kind at most once, at least one: what is to be mended.
    pub findings: Vec<Finding>,
}

/// Input of [`EXTEND`] and [`CLOSE`]: the partner reads the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeskReason {
    pub version: i64,
    pub reason: Reason,
}
