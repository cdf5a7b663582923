//! What members are told. Passwords never stand in a message: who chose one hands it over.

use crate::outbox::{Letter, Message, Recipient};
use contract::{demo::Channel, ids::UserId};

pub(super) fn created(user_id: UserId, partner: &str, account_name: &str) -> Message {
    Message {
        kind: "MEMBER_CREATED",
        to: Recipient::User(user_id),
        about: None,
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(
            "已为您创建伙伴中心账号",
            format!(
                "{partner} 的管理员为您创建了账号 {account_name}。初始密码请向管理员索取，7 天内有效；首次登录时需要修改密码。"
            ),
        ),
        en: Letter::new(
            "You have an account at the partner center",
            format!(
                "An administrator of {partner} made the account {account_name} for you. Ask for the initial password; it \
                 works for 7 days, and you change it when you first sign in."
            ),
        ),
        secret: false,
    }
}

pub(super) fn password_reset(user_id: UserId) -> Message {
    Message {
        kind: "MEMBER_PASSWORD_RESET",
        to: Recipient::User(user_id),
        about: None,
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(
            "您的登录密码已被重置",
            "管理员重置了您的登录密码，您已在所有设备上退出登录。新的初始密码请向管理员索取，7 天内有效；登录时需要修改密码。",
        ),
        en: Letter::new(
            "Your password was reset",
            "An administrator reset your password, and you were signed out everywhere. Ask for the new initial password; \
             it works for 7 days, and you change it when you sign in.",
        ),
        secret: false,
    }
}
