//! How somebody wants to be told, and whether messages arrive.

use super::{
    handlers::masked,
    store::{self, settings::Stored},
    topics::REACH_CHECK,
};
use crate::{
    http::change::{Change, Read},
    outbox::{self, About, Letter, Message, Recipient},
    problem::{Fault, Refused},
    session::principal::{Kind, SignedIn},
};
use contract::{
    demo::Channel,
    notification_settings::{
        CHECKS_PER_HOUR, OFFSETS, ReachCheck, ReachDraft, Receiver, Settings, SettingsDraft,
    },
    notifications::{About as Page, Topic},
    problem::ErrorCode,
    text::Rule,
};
use serde_json::json;
use sqlx::AnyConnection;

const HOUR_S: i64 = 3_600;

pub(super) async fn show(cx: &mut Read, who: &SignedIn, (): (), (): ()) -> Result<Settings, Refused> {
    Ok(of(&mut cx.conn, who).await?)
}

async fn of(conn: &mut AnyConnection, who: &SignedIn) -> Result<Settings, Fault> {
    let Stored { language, offset_minutes, version } = store::settings::find(conn, &who.user_id).await?;
    let off = store::settings::all_off(conn, &who.user_id).await?;
    let mut receivers = Vec::new();
    for channel in [Channel::InSite, Channel::Email, Channel::Sms] {
        receivers.push(Receiver {
            channel,
            receiver: receiver(who, channel).map(|receiver| masked(channel, receiver)),
            newest: outbox::store::newest_to(conn, &who.user_id, channel).await?,
        });
    }
    Ok(Settings { language, offset_minutes, topics: topics(who), off, receivers, version })
}

/// In full: for ourselves only.
fn receiver(who: &SignedIn, channel: Channel) -> Option<&str> {
    match channel {
        Channel::InSite => Some(&who.account_name),
        Channel::Email => who.email.as_deref(),
        Channel::Sms => who.phone.as_deref(),
    }
}

/// About what this user is ever told.
fn topics(who: &SignedIn) -> Vec<Topic> {
    match &who.kind {
        Kind::Customer(_) => vec![Topic::Associations],
        Kind::Operator(_) => vec![Topic::Opportunities],
        Kind::Member(member) => {
            Topic::ALL.into_iter().filter(|topic| topic.concerns(member.identity)).collect()
        }
    }
}

pub(super) async fn set(
    cx: &mut Change,
    who: &SignedIn,
    (): (),
    draft: SettingsDraft,
) -> Result<Settings, Refused> {
    let topics = topics(who);
    if !OFFSETS.contains(&draft.offset_minutes) {
        return Err(Refused::field("offset_minutes", Rule::Unexpected));
    }
    let fits = draft
        .off
        .iter()
        .all(|one| topics.contains(&one.topic) && one.topic.channels().contains(&one.channel));
    let is_once = draft.off.iter().enumerate().all(|(at, one)| !draft.off[..at].contains(one));
    if !fits || !is_once {
        return Err(Refused::field("off", Rule::Unexpected));
    }
    if draft.silenced(&topics).is_some() {
        return Err(ErrorCode::ChannelNeeded.into());
    }
    let before = store::settings::find(&mut cx.tx, &who.user_id).await?;
    if before.version != draft.version {
        return Err(ErrorCode::Changed.into());
    }
    let SettingsDraft { language, offset_minutes, off, version } = draft;
    let stored = Stored { language, offset_minutes, version: version + 1 };
    store::settings::set(&mut cx.tx, &who.user_id, &stored, &off).await?;
    let detail = json!({ "language": language, "offset_minutes": offset_minutes, "off": off });
    cx.audit("notification.settings", who.user_id.to_string(), detail);
    Ok(of(&mut cx.tx, who).await?)
}

/// Sends a message on each channel that was chosen, whatever is switched off.
pub(super) async fn check_reach(
    cx: &mut Change,
    who: &SignedIn,
    (): (),
    draft: ReachDraft,
) -> Result<ReachCheck, Refused> {
    if draft.channels.is_empty() {
        return Err(Refused::field("channels", Rule::Missing));
    }
    let mut channels = Vec::new();
    for channel in draft.channels {
        if receiver(who, channel).is_none() {
            return Err(ErrorCode::NoReceiver.into());
        }
        if !channels.contains(&channel) {
            channels.push(channel);
        }
    }
    let since = cx.now.plus_seconds(-HOUR_S);
    let oldest = store::oldest_of_kind(&mut cx.tx, &who.user_id, REACH_CHECK, since, CHECKS_PER_HOUR).await?;
    if let Some(oldest) = oldest {
        let wait = oldest.seconds() + HOUR_S - cx.now.seconds();
        return Err(Refused::wait(ErrorCode::TooManyRequests, u32::try_from(wait.max(1)).unwrap_or(1)));
    }
    let site = cx.call.site(&cx.app.config);
    let detail = json!({ "channels": channels });
    let message = Message {
        kind: REACH_CHECK,
        to: Recipient::User(who.user_id.clone()),
        about: Some(About::page(Page::Settings)),
        channels,
        zh: Letter::new(
            "伙伴中心测试消息",
            "这是您在伙伴中心“消息接收设置”中发送的测试消息。收到此消息，说明该渠道可以正常接收通知。",
        ),
        en: Letter::new(
            "Test message of the Partner Center",
            "You asked for this message in the message settings of the Partner Center. As you read it, this channel reaches you.",
        ),
        secret: false,
    };
    let sent = outbox::send(&mut cx.tx, &cx.app, Some(&site), cx.now, message).await?;
    let notification_id = sent.notifications.first().and_then(|id| id.parse().ok());
    cx.unread_of = Some(who.user_id.clone());
    cx.audit("notification.reach_check", who.user_id.to_string(), detail);
    let notification_id = notification_id.ok_or_else(|| Fault::new("a check that told nobody"))?;
    Ok(ReachCheck { notification_id })
}
