//! Reading the log.

use super::store;
use crate::{http::change::Read, problem::Refused, session::principal::Member, store::conditions::Page};
use contract::activity_log::{ActivityMembers, ActivityPage, ActivityQuery};

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: ActivityQuery,
) -> Result<ActivityPage, Refused> {
    let page = Page::of(query.limit, None)?;
    Ok(store::page(&mut cx.conn, who.partner_id.as_str(), &query, page).await?)
}

pub(super) async fn members(cx: &mut Read, who: &Member, (): (), (): ()) -> Result<ActivityMembers, Refused> {
    Ok(ActivityMembers { members: store::members(&mut cx.conn, who.partner_id.as_str()).await? })
}
