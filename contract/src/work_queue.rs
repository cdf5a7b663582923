//! The vendor's operator: one queue of what partners ask for. Later features add kinds.

use crate::{
    endpoint::{Fetch, Submit},
    ids::{CustomerId, PartnerId, WorkItemId},
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
}

impl WorkItemKind {
    pub const ALL: [Self; 2] = [Self::CloseSpecialContract, Self::UnfreezePartner];

    /// As stored and as sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CloseSpecialContract => "CLOSE_SPECIAL_CONTRACT",
            Self::UnfreezePartner => "UNFREEZE_PARTNER",
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

/// Filter and page of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct WorkItemQuery {
    pub status: Option<WorkItemStatus>,
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
    pub note: String,
    pub status: WorkItemStatus,
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
}
