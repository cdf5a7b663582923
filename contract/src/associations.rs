//! Ending and switching the association between a partner and a customer (domain B).
//!
//! Nothing is published for this; the endpoints follow the vendor's style.
//!
//! Longer than most files, because endpoints, data and state machine of one noun are read together.

use crate::{
    check::CheckReport,
    endpoint::{Fetch, Submit},
    ids::{CustomerId, RequestId},
    permissions::{Access, Permission},
    problem::ErrorCode,
    text::Reason,
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

const MANAGE: Access = Access::Partner(Permission::ManageAssociations);
const VIEW: Access = Access::Partner(Permission::ViewRecords);

/// `POST …/check`: every item of the account check at once, with the consequences. Changes nothing.
pub const CHECK: Fetch<(), CheckQuery, CheckReport> =
    Fetch::query("CheckAssociation", "/v2/partners/associations/check", MANAGE);
/// `POST …/requests`: ask the customer. All items are checked again. May need a code.
pub const REQUEST: Submit<(), RequestDraft, AssociationRequest> =
    Submit::post("ApplyUnbindOrSwitchCooperation", "/v2/partners/associations/requests", MANAGE);
/// `POST …/requests/query`: the association records of this partner, newest first.
pub const RECORDS: Fetch<(), RecordQuery, RecordPage> =
    Fetch::query("ListAssociationRecords", "/v2/partners/associations/requests/query", VIEW);
/// `GET …/requests/{request_id}`: one record.
pub const RECORD: Fetch<(RequestId,), (), AssociationRequest> =
    Fetch::get("ShowAssociationRecord", "/v2/partners/associations/requests/{request_id}", VIEW);
/// `GET …/requests/{request_id}/check`: the account check of a request that this partner is asked to answer.
pub const RECORD_CHECK: Fetch<(RequestId,), (), CheckReport> =
    Fetch::get("CheckAssociationRecord", "/v2/partners/associations/requests/{request_id}/check", MANAGE);
/// `POST …/approve`: agree to a customer's request; its effects happen at once. May need a code.
pub const APPROVE: Submit<(RequestId,), Approval, AssociationRequest> = Submit::post(
    "ApprovePartnerOrCustomerApply",
    "/v2/partners/associations/requests/{request_id}/approve",
    MANAGE,
);
/// `POST …/reject`: turn a customer's request down. May need a code.
pub const REJECT: Submit<(RequestId,), Rejection, AssociationRequest> =
    Submit::post("RejectCustomerApply", "/v2/partners/associations/requests/{request_id}/reject", MANAGE);
/// `POST …/withdraw`: take back a request that the customer has not answered; it still counts in the quota.
pub const WITHDRAW: Submit<(RequestId,), Withdrawal, AssociationRequest> = Submit::post(
    "WithdrawAssociationRequest",
    "/v2/partners/associations/requests/{request_id}/withdraw",
    MANAGE,
);

words! {
    /// How a customer is associated; the wire values are published.
    AssociationType {
        /// 顾问销售: the customer pays the vendor itself.
        Referral = "1",
        /// 代售: the partner appropriates money to the customer and invoices it (China site).
        Consignment = "2",
        /// 转售: the reseller model of the international site; the rules of consignment hold.
        Resale = "3",
    }
}

impl AssociationType {
    /// Whether the partner settles for the customer: it may appropriate and recall money.
    #[must_use]
    pub const fn settles_for_customer(self) -> bool {
        match self {
            Self::Referral => false,
            Self::Consignment | Self::Resale => true,
        }
    }

    /// What a partner of the China or the international site can offer a new customer.
    #[must_use]
    pub const fn offered(international: bool) -> [Self; 2] {
        if international { [Self::Resale, Self::Referral] } else { [Self::Referral, Self::Consignment] }
    }

    /// What a switch leads to: referral to consignment (resale on the international site), and back.
    #[must_use]
    pub const fn switched(self, international: bool) -> Self {
        match self {
            Self::Referral if international => Self::Resale,
            Self::Referral => Self::Consignment,
            Self::Consignment | Self::Resale => Self::Referral,
        }
    }
}

words! {
    /// What a request asks for.
    Action {
        Disassociate = "UNBIND",
        Switch = "SWITCH",
    }

    /// Who asked.
    Initiator {
        Customer = "CUSTOMER",
        Partner = "PARTNER",
        System = "SYSTEM",
    }

    /// Where a request stands. Draft exists only in the form.
    RequestStatus {
        /// The partner asked; the customer has not answered.
        PendingCustomer = "PENDING_CUSTOMER",
        /// The customer asked; the partner has not answered.
        PendingPartner = "PENDING_PARTNER",
        /// Agreed, and the effect is done.
        Approved = "APPROVED",
        Rejected = "REJECTED",
        Withdrawn = "WITHDRAWN",
    }
}

/// What can happen to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestEvent {
    /// The side that was asked agrees.
    Approve,
    /// The side that was asked says no.
    Reject,
    /// The side that asked takes it back.
    Withdraw,
}

impl RequestStatus {
    /// The state of a new request.
    #[must_use]
    pub const fn asked_by(initiator: Initiator) -> Self {
        match initiator {
            Initiator::Partner | Initiator::System => Self::PendingCustomer,
            Initiator::Customer => Self::PendingPartner,
        }
    }

