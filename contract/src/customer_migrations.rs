//! Handing customers of a solution provider over to a cloud reseller, in batch (客户迁移, domain E). The partner asks, the
//! vendor's operator does it; until it is done nothing changes.

use crate::{
    associations::AssociationType,
    check::CheckItem,
    endpoint::{Fetch, Submit},
    ids::{CustomerId, MigrationId, PartnerId, WorkItemId},
    permissions::{Access, Permission},
    problem::ErrorCode,
    text::Reason,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

const MIGRATE: Access = Access::Partner(Permission::MigrateCustomers);

/// `POST …/check`: the account check of every customer, and whom the target account belongs to. Changes nothing.
pub const CHECK: Fetch<(), MigrationQuery, MigrationCheck> =
    Fetch::query("CheckCustomerMigration", "/v2/partners/migrations/check", MIGRATE);
/// `POST …`: ask the vendor. Customers that fail the check may be asked for as well: the cause can be gone by then.
/// A customer stands in one open request at a time; a second one is refused with `CBC.99100036`.
pub const REQUEST: Submit<(), MigrationDraft, Migration> =
    Submit::post("CreateCustomerMigration", "/v2/partners/migrations", MIGRATE);
/// `POST …/query`: this partner's requests, newest first.
pub const LIST: Fetch<(), MigrationListQuery, MigrationPage> =
    Fetch::query("ListCustomerMigrations", "/v2/partners/migrations/query", MIGRATE);
/// `GET …/{migration_id}`: with the result for each customer.
pub const SHOW: Fetch<(MigrationId,), (), Migration> =
    Fetch::get("ShowCustomerMigration", "/v2/partners/migrations/{migration_id}", MIGRATE);

/// Customers that one request may name.
pub const MAX_CUSTOMERS: usize = 100;

words! {
    /// Where a request stands.
    MigrationStatus {
        /// The operator has not looked at it.
        Submitted = "SUBMITTED",
        /// The operator works on it.
        InProgress = "IN_PROGRESS",
        /// Every customer has its result.
        Done = "DONE",
        Rejected = "REJECTED",
    }
}

/// What the operator does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MigrationEvent {
    Start,
    Complete,
    Reject,
}

impl MigrationStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when the event cannot happen in this state.
    pub const fn after(self, event: MigrationEvent) -> Result<Self, ErrorCode> {
        use MigrationEvent as E;
        match (self, event) {
            (Self::Submitted, E::Start) => Ok(Self::InProgress),
            (Self::InProgress, E::Complete) => Ok(Self::Done),
            (Self::Submitted | Self::InProgress, E::Reject) => Ok(Self::Rejected),
            _ => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whether it still waits for the operator.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Submitted | Self::InProgress)
    }
}

words! {
    /// What became of one customer.
    MigrationResult {
        /// Nothing yet; still this partner's.
        Waiting = "WAITING",
        /// Now the reseller's.
        Moved = "MOVED",
        /// Stayed: the account check failed, or it was no longer this partner's.
        Stayed = "STAYED",
    }
}

/// Input of [`CHECK`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MigrationQuery {
    /// 1–[`MAX_CUSTOMERS`]; a foreign one is `CBC.99000035`.
    pub customer_ids: Vec<CustomerId>,
    /// Account id of the reseller; absent while it is not chosen. No reseller, or no such account: `CBC.99000037`.
    #[serde(default)]
    pub target_indirect_partner_id: Option<PartnerId>,
}

/// Answer of [`CHECK`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MigrationCheck {
    pub customers: Vec<MigrationItem>,
    pub target_name: Option<String>,
}

/// Input of [`REQUEST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MigrationDraft {
    /// 1–[`MAX_CUSTOMERS`].
    pub customer_ids: Vec<CustomerId>,
    pub target_indirect_partner_id: PartnerId,
    pub reason: Reason,
}

/// One customer of a request. The name comes masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MigrationItem {
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub association_type: AssociationType,
    pub result: MigrationResult,
    /// Items of the account check that fail: now, while it waits; then, once it stayed.
    pub fail_check_items: Vec<CheckItem>,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Migration {
    pub migration_id: MigrationId,
    pub work_item_id: WorkItemId,
    pub partner_id: PartnerId,
    pub partner_name: String,
    pub target_indirect_partner_id: PartnerId,
    pub target_name: String,
    pub reason: String,
    pub status: MigrationStatus,
    pub submitted_at: Timestamp,
    pub handled_at: Option<Timestamp>,
    /// The operator's words, with `DONE` and `REJECTED`.
    pub answer: Option<String>,
    /// Customers of the request; in lists empty.
    pub items: Vec<MigrationItem>,
    pub customer_count: u32,
    pub moved_count: u32,
    pub version: i64,
}

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct MigrationListQuery {
    pub status: Option<MigrationStatus>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MigrationPage {
    pub migrations: Vec<Migration>,
    pub total_count: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use MigrationEvent as E;

    #[test]
    fn nothing_is_done_before_the_operator_took_it_up() {
        assert_eq!(MigrationStatus::Submitted.after(E::Complete), Err(ErrorCode::NotInThisState));
        assert_eq!(MigrationStatus::InProgress.after(E::Complete), Ok(MigrationStatus::Done));
    }

    #[test]
    fn a_settled_request_stays_settled() {
        for status in MigrationStatus::ALL.into_iter().filter(|status| !status.is_open()) {
            for event in [E::Start, E::Complete, E::Reject] {
                assert_eq!(status.after(event), Err(ErrorCode::NotInThisState));
            }
        }
    }
}
