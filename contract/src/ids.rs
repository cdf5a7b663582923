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
    /// The secret end of a calendar's address.
    CalendarToken
    /// Names a form and the object that it is about, such as `disassociate-c-100017`.
    FormId
    /// Names one user action across its retries.
    IdempotencyKey
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