    /// The state after `event`, done by `by` (B, state machine of the request).
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when it is already settled, or when the wrong side acts.
    pub const fn after(self, event: RequestEvent, by: Initiator) -> Result<Self, ErrorCode> {
        use RequestEvent as E;
        match (self, by, event) {
            (Self::PendingCustomer, Initiator::Customer, E::Approve)
            | (Self::PendingPartner, Initiator::Partner, E::Approve) => Ok(Self::Approved),
            (Self::PendingCustomer, Initiator::Customer, E::Reject)
            | (Self::PendingPartner, Initiator::Partner, E::Reject) => Ok(Self::Rejected),
            (Self::PendingCustomer, Initiator::Partner, E::Withdraw)
            | (Self::PendingPartner, Initiator::Customer, E::Withdraw) => Ok(Self::Withdrawn),
            (
                Self::PendingCustomer
                | Self::PendingPartner
                | Self::Approved
                | Self::Rejected
                | Self::Withdrawn,
                _,
                _,
            ) => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whether it still waits for an answer.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::PendingCustomer | Self::PendingPartner => true,
            Self::Approved | Self::Rejected | Self::Withdrawn => false,
        }
    }
}

words! {
    /// What a record tells about: requests, and associations that came about without one.
    RecordEvent {
        Associate = "BIND",
        Switch = "SWITCH",
        Disassociate = "UNBIND",
    }
}

impl From<Action> for RecordEvent {
    fn from(action: Action) -> Self {
        match action {
            Action::Disassociate => Self::Disassociate,
            Action::Switch => Self::Switch,
        }
    }
}

/// Input of [`CHECK`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckQuery {
    pub customer_id: CustomerId,
    pub action: Action,
}

/// Input of [`REQUEST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RequestDraft {
    pub customer_id: CustomerId,
    pub action: Action,
    pub reason: Reason,
    /// Must be true: the notes were read (`CBC.99100023` otherwise).
    pub notes_accepted: bool,
}

/// Input of [`APPROVE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Version of the request that was shown.
    pub version: i64,
    /// Must be true (`CBC.99100023` otherwise).
    pub notes_accepted: bool,
}

/// Input of [`REJECT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rejection {
    pub version: i64,
    /// Why; the other side reads it.
    pub opinion: Reason,
}

/// Input of [`WITHDRAW`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    pub version: i64,
}

/// A request, and every other event of an association.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssociationRequest {
    pub request_id: RequestId,
    pub customer_id: CustomerId,
    /// Masked, as it was when the event happened.
    pub customer_name: String,
    pub event: RecordEvent,
    pub association_type_before: Option<AssociationType>,
    pub association_type_after: Option<AssociationType>,
    pub initiator: Initiator,
    pub reason: String,
    pub status: RequestStatus,
    pub applied_at: Timestamp,
    pub handled_at: Option<Timestamp>,
    /// Display name of who answered.
    pub handler: Option<String>,
    /// The answer's text.
    pub opinion: Option<String>,
    /// Grows with every change; a write sends back what it saw.
    pub version: i64,
}

/// Filters and page of the records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct RecordQuery {
    /// Exact.
    pub customer_id: Option<String>,
    pub event: Option<RecordEvent>,
    pub initiator: Option<Initiator>,
    /// Empty means every status.
    pub status_list: Vec<RequestStatus>,
    /// First and last day (GMT+08:00) of the application.
    pub applied_begin: Option<Date>,
    pub applied_end: Option<Date>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordPage {
    pub requests: Vec<AssociationRequest>,
    pub total_count: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use Initiator::{Customer, Partner};
    use RequestEvent::{Approve, Reject, Withdraw};

    #[test]
    fn only_the_side_that_was_asked_may_answer() {
        assert_eq!(RequestStatus::PendingCustomer.after(Approve, Customer), Ok(RequestStatus::Approved));
        assert_eq!(RequestStatus::PendingCustomer.after(Approve, Partner), Err(ErrorCode::NotInThisState));
        assert_eq!(RequestStatus::PendingPartner.after(Reject, Partner), Ok(RequestStatus::Rejected));
        assert_eq!(RequestStatus::PendingPartner.after(Reject, Customer), Err(ErrorCode::NotInThisState));
    }

    #[test]
    fn only_the_side_that_asked_may_withdraw() {
        assert_eq!(RequestStatus::PendingCustomer.after(Withdraw, Partner), Ok(RequestStatus::Withdrawn));
        assert_eq!(RequestStatus::PendingCustomer.after(Withdraw, Customer), Err(ErrorCode::NotInThisState));
    }

    #[test]
    fn a_settled_request_stays_settled() {
        for status in RequestStatus::ALL.into_iter().filter(|status| !status.is_open()) {
            for event in [Approve, Reject, Withdraw] {
                for by in [Customer, Partner] {
                    assert_eq!(status.after(event, by), Err(ErrorCode::NotInThisState));
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn however_both_sides_act_a_request_is_settled_at_most_once(
            customer_asks: bool,
            moves in proptest::collection::vec((0_usize..3, proptest::bool::ANY), 0..12),
        ) {
            let mut status = RequestStatus::asked_by(if customer_asks { Customer } else { Partner });
            let mut settled = 0;
            for (event, by_customer) in moves {
                let by = if by_customer { Customer } else { Partner };
                if let Ok(next) = status.after([Approve, Reject, Withdraw][event], by) {
                    proptest::prop_assert!(status.is_open() && !next.is_open());
                    settled += 1;
                    status = next;
                }
            }
            proptest::prop_assert!(settled <= 1);
            proptest::prop_assert_eq!(settled == 0, status.is_open());
        }
    }

    #[test]
    fn a_switch_goes_there_and_back() {
        assert_eq!(AssociationType::Referral.switched(false), AssociationType::Consignment);
        assert_eq!(AssociationType::Referral.switched(true), AssociationType::Resale);
        assert_eq!(AssociationType::Resale.switched(true), AssociationType::Referral);
    }
}
