//! What states, kinds of evidence and criteria are called.

use super::msg;
use crate::ui::Tone;
use contract::{
    delivery_evidence::EvidenceKind,
    delivery_projects::{Criterion, DeliveryStatus},
};

#[must_use]
pub fn status(status: DeliveryStatus) -> (&'static str, Tone) {
    match status {
        DeliveryStatus::ToRegister => (msg::status_to_register(), Tone::Warning),
        DeliveryStatus::Registered => (msg::status_registered(), Tone::Info),
        DeliveryStatus::Accepted => (msg::status_accepted(), Tone::Info),
        DeliveryStatus::Terminated => (msg::status_terminated(), Tone::Neutral),
        DeliveryStatus::NotSampled => (msg::status_not_sampled(), Tone::Neutral),
        DeliveryStatus::EvidencePending => (msg::status_evidence_pending(), Tone::Warning),
        DeliveryStatus::Evaluating => (msg::status_evaluating(), Tone::Info),
        DeliveryStatus::Rejected => (msg::status_rejected(), Tone::Danger),
        DeliveryStatus::Evaluated => (msg::status_evaluated(), Tone::Success),
        DeliveryStatus::NotProvided => (msg::status_not_provided(), Tone::Danger),
    }
}

#[must_use]
pub fn kind(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Sow => msg::kind_sow(),
        EvidenceKind::ValidationReport => msg::kind_validation_report(),
        EvidenceKind::DeliveryPlan => msg::kind_delivery_plan(),
        EvidenceKind::Manpower => msg::kind_manpower(),
        EvidenceKind::ThankYou => msg::kind_thank_you(),
        EvidenceKind::Summary => msg::kind_summary(),
    }
}

#[must_use]
pub fn criterion(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Evidence => msg::criterion_evidence(),
        Criterion::Quality => msg::criterion_quality(),
        Criterion::Schedule => msg::criterion_schedule(),
        Criterion::Satisfaction => msg::criterion_satisfaction(),
    }
}
