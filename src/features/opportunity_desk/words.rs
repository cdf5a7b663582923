//! What states mean at the vendor.

use super::msg;
use crate::flows::opportunity::words::reject_reason;
use contract::{opportunities::Settlement, opportunity_status::OpportunityStatus};

/// Who brought an opportunity where it stands.
pub fn settled_by(settlement: &Settlement, status: OpportunityStatus) -> String {
    match (&settlement.by, status) {
        (Some(name), _) => name.clone(),
        // The backend recalls what waits while another one for the same need passes.
        (None, OpportunityStatus::Recalled) => msg::settled_by_duplicate().to_owned(),
        (None, _) => msg::settled_by_deadline().to_owned(),
    }
}

/// Why, where somebody said so: the chosen reason and what was written.
pub fn settled_because(settlement: &Settlement) -> Option<String> {
    match (settlement.reason_code.map(reject_reason), &settlement.text) {
        (Some(code), Some(text)) => Some(msg::reason_with_text(code, text)),
        (Some(code), None) => Some(code.to_owned()),
        (None, Some(text)) => Some(text.clone()),
        (None, None) => None,
    }
}
