//! How somebody wants to be told: channels for each topic, language and time zone of what is sent (消息接收设置), and a check
//! whether messages arrive.

use crate::{
    demo::Channel,
    endpoint::{Fetch, Submit},
    ids::NotificationId,
    invitations::Delivery,
    notification_topics::Topic,
    permissions::Access,
    session::Language,
};
use serde::{Deserialize, Serialize};

/// `GET /v2/notification-settings`.
pub const SETTINGS: Fetch<(), (), Settings> =
    Fetch::get("ShowNotificationSettings", "/v2/notification-settings", Access::SignedIn);
/// `PUT /v2/notification-settings`. A topic with deadlines and no channel left is `CBC.99100070`.
pub const SET_SETTINGS: Submit<(), SettingsDraft, Settings> =
    Submit::put("UpdateNotificationSettings", "/v2/notification-settings", Access::SignedIn);
/// `POST /v2/notifications/reach-checks`: sends a message on these channels. How it fares is asked with
/// [`crate::notifications::SHOW`]. A channel without an address is `CBC.99100072`; more than [`CHECKS_PER_HOUR`] are
/// `CBC.0250`.
pub const CHECK_REACH: Submit<(), ReachDraft, ReachCheck> =
    Submit::post("CheckNotificationReach", "/v2/notifications/reach-checks", Access::SignedIn);

/// Checks that a user may make in an hour.
pub const CHECKS_PER_HOUR: u32 = 5;
/// The vendor's own clock, and what somebody has who never chose another.
pub const CHINA_OFFSET: i16 = 480;
/// Minutes before or behind UTC that clocks show somewhere on earth.
pub const OFFSETS: [i16; 38] = [
    -720, -660, -600, -570, -540, -480, -420, -360, -300, -240, -210, -180, -120, -60, 0, 60, 120, 180, 210,
    240, 270, 300, 330, 345, 360, 390, 420, 480, 525, 540, 570, 600, 630, 660, 720, 765, 780, 840,
];

/// `GMT+08:00`
#[must_use]
pub fn zone_name(offset_minutes: i16) -> String {
    let sign = if offset_minutes < 0 { '-' } else { '+' };
    let minutes = offset_minutes.unsigned_abs();
    format!("GMT{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// One channel of one topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TopicChannel {
    pub topic: Topic,
    pub channel: Channel,
}

/// Answer of [`SETTINGS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Settings {
    /// Of text messages and mails; `None`: the language of the pages.
    pub language: Option<Language>,
    /// One of [`OFFSETS`]: the clock by which times are written in text messages and mails.
    pub offset_minutes: i16,
    /// Topics about which this user is told.
    pub topics: Vec<Topic>,
    /// What is switched off.
    pub off: Vec<TopicChannel>,
    pub receivers: Vec<Receiver>,
    pub version: i64,
}

/// Where a channel leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Receiver {
    pub channel: Channel,
    /// Masked; `None` where no address is bound.
    pub receiver: Option<String>,
    /// How the newest message to it fares.
    pub newest: Option<Delivery>,
}

/// Input of [`SET_SETTINGS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SettingsDraft {
    pub language: Option<Language>,
    pub offset_minutes: i16,
    pub off: Vec<TopicChannel>,
    /// As it was read: another browser may have changed it since.
    pub version: i64,
}

impl SettingsDraft {
    /// The first topic with deadlines about which nobody would be told any more.
    #[must_use]
    pub fn silenced(&self, topics: &[Topic]) -> Option<Topic> {
        let is_off = |topic, channel| self.off.contains(&TopicChannel { topic, channel });
        let mut required = topics.iter().copied().filter(|topic| topic.is_required());
        required.find(|topic| topic.channels().iter().all(|channel| is_off(*topic, *channel)))
    }
}

/// Input of [`CHECK_REACH`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReachDraft {
    /// At least one.
    pub channels: Vec<Channel>,
}

/// Answer of [`CHECK_REACH`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReachCheck {
    pub notification_id: NotificationId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_written_as_people_know_them() {
        assert_eq!(
            [CHINA_OFFSET, 0, -570, 345].map(zone_name),
            ["GMT+08:00", "GMT+00:00", "GMT-09:30", "GMT+05:45"]
        );
        assert!(OFFSETS.is_sorted() && OFFSETS.contains(&CHINA_OFFSET));
    }

    #[test]
    fn a_topic_with_deadlines_keeps_a_channel() {
        let off = |topic: Topic, channels: &[Channel]| {
            channels.iter().map(move |channel| TopicChannel { topic, channel: *channel }).collect::<Vec<_>>()
        };
        let draft = |off| SettingsDraft { language: None, offset_minutes: CHINA_OFFSET, off, version: 0 };
        let all = [Channel::InSite, Channel::Email, Channel::Sms];
        assert_eq!(draft(off(Topic::Statements, &[Channel::InSite])).silenced(&Topic::ALL), None);
        assert_eq!(draft(off(Topic::Statements, &all[..2])).silenced(&Topic::ALL), Some(Topic::Statements));
        assert_eq!(
            draft(off(Topic::Payouts, &all[..2])).silenced(&Topic::ALL),
            None,
            "text messages are left"
        );
        assert_eq!(draft(off(Topic::Funds, &all)).silenced(&Topic::ALL), None, "not required");
    }
}
