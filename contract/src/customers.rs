//! The partner's customers: list, detail, full values on request, tag, freeze state.
//!
//! Published: `ListSubCustomers` (path, field names, `count`), `FreezeSubCustomers`, `UnfreezeSubCustomers`.
//! Members that the vendor's list does not have are extensions in the same style.
//!
//! Longer than most files, because endpoints, data and query of one noun are read together.

use crate::{
    associations::{AssociationRequest, AssociationType},
    endpoint::{Fetch, Submit},
    ids::{CustomerId, HoldingId, PartnerId, RequestId, UserId},
    money::{Amount, Money},
    page::SortDirection,
    permissions::{Access, Permission},
    text::{Label, Reason},
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

/// `POST /v2/partners/sub-customers/query`: the customers that this member may see, newest association first.
pub const LIST: Fetch<(), CustomerQuery, CustomerPage> = Fetch::query(
    "ListSubCustomers",
    "/v2/partners/sub-customers/query",
    Access::Partner(Permission::ViewCustomers),
);
/// `GET /v2/partners/sub-customers/{customer_id}`: one customer with what it holds and what happened to it.
pub const SHOW: Fetch<(CustomerId,), (), CustomerDetail> = Fetch::get(
    "ShowSubCustomer",
    "/v2/partners/sub-customers/{customer_id}",
    Access::Partner(Permission::ViewCustomers),
);
/// `POST …/reveal`: full values of masked columns, for at most [`MAX_REVEAL`] customers; audited.
pub const REVEAL: Submit<(), RevealQuery, Revealed> = Submit::post(
    "RevealSubCustomers",
    "/v2/partners/sub-customers/reveal",
    Access::Partner(Permission::RevealPersonalData),
);
/// `PUT …/label`: set or clear the custom tag.
pub const SET_LABEL: Submit<(CustomerId,), LabelDraft, ()> = Submit::put(
    "UpdateSubCustomerLabel",
    "/v2/partners/sub-customers/{customer_id}/label",
    Access::Partner(Permission::TagCustomer),
);
/// `POST …/freeze` (published; consignment and resale only, else `CBC.5024`). May need a code.
pub const FREEZE: Submit<(), FreezeDraft, ()> = Submit::post(
    "FreezeSubCustomers",
    "/v2/partners/sub-customers/freeze",
    Access::Partner(Permission::FreezeCustomer),
);
/// `POST …/unfreeze` (published). May need a code.
pub const UNFREEZE: Submit<(), FreezeDraft, ()> = Submit::post(
    "UnfreezeSubCustomers",
    "/v2/partners/sub-customers/unfreeze",
    Access::Partner(Permission::FreezeCustomer),
);
/// `GET …/account-managers`: whom a list can be filtered by.
pub const ACCOUNT_MANAGERS: Fetch<(), (), AccountManagers> = Fetch::get(
    "ListAccountManagers",
    "/v2/partners/account-managers",
    Access::Partner(Permission::ViewCustomers),
);

/// Customers whose full values one call may show.
pub const MAX_REVEAL: usize = 50;
/// Full values that one user may see in an hour, counted in customers.
pub const REVEALS_PER_HOUR: u32 = 500;

/// Whose customers: a distributor's list has two tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CustomerScope {
    /// 我的客户
    #[default]
    Own,
    /// 云经销商的客户: distributors only, read only.
    Resellers,
}

/// What the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CustomerSort {
    #[default]
    AssociatedOn,
    MonthSpend,
    AvailableQuota,
    ResourceExpiry,
}

