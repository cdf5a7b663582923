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
    }
}

/// What happens when nobody acts.
pub(super) fn consequence(kind: Kind) -> &'static str {
    match kind {
        Kind::AcceptOpportunity => msg::accept_opportunity_else(),
        Kind::VerifyOpportunity => msg::verify_opportunity_else(),
        Kind::Filing => msg::filing_else(),
        Kind::Invitation => msg::invitation_else(),
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
    }
}
