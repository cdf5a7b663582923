//! Making a member, and giving one an initial password again.

use super::{
    handlers::{changed, for_change},
    notices, roles, store,
};
use crate::{
    http::change::Change,
    joining::store::account_name_is_taken,
    problem::{Fault, Refused},
    secret::random_id,
    session::{principal::Member as Caller, store as users},
};
use contract::{
    contact::MobilePhone,
    ids::UserId,
    members::{INITIAL_PASSWORD_S, Member, MemberDraft, PasswordReset},
    problem::ErrorCode,
    verification::Operation,
};
use serde_json::json;

pub(super) async fn create(
    cx: &mut Change,
    who: &Caller,
    (): (),
    draft: MemberDraft,
) -> Result<Member, Refused> {
    let role_ids = roles::checked(&mut cx.tx, who, &draft.role_ids).await?;
    if account_name_is_taken(&mut cx.tx, draft.account_name.as_str()).await? {
        return Err(ErrorCode::AccountNameTaken.into());
    }
    if store::email_is_taken(&mut cx.tx, draft.email.as_str(), None).await? {
        return Err(ErrorCode::EmailTaken.into());
    }
    cx.step_up(Operation::ManageMember, draft.account_name.as_str()).await?;
    let id = format!("u-{}", random_id()?);
    let user_id: UserId = id.parse().map_err(|_| Fault::new("a random id is no id"))?;
    let hash = cx.app.passwords.hash(draft.initial_password.secret().to_owned()).await?;
    let new = store::NewMember {
        user_id: &user_id,
        partner_id: &who.partner_id,
        account_name: draft.account_name.as_str(),
        name: draft.name.as_str(),
        phone: draft.mobile_phone.as_ref().map(MobilePhone::as_str),
        email: draft.email.as_str(),
        password_hash: &hash,
        initial_password_until: cx.now.plus_seconds(INITIAL_PASSWORD_S),
    };
    store::add(&mut cx.tx, &new, who, cx.now).await?;
    store::set_roles(&mut cx.tx, &user_id, &role_ids).await?;
    cx.send(notices::created(user_id.clone(), &who.partner_name, draft.account_name.as_str())).await?;
    cx.audit("member.create", user_id.as_str(), json!({ "roles": role_ids }));
    changed(cx, who, &user_id).await
}

pub(super) async fn reset_password(
    cx: &mut Change,
    who: &Caller,
    (user_id,): (UserId,),
    reset: PasswordReset,
) -> Result<Member, Refused> {
    let stored = for_change(cx, who, &user_id, reset.version).await?;
    // Whoever knows its password changes it itself, and says it.
    if user_id == who.user_id {
        return Err(ErrorCode::NotOnYourself.into());
    }
    cx.step_up(Operation::ManageMember, &stored.account_name).await?;
    let hash = cx.app.passwords.hash(reset.initial_password.secret().to_owned()).await?;
    let until = cx.now.plus_seconds(INITIAL_PASSWORD_S);
    users::set_password(&mut cx.tx, &user_id, &hash, Some(until)).await?;
    users::end_sessions_of(&mut cx.tx, &user_id).await?;
    cx.send(notices::password_reset(user_id.clone())).await?;
    cx.audit("member.password_reset", user_id.as_str(), json!({ "status": stored.status(cx.now) }));
    changed(cx, who, &user_id).await
}