/// Filters, order and page of the list. Absent, null and empty mean "no filter".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CustomerQuery {
    /// Part of the real name; personal.
    pub customer: Option<String>,
    /// Part of the login name; personal.
    pub account_name: Option<String>,
    /// The whole mobile number; personal.
    pub telephone: Option<String>,
    /// Exact.
    pub customer_id: Option<String>,
    pub association_type: Option<AssociationType>,
    /// Part of the tag, case sensitive.
    pub label: Option<String>,
    /// A manager's user id, or `none` for customers that nobody manages.
    pub account_manager: Option<String>,
    pub associated_on_begin: Option<Timestamp>,
    pub associated_on_end: Option<Timestamp>,
    /// This month's spend, inclusive bounds.
    pub month_spend_min: Option<Amount>,
    pub month_spend_max: Option<Amount>,
    /// Resources that expire on or before this day (GMT+08:00).
    pub resource_expiry_end: Option<Date>,
    /// Only customers with an open request.
    pub with_open_request: Option<bool>,
    pub scope: CustomerScope,
    /// One reseller of the distributor; with [`CustomerScope::Resellers`] only.
    pub indirect_partner_id: Option<PartnerId>,
    pub sort_key: CustomerSort,
    pub sort_dir: SortDirection,
    /// Records to skip, 0–40,000,000.
    pub offset: Option<u32>,
    /// 1–100, 10 when absent.
    pub limit: Option<u32>,
}

/// A page of the list; the total is called `count` here, as published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerPage {
    pub customer_infos: Vec<Customer>,
    pub count: u32,
}

/// A row of the list. Name, account name, telephone and e-mail come masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Customer {
    /// Real name, masked; empty before verification.
    pub customer: String,
    /// Login name, masked.
    pub account_name: String,
    pub customer_id: CustomerId,
    pub associated_on: Timestamp,
    pub association_type: AssociationType,
    pub label: Option<String>,
    /// Masked.
    pub telephone: Option<String>,
    /// Masked.
    pub email: Option<String>,
    /// `-1` not verified, `0` under review, `1` rejected, `2` verified, `3` failed.
    pub verified_status: String,
    /// `-1` none yet, `0` person, `1` company.
    pub customer_type: i64,
    /// `0` no, `1` account, `2` account and resources.
    pub is_frozen: i64,
    /// At most one entry.
    pub account_managers: Vec<AccountManager>,
    /// What the customer can still spend.
    pub available_quota: Money,
    pub month_spend: Money,
    /// The next day on which a resource expires.
    pub resource_expiry: Option<Date>,
    pub open_request: Option<OpenRequest>,
    /// The reseller whose customer this is, in a distributor's second tab.
    pub indirect_partner_name: Option<String>,
    /// Display name of the colleague whose queue the reader holds, where the customer is in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covered_for: Option<String>,
}

/// The request that is open for a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenRequest {
    pub request_id: RequestId,
    pub action: crate::associations::Action,
    pub status: crate::associations::RequestStatus,
}

/// Who looks after a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccountManager {
    pub account_name: String,
    pub user_id: UserId,
    /// Display name.
    pub name: String,
}

/// Answer of [`ACCOUNT_MANAGERS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccountManagers {
    pub account_managers: Vec<AccountManager>,
}

/// Which columns to show in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PersonalField {
    Customer,
    AccountName,
    Telephone,
    Email,
}

/// Input of [`REVEAL`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RevealQuery {
    /// 1–50. Foreign ids are dropped from the answer without an error.
    pub customer_ids: Vec<CustomerId>,
    /// At least one.
    pub fields: Vec<PersonalField>,
}

/// Full values; only the fields that were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RevealedCustomer {
    pub customer_id: CustomerId,
    pub customer: Option<String>,
    pub account_name: Option<String>,
    pub telephone: Option<String>,
    pub email: Option<String>,
}

/// Answer of [`REVEAL`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Revealed {
    pub customers: Vec<RevealedCustomer>,
}

/// Input of [`SET_LABEL`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LabelDraft {
    /// `null` clears the tag.
    pub label: Option<Label>,
}

/// Input of [`FREEZE`] and [`UNFREEZE`], as published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FreezeDraft {
    /// 1–10.
    pub customer_ids: Vec<CustomerId>,
    pub reason: Reason,
}

