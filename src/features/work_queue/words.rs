//! What kinds and states of items are called.

use super::{colleagues::Obstacle, msg};
use crate::ui::Tone;
use contract::{
    filing_rules::ReviewReason,
    work_queue::{WorkItemKind, WorkItemStatus},
};

pub fn kind(kind: WorkItemKind) -> &'static str {
    match kind {
        WorkItemKind::CloseSpecialContract => msg::kind_close_special_contract(),
        WorkItemKind::UnfreezePartner => msg::kind_unfreeze_partner(),
        WorkItemKind::ReviewFiling => msg::kind_review_filing(),
        WorkItemKind::MigrateCustomers => msg::kind_migrate_customers(),
        WorkItemKind::ReviewOpportunity => msg::kind_review_opportunity(),
        WorkItemKind::VerifyOpportunity => msg::kind_verify_opportunity(),
        WorkItemKind::ReviewPayout => msg::kind_review_payout(),
        WorkItemKind::ReviewPayoutInvoices => msg::kind_review_payout_invoices(),
        WorkItemKind::ReleasePayout => msg::kind_release_payout(),
        WorkItemKind::PayPayout => msg::kind_pay_payout(),
        WorkItemKind::AnswerIncentiveFeedback => msg::kind_answer_feedback(),
        WorkItemKind::DecideIncentiveTransfer => msg::kind_decide_transfer(),
        WorkItemKind::ReviewBusinessInfo => msg::kind_review_business_info(),
        WorkItemKind::UnlockBusinessInfo => msg::kind_unlock_business_info(),
        WorkItemKind::PayWithdrawal => msg::kind_pay_withdrawal(),
        WorkItemKind::ReviewRemittance => msg::kind_review_remittance(),
        WorkItemKind::ReviewPayment => msg::kind_review_payment(),
        WorkItemKind::AnswerStatementDispute => msg::kind_answer_statement_dispute(),
        WorkItemKind::CountersignStatement => msg::kind_countersign_statement(),
        WorkItemKind::MendStatementPayment => msg::kind_mend_statement_payment(),
        WorkItemKind::ReviewStatementInvoices => msg::kind_review_statement_invoices(),
        WorkItemKind::ReviewStatementPayment => msg::kind_review_statement_payment(),
        WorkItemKind::PayStatement => msg::kind_pay_statement(),
        WorkItemKind::ReviewPersonnel => msg::kind_review_personnel(),
        WorkItemKind::ReleasePersonnel => msg::kind_release_personnel(),
        WorkItemKind::ReviewCertificationMaterial => msg::kind_certification_material(),
        WorkItemKind::ReviewCertificationTechnology => msg::kind_certification_technology(),
        WorkItemKind::CountersignCertification => msg::kind_certification_countersign(),
        WorkItemKind::HoldCertificationDefence => msg::kind_certification_defence(),
        WorkItemKind::SampleDelivery => msg::kind_sample_delivery(),
        WorkItemKind::EvaluateDelivery => msg::kind_evaluate_delivery(),
        WorkItemKind::AnswerSuggestion => msg::kind_answer_suggestion(),
    }
}

