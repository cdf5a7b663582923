//! Members of an organization (人员管理, domain J): who signs in for a partner, and as what. They are made with an initial
//! password, which they change before anything else ([`crate::session::BEFORE_PASSWORD_CHANGE`]).

use crate::{
    contact::{EmailAddress, MobilePhone},
    endpoint::{Fetch, Submit},
    ids::{RoleId, UserId},
    new_account::{AccountName, NewPassword},
    permissions::{Access, Permission},
    text::MemberName,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

const MANAGE: Access = Access::Partner(Permission::ManageMembers);

/// `POST …/query`: the members of this partner by account name.
pub const LIST: Fetch<(), MemberQuery, MemberPage> =
    Fetch::query("ListMembers", "/v2/partners/members/query", MANAGE);
/// `GET …/{user_id}`: a foreign one and none are the same, `CBC.99100001`.
pub const SHOW: Fetch<(UserId,), (), MemberDetail> =
    Fetch::get("ShowMember", "/v2/partners/members/{user_id}", MANAGE);
/// `POST …`: a taken account name is `CBC.99000038`, a taken e-mail address `CBC.99100063`; roles as in [`SET_ROLES`].
pub const CREATE: Submit<(), MemberDraft, Member> =
    Submit::post("CreateMember", "/v2/partners/members", MANAGE);
/// `PUT …/{user_id}`: name and contact. The account name never changes.
pub const UPDATE: Submit<(UserId,), MemberChange, Member> =
    Submit::put("UpdateMember", "/v2/partners/members/{user_id}", MANAGE);
/// `PUT …/{user_id}/roles`: one to three (`CBC.99100006`) that go together (`CBC.99100061`). Takes effect with the member's
/// next call. The last administrator keeps its role (`CBC.99100064`); for a director who leads managers it has to be said
/// who leads them from now on (`CBC.99100067`).
pub const SET_ROLES: Submit<(UserId,), RolesChange, Member> =
    Submit::put("UpdateMemberRoles", "/v2/partners/members/{user_id}/roles", MANAGE);
/// `PUT …/{user_id}/team`: whom a director leads from now on, all of them. A manager is led by one director at most.
pub const SET_TEAM: Submit<(UserId,), TeamChange, MemberDetail> =
    Submit::put("UpdateMemberTeam", "/v2/partners/members/{user_id}/team", MANAGE);
/// `GET …/managers`: directors, and account managers with who leads them.
pub const MANAGERS: Fetch<(), (), Managers> =
    Fetch::get("ListManagers", "/v2/partners/members/managers", MANAGE);
/// `POST …/{user_id}/password`: an initial password again. All sessions of the member end.
pub const RESET_PASSWORD: Submit<(UserId,), PasswordReset, Member> =
    Submit::post("ResetMemberPassword", "/v2/partners/members/{user_id}/password", MANAGE);
/// `POST …/{user_id}/disable`: cannot sign in, and is signed out at once.
pub const DISABLE: Submit<(UserId,), MemberVersion, Member> =
    Submit::post("DisableMember", "/v2/partners/members/{user_id}/disable", MANAGE);
/// `POST …/{user_id}/enable`
pub const ENABLE: Submit<(UserId,), MemberVersion, Member> =
    Submit::post("EnableMember", "/v2/partners/members/{user_id}/enable", MANAGE);
/// `DELETE …/{user_id}`: contact and roles go, the account name is never given again, and customers that the member managed
/// have no manager.
pub const DELETE: Submit<(UserId,), Removal, ()> =
    Submit::delete("DeleteMember", "/v2/partners/members/{user_id}", MANAGE);

/// An initial password can be used for so long.
pub const INITIAL_PASSWORD_S: i64 = 7 * 86_400;

/// Whether a member can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MemberStatus {
    Active,
    /// Has not changed the initial password yet.
    InitialPassword,
    /// Did not change it in time: an administrator sets another one.
    PasswordExpired,
    Disabled,
}

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct MemberQuery {
    /// A part of it.
    pub account_name: Option<String>,
    /// A part of it.
    pub name: Option<String>,
    pub role_id: Option<RoleId>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A role as a member holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeldRole {
    pub role_id: RoleId,
    /// Of a custom role; the app has words for the default ones.
    pub name: String,
}

/// A member. The contact comes masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    pub user_id: UserId,
    pub account_name: String,
    pub name: String,
    pub mobile_phone: Option<String>,
    pub email: Option<String>,
    pub roles: Vec<HeldRole>,
    pub status: MemberStatus,
    /// Absent for members who were there before this was kept.
    pub created_at: Option<Timestamp>,
    pub version: i64,
}

/// A page of members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MemberPage {
    pub members: Vec<Member>,
    pub total_count: u32,
}

/// Somebody of the organization, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Colleague {
    pub user_id: UserId,
    pub account_name: String,
    pub name: String,
}

/// Answer of [`SHOW`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MemberDetail {
    pub member: Member,
    /// Account managers whom this director leads.
    pub leads: Vec<Colleague>,
    /// The director of this account manager.
    pub led_by: Option<Colleague>,
    /// Customers whose manager this member is.
    pub customers: u32,
    /// Until when the initial password can be used.
    pub initial_password_until: Option<Timestamp>,
}

/// An account manager, and who leads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Manager {
    pub manager: Colleague,
    pub led_by: Option<UserId>,
}

/// Answer of [`MANAGERS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Managers {
    pub directors: Vec<Colleague>,
    pub managers: Vec<Manager>,
}

/// Input of [`CREATE`]. It is never logged: the password's `Debug` hides it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberDraft {
    pub account_name: AccountName,
    pub name: MemberName,
    #[serde(default)]
    pub mobile_phone: Option<MobilePhone>,
    pub email: EmailAddress,
    pub initial_password: NewPassword,
    pub role_ids: Vec<RoleId>,
}

/// Input of [`UPDATE`]. The full contact is never sent to a browser: what is absent stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberChange {
    pub version: i64,
    pub name: MemberName,
    #[serde(default)]
    pub mobile_phone: Option<MobilePhone>,
    #[serde(default)]
    pub email: Option<EmailAddress>,
}

/// Who leads the managers of a director who no longer is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Handover {
    /// Another director; absent: nobody for now.
    #[serde(default)]
    pub to: Option<UserId>,
}

/// Input of [`SET_ROLES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RolesChange {
    pub version: i64,
    pub role_ids: Vec<RoleId>,
    #[serde(default)]
    pub handover: Option<Handover>,
}

/// Input of [`SET_TEAM`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TeamChange {
    pub version: i64,
    pub manager_ids: Vec<UserId>,
}

/// Input of [`RESET_PASSWORD`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {
    pub version: i64,
    pub initial_password: NewPassword,
}

/// Input of [`DISABLE`] and [`ENABLE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberVersion {
    pub version: i64,
}

/// Input of [`DELETE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Removal {
    pub version: i64,
    #[serde(default)]
    pub handover: Option<Handover>,
}
