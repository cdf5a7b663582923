//! What notifications are about: topics, which each user chooses channels for, and the page that each notification leads to.

use crate::{demo::Channel, permissions::Identity};

words! {
    /// What a notification is about, as far as one chooses how to be told.
    Topic {
        /// Associating, switching, disassociating, and customers handed over.
        Associations = "ASSOCIATIONS",
        /// Filings, invitations and their links.
        CustomerDevelopment = "CUSTOMER_DEVELOPMENT",
        Opportunities = "OPPORTUNITIES",
        /// Published, confirmed, frozen, expired.
        Incentives = "INCENTIVES",
        /// Applications for payouts, and their invoices.
        Payouts = "PAYOUTS",
        /// Statements of a procurement partner.
        Statements = "STATEMENTS",
        /// Top-ups, remittances, withdrawals, the balance alert.
        Funds = "FUNDS",
        /// Delivery evaluation: sampled, rejected, scored.
        Deliveries = "DELIVERIES",
        /// Certification of the business information.
        BusinessInfo = "BUSINESS_INFO",
        /// Applications for capability labels, and the labels themselves.
        Certifications = "CERTIFICATIONS",
        /// Answers of the vendor's, and whatever has no topic of its own.
        Service = "SERVICE",
    }
}

impl Topic {
    /// Whether something of this topic ends, or waits for an answer: at least one channel stays on.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(
            self,
            Self::Associations
                | Self::CustomerDevelopment
                | Self::Opportunities
                | Self::Incentives
                | Self::Payouts
                | Self::Statements
                | Self::Certifications
                | Self::Deliveries
        )
    }

    /// Channels on which anything of this topic is sent at all.
    #[must_use]
    pub const fn channels(self) -> &'static [Channel] {
        match self {
            Self::Associations | Self::Payouts | Self::Funds | Self::BusinessInfo | Self::Service => {
                &[Channel::InSite, Channel::Email, Channel::Sms]
            }
            Self::CustomerDevelopment
            | Self::Opportunities
            | Self::Incentives
            | Self::Statements
            | Self::Certifications
            | Self::Deliveries => &[Channel::InSite, Channel::Email],
        }
    }

    /// Whether a member of such a partner is ever told anything about it.
    #[must_use]
    pub const fn concerns(self, identity: Identity) -> bool {
        match self {
            Self::Opportunities
            | Self::Deliveries
            | Self::BusinessInfo
            | Self::Certifications
            | Self::Service => true,
            Self::Statements => !identity.has_customers(),
            Self::Associations
            | Self::CustomerDevelopment
            | Self::Incentives
            | Self::Payouts
            | Self::Funds => identity.has_customers(),
        }
    }
}

words! {
    /// The page to which a notification leads.
    About {
        AssociationRecord = "ASSOCIATION_RECORD",
        /// A request, as the customer answers it.
        CustomerRequest = "CUSTOMER_REQUEST",
        /// The customer's own partner.
        OwnPartner = "OWN_PARTNER",
        Customers = "CUSTOMERS",
        Customer = "CUSTOMER",
        Filings = "FILINGS",
        Invitations = "INVITATIONS",
        Opportunity = "OPPORTUNITY",
        /// An opportunity, as the vendor works on it.
        OpportunityCase = "OPPORTUNITY_CASE",
        Incentives = "INCENTIVES",
        Payout = "PAYOUT",
        Statement = "STATEMENT",
        Funds = "FUNDS",
        TopUp = "TOP_UP",
        Remittance = "REMITTANCE",
        Withdrawal = "WITHDRAWAL",
        IncentiveTransfer = "INCENTIVE_TRANSFER",
        BusinessInfo = "BUSINESS_INFO",
        /// Queues in colleagues' hands.
        Covers = "COVERS",
        /// Project specialists.
        Personnel = "PERSONNEL",
        /// An application for a capability label.
        Certification = "CERTIFICATION",
        /// Labels that the partner holds.
        CapabilityLabels = "CAPABILITY_LABELS",
        /// One delivery project.
        DeliveryProject = "DELIVERY_PROJECT",
        /// One's own suggestions.
        Suggestions = "SUGGESTIONS",
        /// Where it was asked whether messages arrive.
        Settings = "SETTINGS",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for topic in Topic::ALL {
            assert_eq!(Topic::parse(topic.as_str()), Some(topic));
            assert!(topic.channels().contains(&Channel::InSite), "{topic:?}");
        }
        for about in About::ALL {
            assert_eq!(About::parse(about.as_str()), Some(about));
        }
    }

    #[test]
    fn a_procurement_partner_is_asked_about_statements_and_not_about_customers() {
        assert!(Topic::Statements.concerns(Identity::EiProcurement));
        assert!(!Topic::Funds.concerns(Identity::EiProcurement));
        assert!(!Topic::Statements.concerns(Identity::SolutionProvider));
    }
}
