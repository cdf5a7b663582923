//! What the states, places and people of incentives and payouts are called.

use super::msg;
use crate::ui::Tone;
use contract::{
    incentive_transfers::{TransferKind, TransferStatus},
    incentives::{BillingMode, FeedbackStatus, FrozenReason, IncentiveStatus, ProductType},
    invoices::InvoiceKind,
    payout_status::{InvoiceStatus, PayoutStatus},
    payout_tracker::{Advice, Holder, Promise, Stage, StepState},
    payouts::PayoutMethod,
};

#[must_use]
pub fn status(status: IncentiveStatus) -> (&'static str, Tone) {
    match status {
        IncentiveStatus::Estimated => (msg::status_estimated(), Tone::Neutral),
        IncentiveStatus::PendingConfirm => (msg::status_pending_confirm(), Tone::Warning),
        IncentiveStatus::Issuing => (msg::status_issuing(), Tone::Info),
        IncentiveStatus::Issued => (msg::status_issued(), Tone::Success),
        IncentiveStatus::Expired => (msg::status_expired(), Tone::Danger),
        IncentiveStatus::Transferred => (msg::status_transferred(), Tone::Neutral),
    }
}

#[must_use]
pub fn frozen(reason: FrozenReason) -> &'static str {
    match reason {
        FrozenReason::UnpaidSpend => msg::frozen_unpaid_spend(),
    }
}

#[must_use]
pub fn feedback(status: FeedbackStatus) -> (&'static str, Tone) {
    match status {
        FeedbackStatus::Open => (msg::feedback_open(), Tone::Info),
        FeedbackStatus::Accepted => (msg::feedback_accepted(), Tone::Success),
        FeedbackStatus::Declined => (msg::feedback_declined(), Tone::Neutral),
    }
}

#[must_use]
pub fn product(product: ProductType) -> &'static str {
    match product {
        ProductType::Compute => msg::product_compute(),
        ProductType::Storage => msg::product_storage(),
        ProductType::Network => msg::product_network(),
        ProductType::Database => msg::product_database(),
        ProductType::Security => msg::product_security(),
        ProductType::Ai => msg::product_ai(),
        ProductType::Other => msg::product_other(),
    }
}

#[must_use]
pub fn billing(mode: BillingMode) -> &'static str {
    match mode {
        BillingMode::PayPerUse => msg::billing_pay_per_use(),
        BillingMode::Periodic => msg::billing_periodic(),
        BillingMode::Reserved => msg::billing_reserved(),
        BillingMode::OneTime => msg::billing_one_time(),
    }
}

#[must_use]
pub fn method(method: PayoutMethod) -> &'static str {
    match method {
        PayoutMethod::Bank => msg::method_bank(),
        PayoutMethod::Account => msg::method_account(),
        PayoutMethod::AccountWithOwedInvoice => msg::method_account_owed(),
        PayoutMethod::VoucherQuota => msg::method_voucher(),
    }
}

#[must_use]
pub fn payout(status: PayoutStatus) -> (&'static str, Tone) {
    match status {
        PayoutStatus::Processing => (msg::payout_processing(), Tone::Info),
        PayoutStatus::InvoicePending => (msg::payout_invoice_pending(), Tone::Warning),
        PayoutStatus::InvoiceReview => (msg::payout_invoice_review(), Tone::Info),
        PayoutStatus::PaymentReview => (msg::payout_payment_review(), Tone::Info),
        PayoutStatus::Paying => (msg::payout_paying(), Tone::Info),
        PayoutStatus::Done => (msg::payout_done(), Tone::Success),
        PayoutStatus::Rejected => (msg::payout_rejected(), Tone::Danger),
    }
}

#[must_use]
pub fn invoice(status: InvoiceStatus) -> (&'static str, Tone) {
    match status {
        InvoiceStatus::Submitted => (msg::invoice_submitted(), Tone::Info),
        InvoiceStatus::Accepted => (msg::invoice_accepted(), Tone::Success),
        InvoiceStatus::Rejected => (msg::invoice_rejected(), Tone::Danger),
    }
}

#[must_use]
pub fn invoice_kind(kind: InvoiceKind) -> &'static str {
    match kind {
        InvoiceKind::SpecialVat => msg::invoice_paper(),
        InvoiceKind::ESpecialVat => msg::invoice_electronic(),
    }
}

#[must_use]
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Application => msg::stage_application(),
        Stage::Processing => msg::stage_processing(),
        Stage::Invoicing => msg::stage_invoicing(),
        Stage::InvoiceReview => msg::stage_invoice_review(),
        Stage::PaymentReview => msg::stage_payment_review(),
        Stage::Payment => msg::stage_payment(),
    }
}

#[must_use]
pub fn step_state(state: StepState) -> (&'static str, Tone) {
    match state {
        StepState::Done => (msg::step_done(), Tone::Success),
        StepState::Current => (msg::step_current(), Tone::Info),
        StepState::Ahead => (msg::step_ahead(), Tone::Neutral),
        StepState::Stopped => (msg::step_stopped(), Tone::Danger),
    }
}

#[must_use]
pub fn holder(holder: Holder) -> &'static str {
    match holder {
        Holder::You => msg::holder_you(),
        Holder::VendorOperations => msg::holder_operations(),
        Holder::VendorFinance => msg::holder_finance(),
        Holder::Bank => msg::holder_bank(),
    }
}

#[must_use]
pub fn promise(promise: Promise) -> &'static str {
    match promise {
        Promise::ProcessedInThreeWorkingDays => msg::promise_processed(),
        Promise::CreditedAutomatically => msg::promise_credited(),
        Promise::InvoicedInThirtyDays => msg::promise_invoiced(),
        Promise::ReviewedOnSecondWorkingDay => msg::promise_reviewed(),
        Promise::PaidInFifteenDays => msg::promise_paid(),
    }
}

#[must_use]
pub fn advice(advice: Advice) -> &'static str {
    match advice {
        Advice::Wait => msg::advice_wait(),
        Advice::IssueInvoices => msg::advice_issue(),
        Advice::MendInvoices => msg::advice_mend(),
        Advice::PostInvoices => msg::advice_post(),
        Advice::CheckBank => msg::advice_check_bank(),
        Advice::CheckAccount => msg::advice_check_account(),
        Advice::CheckVoucherQuota => msg::advice_check_voucher(),
        Advice::ApplyAgain => msg::advice_apply_again(),
        Advice::ContactCustomerService => msg::advice_contact(),
    }
}

#[must_use]
pub fn transfer_kind(kind: TransferKind) -> &'static str {
    match kind {
        TransferKind::Incentives => msg::transfer_incentives(),
        TransferKind::Rebinding => msg::transfer_rebinding(),
    }
}

#[must_use]
pub fn transfer(status: TransferStatus) -> (&'static str, Tone) {
    match status {
        TransferStatus::Submitted => (msg::transfer_submitted(), Tone::Info),
        TransferStatus::Approved => (msg::transfer_approved(), Tone::Success),
        TransferStatus::Rejected => (msg::transfer_rejected(), Tone::Danger),
        TransferStatus::Bound => (msg::transfer_bound(), Tone::Success),
    }
}
