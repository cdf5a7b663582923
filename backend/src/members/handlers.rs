//! Listing and showing; and the one way in which the others look a member up.

use super::store::{self, Stored};
use crate::{
    http::change::{Change, Read},
    problem::{Fault, Refused},
    session::principal::Member as Caller,
    store::conditions::Page,
};
use contract::{
    ids::UserId,
    members::{Member, MemberDetail, MemberPage, MemberQuery},
    problem::ErrorCode,
    time::Timestamp,
};
use sqlx::AnyConnection;

pub(super) async fn list(
    cx: &mut Read,
    who: &Caller,
    (): (),
    query: MemberQuery,
) -> Result<MemberPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (found, total_count) = store::page(&mut cx.conn, &who.partner_id, &query, page).await?;
    let now = cx.now;
    Ok(MemberPage { members: found.into_iter().map(|stored| stored.shown(now)).collect(), total_count })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Caller,
    (user_id,): (UserId,),
    (): (),
) -> Result<MemberDetail, Refused> {
    let stored = own(&mut cx.conn, who, &user_id).await?;
    Ok(detail(&mut cx.conn, who, stored, cx.now).await?)
}

pub(super) async fn detail(
    conn: &mut AnyConnection,
    who: &Caller,
    stored: Stored,
    now: Timestamp,
) -> Result<MemberDetail, Fault> {
    let id = stored.user_id.clone();
    Ok(MemberDetail {
        leads: store::led_by(conn, &id).await?,
        led_by: store::director_of(conn, &id).await?,
        customers: store::customers(conn, &who.partner_id, &id).await?,
        initial_password_until: stored.initial_password_until,
        member: stored.shown(now),
    })
}

/// A member of the caller's partner; a foreign one, a removed one and none are the same.
///
/// # Errors
/// `CBC.99100001`.
pub(super) async fn own(conn: &mut AnyConnection, who: &Caller, user_id: &UserId) -> Result<Stored, Refused> {
    let found = store::find(conn, &who.partner_id, user_id).await?;
    found.ok_or_else(|| ErrorCode::NotFound.into())
}

/// The same, about to be changed: nobody changed it since the caller looked.
///
/// # Errors
/// `CBC.99100001`, `CBC.99100003`.
pub(super) async fn for_change(
    cx: &mut Change,
    who: &Caller,
    user_id: &UserId,
    seen: i64,
) -> Result<Stored, Refused> {
    let stored = own(&mut cx.tx, who, user_id).await?;
    if store::touch(&mut cx.tx, user_id, seen).await? { Ok(stored) } else { Err(ErrorCode::Changed.into()) }
}

/// The member as it is after a change.
pub(super) async fn changed(cx: &mut Change, who: &Caller, user_id: &UserId) -> Result<Member, Refused> {
    Ok(own(&mut cx.tx, who, user_id).await?.shown(cx.now))
}
