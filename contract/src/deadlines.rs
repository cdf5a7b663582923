//! The deadline inbox: everything of a partner that has a clock, ordered by the working time that is left. A feature
//! joins with a [`DeadlineKind`] and, in the backend, with one query.

use crate::{
    endpoint::{Download, Fetch, Submit},
    permissions::Access,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// `POST /v2/partners/deadlines/query`: what this member may see and do, the least time first.
pub const LIST: Fetch<(), DeadlineQuery, Deadlines> =
    Fetch::query("ListDeadlines", "/v2/partners/deadlines/query", Access::Member);
/// `POST /v2/partners/deadline-calendar`: an address that calendars can subscribe to; an earlier one stops working.
pub const SUBSCRIBE: Submit<(), (), CalendarAddress> =
    Submit::post("CreateDeadlineCalendar", "/v2/partners/deadline-calendar", Access::Member);
/// `DELETE /v2/partners/deadline-calendar`: the address stops working.
pub const UNSUBSCRIBE: Submit<(), (), ()> =
    Submit::delete("DeleteDeadlineCalendar", "/v2/partners/deadline-calendar", Access::Member);
/// `GET /v2/deadline-calendars/{token}`: iCalendar. A calendar cannot sign in, so the address itself is the key: it is
/// long, stored hashed, can be withdrawn, and what it shows has no names in it.
pub const CALENDAR: Download<(CalendarToken,)> =
    Download::get("ShowDeadlineCalendar", "/v2/deadline-calendars/{token}", Access::Public);

/// Entries that one answer holds; more than these are counted only.
pub const MAX_ENTRIES: usize = 200;

pub use crate::ids::CalendarToken;

words! {
    /// What ends.
    DeadlineKind {
        /// An HO is recalled unless it is accepted.
        AcceptOpportunity = "ACCEPT_OPPORTUNITY",
        /// A PO is rejected by default unless the vendor verifies it.
        VerifyOpportunity = "VERIFY_OPPORTUNITY",
        /// A filing ends, and with it the customer is free for others.
        Filing = "FILING",
        /// An invitation's link stops working.
        Invitation = "INVITATION",
        /// A period's incentives are confirmed automatically; `about_id` is the period.
        IncentiveConfirmation = "INCENTIVE_CONFIRMATION",
        /// The invoices of a payout should be with the vendor.
        PayoutInvoice = "PAYOUT_INVOICE",
        /// A statement is to be confirmed; nothing happens by itself afterwards.
        StatementConfirmation = "STATEMENT_CONFIRMATION",
        /// The material of an application for a capability label is to be handed in again, or the application is closed.
        CertificationMaterial = "CERTIFICATION_MATERIAL",
        /// Evidence of a delivery is to be handed in; afterwards the vendor decides.
        DeliveryEvidence = "DELIVERY_EVIDENCE",
    }
}

impl DeadlineKind {
    /// Whether the partner itself has to act; otherwise it waits for the vendor or the customer.
    #[must_use]
    pub const fn is_ours(self) -> bool {
        matches!(
            self,
            Self::AcceptOpportunity
                | Self::Filing
                | Self::IncentiveConfirmation
                | Self::PayoutInvoice
                | Self::StatementConfirmation
                | Self::CertificationMaterial
                | Self::DeliveryEvidence
        )
    }

    /// Whether weekends and holidays stop the clock.
    #[must_use]
    pub const fn counts_working_days(self) -> bool {
        matches!(self, Self::AcceptOpportunity | Self::VerifyOpportunity | Self::StatementConfirmation)
    }
}

/// Input of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct DeadlineQuery {
    /// Empty means every kind.
    pub kinds: Vec<DeadlineKind>,
}

/// Answer of [`LIST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deadlines {
    /// At most [`MAX_ENTRIES`].
    pub deadlines: Vec<Deadline>,
    /// How many there are of each kind, whatever was asked for; kinds of which there are none are absent.
    pub counts: Vec<DeadlineCount>,
    /// By the backend's clock: the countdowns run from here, not from the clock of the computer.
    pub now: Timestamp,
    /// Whether this member has a calendar address.
    pub subscribed: bool,
}

/// Something that ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deadline {
    pub kind: DeadlineKind,
    /// Id of what ends.
    pub about_id: String,
    /// Name of an opportunity; of a customer, masked.
    pub title: String,
    pub due_at: Timestamp,
    /// Of what ends; an action in the row sends it back.
    pub version: i64,
    /// Display name of the colleague whose queue the reader holds, where it is in that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covered_for: Option<String>,
}

/// How many of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeadlineCount {
    pub kind: DeadlineKind,
    pub count: u32,
}

/// Answer of [`SUBSCRIBE`]. Shown once; it cannot be read again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarAddress {
    /// Path on this product's origin.
    pub path: String,
}
