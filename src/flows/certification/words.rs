//! What states, results and judgements are called.

use super::msg;
use crate::{i18n, ui::Tone};
use contract::{
    certification_defences::DefenceStatus,
    certification_standards::{Bilingual, ItemResult},
    certifications::{CertificationHolder, CertificationStatus, ReviewStage, Verdict},
};

/// A text of the catalogue in the language of the page; tracked.
#[must_use]
pub fn named(text: &Bilingual) -> String {
    text.of(i18n::locale()).to_owned()
}

#[must_use]
pub fn status(status: CertificationStatus) -> (&'static str, Tone) {
    match status {
        CertificationStatus::Draft => (msg::draft(), Tone::Neutral),
        CertificationStatus::InitialReview => (msg::initial_review(), Tone::Info),
        CertificationStatus::TechReview => (msg::tech_review(), Tone::Info),
        CertificationStatus::MaterialUpdate => (msg::material_update(), Tone::Warning),
        CertificationStatus::Countersign => (msg::countersign(), Tone::Info),
        CertificationStatus::Passed => (msg::passed(), Tone::Success),
        CertificationStatus::Failed => (msg::failed(), Tone::Danger),
        CertificationStatus::ClosedOverdue => (msg::closed_overdue(), Tone::Danger),
    }
}

/// Whose turn it is.
#[must_use]
pub fn holder(holder: Option<CertificationHolder>) -> &'static str {
    match holder {
        Some(CertificationHolder::Partner) => msg::holder_partner(),
        Some(CertificationHolder::Vendor) => msg::holder_vendor(),
        None => msg::holder_nobody(),
    }
}

#[must_use]
pub fn review(stage: ReviewStage) -> &'static str {
    match stage {
        ReviewStage::Initial => msg::initial_review(),
        ReviewStage::Technical => msg::tech_review(),
    }
}

/// How a stage ended.
#[must_use]
pub fn verdict(verdict: Verdict) -> (&'static str, Tone) {
    match verdict {
        Verdict::Pass => (msg::verdict_pass(), Tone::Success),
        Verdict::AskMaterial => (msg::verdict_ask_material(), Tone::Warning),
        Verdict::Fail => (msg::verdict_fail(), Tone::Danger),
    }
}

#[must_use]
pub fn result(result: ItemResult) -> (&'static str, Tone) {
    match result {
        ItemResult::Pass => (msg::result_pass(), Tone::Success),
        ItemResult::Fail => (msg::result_fail(), Tone::Danger),
        ItemResult::NotApplicable => (msg::result_not_applicable(), Tone::Neutral),
    }
}

/// Of a level-2 label, once it is decided.
#[must_use]
pub fn sublabel(passed: bool) -> (&'static str, Tone) {
    result(if passed { ItemResult::Pass } else { ItemResult::Fail })
}

/// What the partner says of an item.
#[must_use]
pub fn answer(met: Option<bool>) -> &'static str {
    match met {
        Some(true) => msg::met(),
        Some(false) => msg::not_met(),
        None => msg::not_answered(),
    }
}

#[must_use]
pub fn defence(status: DefenceStatus) -> (&'static str, Tone) {
    match status {
        DefenceStatus::Requested => (msg::defence_requested(), Tone::Warning),
        DefenceStatus::Scheduled => (msg::defence_scheduled(), Tone::Info),
        DefenceStatus::Held => (msg::defence_held(), Tone::Success),
        DefenceStatus::Declined => (msg::defence_declined(), Tone::Danger),
    }
}
