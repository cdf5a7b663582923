//! How far the work on an opportunity is, and what reporting it does to the opportunity (domain F).

use crate::opportunity_status::OpportunityEvent;

words! {
    /// How far the work with the customer is.
    #[derive(PartialOrd, Ord)]
    ProgressStage {
        Requirement = "REQUIREMENT",
        Solution = "SOLUTION",
        Quotation = "QUOTATION",
        /// With the amount that was signed.
        Signed = "SIGNED",
        Delivering = "DELIVERING",
        Delivered = "DELIVERED",
        Lost = "LOST",
    }
}

impl ProgressStage {
    /// What reporting it does to the opportunity.
    #[must_use]
    pub const fn event(self) -> OpportunityEvent {
        match self {
            Self::Requirement | Self::Solution | Self::Quotation | Self::Signed | Self::Delivering => {
                OpportunityEvent::Progress
            }
            Self::Delivered => OpportunityEvent::Deliver,
            Self::Lost => OpportunityEvent::Lose,
        }
    }
}
