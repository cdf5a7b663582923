//! Name and contact, disabling, enabling, removing.

use super::{
    handlers::{changed, for_change},
    store, teams,
};
use crate::{
    http::change::Change,
    problem::Refused,
    session::{principal::Member as Caller, store as users},
};
use contract::{
    contact::{EmailAddress, MobilePhone},
    ids::UserId,
    members::{Member, MemberChange, MemberVersion, Removal},
    problem::ErrorCode,
    verification::Operation,
};
use serde_json::json;

pub(super) async fn update(
    cx: &mut Change,
    who: &Caller,
    (user_id,): (UserId,),
    change: MemberChange,
) -> Result<Member, Refused> {
    let stored = for_change(cx, who, &user_id, change.version).await?;
    if let Some(email) = &change.email
        && store::email_is_taken(&mut cx.tx, email.as_str(), Some(&user_id)).await?
    {
        return Err(ErrorCode::EmailTaken.into());
    }
    // Codes are sent there.
    if change.email.is_some() || change.mobile_phone.is_some() {
        cx.step_up(Operation::ManageMember, &stored.account_name).await?;
    }
    let phone = change.mobile_phone.as_ref().map(MobilePhone::as_str);
    let email = change.email.as_ref().map(EmailAddress::as_str);
    store::update(&mut cx.tx, &user_id, change.name.as_str(), phone, email).await?;
    let detail = json!({ "mobile_phone": phone.is_some(), "email": email.is_some() });
    cx.audit("member.update", user_id.as_str(), detail);
    changed(cx, who, &user_id).await
}

pub(super) async fn disable(
    cx: &mut Change,
    who: &Caller,
    (user_id,): (UserId,),
    known: MemberVersion,
) -> Result<Member, Refused> {
    for_change(cx, who, &user_id, known.version).await?;
    if user_id == who.user_id {
        return Err(ErrorCode::NotOnYourself.into());
    }
    store::set_disabled(&mut cx.tx, &user_id, true).await?;
    users::end_sessions_of(&mut cx.tx, &user_id).await?;
    cx.audit("member.disable", user_id.as_str(), json!({}));
    changed(cx, who, &user_id).await
}

pub(super) async fn enable(
    cx: &mut Change,
    who: &Caller,
    (user_id,): (UserId,),
    known: MemberVersion,
) -> Result<Member, Refused> {
    for_change(cx, who, &user_id, known.version).await?;
    store::set_disabled(&mut cx.tx, &user_id, false).await?;
    cx.audit("member.enable", user_id.as_str(), json!({}));
    changed(cx, who, &user_id).await
}

pub(super) async fn delete(
    cx: &mut Change,
    who: &Caller,
    (user_id,): (UserId,),
    removal: Removal,
) -> Result<(), Refused> {
    for_change(cx, who, &user_id, removal.version).await?;
    if user_id == who.user_id {
        return Err(ErrorCode::NotOnYourself.into());
    }
    let led = teams::hand_over(cx, who, &user_id, removal.handover.as_ref()).await?;
    let customers = store::release_customers(&mut cx.tx, &who.partner_id, &user_id).await?;
    users::end_sessions_of(&mut cx.tx, &user_id).await?;
    store::remove(&mut cx.tx, &user_id, cx.now).await?;
    cx.audit("member.delete", user_id.as_str(), json!({ "managers": led, "customers": customers }));
    Ok(())
}
