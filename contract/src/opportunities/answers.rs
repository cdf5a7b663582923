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

words! {
    /// Why a partner does not want an opportunity.
    RejectReason {
        /// 信息不符: what the vendor wrote is not so.
        InformationDiffers = "INFORMATION_DIFFERS",
        /// Nothing to offer for this need.
        NoOffering = "NO_OFFERING",
        /// Nobody free in time.
        NoCapacity = "NO_CAPACITY",
        /// Not where this partner works.
        OutOfRegion = "OUT_OF_REGION",
        /// Amount too small or conditions not acceptable.
        NotWorthwhile = "NOT_WORTHWHILE",
        /// The customer cannot be reached.
        CustomerUnreachable = "CUSTOMER_UNREACHABLE",
        /// The customer does not want it, or not with this partner.
        CustomerDeclines = "CUSTOMER_DECLINES",
        /// With a text.
        Other = "OTHER",
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
