//! Which roles somebody holds.

use super::{
    handlers::{changed, for_change},
    store, teams,
};
use crate::{
    http::change::Change,
    problem::{Refused, sentence},
    roles::store as custom_roles,
    session::principal::Member as Caller,
};
use contract::{
    ids::{RoleId, UserId},
    members::{Member, RolesChange},
    permissions::Role,
    problem::{ErrorCode, Problem},
    roles::{MOST_HELD, conflict, default_role},
    text::Rule,
};
use serde_json::json;
use sqlx::AnyConnection;

/// Roles that go together and that there are, each once.
///
/// # Errors
/// `CBC.0100` for none and for one that is not this partner's, `CBC.99100006` for more than three, `CBC.99100061`.
pub(super) async fn checked(
    conn: &mut AnyConnection,
    who: &Caller,
    role_ids: &[RoleId],
) -> Result<Vec<RoleId>, Refused> {
    let mut distinct = role_ids.to_vec();
    distinct.sort();
    distinct.dedup();
    if distinct.is_empty() {
        return Err(Refused::field("role_ids", Rule::Missing));
    }
    if distinct.len() > MOST_HELD {
        let mut problem = Problem::new(ErrorCode::TooMany, sentence(ErrorCode::TooMany));
        problem.limit = u32::try_from(MOST_HELD).ok();
        return Err(problem.into());
    }
    let own = custom_roles::all(conn, &who.partner_id).await?;
    let is_known = |id: &RoleId| default_role(id).is_some() || own.iter().any(|role| role.role_id == *id);
    if !distinct.iter().all(is_known) {
        return Err(Refused::field("role_ids", Rule::Unexpected));
    }
    if conflict(&distinct).is_some() {
        return Err(ErrorCode::RolesConflict.into());
    }
    Ok(distinct)
}

pub(super) async fn set_roles(
    cx: &mut Change,
    who: &Caller,
    (user_id,): (UserId,),
    change: RolesChange,
) -> Result<Member, Refused> {
    let before = for_change(cx, who, &user_id, change.version).await?;
    let after = checked(&mut cx.tx, who, &change.role_ids).await?;
    let loses = |role: Role| {
        let is = |id: &RoleId| default_role(id) == Some(role);
        before.roles.iter().any(|held| is(&held.role_id)) && !after.iter().any(is)
    };
    if loses(Role::Administrator)
        && store::other_administrators(&mut cx.tx, &who.partner_id, &user_id).await? == 0
    {
        return Err(ErrorCode::LastAdministrator.into());
    }
    if loses(Role::AccountManagerDirector) {
        teams::hand_over(cx, who, &user_id, change.handover.as_ref()).await?;
    }
    if loses(Role::AccountManager) {
        store::leave_team(&mut cx.tx, &user_id).await?;
    }
    store::set_roles(&mut cx.tx, &user_id, &after).await?;
    let held: Vec<&RoleId> = before.roles.iter().map(|held| &held.role_id).collect();
    cx.audit("member.roles", user_id.as_str(), json!({ "before": held, "after": after }));
    changed(cx, who, &user_id).await
}
