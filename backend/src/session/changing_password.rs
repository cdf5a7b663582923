//! A new password for oneself: the first one after an initial password, or any other.

use super::{handlers::throttle, principal::SignedIn, store};
use crate::{
    http::change::Change,
    outbox::{Letter, Message, Recipient},
    problem::{Refused, sentence},
};
use contract::{
    demo::Channel,
    ids::UserId,
    problem::{ErrorCode, Problem},
    session::PasswordChange,
    text::Rule,
};
use serde_json::json;

pub(super) async fn change_password(
    cx: &mut Change,
    who: &SignedIn,
    (): (),
    change: PasswordChange,
) -> Result<(), Refused> {
    let network = cx.call.network();
    throttle(&mut cx.tx, &who.account_name, &network, cx.now).await?;
    let stored = store::password_hash(&mut cx.tx, &who.user_id).await?;
    let new_password = change.new_password.secret().to_owned();
    let is_the_same = change.current_password == new_password;
    if !cx.app.passwords.fits(change.current_password, Some(stored)).await? {
        return Err(wrong(who.account_name.clone(), network));
    }
    if is_the_same {
        return Err(Refused::field("new_password", Rule::Unexpected));
    }
    let hash = cx.app.passwords.hash(new_password).await?;
    store::set_password(&mut cx.tx, &who.user_id, &hash, None).await?;
    store::end_other_sessions(&mut cx.tx, &who.user_id, &who.session_id).await?;
    cx.renews_session = true;
    cx.send(changed(who.user_id.clone())).await?;
    cx.audit("password.change", who.user_id.as_str(), json!({ "initial": who.must_change_password }));
    Ok(())
}

/// Counts like a wrong password at sign-in: a borrowed session is no way to guess it.
fn wrong(account_name: String, network: String) -> Refused {
    let code = ErrorCode::PasswordRefused;
    Refused::after(Problem::new(code, sentence(code)), move |cx| {
        Box::pin(
            async move { store::count_sign_in_failure(&mut cx.tx, &account_name, &network, cx.now).await },
        )
    })
}

fn changed(user_id: UserId) -> Message {
    Message {
        kind: "PASSWORD_CHANGED",
        to: Recipient::User(user_id),
        about: None,
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(
            "您的登录密码已修改",
            "您的登录密码刚刚被修改，其他设备上的登录已全部退出。如果不是您本人操作，请立即联系贵公司的管理员。",
        ),
        en: Letter::new(
            "Your password was changed",
            "Your password was changed a moment ago, and you were signed out on all other devices. If it was not you, \
             contact an administrator of your company at once.",
        ),
        secret: false,
    }
}
