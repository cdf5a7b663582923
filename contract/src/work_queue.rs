//! The vendor's operator: one queue of what partners ask for. Later features add kinds.

use crate::{
    customer_migrations::Migration,
    endpoint::{Fetch, Submit},
    filing_rules::{FollowedBy, ReviewReason},
    filings::FilingStatus,
    ids::{CustomerId, FilingId, MigrationId, OpportunityId, PartnerId, WorkItemId},
    opportunity_desk::{FieldNote, Reviewer},
    permissions::{Access, Permission},
    problem::ErrorCode,
    text::Reason,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// `POST /v2/operations/work-items/query`: the queue, oldest open first.
pub const LIST: Fetch<(), WorkItemQuery, WorkItemPage> =
    Fetch::query("ListWorkItems", "/v2/operations/work-items/query", Access::Operator);
/// `POST …/complete`: do what was asked; the effect happens at once.
pub const COMPLETE: Submit<(WorkItemId,), WorkItemAnswer, WorkItem> =
    Submit::post("CompleteWorkItem", "/v2/operations/work-items/{work_item_id}/complete", Access::Operator);
/// `POST …/decline`: refuse, with a reason that the partner reads.
pub const DECLINE: Submit<(WorkItemId,), WorkItemAnswer, WorkItem> =
    Submit::post("DeclineWorkItem", "/v2/operations/work-items/{work_item_id}/decline", Access::Operator);
/// `POST …/start`: take it up, so that the partner sees that somebody works on it.
pub const START: Submit<(WorkItemId,), WorkItemVersion, WorkItem> =
    Submit::post("StartWorkItem", "/v2/operations/work-items/{work_item_id}/start", Access::Operator);
/// `GET /v2/operations/customer-filings/{filing_id}`: what the operator has to know to review a filing.
pub const FILING_CASE: Fetch<(FilingId,), (), FilingCase> =
    Fetch::get("ShowFilingCase", "/v2/operations/customer-filings/{filing_id}", Access::Operator);
/// `GET /v2/operations/customer-migrations/{migration_id}`: the request, with the account check as it is now.
pub const MIGRATION_CASE: Fetch<(MigrationId,), (), Migration> =
    Fetch::get("ShowMigrationCase", "/v2/operations/customer-migrations/{migration_id}", Access::Operator);
/// `POST /v2/partners/work-items`: a partner asks for something; asking twice gives the open item.
pub const RAISE: Submit<(), WorkItemDraft, WorkItem> =
    Submit::post("RaiseWorkItem", "/v2/partners/work-items", Access::Partner(Permission::RaiseWorkItem));

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WorkItemKind {
    /// Close a special contract that was settled offline (check item `SPECIAL_CONTRACT`).
    CloseSpecialContract,
    /// Lift the freeze of the partner's account (check item `PARTNER_FROZEN`).
    UnfreezePartner,
    /// Look at a filing (D1): completing approves it, declining rejects it. Raised by filing.
    ReviewFiling,
    /// Hand customers over to a reseller (E): to be started before it is completed. Raised by the migration request.
    MigrateCustomers,
    /// Review a PO (F): completing sends it on to verification, declining sends it back.
    ReviewOpportunity,
    /// Verify a PO (F): completing verifies it. Rejected by default after ten working days.
    VerifyOpportunity,
}

impl WorkItemKind {
    pub const ALL: [Self; 6] = [
        Self::CloseSpecialContract,
        Self::UnfreezePartner,
        Self::ReviewFiling,
        Self::MigrateCustomers,
        Self::ReviewOpportunity,
        Self::VerifyOpportunity,
    ];

    /// Whether partners ask for it by [`RAISE`]; the others come about by what they are about.
    #[must_use]
    pub const fn is_raised_by_hand(self) -> bool {
        matches!(self, Self::CloseSpecialContract | Self::UnfreezePartner)
    }

    /// Whether it judges an opportunity that a partner shared.
    #[must_use]
    pub const fn is_about_opportunity(self) -> bool {
        matches!(self, Self::ReviewOpportunity | Self::VerifyOpportunity)
    }

    /// As stored and as sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CloseSpecialContract => "CLOSE_SPECIAL_CONTRACT",
            Self::UnfreezePartner => "UNFREEZE_PARTNER",
            Self::ReviewFiling => "REVIEW_FILING",
            Self::MigrateCustomers => "MIGRATE_CUSTOMERS",
            Self::ReviewOpportunity => "REVIEW_OPPORTUNITY",
            Self::VerifyOpportunity => "VERIFY_OPPORTUNITY",
        }
    }

    /// Reads what [`WorkItemKind::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WorkItemStatus {
    Open,
    Completed,
    Declined,
}

