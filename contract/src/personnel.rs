//! Project specialists (组织 > 项目专员, domain J): invited by mobile number, e-mail address or login name, accepted by a
//! link, reviewed by the vendor. The link's token travels in bodies only, as that of a customer's invitation does.

use crate::{
    endpoint::{Fetch, Submit},
    ids::PersonnelId,
    permissions::{Access, Permission},
    text::{ContactName, Reason, Remark},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

pub use crate::{
    joining::Token,
    personnel_status::{PersonnelEvent, PersonnelStatus},
};

const MANAGE: Access = Access::Partner(Permission::ManagePersonnel);

/// `POST …/query`: newest first.
pub const LIST: Fetch<(), PersonnelQuery, PersonnelPage> =
    Fetch::query("ListDedicatedPersonnel", "/v2/partners/dedicated-personnel/query", MANAGE);
/// `POST …`: send a link. `CBC.99100083` while the same person has one or is bound, `CBC.99100007` after
/// [`INVITATIONS_PER_DAY`], `CBC.0100` for a login name that none of the partner's members has.
pub const INVITE: Submit<(), PersonnelDraft, Personnel> =
    Submit::post("InviteDedicatedPersonnel", "/v2/partners/dedicated-personnel", MANAGE);
/// `POST …/{personnel_id}/invite-again`: a new link for seven more days; it counts as an invitation of today.
pub const INVITE_AGAIN: Submit<(PersonnelId,), PersonnelVersion, Personnel> = Submit::post(
    "ResendDedicatedPersonnelInvitation",
    "/v2/partners/dedicated-personnel/{personnel_id}/invite-again",
    MANAGE,
);
/// `POST …/{personnel_id}/revoke`: the link stops working.
pub const REVOKE: Submit<(PersonnelId,), PersonnelVersion, Personnel> = Submit::post(
    "RevokeDedicatedPersonnelInvitation",
    "/v2/partners/dedicated-personnel/{personnel_id}/revoke",
    MANAGE,
);
/// `POST …/{personnel_id}/release`: ask the vendor to release a bound specialist.
pub const RELEASE: Submit<(PersonnelId,), ReleaseDraft, Personnel> = Submit::post(
    "ReleaseDedicatedPersonnel",
    "/v2/partners/dedicated-personnel/{personnel_id}/release",
    MANAGE,
);
/// `POST …/look-up`: what the link offers to the person who has it. Uses nothing up; `CBC.99100032` for nonsense and for a
/// link that was replaced; [`LOOK_UPS_PER_MINUTE`] per address.
pub const LOOK_UP: Fetch<(), PersonnelTokenQuery, PersonnelOffer> =
    Fetch::query("ShowPersonnelInvitation", "/v2/personnel-invitations/look-up", Access::Public);
/// `POST …/accept`: apply to be a specialist; the vendor reviews. `CBC.99100032` when the link does not work (any more).
pub const ACCEPT: Submit<(), PersonnelAcceptance, PersonnelOffer> =
    Submit::post("AcceptPersonnelInvitation", "/v2/personnel-invitations/accept", Access::Public);
/// `POST …/leave`: who has accepted ends it, by the same link and without an account.
pub const LEAVE: Submit<(), PersonnelTokenQuery, PersonnelOffer> =
    Submit::post("LeaveDedicatedPersonnel", "/v2/personnel-invitations/leave", Access::Public);
/// `GET /v2/operations/dedicated-personnel/{personnel_id}`: as who reviews it sees it.
pub const CASE: Fetch<(PersonnelId,), (), PersonnelCase> = Fetch::get(
    "ShowDedicatedPersonnelCase",
    "/v2/operations/dedicated-personnel/{personnel_id}",
    Access::Operator,
);

/// A link works so long.
pub const LINK_VALID_S: i64 = 7 * 86_400;
/// Invitations that a partner can send in a day (GMT+08:00).
pub const INVITATIONS_PER_DAY: u32 = 100;
/// Look-ups from one address in a minute.
pub const LOOK_UPS_PER_MINUTE: u32 = 20;
/// Answers from one address in a minute.
pub const ANSWERS_PER_MINUTE: u32 = 5;

words! {
    /// How somebody is invited.
    InvitedBy {
        /// A text message to a mobile number.
        Phone = "PHONE",
        /// A mail.
        Email = "EMAIL",
        /// Mail and in-site message to a member of the partner, by login name.
        Account = "ACCOUNT",
    }
}

/// Input of [`INVITE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonnelDraft {
    pub by: InvitedBy,
    /// A [`crate::contact::MobilePhone`], an [`crate::contact::EmailAddress`] or a login name, by `by`.
    #[cfg_attr(feature = "schema", schemars(length(max = 254)))]
    pub contact: String,
    /// For the partner itself, such as the project.
    #[serde(default)]
    pub remark: Option<Remark>,
}

/// A specialist, or somebody who was invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Personnel {
    pub personnel_id: PersonnelId,
    pub by: InvitedBy,
    /// Masked.
    pub contact: String,
    /// As the person gave it when accepting.
    pub name: Option<String>,
    pub remark: Option<String>,
    pub status: PersonnelStatus,
    /// Display name of the member who invited.
    pub invited_by: String,
    pub invited_at: Timestamp,
    /// Until when the link can be accepted.
    pub expire_at: Timestamp,
    pub accepted_at: Option<Timestamp>,
    /// Of the vendor's last answer.
    pub decided_at: Option<Timestamp>,
    /// The vendor's words.
    pub answer: Option<String>,
    pub version: i64,
}

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct PersonnelQuery {
    pub status: Option<PersonnelStatus>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of specialists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonnelPage {
    pub personnel: Vec<Personnel>,
    pub total_count: u32,
    /// Invitations of today, out of [`INVITATIONS_PER_DAY`].
    pub invited_today: u32,
}

/// Input of [`INVITE_AGAIN`] and [`REVOKE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonnelVersion {
    pub version: i64,
}

/// Input of [`RELEASE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReleaseDraft {
    pub version: i64,
    /// The vendor reads it.
    pub reason: Reason,
}

/// Input of [`LOOK_UP`] and [`LEAVE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonnelTokenQuery {
    pub token: Token,
}

/// Input of [`ACCEPT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonnelAcceptance {
    pub token: Token,
    pub name: ContactName,
    /// That partner and vendor keep name and contact. Must be true (`CBC.99100023` otherwise).
    pub consent: bool,
}

/// What a link offers, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonnelOffer {
    pub partner_name: String,
    /// Display name of the member who invited.
    pub invited_by: String,
    /// Masked.
    pub contact: String,
    pub name: Option<String>,
    pub status: PersonnelStatus,
    pub expire_at: Timestamp,
}

/// Answer of [`CASE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonnelCase {
    pub partner_name: String,
    pub personnel: Personnel,
}
