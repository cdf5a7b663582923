//! Directors and the account managers whom they lead (B0.4).

use super::{
    handlers::{detail, for_change, own},
    store,
};
use crate::{
    http::change::{Change, Read},
    problem::{Refused, sentence},
    session::principal::Member as Caller,
};
use contract::{
    ids::UserId,
    members::{Handover, Managers, MemberDetail, TeamChange},
    permissions::Role,
    problem::{ErrorCode, Problem},
    text::Rule,
};
use serde_json::json;

/// A team of more is not led.
const MOST: usize = 200;

pub(super) async fn managers(cx: &mut Read, who: &Caller, (): (), (): ()) -> Result<Managers, Refused> {
    Ok(Managers {
        directors: store::with_role(&mut cx.conn, &who.partner_id, Role::AccountManagerDirector).await?,
        managers: store::managers(&mut cx.conn, &who.partner_id).await?,
    })
}

pub(super) async fn set_team(
    cx: &mut Change,
    who: &Caller,
    (user_id,): (UserId,),
    change: TeamChange,
) -> Result<MemberDetail, Refused> {
    let director = for_change(cx, who, &user_id, change.version).await?;
    if !director.holds(Role::AccountManagerDirector) {
        return Err(ErrorCode::NotInThisState.into());
    }
    let mut team = change.manager_ids;
    team.sort();
    team.dedup();
    if team.len() > MOST {
        let mut problem = Problem::new(ErrorCode::TooMany, sentence(ErrorCode::TooMany));
        problem.limit = u32::try_from(MOST).ok();
        return Err(problem.into());
    }
    let managers = store::managers(&mut cx.tx, &who.partner_id).await?;
    let is_manager = |id: &UserId| managers.iter().any(|manager| manager.manager.user_id == *id);
    if !team.iter().all(is_manager) {
        return Err(Refused::field("manager_ids", Rule::Unexpected));
    }
    store::clear_team(&mut cx.tx, &user_id).await?;
    for manager in &team {
        store::lead(&mut cx.tx, &user_id, manager).await?;
    }
    cx.audit("member.team", user_id.as_str(), json!({ "managers": team }));
    let after = own(&mut cx.tx, who, &user_id).await?;
    Ok(detail(&mut cx.tx, who, after, cx.now).await?)
}

/// Whoever this director leads is led by another one from now on, or by nobody; tells how many they are.
///
/// # Errors
/// `CBC.99100067` when there are some and nothing is said of them; `CBC.0100` when it is no director to whom they go.
pub(super) async fn hand_over(
    cx: &mut Change,
    who: &Caller,
    director: &UserId,
    handover: Option<&Handover>,
) -> Result<usize, Refused> {
    let led = store::led_by(&mut cx.tx, director).await?;
    if led.is_empty() {
        return Ok(0);
    }
    let Some(handover) = handover else {
        let code = ErrorCode::ManagersLed;
        let mut problem = Problem::new(code, sentence(code));
        problem.used = u32::try_from(led.len()).ok();
        return Err(problem.into());
    };
    store::clear_team(&mut cx.tx, director).await?;
    if let Some(to) = &handover.to {
        let directors = store::with_role(&mut cx.tx, &who.partner_id, Role::AccountManagerDirector).await?;
        if to == director || !directors.iter().any(|other| other.user_id == *to) {
            return Err(Refused::field("handover", Rule::Unexpected));
        }
        for manager in &led {
            store::lead(&mut cx.tx, to, &manager.user_id).await?;
        }
    }
    Ok(led.len())
}
