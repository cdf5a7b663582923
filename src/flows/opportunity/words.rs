//! What states, stages, reasons and fields are called, wherever opportunities are shown: at the partner, at the vendor
//! and among the deadlines.

use super::msg;
use crate::ui::Tone;
use contract::{
    opportunities::{Likeness, OfferingKind, RejectReason},
    opportunity_desk::{ReviewResult, ReviewStage, ReviewerRole},
    opportunity_form::{CloudService, FormField, PresaleActivity, SupportKind},
    opportunity_status::{Direction, OpportunityStatus, ProgressStage},
    programmes::Commitment,
};

/// Who shared it.
#[must_use]
pub fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::FromVendor => msg::direction_from_vendor(),
        Direction::ToVendor => msg::direction_to_vendor(),
    }
}

/// Where an opportunity stands.
#[must_use]
pub fn status(status: OpportunityStatus) -> (&'static str, Tone) {
    match status {
        OpportunityStatus::PendingAccept => (msg::status_pending_accept(), Tone::Warning),
        OpportunityStatus::Rejected => (msg::status_rejected(), Tone::Neutral),
        OpportunityStatus::Recalled => (msg::status_recalled(), Tone::Neutral),
        OpportunityStatus::Draft => (msg::status_draft(), Tone::Neutral),
        OpportunityStatus::UnderReview => (msg::status_under_review(), Tone::Info),
        OpportunityStatus::ReviewRejected => (msg::status_review_rejected(), Tone::Danger),
        OpportunityStatus::UnderVerification => (msg::status_under_verification(), Tone::Info),
        OpportunityStatus::VerificationRejected => (msg::status_verification_rejected(), Tone::Danger),
        OpportunityStatus::Verified => (msg::status_verified(), Tone::Success),
        OpportunityStatus::CancelledByBd => (msg::status_cancelled_by_bd(), Tone::Neutral),
        OpportunityStatus::AutoRejected => (msg::status_auto_rejected(), Tone::Danger),
        OpportunityStatus::InProgress => (msg::status_in_progress(), Tone::Info),
        OpportunityStatus::Delivered => (msg::status_delivered(), Tone::Success),
        OpportunityStatus::Lost => (msg::status_lost(), Tone::Neutral),
    }
}

/// How far the work with the customer is.
#[must_use]
pub fn stage(stage: ProgressStage) -> &'static str {
    match stage {
        ProgressStage::Requirement => msg::stage_requirement(),
        ProgressStage::Solution => msg::stage_solution(),
        ProgressStage::Quotation => msg::stage_quotation(),
        ProgressStage::Signed => msg::stage_signed(),
        ProgressStage::Delivering => msg::stage_delivering(),
        ProgressStage::Delivered => msg::stage_delivered(),
        ProgressStage::Lost => msg::stage_lost(),
    }
}

/// Why a partner rejects.
#[must_use]
pub fn reject_reason(reject_reason: RejectReason) -> &'static str {
    match reject_reason {
        RejectReason::InformationDiffers => msg::reason_information_differs(),
        RejectReason::NoOffering => msg::reason_no_offering(),
        RejectReason::NoCapacity => msg::reason_no_capacity(),
        RejectReason::OutOfRegion => msg::reason_out_of_region(),
        RejectReason::NotWorthwhile => msg::reason_not_worthwhile(),
        RejectReason::CustomerUnreachable => msg::reason_customer_unreachable(),
        RejectReason::CustomerDeclines => msg::reason_customer_declines(),
        RejectReason::Other => msg::reason_other(),
    }
}

/// A field of the form.
#[must_use]
pub fn field(field: FormField) -> &'static str {
    match field {
        FormField::Name => msg::field_name(),
        FormField::CustomerName => msg::field_customer_name(),
        FormField::Industry => msg::field_industry(),
        FormField::Region => msg::field_region(),
        FormField::Budget => msg::field_budget(),
        FormField::Authority => msg::field_authority(),
        FormField::Need => msg::field_need(),
        FormField::Timing => msg::field_timing(),
        FormField::EstimatedAmount => msg::field_estimated_amount(),
        FormField::ExpectedSignOn => msg::field_expected_sign_on(),
        FormField::PresaleActivities => msg::field_presale_activities(),
        FormField::OfferingId => msg::field_offering_id(),
        FormField::Services => msg::field_services(),
        FormField::SupportNeeded => msg::field_support_needed(),
        FormField::Contact => msg::field_contact(),
        FormField::CustomerConsent => msg::field_customer_consent(),
    }
}

