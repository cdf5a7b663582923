//! Opportunities (机会点, domain F): those that the vendor shares with a partner, and those that a partner shares with
//! the vendor. Their life is in [`crate::opportunity_status`], the form of a shared one in [`crate::opportunity_form`],
//! the vendor's side in [`crate::opportunity_desk`]. All amounts are in the partner's currency.

mod answers;
mod offerings;
mod pipeline;
mod similar;

pub use answers::{Acceptance, RejectReason, Rejection, Settlement};
pub use offerings::{Offering, OfferingKind, Offerings};
pub use pipeline::{Pipeline, PipelineGroup, PipelineQuery};
pub use similar::{Likeness, SimilarOpportunities, SimilarOpportunity, SimilarQuery};

use crate::{
    attachments::Attachment,
    endpoint::{Fetch, Submit},
    ids::{AttachmentId, OpportunityId},
    money::{Amount, Currency},
    opportunity_desk::Review,
    opportunity_form::OpportunityForm,
    opportunity_status::{Direction, OpportunityStatus, ProgressStage},
    permissions::{Access, Permission},
    text::Explanation,
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

const WORK: Access = Access::Partner(Permission::WorkOpportunities);

/// `POST …/query`: without the programme `CBC.99100040`.
pub const LIST: Fetch<(), OpportunityQuery, OpportunityPage> =
    Fetch::query("ListOpportunities", "/v2/partners/opportunities/query", WORK);
/// `GET …/{opportunity_id}`.
pub const SHOW: Fetch<(OpportunityId,), (), Opportunity> =
    Fetch::get("ShowOpportunity", "/v2/partners/opportunities/{opportunity_id}", WORK);
/// `POST …/pipeline`: what the opportunities are worth, stage by stage.
pub const PIPELINE: Fetch<(), PipelineQuery, Pipeline> =
    Fetch::query("ShowOpportunityPipeline", "/v2/partners/opportunities/pipeline", WORK);
/// `POST …/{opportunity_id}/accept`: take it. `CBC.99100005` after the deadline; `CBC.99100003` or `CBC.99100002` with
/// `settled_by` and `settled_at` when somebody else was first.
pub const ACCEPT: Submit<(OpportunityId,), Acceptance, Opportunity> =
    Submit::post("AcceptOpportunity", "/v2/partners/opportunities/{opportunity_id}/accept", WORK);
/// `POST …/{opportunity_id}/reject`: as [`ACCEPT`].
pub const REJECT: Submit<(OpportunityId,), Rejection, Opportunity> =
    Submit::post("RejectOpportunity", "/v2/partners/opportunities/{opportunity_id}/reject", WORK);
/// `POST …/{opportunity_id}/progress`: only after acceptance or verification.
pub const REPORT_PROGRESS: Submit<(OpportunityId,), ProgressDraft, Opportunity> =
    Submit::post("ReportOpportunityProgress", "/v2/partners/opportunities/{opportunity_id}/progress", WORK);
/// `POST …`: a draft, or handed in at once. `CBC.99100041` when one for the same need was verified.
pub const CREATE: Submit<(), OpportunityDraft, Opportunity> =
    Submit::post("CreateOpportunity", "/v2/partners/opportunities", WORK);
/// `PUT …/{opportunity_id}`: what was written so far; with `submit` it is handed in (again).
pub const UPDATE: Submit<(OpportunityId,), OpportunityDraft, Opportunity> =
    Submit::put("UpdateOpportunity", "/v2/partners/opportunities/{opportunity_id}", WORK);
/// `DELETE …/{opportunity_id}`: a draft only.
pub const DISCARD: Submit<(OpportunityId,), (), ()> =
    Submit::delete("DeleteOpportunity", "/v2/partners/opportunities/{opportunity_id}", WORK);
/// `POST …/similar`: what looks like the same need, before it is handed in.
pub const SIMILAR: Fetch<(), SimilarQuery, SimilarOpportunities> =
    Fetch::query("ListSimilarOpportunities", "/v2/partners/opportunities/similar", WORK);
/// `GET …/offerings`: what this partner sells and delivers itself.
pub const OFFERINGS: Fetch<(), (), Offerings> =
    Fetch::get("ListPartnerOfferings", "/v2/partners/opportunity-offerings", WORK);

/// An HO is to be accepted within three working days.
pub const ACCEPT_WITHIN_DAYS: u32 = 3;
/// Verification of a PO takes ten working days at most.
pub const VERIFY_WITHIN_DAYS: u32 = 10;
/// Files that one progress report may bring.
pub const MAX_ATTACHMENTS: usize = 5;

/// What the list can be filtered by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OpportunityQuery {
    pub direction: Direction,
    /// Empty means every status.
    #[serde(default)]
    pub status_list: Vec<OpportunityStatus>,
    /// Stage of the newest progress report.
    #[serde(default)]
    pub stage: Option<ProgressStage>,
    /// Part of the opportunity's or the customer's name, or the whole reference in the partner's own CRM.
    #[serde(default)]
    pub keyword: Option<String>,
    /// First and last day (GMT+08:00) of sharing; for a draft, of its creation.
    #[serde(default)]
    pub created_begin: Option<Date>,
    #[serde(default)]
    pub created_end: Option<Date>,
    #[serde(default)]
    pub sort: OpportunitySort,
    #[serde(default)]
    pub offset: Option<u32>,
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OpportunitySort {
    /// Shared or created last first.
    #[default]
    Newest,
    /// The next deadline first, then those without one.
    Deadline,
    /// The largest amount first.
    Amount,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpportunityRow {
    pub opportunity_id: OpportunityId,
    pub direction: Direction,
    pub name: String,
    /// A company; empty in a draft that does not say it yet.
    pub customer_name: String,
    pub industry: Option<String>,
    pub region: Option<String>,
    /// What the offering stands for, such as a solution area.
    pub demand_tag: Option<String>,
    pub offering_name: Option<String>,
    pub estimated_amount: Option<Amount>,
    pub currency: Currency,
    pub status: OpportunityStatus,
    /// Stage of the newest progress report.
    pub stage: Option<ProgressStage>,
    /// When it was shared; when the draft was begun.
    pub shared_at: Timestamp,
    /// End of acceptance or verification, while one of them runs.
    pub deadline: Option<Timestamp>,
    /// When the partner last reported progress.
    pub progressed_at: Option<Timestamp>,
    pub updated_at: Timestamp,
    pub version: i64,
}

/// A page of opportunities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpportunityPage {
    pub opportunities: Vec<OpportunityRow>,
    pub total_count: u32,
}

/// One opportunity with all that this partner may know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Opportunity {
    pub row: OpportunityRow,
    /// What the partner wrote (PO), or what the vendor shares (HO). Of an HO the contact comes with acceptance only.
    pub form: OpportunityForm,
    /// HO: the offering that the vendor recommends.
    pub recommended_offering: Option<Offering>,
    /// The offering as it stands; with a PO the vendor may have changed it.
    pub offering: Option<Offering>,
    pub offering_changed_by_vendor: bool,
    /// Newest first.
    pub reviews: Vec<Review>,
    /// Newest first.
    pub progress: Vec<Progress>,
    /// Who accepted, rejected, recalled, cancelled it or let it time out, and why.
    pub settled: Option<Settlement>,
}

/// Input of [`CREATE`] and [`UPDATE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OpportunityDraft {
    /// What was seen; absent in [`CREATE`].
    #[serde(default)]
    pub version: Option<i64>,
    pub form: OpportunityForm,
    /// Hand it in. Everything must be complete then, and the customer must have agreed.
    pub submit: bool,
}

/// Input of [`REPORT_PROGRESS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProgressDraft {
    pub version: i64,
    pub stage: ProgressStage,
    /// The day (GMT+08:00) on which it was reached; not in the future.
    pub reached_on: Date,
    pub description: Explanation,
    /// Above zero; needed with [`ProgressStage::Signed`] and refused with any other stage.
    #[serde(default)]
    pub signed_amount: Option<Amount>,
    /// Complete ones, at most [`MAX_ATTACHMENTS`].
    #[serde(default)]
    pub attachment_ids: Vec<AttachmentId>,
}

/// A report of progress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Progress {
    pub stage: ProgressStage,
    pub reached_on: Date,
    pub description: String,
    pub signed_amount: Option<Amount>,
    pub attachments: Vec<Attachment>,
    /// Display name of the member.
    pub reported_by: String,
    pub reported_at: Timestamp,
}
