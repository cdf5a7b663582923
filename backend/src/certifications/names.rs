//! What stages, verdicts and results are called in letters and files.

use contract::{
    certification_standards::ItemResult,
    certifications::{CertificationStatus, Verdict},
    session::Language,
};

/// A stage that is judged.
pub(super) const fn stage_name(stage: CertificationStatus, language: Language) -> &'static str {
    match (stage, language) {
        (CertificationStatus::InitialReview, Language::ZhCn) => "材料初审",
        (CertificationStatus::InitialReview, Language::EnUs) => "Initial review",
        (CertificationStatus::TechReview, Language::ZhCn) => "技术审核",
        (CertificationStatus::TechReview, Language::EnUs) => "Technical review",
        (_, Language::ZhCn) => "会签",
        (_, Language::EnUs) => "Countersigning",
    }
}

/// How a stage ended.
pub(super) const fn verdict_name(verdict: Verdict, language: Language) -> &'static str {
    match (verdict, language) {
        (Verdict::Pass, Language::ZhCn) => "通过",
        (Verdict::Pass, Language::EnUs) => "Passed",
        (Verdict::AskMaterial, Language::ZhCn) => "需更新材料",
        (Verdict::AskMaterial, Language::EnUs) => "Material to be updated",
        (Verdict::Fail, Language::ZhCn) => "不通过",
        (Verdict::Fail, Language::EnUs) => "Not passed",
    }
}

/// How an item was found.
pub(super) const fn result_name(result: ItemResult, language: Language) -> &'static str {
    match (result, language) {
        (ItemResult::Pass, Language::ZhCn) => "通过",
        (ItemResult::Pass, Language::EnUs) => "Pass",
        (ItemResult::Fail, Language::ZhCn) => "不通过",
        (ItemResult::Fail, Language::EnUs) => "Fail",
        (ItemResult::NotApplicable, Language::ZhCn) => "不适用",
        (ItemResult::NotApplicable, Language::EnUs) => "Not applicable",
    }
}