impl WorkItemStatus {
    pub const ALL: [Self; 3] = [Self::Open, Self::Completed, Self::Declined];

    /// As stored and as sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "OPEN",
            Self::Completed => "COMPLETED",
            Self::Declined => "DECLINED",
        }
    }

    /// Reads what [`WorkItemStatus::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    /// The state after the operator's answer.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when it was answered before.
    pub const fn answered(self, completed: bool) -> Result<Self, ErrorCode> {
        match self {
            Self::Open if completed => Ok(Self::Completed),
            Self::Open => Ok(Self::Declined),
            Self::Completed | Self::Declined => Err(ErrorCode::NotInThisState),
        }
    }
}

/// What is known of a filing and of the account behind it. Mobile and e-mail come masked; the name does not, because
/// the operator decides about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FilingCase {
    pub filing_id: FilingId,
    pub partner_name: String,
    /// Display name of the member who filed.
    pub filed_by: String,
    pub filed_at: Timestamp,
    pub status: FilingStatus,
    pub customer_name: String,
    pub mobile_phone: String,
    pub email: String,
    pub country_code: String,
    pub industry: Option<String>,
    pub remark: Option<String>,
    pub review_reasons: Vec<ReviewReason>,
    /// The account with this number or address; absent when there is none.
    pub account: Option<KnownAccount>,
}

/// What the vendor knows of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KnownAccount {
    pub customer_id: CustomerId,
    pub registered_at: Timestamp,
    pub has_cash_spend: bool,
    pub followed_by: FollowedBy,
    pub filed_by_vendor: bool,
}

/// Input of [`START`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkItemVersion {
    pub version: i64,
}

/// Filter and page of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct WorkItemQuery {
    pub status: Option<WorkItemStatus>,
    pub kind: Option<WorkItemKind>,
    /// Only what this operator is to answer, or anybody.
    pub mine: bool,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorkItemPage {
    pub work_items: Vec<WorkItem>,
    pub total_count: u32,
}

/// Something that a partner asks the vendor for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorkItem {
    pub work_item_id: WorkItemId,
    pub kind: WorkItemKind,
    pub partner_id: PartnerId,
    pub partner_name: String,
    pub customer_id: Option<CustomerId>,
    /// With [`WorkItemKind::ReviewFiling`].
    pub filing_id: Option<FilingId>,
    /// With [`WorkItemKind::MigrateCustomers`].
    pub migration_id: Option<MigrationId>,
    /// With [`WorkItemKind::ReviewOpportunity`] and [`WorkItemKind::VerifyOpportunity`].
    pub opportunity_id: Option<OpportunityId>,
    /// Who is to answer it, when it is one person's; others cannot.
    pub assigned_to: Option<Reviewer>,
    /// When it is answered by default.
    pub due_at: Option<Timestamp>,
    pub note: String,
    pub status: WorkItemStatus,
    /// Display name of the operator who took it up.
    pub taken_by: Option<String>,
    pub raised_at: Timestamp,
    pub handled_at: Option<Timestamp>,
    pub answer: Option<String>,
    pub version: i64,
}

/// Input of [`RAISE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkItemDraft {
    pub kind: WorkItemKind,
    /// Needed for [`WorkItemKind::CloseSpecialContract`].
    pub customer_id: Option<CustomerId>,
    pub note: Reason,
}

/// Input of [`COMPLETE`] and [`DECLINE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkItemAnswer {
    pub version: i64,
    pub answer: Reason,
    /// Declining [`WorkItemKind::ReviewOpportunity`] or [`WorkItemKind::VerifyOpportunity`]: what to mend.
    #[serde(default)]
    pub field_notes: Vec<FieldNote>,
}
