//! Roles of an organization (角色管理, domain J): the default ones, and those that a partner makes for itself.

use crate::{
    endpoint::{Fetch, Submit},
    ids::RoleId,
    permissions::{Access, Identity, Permission, Role, is_open_to},
    problem::ErrorCode,
    text::{RoleDescription, RoleName},
};
use serde::{Deserialize, Serialize};

const MANAGE: Access = Access::Partner(Permission::ManageMembers);

/// `GET /v2/partners/roles`: the default ones, then those of this partner by name.
pub const LIST: Fetch<(), (), Roles> = Fetch::get("ListRoles", "/v2/partners/roles", MANAGE);
/// `POST /v2/partners/roles`: at most [`MOST_CUSTOM`] (`CBC.99100007`), each with a name of its own (`CBC.99100068`).
pub const CREATE: Submit<(), RoleDraft, RoleInfo> = Submit::post("CreateRole", "/v2/partners/roles", MANAGE);
/// `PUT /v2/partners/roles/{role_id}`: takes effect with the next call of whoever holds it.
pub const UPDATE: Submit<(RoleId,), RoleChange, RoleInfo> =
    Submit::put("UpdateRole", "/v2/partners/roles/{role_id}", MANAGE);
/// `DELETE /v2/partners/roles/{role_id}`: `CBC.99100062` while a member holds it.
pub const DELETE: Submit<(RoleId,), RoleVersion, ()> =
    Submit::delete("DeleteRole", "/v2/partners/roles/{role_id}", MANAGE);

/// Roles that a partner can make.
pub const MOST_CUSTOM: usize = 10;
/// Roles that a member holds.
pub const MOST_HELD: usize = 3;

/// Why roles cannot be held together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleConflict {
    /// An administrator holds no other role.
    AdministratorAlone,
    /// An account manager is no director.
    ManagerAndDirector,
}

/// The default role with this id; `None` for a custom one.
#[must_use]
pub fn default_role(role_id: &RoleId) -> Option<Role> {
    Role::parse(role_id.as_str())
}

/// Why these roles cannot be held together; their number is another matter.
#[must_use]
pub fn conflict<'a>(role_ids: impl IntoIterator<Item = &'a RoleId>) -> Option<RoleConflict> {
    let role_ids: Vec<&RoleId> = role_ids.into_iter().collect();
    let holds = |role| role_ids.iter().any(|id| default_role(id) == Some(role));
    if holds(Role::Administrator) && role_ids.len() > 1 {
        Some(RoleConflict::AdministratorAlone)
    } else if holds(Role::AccountManager) && holds(Role::AccountManagerDirector) {
        Some(RoleConflict::ManagerAndDirector)
    } else {
        None
    }
}

/// What a custom role of such a partner can give: neither what its identity lacks, nor what is the administrators'.
pub fn grantable(identity: Identity) -> impl Iterator<Item = Permission> {
    Permission::ALL.into_iter().filter(move |permission| {
        is_open_to(identity, &[], *permission) && !permission.is_administrators_only()
    })
}

/// These permissions with what they need, in the table's order, each once.
///
/// # Errors
/// `CBC.0100`, when a role of such a partner cannot have one of them.
pub fn completed(identity: Identity, wanted: &[Permission]) -> Result<Vec<Permission>, ErrorCode> {
    let allowed: Vec<Permission> = grantable(identity).collect();
    if wanted.iter().any(|permission| !allowed.contains(permission)) {
        return Err(ErrorCode::InvalidParameter);
    }
    let is_needed = |permission: Permission| wanted.iter().any(|one| one.needs() == Some(permission));
    Ok(allowed.into_iter().filter(|one| wanted.contains(one) || is_needed(*one)).collect())
}

/// Input of [`CREATE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleDraft {
    pub name: RoleName,
    #[serde(default)]
    pub description: Option<RoleDescription>,
    /// May be none: then it gives the default permissions only. What one of them needs is added.
    pub permissions: Vec<Permission>,
}

/// Input of [`UPDATE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleChange {
    pub version: i64,
    pub name: RoleName,
    #[serde(default)]
    pub description: Option<RoleDescription>,
    pub permissions: Vec<Permission>,
}

/// Input of [`DELETE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleVersion {
    pub version: i64,
}

/// A role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoleInfo {
    pub role_id: RoleId,
    /// Of a custom role; the app has words for the default ones.
    pub name: String,
    pub description: String,
    /// What it gives beyond the default permissions, as far as the partner's identity has it.
    pub permissions: Vec<Permission>,
    /// Members who hold it.
    pub members: u32,
    /// 0 for a default role, which cannot be changed.
    pub version: i64,
}

impl RoleInfo {
    /// Whether the partner made it.
    #[must_use]
    pub fn is_custom(&self) -> bool {
        default_role(&self.role_id).is_none()
    }
}

/// Answer of [`LIST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Roles {
    pub roles: Vec<RoleInfo>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(words: &[&str]) -> Vec<RoleId> {
        words.iter().map(|word| word.parse().unwrap()).collect()
    }

    #[test]
    fn an_administrator_holds_no_other_role_and_a_manager_is_no_director() {
        let why = |words: &[&str]| conflict(&ids(words));
        assert_eq!(why(&["ADMINISTRATOR"]), None);
        assert_eq!(why(&["ADMINISTRATOR", "rl-1"]), Some(RoleConflict::AdministratorAlone));
        assert_eq!(
            why(&["ACCOUNT_MANAGER", "FINANCE", "ACCOUNT_MANAGER_DIRECTOR"]),
            Some(RoleConflict::ManagerAndDirector)
        );
        assert_eq!(why(&["ACCOUNT_MANAGER", "FINANCE", "rl-1"]), None);
    }

    #[test]
    fn a_role_gets_what_its_permissions_need_and_nothing_that_is_the_administrators() {
        use Permission as P;
        let completed = |wanted: &[P]| completed(Identity::SolutionProvider, wanted);
        assert_eq!(completed(&[P::TagCustomer]), Ok(vec![P::ViewCustomers, P::TagCustomer]));
        assert_eq!(completed(&[P::ViewBills, P::ViewBills]), Ok(vec![P::ViewBills]));
        assert_eq!(completed(&[]), Ok(vec![]));
        for wrong in [P::ManageMembers, P::FreezeCustomer, P::ViewStatements] {
            assert_eq!(completed(&[wrong]), Err(ErrorCode::InvalidParameter), "{wrong:?}");
        }
    }
}
