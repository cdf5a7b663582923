//! Ids of the product's objects: 1–64 characters out of `A–Z a–z 0–9 - _`, so that they stand in a path as they are.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The text is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id has 1-64 characters out of A-Z a-z 0-9 - _")
    }
}

impl std::error::Error for NotAnId {}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[A-Za-z0-9_-]{1,64}$")))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let fits = (1..=64).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
                if fits { Ok(Self(text.to_owned())) } else { Err(NotAnId) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// Account id of a customer (equals `domain_id` in the vendor's API).
    CustomerId
    /// Account id of a partner.
    PartnerId
    /// A user who signs in: member of a partner, customer, or operator.
    UserId
    /// A request to disassociate or to switch the association type.
    RequestId
    /// A step-up challenge.
    ChallengeId
    /// A session, as shown in the list of sessions; never the secret itself.
    SessionId
    /// Something a customer holds that can stand in the way: an order, a reserved instance, a plan, a link.
    HoldingId
    /// An entry of the operator's work queue.
    WorkItemId
    /// A customer that a partner has filed, or wants to.
    FilingId
    /// A file of customers to be filed.
    ImportId
    /// An online invitation; never its token.
    InvitationId
    /// An offline link; never its token.
    LinkId
    /// A request to hand customers over to a cloud reseller.
    MigrationId
    /// An opportunity, in either direction.
    OpportunityId
    /// Something that a partner sells and delivers itself.
    OfferingId
    /// A file on its way, or attached to something.
    AttachmentId
    /// An incentive: the bill of one plan, association type and period.
    IncentiveId
    /// A line of an incentive.
    IncentiveLineId
    /// A partner's feedback about an incentive.
    FeedbackId
    /// A payout application.
    PayoutId
    /// A request to transfer incentives, or to rebind e+Partner.
    TransferId
    /// An order to top up online.
    TopUpId
    /// A try to pay, as the payment gateway names it.
    PaymentId
    /// The secret end of the test gateway's page for an order.
    PaymentToken
    /// An application to take money out.
    WithdrawalId
    /// A claim of a remittance.
    ClaimId
    /// Somebody who pays for a partner.
    PayerId
    /// A statement of what a procurement partner is owed.
    StatementId
    /// One line of a statement.
    StatementLineId
    /// What a partner says is wrong in a statement.
    DisputeId
    /// A project in which a baseline solution is delivered.
    DeliveryProjectId
    /// A round in which delivery projects were sampled.
    SamplingId
    /// Something for an account manager to do.
    MarketingTaskId
    /// A file that is made, or was.
    ExportId
    /// A notification of one user.
    NotificationId
    /// A project specialist, or somebody who was invited to be one.
    PersonnelId
    /// A capability label: of level 1, such as `cloud-migration`, or of level 2.
    CapabilityLabelId
    /// An item of a label's standard.
    AssessmentItemId
    /// An application for a capability label.
    CertificationId
    /// A defence about such an application.
    DefenceId
    /// A queue in a colleague's hands.
    CoverId
    /// The secret end of a calendar's address.
    CalendarToken
    /// A role: a default one by its name, such as `FINANCE`, or one that a partner made.
    RoleId
    /// Names a form and the object that it is about, such as `disassociate-c-100017`.
    FormId
    /// Names one user action across its retries.
    IdempotencyKey
    /// A question of the help, as its file is called.
    FaqId
    /// A topic of the help.
    FaqTopicId
    /// A suggestion to the vendor.
    SuggestionId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_smuggle_a_path() {
        for text in ["", "a/b", "..", "a b", "ä", &"x".repeat(65)] {
            assert_eq!(text.parse::<CustomerId>(), Err(NotAnId), "{text}");
        }
        assert_eq!("c-100_A".parse::<CustomerId>().map(|id| id.to_string()), Ok("c-100_A".to_owned()));
    }
}
