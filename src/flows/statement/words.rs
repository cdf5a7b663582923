//! What states and kinds are called.

use super::msg;
use crate::ui::Tone;
use contract::{
    invoices::InvoiceKind,
    statements::{DisputeStatus, Holder, StatementStatus},
};

#[must_use]
pub fn status(status: StatementStatus) -> (&'static str, Tone) {
    match status {
        StatementStatus::PendingConfirm => (msg::pending_confirm(), Tone::Warning),
        StatementStatus::PendingCountersign => (msg::pending_countersign(), Tone::Info),
        StatementStatus::Countersigning => (msg::countersigning(), Tone::Info),
        StatementStatus::CreateFailed => (msg::create_failed(), Tone::Danger),
        StatementStatus::InvoicePending => (msg::invoice_pending(), Tone::Warning),
        StatementStatus::InvoiceReview => (msg::invoice_review(), Tone::Info),
        StatementStatus::PaymentReview => (msg::payment_review(), Tone::Info),
        StatementStatus::Paying => (msg::paying(), Tone::Info),
        StatementStatus::Done => (msg::done(), Tone::Success),
    }
}

/// Whose turn it is.
#[must_use]
pub fn holder(holder: Option<Holder>) -> &'static str {
    match holder {
        Some(Holder::Partner) => msg::holder_partner(),
        Some(Holder::Vendor) => msg::holder_vendor(),
        Some(Holder::Bank) => msg::holder_bank(),
        None => msg::holder_nobody(),
    }
}

#[must_use]
pub fn dispute_status(status: DisputeStatus) -> (&'static str, Tone) {
    match status {
        DisputeStatus::Open => (msg::dispute_open(), Tone::Warning),
        DisputeStatus::Corrected => (msg::dispute_corrected(), Tone::Success),
        DisputeStatus::Answered => (msg::dispute_answered(), Tone::Success),
        DisputeStatus::Rejected => (msg::dispute_rejected(), Tone::Danger),
        DisputeStatus::Withdrawn => (msg::dispute_withdrawn(), Tone::Neutral),
    }
}

#[must_use]
pub fn invoice_type(kind: InvoiceKind) -> &'static str {
    match kind {
        InvoiceKind::SpecialVat => msg::special_vat(),
        InvoiceKind::ESpecialVat => msg::e_special_vat(),
    }
}
