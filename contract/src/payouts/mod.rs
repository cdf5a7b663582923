//! Payouts of incentives (激励申付, G2 and G3): what can be applied for and how, the applications, automatic application.
//! Their life is in [`crate::payout_status`], who holds one and until when in [`crate::payout_tracker`], their invoices in
//! [`crate::invoices`].

mod method;
mod rules;

pub use method::PayoutMethod;
pub use rules::{ApplyRefusal, Assembled, Parcel, assemble, available, methods, net_expiring};

use crate::{
    associations::AssociationType,
    endpoint::{Fetch, Submit},
    ids::{IncentiveId, PayoutId},
    incentives::Freeze,
    invoices::Invoice,
    money::{Amount, Currency, Money},
    month::Month,
    payout_status::PayoutStatus,
    payout_tracker::{Expected, Step, Tracker},
    permissions::{Access, Permission},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

const VIEW: Access = Access::Partner(Permission::ViewIncentives);
const APPLY_FOR: Access = Access::Partner(Permission::ApplyPayouts);

/// `GET …/payables`: everything reconciled of which something is open, frozen ones too, with the methods allowed.
pub const PAYABLES: Fetch<(), (), Payables> =
    Fetch::get("ListIncentivePayables", "/v2/partners/incentives/payables", VIEW);
/// `POST …/payouts`: one application. May need a code. In this order: `CBC.99100050` not certified, `CBC.99100002` with
/// `settled_by` when a colleague has applied for one of them, `CBC.99100056` mixed currencies, `CBC.99100053` frozen,
/// `CBC.99100051` below zero, `CBC.99100003` when less is there than the amount that was shown, `CBC.99100052` method.
pub const APPLY: Submit<(), PayoutDraft, Payout> =
    Submit::post("CreateIncentivePayout", "/v2/partners/incentives/payouts", APPLY_FOR);
/// `POST …/payouts/query`: applications, newest first.
pub const LIST: Fetch<(), PayoutQuery, PayoutPage> =
    Fetch::query("ListIncentivePayouts", "/v2/partners/incentives/payouts/query", VIEW);
/// `GET …/payouts/{payout_id}`: with the tracker.
pub const SHOW: Fetch<(PayoutId,), (), Payout> =
    Fetch::get("ShowIncentivePayout", "/v2/partners/incentives/payouts/{payout_id}", VIEW);
/// `GET …/auto-apply`.
pub const AUTO_APPLY: Fetch<(), (), AutoApply> =
    Fetch::get("ShowIncentiveAutoApply", "/v2/partners/incentives/auto-apply", VIEW);
/// `PUT …/auto-apply`: from the next confirmation on. May need a code when it is switched on. `CBC.99100050`.
pub const SET_AUTO_APPLY: Submit<(), AutoApplyDraft, AutoApply> =
    Submit::put("UpdateIncentiveAutoApply", "/v2/partners/incentives/auto-apply", APPLY_FOR);

/// Incentives that one application can merge, and that [`PAYABLES`] lists.
pub const MAX_INCENTIVES: usize = 500;

/// Answer of [`PAYABLES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Payables {
    /// At most [`MAX_INCENTIVES`], in the order in which applications take them: the one that expires first, then the
    /// oldest.
    pub payables: Vec<Payable>,
    pub total_count: u32,
    /// Whether the business information is certified: without it nothing is paid.
    pub certified: bool,
    /// Of the account with the vendor: [`PayoutMethod::credits_account`] works in this currency only.
    pub account_currency: Option<Currency>,
    pub auto_apply: AutoApply,
}

/// Something that can be applied for, a reduction, or a frozen one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Payable {
    pub incentive_id: IncentiveId,
    pub period: Month,
    pub plan_name: String,
    pub association_type: AssociationType,
    /// All of the incentive.
    pub amount: Amount,
    /// What is open; below zero for a reduction, which every application of its currency takes with it.
    pub open_amount: Amount,
    pub currency: Currency,
    pub expire_at: Option<Timestamp>,
    pub freeze: Option<Freeze>,
    /// By association type, period and currency.
    pub methods: Vec<PayoutMethod>,
}

