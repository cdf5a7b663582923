//! Online invitations (domain D2, D5): a mail with a link that works once, for the customer that was filed, for seven
//! days. The history also shows who came by an offline link.
//!
//! Nothing is published for this; the endpoints follow the vendor's style.

use crate::{
    associations::AssociationType,
    endpoint::{Fetch, Submit},
    ids::{FilingId, InvitationId},
    joining_rules::JoinRefusal,
    permissions::{Access, Permission},
    problem::ErrorCode,
    session::Language,
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

pub use crate::invitation_status::{InvitationEvent, InvitationStatus};

const DEVELOP: Access = Access::Partner(Permission::DevelopCustomers);

/// `POST …`: invite filed customers, each for itself; the mails leave by themselves. An invitation that was open for the
/// same filing is replaced.
pub const INVITE: Submit<(), InvitationDraft, InvitedBatch> =
    Submit::post("CreateInvitations", "/v2/partners/invitations", DEVELOP);
/// `POST …/preview`: the mail as it would be sent, with a sample in place of the link.
pub const PREVIEW: Fetch<(), PreviewQuery, MailPreview> =
    Fetch::query("PreviewInvitation", "/v2/partners/invitations/preview", DEVELOP);
/// `POST …/query`: the history, newest first.
pub const HISTORY: Fetch<(), InvitationQuery, InvitationPage> =
    Fetch::query("ListInvitations", "/v2/partners/invitations/query", DEVELOP);
/// `POST …/resend`: a new link and mail for the same customer; the former link stops working.
pub const RESEND: Submit<(InvitationId,), (), Invited> =
    Submit::post("ResendInvitation", "/v2/partners/invitations/{invitation_id}/resend", DEVELOP);
/// `POST …/revoke`: the link stops working.
pub const REVOKE: Submit<(InvitationId,), InvitationVersion, Invitation> =
    Submit::post("RevokeInvitation", "/v2/partners/invitations/{invitation_id}/revoke", DEVELOP);

/// An online link works for seven days.
pub const LINK_VALID_S: i64 = 7 * 86_400;
/// Customers that one call may invite.
pub const MAX_BATCH: usize = 100;

words! {
    /// How the customer came.
    InvitationKind {
        /// 线上: by mail, to a filed customer, once.
        Online = "ONLINE",
        /// 线下: by a link or QR code that many can use.
        Offline = "OFFLINE",
    }
}

/// Where a mail is. The invitation stands whatever becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DeliveryState {
    /// Written, not tried yet.
    Queued,
    /// Tried in vain; tried again at `next_attempt_at`, less and less often.
    Retrying,
    /// Handed to the mail server.
    Sent,
    /// Never sent, and not tried any more: refused for good, or its link has ended meanwhile.
    GivenUp,
}

/// A mail on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Delivery {
    pub state: DeliveryState,
    pub attempts: u32,
    pub sent_at: Option<Timestamp>,
    /// With `QUEUED` and `RETRYING`.
    pub next_attempt_at: Option<Timestamp>,
}

/// The newest invitation of a filing, as the list of filings shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvitationBrief {
    pub invitation_id: InvitationId,
    pub association_type: AssociationType,
    pub status: InvitationStatus,
    pub invited_at: Timestamp,
    pub expire_at: Timestamp,
    /// With `FAILED`.
    pub fail_cause: Option<JoinRefusal>,
    pub delivery: Delivery,
    pub version: i64,
}

/// Input of [`INVITE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InvitationDraft {
    /// 1–[`MAX_BATCH`].
    pub filing_ids: Vec<FilingId>,
    /// One of [`AssociationType::offered`].
    pub association_type: AssociationType,
    /// Of the mail.
    pub language: Language,
}

/// A new invitation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invited {
    pub invitation_id: InvitationId,
    pub filing_id: FilingId,
    pub expire_at: Timestamp,
    /// The link with its token, only here and in the mail: the backend keeps a hash.
    pub url: String,
}

impl std::fmt::Debug for Invited {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Invited({}, ***)", self.invitation_id)
    }
}

/// Answer of [`INVITE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvitedBatch {
    pub invitations: Vec<Invited>,
    /// Those that were not invited, and why.
    pub error_details: Vec<NotInvited>,
}

/// Why one of several was not invited: `CBC.99100002` when it is not `FILED`, `CBC.99100001` when it does not exist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotInvited {
    pub id: FilingId,
    pub error_code: ErrorCode,
    pub error_msg: String,
}

/// Input of [`PREVIEW`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewQuery {
    pub filing_id: FilingId,
    pub association_type: AssociationType,
    pub language: Language,
}

/// The mail. Everything that somebody typed is escaped in `html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MailPreview {
    pub subject: String,
    pub html: String,
    pub text: String,
}

/// Filters and page of [`HISTORY`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct InvitationQuery {
    /// Empty means every status.
    pub status_list: Vec<InvitationStatus>,
    pub kind: Option<InvitationKind>,
    /// Part of the customer's name; personal.
    pub customer_name: Option<String>,
    /// First and last day (GMT+08:00) of the invitation.
    pub invited_begin: Option<Date>,
    pub invited_end: Option<Date>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// An entry of the history. Name and e-mail come masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invitation {
    pub invitation_id: InvitationId,
    pub kind: InvitationKind,
    /// With `ONLINE`.
    pub filing_id: Option<FilingId>,
    /// Masked; empty for a customer who failed to register by an offline link.
    pub customer_name: String,
    /// With `ONLINE`, masked.
    pub email: Option<String>,
    pub association_type: AssociationType,
    pub status: InvitationStatus,
    /// When it was sent; with `OFFLINE` when the customer came.
    pub invited_at: Timestamp,
    /// With `ONLINE`.
    pub expire_at: Option<Timestamp>,
    pub associated_at: Option<Timestamp>,
    /// With `FAILED`.
    pub fail_cause: Option<JoinRefusal>,
    /// With `OFFLINE`: tag of the link.
    pub tag: Option<String>,
    /// Display name of the member who invited.
    pub inviter: String,
    /// With `ONLINE`.
    pub delivery: Option<Delivery>,
    pub version: i64,
}

/// A page of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvitationPage {
    pub invitations: Vec<Invitation>,
    pub total_count: u32,
}

/// Input of [`REVOKE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InvitationVersion {
    pub version: i64,
}
