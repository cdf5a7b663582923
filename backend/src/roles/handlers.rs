//! Listing, making, changing and deleting.

use super::store::{self, Stored};
use crate::{
    http::change::{Change, Read},
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::principal::Member,
};
use contract::{
    ids::RoleId,
    permissions::{Identity, Permission, Role, is_open_to},
    problem::{ErrorCode, Problem},
    roles::{MOST_CUSTOM, RoleChange, RoleDraft, RoleInfo, RoleVersion, Roles, completed},
    text::{RoleDescription, Rule},
};
use serde_json::json;
use std::collections::HashMap;

pub(super) async fn list(cx: &mut Read, who: &Member, (): (), (): ()) -> Result<Roles, Refused> {
    let members = store::members(&mut cx.conn, &who.partner_id).await?;
    let custom = store::all(&mut cx.conn, &who.partner_id).await?;
    let defaults = Role::ALL.into_iter().map(|role| default_role(role, who, &members));
    let mut roles = defaults.collect::<Result<Vec<_>, _>>()?;
    roles.extend(custom.into_iter().map(|role| shown(role, who.identity, &members)));
    Ok(Roles { roles })
}

fn default_role(role: Role, who: &Member, members: &HashMap<String, u32>) -> Result<RoleInfo, Fault> {
    let role_id = role.as_str().parse().map_err(|_| Fault::new("a role's name is no id"))?;
    let given = role.permissions().iter().copied();
    Ok(RoleInfo {
        role_id,
        name: String::new(),
        description: String::new(),
        permissions: given.filter(|one| is_open_to(who.identity, &who.restrictions, *one)).collect(),
        members: members.get(role.as_str()).copied().unwrap_or(0),
        version: 0,
    })
}

fn shown(role: Stored, identity: Identity, members: &HashMap<String, u32>) -> RoleInfo {
    RoleInfo {
        members: members.get(role.role_id.as_str()).copied().unwrap_or(0),
        // What was given under rules of another release is not given any more.
        permissions: role
            .permissions
            .into_iter()
            .filter(|one| is_open_to(identity, &[], *one) && !one.is_administrators_only())
            .collect(),
        role_id: role.role_id,
        name: role.name,
        description: role.description,
        version: role.version,
    }
}

pub(super) async fn create(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: RoleDraft,
) -> Result<RoleInfo, Refused> {
    let permissions = checked(who, &draft.permissions)?;
    let all = store::all(&mut cx.tx, &who.partner_id).await?;
    if all.len() >= MOST_CUSTOM {
        let code = ErrorCode::QuantityLimit;
        let mut problem = Problem::new(code, sentence(code));
        problem.limit = u32::try_from(MOST_CUSTOM).ok();
        problem.used = u32::try_from(all.len()).ok();
        return Err(problem.into());
    }
    let id = format!("rl-{}", random_id()?);
    let role = Stored {
        role_id: id.parse().map_err(|_| Fault::new("a random id is no id"))?,
        name: draft.name.into(),
        description: draft.description.map(String::from).unwrap_or_default(),
        permissions,
        version: 1,
    };
    if is_taken(&all, &role) {
        return Err(ErrorCode::RoleNameTaken.into());
    }
    store::add(&mut cx.tx, &who.partner_id, &role, cx.now).await?;
    cx.audit(
        "role.create",
        role.role_id.as_str(),
        json!({ "name": role.name, "permissions": role.permissions }),
    );
    Ok(shown(role, who.identity, &HashMap::new()))
}

pub(super) async fn update(
    cx: &mut Change,
    who: &Member,
    (role_id,): (RoleId,),
    change: RoleChange,
) -> Result<RoleInfo, Refused> {
    let all = store::all(&mut cx.tx, &who.partner_id).await?;
    let before = all.iter().find(|role| role.role_id == role_id).ok_or(ErrorCode::NotFound)?;
    let permissions = checked(who, &change.permissions)?;
    let role = Stored {
        role_id,
        name: change.name.into(),
        description: change.description.map(RoleDescription::into).unwrap_or_default(),
        permissions,
        version: change.version + 1,
    };
    if is_taken(&all, &role) {
        return Err(ErrorCode::RoleNameTaken.into());
    }
    if !store::save(&mut cx.tx, &role, change.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    let detail = json!({
        "before": { "name": before.name, "permissions": before.permissions },
        "after": { "name": role.name, "permissions": role.permissions },
    });
    cx.audit("role.update", role.role_id.as_str(), detail);
    let members = store::members(&mut cx.tx, &who.partner_id).await?;
    Ok(shown(role, who.identity, &members))
}

pub(super) async fn delete(
    cx: &mut Change,
    who: &Member,
    (role_id,): (RoleId,),
    known: RoleVersion,
) -> Result<(), Refused> {
    let all = store::all(&mut cx.tx, &who.partner_id).await?;
    let role = all.into_iter().find(|role| role.role_id == role_id).ok_or(ErrorCode::NotFound)?;
    let members = store::members(&mut cx.tx, &who.partner_id).await?;
    if let Some(used) = members.get(role_id.as_str()) {
        let code = ErrorCode::RoleInUse;
        let mut problem = Problem::new(code, sentence(code));
        problem.used = Some(*used);
        return Err(problem.into());
    }
    if !store::delete(&mut cx.tx, &role_id, known.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    cx.audit("role.delete", role_id.as_str(), json!({ "name": role.name, "permissions": role.permissions }));
    Ok(())
}

fn checked(who: &Member, wanted: &[Permission]) -> Result<Vec<Permission>, Refused> {
    completed(who.identity, wanted).map_err(|_| Refused::field("permissions", Rule::Unexpected))
}

fn is_taken(all: &[Stored], role: &Stored) -> bool {
    let name = role.name.to_lowercase();
    all.iter().any(|other| other.role_id != role.role_id && other.name.to_lowercase() == name)
}
