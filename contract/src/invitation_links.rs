//! Offline invitations (domain D3): links and QR codes that many customers can use and that never run out; the partner
//! can switch them off.

use crate::{
    associations::AssociationType,
    endpoint::{Fetch, Submit},
    ids::LinkId,
    permissions::{Access, Permission},
    text::Label,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

const DEVELOP: Access = Access::Partner(Permission::DevelopCustomers);

/// `POST …/query`: links that this member may see, generic ones first, then newest first.
pub const LIST: Fetch<(), LinkQuery, LinkPage> =
    Fetch::query("ListInvitationLinks", "/v2/partners/invitation-links/query", DEVELOP);
/// `GET …/{link_id}`.
pub const SHOW: Fetch<(LinkId,), (), InvitationLink> =
    Fetch::get("ShowInvitationLink", "/v2/partners/invitation-links/{link_id}", DEVELOP);
/// `POST …`: make a link. A member has one generic link per association type; making it again gives the same one.
pub const CREATE: Submit<(), LinkDraft, InvitationLink> =
    Submit::post("CreateInvitationLink", "/v2/partners/invitation-links", DEVELOP);
/// `POST …/disable`: the link stops working for good; making it again gives another one.
pub const DISABLE: Submit<(LinkId,), LinkVersion, InvitationLink> =
    Submit::post("DisableInvitationLink", "/v2/partners/invitation-links/{link_id}/disable", DEVELOP);

/// Associations by one link in a day (GMT+08:00).
pub const USES_PER_DAY: u32 = 50;
/// Custom links of a partner that work at the same time.
pub const MAX_CUSTOM: u32 = 200;

words! {
    /// What a link is for.
    LinkKind {
        /// 通用邀请链接: tagged with the member's login name.
        Generic = "GENERIC",
        /// 自定义: with a tag of its own, for an event or a campaign.
        Custom = "CUSTOM",
    }
}

/// Input of [`CREATE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkDraft {
    pub kind: LinkKind,
    /// Needed with `CUSTOM`, refused with `GENERIC`. Customers who come by the link get it as their tag.
    #[serde(default)]
    pub tag: Option<Label>,
    /// One of [`AssociationType::offered`].
    pub association_type: AssociationType,
}

/// An offline link. Its address can be shown at any time: the token is made of the id by a key that only the backend
/// has, and is not stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvitationLink {
    pub link_id: LinkId,
    pub kind: LinkKind,
    pub tag: String,
    pub association_type: AssociationType,
    pub url: String,
    /// Display name of the member who made it; customers who come by it are this member's.
    pub creator: String,
    pub created_at: Timestamp,
    /// Customers who associated by it.
    pub uses: u32,
    /// Of these today (GMT+08:00), out of [`USES_PER_DAY`].
    pub uses_today: u32,
    pub disabled: bool,
    pub version: i64,
}

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct LinkQuery {
    /// Part of the tag.
    pub tag: Option<String>,
    pub with_disabled: bool,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinkPage {
    pub links: Vec<InvitationLink>,
    pub total_count: u32,
}

/// Input of [`DISABLE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkVersion {
    pub version: i64,
}
