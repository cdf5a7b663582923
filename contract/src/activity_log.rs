//! 操作日志: who did what, when, and what it changed. The audit of the partner, read only: nothing here writes to it.

use crate::{
    endpoint::Fetch,
    ids::UserId,
    permissions::{Access, Permission},
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

pub use crate::activity_actions::AuditedAction;

const VIEW: Access = Access::Partner(Permission::ViewActivityLog);

/// `POST …/query`: what was done, newest first.
pub const LIST: Fetch<(), ActivityQuery, ActivityPage> =
    Fetch::query("ListActivities", "/v2/partners/activity-log/query", VIEW);
/// `GET …/members`: whom the log can be filtered by.
pub const MEMBERS: Fetch<(), (), ActivityMembers> =
    Fetch::get("ListActivityMembers", "/v2/partners/activity-log/members", VIEW);

/// Filters and place of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ActivityQuery {
    /// Who did it; absent: anybody, and what happened by time.
    pub member: Option<UserId>,
    pub action: Option<AuditedAction>,
    /// Days (GMT+08:00), inclusive.
    pub begin: Option<Date>,
    pub end: Option<Date>,
    /// Only what is older than this entry: [`ActivityPage::next_before`] of the page before.
    pub before: Option<i64>,
    /// 1–100, 10 when absent.
    pub limit: Option<u32>,
}

/// A stretch of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActivityPage {
    pub activities: Vec<Activity>,
    /// Where older entries begin; absent when there are none.
    pub next_before: Option<i64>,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Activity {
    /// Its place in the partner's chain, from 1.
    pub seq: i64,
    pub at: Timestamp,
    /// Absent: nobody called for it, its time had come.
    pub member: Option<ActivityMember>,
    /// One of [`AuditedAction`], or one that a newer backend knows.
    pub action: String,
    /// Id of what it was done to; may be empty.
    pub object: String,
    /// Else it was refused.
    pub is_done: bool,
    pub changes: Vec<ActivityChange>,
    /// The network that it came from; never a whole address.
    pub network: String,
    /// For questions to the vendor.
    pub request_id: String,
}

/// What it changed, or a fact about it. Masked, as everything in the audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActivityChange {
    /// Name of the field; empty for the thing itself.
    pub field: String,
    /// Absent where only a fact is told.
    pub before: Option<String>,
    pub after: Option<String>,
}

/// A member, as the log names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActivityMember {
    pub user_id: UserId,
    /// Display name; empty when the member is gone.
    pub name: String,
    pub account_name: String,
}

/// Answer of [`MEMBERS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActivityMembers {
    pub members: Vec<ActivityMember>,
}
