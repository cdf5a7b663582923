//! The customer's side: "my partner", own account, answering and making requests (domain B3).

use crate::{
    associations::{Action, Approval, AssociationRequest, AssociationType, Rejection, Withdrawal},
    check::CheckReport,
    customer_contacts::ShownContact,
    customers::{Holding, Voucher},
    endpoint::{Fetch, Submit},
    ids::{HoldingId, RequestId},
    money::{Amount, Money},
    permissions::Access,
    text::{Label, Reason},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// `GET …/partner-association`: my partner, and the request that waits for me.
pub const MY_PARTNER: Fetch<(), (), MyPartner> =
    Fetch::get("ShowPartnerAssociation", "/v2/customers/partner-association", Access::Customer);
/// `GET …/account`: my balance, what I hold, my vouchers.
pub const MY_ACCOUNT: Fetch<(), (), MyAccount> =
    Fetch::get("ShowCustomerAccount", "/v2/customers/account", Access::Customer);
/// `POST …/check`: the account check before I ask for or agree to something.
pub const CHECK: Fetch<(), MyCheckQuery, CheckReport> =
    Fetch::query("CheckMyAssociation", "/v2/customers/associations/check", Access::Customer);
/// `POST …/requests`: ask the partner to disassociate. A code is always needed.
pub const REQUEST: Submit<(), MyRequestDraft, AssociationRequest> =
    Submit::post("ApplyUnbindByCustomer", "/v2/customers/associations/requests", Access::Customer);
/// `GET …/requests`: my operation log, newest first, at most 100.
pub const RECORDS: Fetch<(), (), MyRecords> =
    Fetch::get("ListMyAssociationRecords", "/v2/customers/associations/requests", Access::Customer);
/// `POST …/approve`: agree to the partner's request; its effects happen at once. A code is always needed.
pub const APPROVE: Submit<(RequestId,), Approval, AssociationRequest> = Submit::post(
    "ApprovePartnerApply",
    "/v2/customers/associations/requests/{request_id}/approve",
    Access::Customer,
);
/// `POST …/reject`. A code is always needed.
pub const REJECT: Submit<(RequestId,), Rejection, AssociationRequest> = Submit::post(
    "RejectPartnerApply",
    "/v2/customers/associations/requests/{request_id}/reject",
    Access::Customer,
);
/// `POST …/withdraw`: take back my own request.
pub const WITHDRAW: Submit<(RequestId,), Withdrawal, AssociationRequest> = Submit::post(
    "WithdrawMyRequest",
    "/v2/customers/associations/requests/{request_id}/withdraw",
    Access::Customer,
);
/// `POST …/holdings/{holding_id}/end`: unsubscribe, cancel, unlink or use, by the kind of the holding.
pub const END_HOLDING: Submit<(HoldingId,), (), ()> =
    Submit::post("EndMyHolding", "/v2/customers/holdings/{holding_id}/end", Access::Customer);
/// `POST …/orders`: place an order that the partner pays.
pub const PLACE_ORDER: Submit<(), OrderDraft, Holding> =
    Submit::post("PlacePartnerPaidOrder", "/v2/customers/orders", Access::Customer);

/// Answer of [`MY_PARTNER`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MyPartner {
    /// `null` once the association has ended.
    pub association: Option<MyAssociation>,
    pub open_request: Option<AssociationRequest>,
}

/// Whose customer I am.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MyAssociation {
    pub partner_name: String,
    pub association_type: AssociationType,
    pub associated_on: Timestamp,
    /// Whom to turn to, in the partner's order.
    #[serde(default)]
    pub contacts: Vec<ShownContact>,
    /// The partner named nobody: these are its administrators, masked.
    #[serde(default)]
    pub contacts_are_administrators: bool,
}

/// Answer of [`MY_ACCOUNT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MyAccount {
    pub balance: Money,
    pub debt: Money,
    pub holdings: Vec<Holding>,
    /// Recalled ones are gone.
    pub vouchers: Vec<Voucher>,
}

/// Input of [`CHECK`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MyCheckQuery {
    pub action: Action,
}

/// Input of [`REQUEST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MyRequestDraft {
    pub reason: Reason,
    /// Must be true (`CBC.99100023` otherwise).
    pub notes_accepted: bool,
}

/// Answer of [`RECORDS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MyRecords {
    pub requests: Vec<AssociationRequest>,
}

/// Input of [`PLACE_ORDER`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OrderDraft {
    /// Name of the product.
    pub title: Label,
    /// More than zero.
    pub price: Amount,
}
