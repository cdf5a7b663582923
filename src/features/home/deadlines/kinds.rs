//! What each kind is called and where it leads.

use super::msg;
use crate::routes::Route;
use contract::deadlines::{Deadline, DeadlineKind as Kind};

pub(super) fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::AcceptOpportunity => msg::accept_opportunity(),
        Kind::VerifyOpportunity => msg::verify_opportunity(),
        Kind::Filing => msg::filing(),
        Kind::Invitation => msg::invitation(),
        Kind::IncentiveConfirmation => msg::incentive_confirmation(),
        Kind::PayoutInvoice => msg::payout_invoice(),
        Kind::StatementConfirmation => msg::statement(),
        Kind::CertificationMaterial => msg::certification_material(),
        Kind::DeliveryEvidence => msg::delivery_evidence(),
    }
}

/// What happens when nobody acts.
pub(super) fn consequence(kind: Kind) -> &'static str {
    match kind {
        Kind::AcceptOpportunity => msg::accept_opportunity_else(),
        Kind::VerifyOpportunity => msg::verify_opportunity_else(),
        Kind::Filing => msg::filing_else(),
        Kind::Invitation => msg::invitation_else(),
        Kind::IncentiveConfirmation => msg::incentive_confirmation_else(),
        Kind::PayoutInvoice => msg::payout_invoice_else(),
        Kind::StatementConfirmation => msg::statement_else(),
        Kind::CertificationMaterial => msg::certification_material_else(),
        Kind::DeliveryEvidence => msg::delivery_evidence_else(),
    }
}

/// The page of what ends.
pub(super) fn href(deadline: &Deadline) -> String {
    match deadline.kind {
        Kind::AcceptOpportunity | Kind::VerifyOpportunity => deadline
            .about_id
            .parse()
            .map_or_else(|_| Route::Opportunities.href(), |id| Route::Opportunity(id).href()),
        Kind::Filing => Route::CustomerDevelopment.href_with(&[("status", "FILED"), ("order", "ending")]),
        Kind::Invitation => Route::CustomerDevelopment.href_with(&[("tab", "history")]),
        Kind::IncentiveConfirmation => Route::Incentives.href_with(&[("period", &deadline.about_id)]),
        Kind::PayoutInvoice => {
            deadline.about_id.parse().map_or_else(|_| Route::Incentives.href(), |id| Route::Payout(id).href())
        }
        Kind::CertificationMaterial => deadline.about_id.parse().map_or_else(
            |_| Route::Certifications.href(),
            |id| Route::Certification(id).href_with(&[("part", "update")]),
        ),
        Kind::StatementConfirmation => deadline
            .about_id
            .parse()
            .map_or_else(|_| Route::Statements.href(), |id| Route::Statement(id).href()),
        Kind::DeliveryEvidence => deadline
            .about_id
            .parse()
            .map_or_else(|_| Route::DeliveryEvaluations.href(), |id| Route::DeliveryEvaluation(id).href()),
    }
}
