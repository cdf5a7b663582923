//! Money accounts: the partner's and the customers' balances, appropriating, paying an order, records, vouchers.
//!
//! Published: `ListPartnerBalances`, `UpdateCustomerAccountAmount`, `ListCustomersBalancesDetail`,
//! `ListSubCustomerAdjustRecords` (names of members and of `operation_type`).

use crate::{
    customers::Voucher,
    endpoint::{Fetch, Submit},
    ids::{CustomerId, HoldingId},
    money::{Amount, Currency},
    permissions::{Access, Permission},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// `GET …/balances`: the partner's own accounts (a default permission of every member).
pub const PARTNER_BALANCES: Fetch<(), (), PartnerBalances> =
    Fetch::get("ListPartnerBalances", "/v2/accounts/partner-accounts/balances", Access::Member);
/// `POST …/balances/batch-query`: balances of customers; foreign and referral customers are left out silently.
pub const CUSTOMER_BALANCES: Fetch<(), CustomerBalanceQuery, CustomerBalances> = Fetch::query(
    "ListCustomersBalancesDetail",
    "/v2/accounts/customer-accounts/balances/batch-query",
    Access::Partner(Permission::ViewCustomers),
);
/// `POST …/adjust-amount`: appropriate money to a consignment or resale customer; arrears are written off first.
/// May need a code. `CBC.5024` for referral customers, `CBC.5003` when the balance does not cover it.
pub const GRANT: Submit<(), GrantDraft, Granted> = Submit::post(
    "UpdateCustomerAccountAmount",
    "/v2/accounts/partner-accounts/adjust-amount",
    Access::Partner(Permission::GrantFunds),
);
/// `POST …/orders/{holding_id}/pay`: pay a customer's order from the partner's balance. May need a code.
pub const PAY_ORDER: Submit<(HoldingId,), PayOrderDraft, ()> = Submit::post(
    "PayCustomerOrder",
    "/v2/partners/orders/{holding_id}/pay",
    Access::Partner(Permission::PayOrder),
);
/// `POST …/adjust-records/query`: what moved between the partner and its customers, newest first.
pub const ADJUST_RECORDS: Fetch<(), AdjustRecordQuery, AdjustRecords> = Fetch::query(
    "ListSubCustomerAdjustRecords",
    "/v2/accounts/partner-accounts/adjust-records/query",
    Access::Partner(Permission::ViewFundRecords),
);
/// `POST …/issued-vouchers/query`: vouchers that this partner issued, recalled ones too, newest first.
pub const ISSUED_VOUCHERS: Fetch<(), IssuedVoucherQuery, IssuedVouchers> = Fetch::query(
    "ListIssuedPartnerCoupons",
    "/v2/promotions/benefits/partner-coupons/query",
    Access::Partner(Permission::ViewFundRecords),
);

/// Kind of account; the numbers are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountType {
    Cash,
    Credit,
}

impl AccountType {
    /// As published.
    #[must_use]
    pub const fn as_number(self) -> i64 {
        match self {
            Self::Cash => 1,
            Self::Credit => 2,
        }
    }
}

/// One account of the partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccountBalance {
    pub account_id: String,
    /// `1` cash, `2` credit.
    pub account_type: i64,
    pub amount: Amount,
    pub currency: Currency,
    /// Earmarked, cannot be appropriated.
    pub designated_amount: Amount,
    /// With credit only: the line.
    pub credit_amount: Option<Amount>,
    pub measure_id: i64,
}

/// Answer of [`PARTNER_BALANCES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartnerBalances {
    pub account_balances: Vec<AccountBalance>,
}

/// Input of [`CUSTOMER_BALANCES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CustomerBalanceQuery {
    /// 1–100.
    pub customer_infos: Vec<CustomerRef>,
}

/// Names a customer in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CustomerRef {
    pub customer_id: CustomerId,
}

/// Balance of one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerBalance {
    pub customer_id: CustomerId,
    pub debt_amount: Amount,
    /// Usable.
    pub amount: Amount,
    pub currency: Currency,
    pub measure_id: i64,
}

/// Answer of [`CUSTOMER_BALANCES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerBalances {
    pub customer_balances: Vec<CustomerBalance>,
}

/// Input of [`GRANT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GrantDraft {
    pub customer_id: CustomerId,
    /// More than zero.
    pub amount: Amount,
}

/// Answer of [`GRANT`]; called `transfer_id` here and `trans_id` in the records, as published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Granted {
    pub transfer_id: String,
}

/// Input of [`PAY_ORDER`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PayOrderDraft {
    /// The price that was shown; another price is `CBC.99100003`.
    pub amount: Amount,
}

words! {
    /// What moved money; the wire names are published.
    AdjustOperation {
        /// Appropriated to the customer.
        Grant = "SOURCE_OPERATION_BEADJUST",
        /// Recalled from the customer.
        Recall = "SOURCE_OPERATION_BERETRIEVE",
        /// Came back because the association ended.
        Disassociated = "SOURCE_OPERATION_BEUNBIND",
        /// The partner paid a customer's order.
        OrderPaid = "SOURCE_OPERATION_PAY_ORDER",
    }
}

/// One movement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AdjustRecord {
    pub customer_id: CustomerId,
    /// Masked.
    pub customer_name: String,
    pub operation_type: AdjustOperation,
    /// A string here, as published.
    #[serde(with = "amount_as_text")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub amount: Amount,
    pub currency: Currency,
    pub operation_time: Timestamp,
    pub measure_id: i64,
    pub trans_id: String,
}

mod amount_as_text {
    use crate::money::Amount;
    use serde::{Deserialize, Deserializer, Serializer};

    #[cfg_attr(
        not(target_arch = "wasm32"),
        expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")
    )]
    pub fn serialize<S: Serializer>(amount: &Amount, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(amount)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
        Amount::deserialize(deserializer)
    }
}

/// Filters and page of the records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct AdjustRecordQuery {
    /// Exact.
    pub customer_id: Option<String>,
    pub operation_type: Option<AdjustOperation>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of movements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AdjustRecords {
    pub records: Vec<AdjustRecord>,
    pub total_count: u32,
}

/// Filters and page of issued vouchers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct IssuedVoucherQuery {
    /// Exact.
    pub customer_id: Option<String>,
    pub state: Option<crate::customers::VoucherState>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A voucher and to whom it was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IssuedVoucher {
    pub customer_id: CustomerId,
    /// Masked.
    pub customer_name: String,
    pub voucher: Voucher,
}

/// A page of issued vouchers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IssuedVouchers {
    pub user_coupons: Vec<IssuedVoucher>,
    pub total_count: u32,
}