/// What was done with the customer before.
#[must_use]
pub fn activity(activity: PresaleActivity) -> &'static str {
    match activity {
        PresaleActivity::CustomerVisit => msg::activity_customer_visit(),
        PresaleActivity::TechnicalExchange => msg::activity_technical_exchange(),
        PresaleActivity::RequirementAnalysis => msg::activity_requirement_analysis(),
        PresaleActivity::SolutionPresentation => msg::activity_solution_presentation(),
        PresaleActivity::ProofOfConcept => msg::activity_proof_of_concept(),
        PresaleActivity::Quotation => msg::activity_quotation(),
    }
}

/// A service of the vendor.
#[must_use]
pub fn service(service: CloudService) -> &'static str {
    match service {
        CloudService::Compute => msg::service_compute(),
        CloudService::Containers => msg::service_containers(),
        CloudService::Storage => msg::service_storage(),
        CloudService::Network => msg::service_network(),
        CloudService::Database => msg::service_database(),
        CloudService::BigData => msg::service_big_data(),
        CloudService::ArtificialIntelligence => msg::service_artificial_intelligence(),
        CloudService::Security => msg::service_security(),
        CloudService::Migration => msg::service_migration(),
        CloudService::InternetOfThings => msg::service_internet_of_things(),
        CloudService::Media => msg::service_media(),
        CloudService::Desktop => msg::service_desktop(),
    }
}

/// What a partner wants of the vendor.
#[must_use]
pub fn support(support: SupportKind) -> &'static str {
    match support {
        SupportKind::SolutionDesign => msg::support_solution_design(),
        SupportKind::TechnicalExchange => msg::support_technical_exchange(),
        SupportKind::PocResources => msg::support_poc_resources(),
        SupportKind::Commercial => msg::support_commercial(),
        SupportKind::ExecutiveSponsor => msg::support_executive_sponsor(),
        SupportKind::None => msg::support_none(),
    }
}

/// What an offering is.
#[must_use]
pub fn offering_kind(offering_kind: OfferingKind) -> &'static str {
    match offering_kind {
        OfferingKind::MarketplaceProduct => msg::offering_marketplace_product(),
        OfferingKind::BaselineSolution => msg::offering_baseline_solution(),
    }
}

/// What two opportunities have in common.
#[must_use]
pub fn likeness(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::SameNeed => msg::likeness_same_need(),
        Likeness::SameCustomer => msg::likeness_same_customer(),
        Likeness::SoundsAlike => msg::likeness_sounds_alike(),
    }
}

/// As what somebody at the vendor judges.
#[must_use]
pub fn reviewer_role(reviewer_role: ReviewerRole) -> &'static str {
    match reviewer_role {
        ReviewerRole::Pdm => msg::role_pdm(),
        ReviewerRole::Psm => msg::role_psm(),
        ReviewerRole::Dispatcher => msg::role_dispatcher(),
        ReviewerRole::Bd => msg::role_bd(),
    }
}

/// What is judged.
#[must_use]
pub fn review_stage(review_stage: ReviewStage) -> &'static str {
    match review_stage {
        ReviewStage::Review => msg::review_review(),
        ReviewStage::Verification => msg::review_verification(),
    }
}

/// What came out.
#[must_use]
pub fn review_result(review_result: ReviewResult) -> (&'static str, Tone) {
    match review_result {
        ReviewResult::Passed => (msg::result_passed(), Tone::Success),
        ReviewResult::Rejected => (msg::result_rejected(), Tone::Danger),
        ReviewResult::TimedOut => (msg::result_timed_out(), Tone::Danger),
    }
}

/// What a partner promises when it joins.
#[must_use]
pub fn commitment(commitment: Commitment) -> &'static str {
    match commitment {
        Commitment::AnswerInTime => msg::commitment_answer_in_time(),
        Commitment::ReportProgress => msg::commitment_report_progress(),
        Commitment::CustomerConsent => msg::commitment_customer_consent(),
        Commitment::Confidentiality => msg::commitment_confidentiality(),
    }
}
