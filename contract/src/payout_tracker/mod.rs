//! Where a payout is, like a parcel (G3): each step with who holds it and since when, by which rule it is promised until
//! when, when it is expected, and what to do. One pure function of its history, the working calendar and the time.

mod reckoning;

pub use reckoning::track;

use crate::{payout_status::PayoutStatus, payouts::PayoutMethod, time::Timestamp};
use serde::{Deserialize, Serialize};

words! {
    /// A stop of the way. A payout without invoices has neither [`Stage::Invoicing`] nor the two reviews after it.
    Stage {
        /// 提交申请
        Application = "APPLICATION",
        /// 申请处理
        Processing = "PROCESSING",
        /// 伙伴开票
        Invoicing = "INVOICING",
        /// 发票审核
        InvoiceReview = "INVOICE_REVIEW",
        /// 申付审核
        PaymentReview = "PAYMENT_REVIEW",
        /// 支付
        Payment = "PAYMENT",
    }
}

impl Stage {
    /// The stops of a payout, in order.
    #[must_use]
    pub const fn of(needs_invoice: bool) -> &'static [Self] {
        if needs_invoice { &Self::ALL } else { &[Self::Application, Self::Processing, Self::Payment] }
    }
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StepState {
    Done,
    /// It is here.
    Current,
    Ahead,
    /// It ended here: rejected.
    Stopped,
}

/// Who has it in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Holder {
    /// The partner.
    You,
    /// 华为运营
    VendorOperations,
    /// 华为财经
    VendorFinance,
    /// The order to pay is with the bank.
    Bank,
}

/// By which rule a date is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Promise {
    /// An application is looked at within three working days.
    ProcessedInThreeWorkingDays,
    /// What needs no invoice is credited by itself, at the latest by the end of the next working day.
    CreditedAutomatically,
    /// The partner's invoices, within thirty calendar days.
    InvoicedInThirtyDays,
    /// Invoices are reviewed on the second working day after receipt.
    ReviewedOnSecondWorkingDay,
    /// Within fifteen calendar days after a qualified invoice was received the money is there (S14).
    PaidInFifteenDays,
}

impl Promise {
    /// Id of the rule in `docs/rules.md`.
    #[must_use]
    pub const fn rule_id(self) -> &'static str {
        match self {
            Self::ProcessedInThreeWorkingDays => "G3.2",
            Self::CreditedAutomatically => "G3.3",
            Self::InvoicedInThirtyDays => "G3.4",
            Self::ReviewedOnSecondWorkingDay => "G3.5",
            Self::PaidInFifteenDays => "G3.7",
        }
    }
}

/// What the partner should do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Advice {
    /// Nothing but wait.
    Wait,
    /// Print the invoicing list, issue invoices, hand them in.
    IssueInvoices,
    /// As before, with what was wrong mended.
    MendInvoices,
    /// Send the paper invoices by post.
    PostInvoices,
    /// Look at the bank account.
    CheckBank,
    /// Look at 资金管理 > 收支明细 > 充值账户.
    CheckAccount,
    /// Look at the voucher quota; if it is wrong, ask customer service.
    CheckVoucherQuota,
    /// It was rejected, the incentives are back.
    ApplyAgain,
    /// The vendor is later than promised.
    ContactCustomerService,
}

/// A stop of the way, as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    pub stage: Stage,
    pub state: StepState,
    pub holder: Holder,
    /// Since when it has been here, or was the last time; absent for what is ahead.
    pub since: Option<Timestamp>,
    /// When it went on.
    pub ended_at: Option<Timestamp>,
    /// How often it has been here: more than once after invoices were rejected.
    pub visits: u32,
    /// Until when the holder promises, of the current step.
    pub promised_until: Option<Timestamp>,
    pub promise: Option<Promise>,
    /// When it is expected to go on, of the current step and those ahead.
    pub expected: Option<Expected>,
    /// The promise is broken.
    pub overdue: bool,
    /// Of the current step, and of the last one when it is finished.
    pub advice: Option<Advice>,
}

/// A range of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Expected {
    pub from: Timestamp,
    pub until: Timestamp,
}

/// The whole way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tracker {
    pub steps: Vec<Step>,
    /// When the money is expected, while it is on its way; while the partner holds it, provided that it acts in time.
    pub arrival: Option<Expected>,
    /// By which date it is promised; once qualified invoices were received.
    pub promised_arrival: Option<Timestamp>,
}

impl Tracker {
    /// Where it is, or where it ended.
    #[must_use]
    pub fn current(&self) -> Option<&Step> {
        let here = |step: &&Step| matches!(step.state, StepState::Current | StepState::Stopped);
        self.steps.iter().find(here).or_else(|| self.steps.last())
    }
}

/// A state that a payout entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entered {
    pub status: PayoutStatus,
    pub at: Timestamp,
}

/// What is known of a payout's way.
#[derive(Clone, Copy, Debug)]
pub struct Journey<'a> {
    pub needs_invoice: bool,
    pub method: PayoutMethod,
    /// Every state that it entered, oldest first; the first one is [`PayoutStatus::Processing`].
    pub entered: &'a [Entered],
    /// When the last set of invoices was received: electronic ones at once, paper when the vendor notes it.
    pub invoices_received_at: Option<Timestamp>,
    /// When the bank got its order.
    pub payment_ordered_at: Option<Timestamp>,
}
