//! Handing a queue over, and taking it back.

use super::{
    notices,
    store::{self, Pair},
};
use crate::{
    http::change::{Change, Read},
    problem::{Fault, Refused, sentence},
    secret::random_id,
    session::{principal::Member, store as users},
    store::conditions::Page,
};
use contract::{
    covers::{
        Colleague, Colleagues, Cover, CoverDraft, CoverPage, CoverQuery, CoverState, CoverVersion, lacks,
        wrong_day,
    },
    ids::{CoverId, UserId},
    problem::{ErrorCode, Problem},
    text::Rule,
};
use serde_json::json;
use sqlx::AnyConnection;

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: CoverQuery,
) -> Result<CoverPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let wanted = (query.side, query.active);
    let (covers, total_count) = store::page(&mut cx.conn, who, wanted, page, cx.now).await?;
    Ok(CoverPage { covers, total_count })
}

/// Members are read one by one, as each would be if it were signed in: what their roles allow is decided in one place, and
/// a partner has some dozen of them.
pub(super) async fn colleagues(cx: &mut Read, who: &Member, (): (), (): ()) -> Result<Colleagues, Refused> {
    let mut colleagues = Vec::new();
    for (user_id, account_name) in store::others(&mut cx.conn, who).await? {
        let Some(member) = users::member(&mut cx.conn, &user_id).await? else { continue };
        let may_cover = may_hold(who, &member);
        colleagues.push(Colleague { user_id, name: member.name, account_name, may_cover });
    }
    Ok(Colleagues { colleagues, today: cx.now.china_day() })
}

fn may_hold(owner: &Member, colleague: &Member) -> bool {
    owner.partner_id == colleague.partner_id
        && !lacks(|permission| owner.can(permission), |permission| colleague.can(permission))
}

/// Somebody who may hold the queue.
async fn holder(conn: &mut AnyConnection, who: &Member, user_id: &UserId) -> Result<Member, Refused> {
    if *user_id == who.user_id {
        return Err(Refused::field("colleague_user_id", Rule::Unexpected));
    }
    let member = users::member(conn, user_id).await?;
    member.filter(|member| may_hold(who, member)).ok_or_else(|| ErrorCode::MayNotCover.into())
}

pub(super) async fn create(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: CoverDraft,
) -> Result<Cover, Refused> {
    let CoverDraft { colleague_user_id, first_day, last_day, note } = draft;
    if let Some(field) = wrong_day(cx.now.china_day(), first_day, last_day) {
        return Err(Refused::field(field, Rule::OutOfRange));
    }
    let colleague = holder(&mut cx.tx, who, &colleague_user_id).await?;
    let times = (first_day.china_midnight(), last_day.plus_days(1).china_midnight());
    let pair = Pair { owner: who.user_id.clone(), colleague: colleague_user_id };
    let beside = store::between(&mut cx.tx, &who.partner_id, &pair, times).await?;
    if beside.iter().any(|other| other.owner == pair.owner) {
        return Err(ErrorCode::CoverOverlaps.into());
    }
    // The colleague has handed its own queue over, or this member holds somebody else's.
    if beside.iter().any(|other| other.owner == pair.colleague || other.colleague == pair.owner) {
        return Err(ErrorCode::CoverChain.into());
    }
    let cover_id = format!("cv-{}", random_id()?);
    let cover = Cover {
        cover_id: cover_id.parse().map_err(|_| Fault::new("a random id is no id"))?,
        owner_user_id: pair.owner,
        owner: who.name.clone(),
        colleague_user_id: pair.colleague,
        colleague: colleague.name,
        first_day,
        last_day,
        note: note.into(),
        state: CoverState::at(cx.now, times.0, times.1, false),
        created_at: cx.now,
        ended_at: None,
        ended_by: None,
        version: 1,
    };
    store::add(&mut cx.tx, who.partner_id.as_str(), &cover).await?;
    for message in notices::begun(&cover) {
        cx.send(message).await?;
    }
    let detail =
        json!({ "colleague": cover.colleague_user_id, "first_day": first_day, "last_day": last_day });
    cx.audit("cover.create", cover_id, detail);
    Ok(cover)
}

pub(super) async fn end(
    cx: &mut Change,
    who: &Member,
    (cover_id,): (CoverId,),
    seen: CoverVersion,
) -> Result<Cover, Refused> {
    let found = store::find(&mut cx.tx, &who.partner_id, &cover_id, cx.now).await?;
    let takes_part =
        |cover: &Cover| cover.owner_user_id == who.user_id || cover.colleague_user_id == who.user_id;
    let cover = found.filter(takes_part).ok_or(ErrorCode::NotFound)?;
    if !cover.state.can_end() {
        let code = ErrorCode::NotInThisState;
        let mut problem = Problem::new(code, sentence(code));
        problem.current_status = Some(cover.state.as_str().to_owned());
        problem.settled_by = cover.ended_by;
        problem.settled_at = cover.ended_at;
        return Err(problem.into());
    }
    if !store::end(&mut cx.tx, &cover_id, &who.name, cx.now, seen.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    let cover = Cover {
        state: CoverState::EndedEarly,
        ended_at: Some(cx.now),
        ended_by: Some(who.name.clone()),
        version: cover.version + 1,
        ..cover
    };
    for message in notices::ended(&cover) {
        cx.send(message).await?;
    }
    cx.audit("cover.end", cover_id.to_string(), json!({ "owner": cover.owner_user_id }));
    Ok(cover)
}
