//! To which topic a kind of message belongs.

use contract::notifications::Topic;

/// The message of somebody who wants to know whether messages arrive.
pub const REACH_CHECK: &str = "REACH_CHECK";

/// `None` for what is no notification and is sent whatever somebody has switched off: codes, invitations, what a bank writes,
/// and what protects an account. A kind that is not named here belongs to
/// [`Topic::Service`].
#[must_use]
pub fn of(kind: &str) -> Option<Topic> {
    const NO_NOTIFICATIONS: [&str; 7] = [
        "VERIFICATION_CODE",
        "INVITATION",
        "PERSONNEL_INVITATION",
        "BANK_STATEMENT",
        "MEMBER_CREATED",
        "MEMBER_PASSWORD_RESET",
        "PASSWORD_CHANGED",
    ];
    const BY_BEGINNING: [(&str, Topic); 19] = [
        ("ASSOCIA", Topic::Associations),
        ("CUSTOMER_ASSOCIATED", Topic::Associations),
        ("CUSTOMERS_MIGRATED", Topic::Associations),
        ("FILING_", Topic::CustomerDevelopment),
        ("INVITATION_", Topic::CustomerDevelopment),
        ("OPPORTUNITY_", Topic::Opportunities),
        ("VERIFICATION_ENDS_SOON", Topic::Opportunities),
        ("WORK_ITEM_FORWARDED", Topic::Opportunities),
        ("INCENTIVE", Topic::Incentives),
        ("PAYOUT_", Topic::Payouts),
        ("STATEMENT_", Topic::Statements),
        ("BALANCE_ALERT", Topic::Funds),
        ("REMITTANCE_", Topic::Funds),
        ("TOP_UP_", Topic::Funds),
        ("WITHDRAWAL_", Topic::Funds),
        ("BUSINESS_INFO_", Topic::BusinessInfo),
        ("CERTIFICATION_", Topic::Certifications),
        ("CAPABILITY_", Topic::Certifications),
        ("DELIVERY_", Topic::Deliveries),
    ];
    if NO_NOTIFICATIONS.contains(&kind) {
        return None;
    }
    let known = BY_BEGINNING.iter().find(|(beginning, _)| kind.starts_with(beginning));
    Some(known.map_or(Topic::Service, |(_, topic)| *topic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_no_notification_and_everything_else_has_a_topic() {
        assert_eq!(of("VERIFICATION_CODE"), None);
        assert_eq!(of("INVITATION"), None);
        assert_eq!(of("INVITATION_EXPIRED"), Some(Topic::CustomerDevelopment));
        assert_eq!(of("ASSOCIATED"), Some(Topic::Associations));
        assert_eq!(of("ASSOCIATION_REQUESTED"), Some(Topic::Associations));
        assert_eq!(of("INCENTIVES_TO_CONFIRM"), Some(Topic::Incentives));
        assert_eq!(of("WORK_ITEM_ANSWERED"), Some(Topic::Service));
        assert_eq!(of(REACH_CHECK), Some(Topic::Service));
    }
}
