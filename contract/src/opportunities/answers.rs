//! Accepting and rejecting, and how an opportunity was settled.

use crate::{ids::OfferingId, text::Reason, time::Timestamp};
use serde::{Deserialize, Serialize};

/// How acceptance or the whole opportunity ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Settlement {
    /// Display name of the member or operator; absent when the deadline did it.
    pub by: Option<String>,
    pub at: Timestamp,
    pub reason_code: Option<RejectReason>,
    pub text: Option<String>,
}

/// Input of [`super::ACCEPT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    pub version: i64,
    /// With which offering the partner goes in.
    #[serde(default)]
    pub offering_id: Option<OfferingId>,
    /// Needed when the vendor recommends an offering and this is another one, or none.
    #[serde(default)]
    pub exception: Option<Reason>,
}

/// Why a partner does not want an opportunity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RejectReason {
    /// 信息不符: what the vendor wrote is not so.
    InformationDiffers,
    /// Nothing to offer for this need.
    NoOffering,
    /// Nobody free in time.
    NoCapacity,
    /// Not where this partner works.
    OutOfRegion,
    /// Amount too small or conditions not acceptable.
    NotWorthwhile,
    /// The customer cannot be reached.
    CustomerUnreachable,
    /// The customer does not want it, or not with this partner.
    CustomerDeclines,
    /// With a text.
    Other,
}

impl RejectReason {
    pub const ALL: [Self; 8] = [
        Self::InformationDiffers,
        Self::NoOffering,
        Self::NoCapacity,
        Self::OutOfRegion,
        Self::NotWorthwhile,
        Self::CustomerUnreachable,
        Self::CustomerDeclines,
        Self::Other,
    ];

    /// As stored and as sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InformationDiffers => "INFORMATION_DIFFERS",
            Self::NoOffering => "NO_OFFERING",
            Self::NoCapacity => "NO_CAPACITY",
            Self::OutOfRegion => "OUT_OF_REGION",
            Self::NotWorthwhile => "NOT_WORTHWHILE",
            Self::CustomerUnreachable => "CUSTOMER_UNREACHABLE",
            Self::CustomerDeclines => "CUSTOMER_DECLINES",
            Self::Other => "OTHER",
        }
    }

    /// Reads what [`RejectReason::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}

/// Input of [`super::REJECT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rejection {
    pub version: i64,
    pub reason_code: RejectReason,
    /// Needed with [`RejectReason::Other`].
    #[serde(default)]
    pub text: Option<Reason>,
}