/// What completing an item does.
pub fn effect(kind: WorkItemKind) -> &'static str {
    match kind {
        WorkItemKind::CloseSpecialContract => msg::effect_close_special_contract(),
        WorkItemKind::UnfreezePartner => msg::effect_unfreeze_partner(),
        WorkItemKind::ReviewFiling => msg::effect_review_filing(),
        WorkItemKind::MigrateCustomers => msg::effect_migrate_customers(),
        WorkItemKind::ReviewOpportunity => msg::effect_review_opportunity(),
        WorkItemKind::VerifyOpportunity => msg::effect_verify_opportunity(),
        WorkItemKind::ReviewPayout => msg::effect_review_payout(),
        WorkItemKind::ReviewPayoutInvoices => msg::effect_review_payout_invoices(),
        WorkItemKind::ReleasePayout => msg::effect_release_payout(),
        WorkItemKind::PayPayout => msg::effect_pay_payout(),
        WorkItemKind::AnswerIncentiveFeedback => msg::effect_answer_feedback(),
        WorkItemKind::DecideIncentiveTransfer => msg::effect_decide_transfer(),
        WorkItemKind::ReviewBusinessInfo => msg::effect_review_business_info(),
        WorkItemKind::UnlockBusinessInfo => msg::effect_unlock_business_info(),
        WorkItemKind::PayWithdrawal => msg::effect_pay_withdrawal(),
        WorkItemKind::ReviewRemittance => msg::effect_review_remittance(),
        WorkItemKind::ReviewPayment => msg::effect_review_payment(),
        WorkItemKind::AnswerStatementDispute => msg::effect_answer_statement_dispute(),
        WorkItemKind::CountersignStatement => msg::effect_countersign_statement(),
        WorkItemKind::MendStatementPayment => msg::effect_mend_statement_payment(),
        WorkItemKind::ReviewStatementInvoices => msg::effect_review_statement_invoices(),
        WorkItemKind::ReviewStatementPayment => msg::effect_review_statement_payment(),
        WorkItemKind::PayStatement => msg::effect_pay_statement(),
        WorkItemKind::ReviewPersonnel => msg::effect_review_personnel(),
        WorkItemKind::ReleasePersonnel => msg::effect_release_personnel(),
        WorkItemKind::ReviewCertificationMaterial
        | WorkItemKind::ReviewCertificationTechnology
        | WorkItemKind::CountersignCertification
        | WorkItemKind::HoldCertificationDefence => msg::effect_certification(),
        WorkItemKind::SampleDelivery => msg::effect_sample_delivery(),
        WorkItemKind::EvaluateDelivery => msg::effect_evaluate_delivery(),
        WorkItemKind::AnswerSuggestion => msg::effect_answer_suggestion(),
    }
}

/// What declining an item does.
pub fn decline_effect(kind: WorkItemKind) -> &'static str {
    match kind {
        _ if kind.is_about_opportunity() => msg::decline_effect_opportunity(),
        WorkItemKind::ReviewPayoutInvoices => msg::decline_effect_invoices(),
        _ if kind.is_about_payout() => msg::decline_effect_payout(),
        WorkItemKind::PayWithdrawal => msg::decline_effect_withdrawal(),
        WorkItemKind::ReviewPayment => msg::decline_effect_payment(),
        WorkItemKind::AnswerStatementDispute => msg::decline_statement_dispute(),
        WorkItemKind::CountersignStatement => msg::decline_countersign_statement(),
        WorkItemKind::MendStatementPayment => msg::decline_mend_statement_payment(),
        WorkItemKind::ReviewStatementInvoices => msg::decline_statement_invoices(),
        WorkItemKind::ReviewStatementPayment => msg::decline_statement_payment(),
        WorkItemKind::PayStatement => msg::decline_pay_statement(),
        WorkItemKind::ReviewPersonnel => msg::decline_review_personnel(),
        WorkItemKind::ReleasePersonnel => msg::decline_release_personnel(),
        WorkItemKind::SampleDelivery => msg::decline_sample_delivery(),
        WorkItemKind::AnswerSuggestion => msg::decline_answer_suggestion(),
        _ => msg::decline_effect(),
    }
}

/// Why somebody cannot answer or forward an item.
pub fn obstacle(obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::AssignedTo(name) => msg::assigned_elsewhere(name),
        Obstacle::VerifiersOnly => msg::verifiers_only().to_owned(),
    }
}

pub fn status(status: WorkItemStatus) -> (&'static str, Tone) {
    match status {
        WorkItemStatus::Open => (msg::status_open(), Tone::Warning),
        WorkItemStatus::Completed => (msg::status_completed(), Tone::Success),
        WorkItemStatus::Declined => (msg::status_declined(), Tone::Danger),
    }
}

/// Why a filing is reviewed.
pub fn review_reason(reason: ReviewReason) -> &'static str {
    match reason {
        ReviewReason::FollowedByDirectSales => msg::review_direct_sales(),
        ReviewReason::FiledByVendor => msg::review_filed_by_vendor(),
        ReviewReason::OnlineSales => msg::review_online_sales(),
        ReviewReason::SalesSupportCenter => msg::review_support_center(),
        ReviewReason::OtherCountry => msg::review_other_country(),
    }
}