words! {
    /// What kind of thing a customer holds that can stand in the way of ending the association.
    HoldingKind {
        /// An order that waits for the partner's payment. The partner pays it, or the customer cancels it.
        PartnerPayOrder = "PARTNER_PAY_ORDER",
        /// An unexpired reserved instance. The customer unsubscribes it.
        ReservedInstance = "RESERVED_INSTANCE",
        /// A valid support plan. The customer unsubscribes it.
        SupportPlan = "SUPPORT_PLAN",
        /// An unused delivery coupon. The customer uses it.
        DeliveryCoupon = "DELIVERY_COUPON",
        /// A member account with its own accounting below this master. The customer unlinks it.
        MemberAccount = "MEMBER_ACCOUNT",
        /// The master account above this one. The customer unlinks itself.
        MasterAccount = "MASTER_ACCOUNT",
        /// A special contract in force. Settled offline; the vendor's operator closes it.
        SpecialContract = "SPECIAL_CONTRACT",
    }
}

/// Something a customer holds and that is still in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Holding {
    pub holding_id: HoldingId,
    pub kind: HoldingKind,
    /// Product or account name, as the customer knows it.
    pub title: String,
    /// What an order costs.
    pub price: Option<Money>,
    /// When it ends by itself; already ended ones are not listed.
    pub valid_until: Option<Date>,
}

words! {
    /// Who issued a voucher.
    VoucherIssuer {
        /// Stays usable after the association ends.
        Vendor = "VENDOR",
        /// Recalled when the association ends.
        Partner = "PARTNER",
    }
    /// Where a voucher stands.
    VoucherState {
        Issued = "ISSUED",
        Recalled = "RECALLED",
    }
}

/// A voucher (代金券) or cash coupon (现金券); both follow the issuer's rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Voucher {
    pub voucher_id: String,
    pub issuer: VoucherIssuer,
    pub face_value: Money,
    pub state: VoucherState,
    pub valid_until: Date,
}

/// One entry of a customer's timeline, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TimelineEntry {
    pub at: Timestamp,
    /// Name of the event, such as `ASSOCIATED`, `REQUESTED`, `APPROVED`, `GRANTED`; the app has words for each.
    pub event: TimelineEvent,
    /// Display name of who did it; empty for the system.
    pub actor: String,
    pub amount: Option<Money>,
    pub reason: Option<String>,
}

/// What can happen to a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TimelineEvent {
    Associated,
    DisassociationRequested,
    SwitchRequested,
    Approved,
    Rejected,
    Withdrawn,
    Granted,
    Frozen,
    Unfrozen,
    OrderPaid,
    TagChanged,
    /// Handed over to another partner, or taken over from one.
    Migrated,
    /// A newer backend knows more events than this build.
    #[serde(other)]
    Unknown,
}

impl TimelineEvent {
    pub const ALL: [Self; 13] = [
        Self::Associated,
        Self::DisassociationRequested,
        Self::SwitchRequested,
        Self::Approved,
        Self::Rejected,
        Self::Withdrawn,
        Self::Granted,
        Self::Frozen,
        Self::Unfrozen,
        Self::OrderPaid,
        Self::TagChanged,
        Self::Migrated,
        Self::Unknown,
    ];

    /// As stored and as sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Associated => "ASSOCIATED",
            Self::DisassociationRequested => "DISASSOCIATION_REQUESTED",
            Self::SwitchRequested => "SWITCH_REQUESTED",
            Self::Approved => "APPROVED",
            Self::Rejected => "REJECTED",
            Self::Withdrawn => "WITHDRAWN",
            Self::Granted => "GRANTED",
            Self::Frozen => "FROZEN",
            Self::Unfrozen => "UNFROZEN",
            Self::OrderPaid => "ORDER_PAID",
            Self::TagChanged => "TAG_CHANGED",
            Self::Migrated => "MIGRATED",
            Self::Unknown => "UNKNOWN",
        }
    }

    /// Reads what [`TimelineEvent::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}

/// Everything about one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerDetail {
    pub info: Customer,
    /// Arrears; zero when none.
    pub debt: Money,
    pub holdings: Vec<Holding>,
    pub vouchers: Vec<Voucher>,
    /// The request that is open now, whole.
    pub open_request: Option<AssociationRequest>,
    pub timeline: Vec<TimelineEntry>,
}
