//! Words for states, types and findings.

use super::msg;
use crate::ui::Tone;
use contract::{
    business_info::{Finding, SigningEntity},
    business_info_status::{BusinessInfoStatus, Checker, FailReason},
    taxpayer::TaxpayerType,
};

/// What a state is called, and its colour.
#[must_use]
pub fn status(status: BusinessInfoStatus) -> (&'static str, Tone) {
    match status {
        BusinessInfoStatus::NotCertified => (msg::status_not_certified(), Tone::Warning),
        BusinessInfoStatus::AutoChecking { checked_by: Checker::Machine, .. } => {
            (msg::status_auto_checking(), Tone::Info)
        }
        BusinessInfoStatus::AutoChecking { checked_by: Checker::Auditor, .. } => {
            (msg::status_with_auditor(), Tone::Info)
        }
        BusinessInfoStatus::AwaitAmount { .. } => (msg::status_await_amount(), Tone::Warning),
        BusinessInfoStatus::Certified => (msg::status_certified(), Tone::Success),
        BusinessInfoStatus::Failed { .. } => (msg::status_failed(), Tone::Danger),
        BusinessInfoStatus::Locked => (msg::status_locked(), Tone::Danger),
    }
}

#[must_use]
pub fn fail_reason(reason: FailReason) -> &'static str {
    match reason {
        FailReason::TransferReturned => msg::reason_transfer_returned(),
        FailReason::NotApproved => msg::reason_not_approved(),
    }
}

#[must_use]
pub fn finding(finding: Finding) -> &'static str {
    match finding {
        Finding::OtherCompanyName => msg::finding_other_company_name(),
        Finding::AccountOfAnother => msg::finding_account_of_another(),
    }
}

#[must_use]
pub fn taxpayer(kind: TaxpayerType) -> &'static str {
    match kind {
        TaxpayerType::General => msg::taxpayer_general(),
        TaxpayerType::SmallScale => msg::taxpayer_small_scale(),
    }
}

/// With its rate.
#[must_use]
pub fn taxpayer_with_rate(kind: TaxpayerType) -> String {
    msg::taxpayer_with_rate(taxpayer(kind), kind.rate())
}

#[must_use]
pub fn signing_entity(entity: SigningEntity) -> &'static str {
    match entity {
        SigningEntity::Mainland => msg::entity_mainland(),
        SigningEntity::HongKong => msg::entity_hong_kong(),
        SigningEntity::Singapore => msg::entity_singapore(),
    }
}