impl Payable {
    /// As the rules see it.
    #[must_use]
    pub fn parcel(&self) -> Parcel {
        Parcel {
            incentive_id: self.incentive_id.clone(),
            open: self.open_amount,
            currency: self.currency,
            association_type: self.association_type,
            period: self.period,
            is_frozen: self.freeze.is_some(),
        }
    }
}

/// Input of [`APPLY`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PayoutDraft {
    pub currency: Currency,
    /// What to pay out of; absent means everything that is available in the currency. One is a single application,
    /// several are merged. Reductions go along in any case and need not be named.
    #[serde(default)]
    pub incentive_ids: Option<Vec<IncentiveId>>,
    /// What was shown. Less than the chosen ones are worth is a partial application; never less than zero.
    pub amount: Amount,
    pub method: PayoutMethod,
}

/// A payout application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Payout {
    pub row: PayoutRow,
    /// What it pays out of; the amounts sum to its amount.
    pub items: Vec<PayoutItem>,
    pub tracker: Tracker,
    /// The last set that was handed in.
    pub invoices: Vec<Invoice>,
    /// Why the last set was rejected, or the application.
    pub rejection: Option<PayoutRejection>,
}

/// An application in lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PayoutRow {
    pub payout_id: PayoutId,
    /// 申付单号, as it stands on the invoicing list.
    pub payout_no: String,
    /// Of what it pays out.
    pub first_period: Month,
    pub last_period: Month,
    pub incentive_count: u32,
    pub amount: Amount,
    pub currency: Currency,
    pub method: PayoutMethod,
    /// Whether invoices are to be handed in: by the method, and not for an amount of zero.
    pub needs_invoice: bool,
    pub status: PayoutStatus,
    pub applied_at: Timestamp,
    /// Display name; absent for an automatic application.
    pub applied_by: Option<String>,
    /// Until when the invoices should be with the vendor; once they were asked for.
    pub invoice_due_at: Option<Timestamp>,
    pub invoice_count: u32,
    /// Where it is now; the last step of one that is finished.
    pub current: Step,
    /// When the money is expected, while it is on its way ([`Tracker::arrival`]).
    pub arrival: Option<Expected>,
    /// When it was paid.
    pub paid_at: Option<Timestamp>,
    pub version: i64,
}

/// What an application takes of an incentive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PayoutItem {
    pub incentive_id: IncentiveId,
    pub period: Month,
    pub plan_name: String,
    pub association_type: AssociationType,
    /// Below zero for a reduction.
    pub amount: Amount,
    /// Not all of what was open.
    pub is_partial: bool,
}

/// Why invoices or an application were rejected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PayoutRejection {
    pub reason: String,
    pub at: Timestamp,
}

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct PayoutQuery {
    /// Empty means every status.
    pub status_list: Vec<PayoutStatus>,
    /// Exact 申付单号.
    pub payout_no: Option<String>,
    pub currency: Option<Currency>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of applications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PayoutPage {
    pub payouts: Vec<PayoutRow>,
    pub total_count: u32,
    /// Of all that match, one per currency.
    pub totals: Vec<Money>,
}

/// Whether applications are made without anybody, once incentives are confirmed or thaw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AutoApply {
    pub enabled: bool,
    /// Wanted method; incentives that do not allow it wait for an application by hand.
    pub method: Option<PayoutMethod>,
    /// Display name of who switched it last.
    pub set_by: Option<String>,
    pub set_at: Option<Timestamp>,
    pub version: i64,
}

/// Input of [`SET_AUTO_APPLY`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AutoApplyDraft {
    pub enabled: bool,
    /// Needed to switch it on.
    #[serde(default)]
    pub method: Option<PayoutMethod>,
    pub version: i64,
}
