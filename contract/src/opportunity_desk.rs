//! The vendor's side of opportunities: reviewers, forwarding, sharing with a partner, recalling and cancelling.
//! Completing or declining goes through the work queue ([`crate::work_queue`]), which holds an entry for each review and
//! each verification. Who reviews is configured by role; nobody is named here.

use crate::{
    endpoint::{Fetch, Submit},
    ids::{OfferingId, OpportunityId, PartnerId, UserId, WorkItemId},
    money::Currency,
    opportunities::{Offering, Opportunity, OpportunityRow, SimilarOpportunities},
    opportunity_form::{FormField, OpportunityForm},
    opportunity_status::{Direction, OpportunityStatus},
    permissions::Access,
    text::Reason,
    time::Timestamp,
    work_queue::WorkItem,
};
use serde::{Deserialize, Serialize};

/// `POST …/query`: opportunities of all partners.
pub const LIST: Fetch<(), VendorOpportunityQuery, VendorOpportunityPage> =
    Fetch::query("ListVendorOpportunities", "/v2/operations/opportunities/query", Access::Operator);
/// `GET …/{opportunity_id}`: what a reviewer has to know.
pub const CASE: Fetch<(OpportunityId,), (), OpportunityCase> =
    Fetch::get("ShowOpportunityCase", "/v2/operations/opportunities/{opportunity_id}", Access::Operator);
/// `POST …`: share one with a partner that joined the programme; its three working days begin.
pub const SHARE: Submit<(), ShareDraft, OpportunityCase> =
    Submit::post("ShareOpportunity", "/v2/operations/opportunities", Access::Operator);
/// `POST …/{opportunity_id}/recall`: take an HO back before it is accepted.
pub const RECALL: Submit<(OpportunityId,), VendorDecision, OpportunityCase> = Submit::post(
    "RecallOpportunity",
    "/v2/operations/opportunities/{opportunity_id}/recall",
    Access::Operator,
);
/// `POST …/{opportunity_id}/cancel`: end a verified PO.
pub const CANCEL: Submit<(OpportunityId,), VendorDecision, OpportunityCase> = Submit::post(
    "CancelOpportunity",
    "/v2/operations/opportunities/{opportunity_id}/cancel",
    Access::Operator,
);
/// `POST …/{opportunity_id}/offering`: another offering than the partner chose; the partner sees it.
pub const SET_OFFERING: Submit<(OpportunityId,), OfferingDecision, OpportunityCase> = Submit::post(
    "SetOpportunityOffering",
    "/v2/operations/opportunities/{opportunity_id}/offering",
    Access::Operator,
);
/// `POST /v2/operations/work-items/{work_item_id}/forward`: hand a review to the right colleague.
pub const FORWARD: Submit<(WorkItemId,), Forwarding, WorkItem> =
    Submit::post("ForwardWorkItem", "/v2/operations/work-items/{work_item_id}/forward", Access::Operator);
/// `GET /v2/operations/reviewers`: to whom a review can be forwarded.
pub const REVIEWERS: Fetch<(), (), Reviewers> =
    Fetch::get("ListReviewers", "/v2/operations/reviewers", Access::Operator);
/// `GET /v2/operations/programme-members`: with whom an opportunity can be shared.
pub const PROGRAMME_MEMBERS: Fetch<(), (), ProgrammeMembers> =
    Fetch::get("ListProgrammeMembers", "/v2/operations/programme-members", Access::Operator);

words! {
    /// As what somebody at the vendor judges.
    ReviewerRole {
        /// Partner development manager.
        Pdm = "PDM",
        /// Partner solution manager.
        Psm = "PSM",
        /// Receives what matches nobody, and forwards it.
        Dispatcher = "DISPATCHER",
        /// Business developer: verifies.
        Bd = "BD",
    }
    /// What is judged.
    ReviewStage {
        /// Complete and reasonable?
        Review = "REVIEW",
        /// Real, and nobody else's?
        Verification = "VERIFICATION",
    }
    /// What came out.
    ReviewResult {
        Passed = "PASSED",
        Rejected = "REJECTED",
        /// Nobody judged in time: rejected by default.
        TimedOut = "TIMED_OUT",
    }
}

/// A judgement, as the partner reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Review {
    pub stage: ReviewStage,
    pub result: ReviewResult,
    /// Absent when it timed out.
    pub reviewer_role: Option<ReviewerRole>,
    pub opinion: String,
    /// What to mend, field by field.
    pub field_notes: Vec<FieldNote>,
    pub at: Timestamp,
}

/// A reviewer's note about a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldNote {
    pub field: FormField,
    pub note: Reason,
}

/// An opportunity as the vendor sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpportunityCase {
    pub partner_id: PartnerId,
    pub partner_name: String,
    pub opportunity: Opportunity,
    /// The entry of the queue that waits for an answer.
    pub work_item: Option<WorkItem>,
    /// Of all partners.
    pub similar: SimilarOpportunities,
    /// What this partner sells and delivers itself: with which of it the opportunity can be.
    pub offerings: Vec<Offering>,
}

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct VendorOpportunityQuery {
    pub direction: Option<Direction>,
    pub status_list: Vec<OpportunityStatus>,
    pub keyword: Option<String>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of opportunities of all partners.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VendorOpportunityPage {
    pub opportunities: Vec<VendorOpportunity>,
    pub total_count: u32,
}

/// A row of [`VendorOpportunityPage`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VendorOpportunity {
    pub partner_id: PartnerId,
    pub partner_name: String,
    pub row: OpportunityRow,
}

/// Input of [`SHARE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShareDraft {
    pub partner_id: PartnerId,
    /// Complete but for the activities, the support and the offering, which are the partner's.
    pub form: OpportunityForm,
    #[serde(default)]
    pub recommended_offering_id: Option<OfferingId>,
}

/// Input of [`RECALL`] and [`CANCEL`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VendorDecision {
    pub version: i64,
    pub reason: Reason,
}

/// Input of [`SET_OFFERING`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OfferingDecision {
    pub version: i64,
    /// One of the partner's.
    pub offering_id: OfferingId,
}

/// Input of [`FORWARD`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Forwarding {
    pub version: i64,
    pub to: UserId,
    pub note: Reason,
}

/// Answer of [`REVIEWERS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reviewers {
    pub reviewers: Vec<Reviewer>,
}

/// Somebody at the vendor who judges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reviewer {
    pub user_id: UserId,
    pub name: String,
    pub role: ReviewerRole,
}

/// Answer of [`PROGRAMME_MEMBERS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProgrammeMembers {
    pub members: Vec<ProgrammeMember>,
}

/// A partner that joined, and whether it may be given opportunities (F, eligibility).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProgrammeMember {
    pub partner_id: PartnerId,
    pub partner_name: String,
    pub currency: Currency,
    pub eligible: bool,
    /// What can be recommended to it.
    pub offerings: Vec<Offering>,
}
