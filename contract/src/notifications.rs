//! Notifications (domain 1.5, 4.3): the list of whoever is signed in, how each was delivered, and the live number of unread
//! ones. A required one has a deadline and is archived only once it is done or over; all others are recommended.

use crate::{
    demo::Channel,
    endpoint::{Events, Fetch, Submit},
    ids::NotificationId,
    invitations::Delivery,
    permissions::Access,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

pub use crate::notification_topics::{About, Topic};

/// `POST …/query`: one's own, newest first.
pub const LIST: Fetch<(), NotificationQuery, NotificationPage> =
    Fetch::query("ListNotifications", "/v2/notifications/query", Access::SignedIn);
/// `GET …/unread`.
pub const UNREAD: Fetch<(), (), Unread> =
    Fetch::get("ShowUnreadNotifications", "/v2/notifications/unread", Access::SignedIn);
/// `GET …/stream`: events `unread` with an [`Unread`], at once, with every change, and every [`TICK_S`]. It ends with the
/// session, after [`STREAM_S`], and when the backend stops; more than [`STREAMS_PER_USER`] of a user are `CBC.0250`.
pub const STREAM: Events = Events::get("WatchNotifications", "/v2/notifications/stream", Access::SignedIn);
/// `GET …/{notification_id}`: with how it was delivered.
pub const SHOW: Fetch<(NotificationId,), (), NotificationDetail> =
    Fetch::get("ShowNotification", "/v2/notifications/{notification_id}", Access::SignedIn);
/// `POST …/read`: these were read.
pub const READ: Submit<(), ReadDraft, Unread> =
    Submit::post("ReadNotifications", "/v2/notifications/read", Access::SignedIn);
/// `POST …/read-all`: all that had come until then.
pub const READ_ALL: Submit<(), ReadAllDraft, Unread> =
    Submit::post("ReadAllNotifications", "/v2/notifications/read-all", Access::SignedIn);
/// `POST …/archive`: puts them away, or back. One that is still required is `CBC.99100071`, and then none is put away.
pub const ARCHIVE: Submit<(), ArchiveDraft, Unread> =
    Submit::post("ArchiveNotifications", "/v2/notifications/archive", Access::SignedIn);

/// Seconds between two events of a stream in which nothing happens.
pub const TICK_S: u64 = 20;
/// Seconds after which a stream ends by itself; the browser opens another, perhaps at another node.
pub const STREAM_S: u64 = 600;
/// Streams of one user that are open at once: one for each browser.
pub const STREAMS_PER_USER: usize = 6;
/// The number of unread ones is counted so far; there may be more.
pub const MOST_UNREAD: u32 = 100;
/// Notifications that one call changes.
pub const MOST_AT_ONCE: usize = 100;
/// They are kept so long after they came.
pub const KEPT_S: i64 = 365 * 86_400;

/// Input of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NotificationQuery {
    pub topic: Option<Topic>,
    /// `true`: required ones only; `false`: recommended ones only.
    pub required: Option<bool>,
    /// Unread ones only.
    pub unread: bool,
    /// Those that were put away, instead of the others.
    pub archived: bool,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Words {
    pub subject: String,
    pub body: String,
}

/// A notification. Customers are named masked only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Notification {
    pub notification_id: NotificationId,
    pub topic: Topic,
    pub zh: Words,
    pub en: Words,
    /// The page that it leads to; none where there is nothing to see.
    pub about: Option<About>,
    /// Id of what is there; absent where the page needs none.
    pub about_id: Option<String>,
    pub required: bool,
    /// With required ones.
    pub due_at: Option<Timestamp>,
    /// What it asked for was done, or does not matter any more.
    pub done_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub read_at: Option<Timestamp>,
    pub archived_at: Option<Timestamp>,
}

impl Notification {
    /// Whether it still asks for something: then it cannot be archived.
    #[must_use]
    pub fn waits(&self, now: Timestamp) -> bool {
        self.required && self.done_at.is_none() && self.due_at.is_none_or(|due| now < due)
    }
}

/// Answer of [`LIST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotificationPage {
    pub notifications: Vec<Notification>,
    pub total_count: u32,
    /// By the backend's clock: what [`READ_ALL`] is asked with.
    pub now: Timestamp,
}

/// How many are unread, at most [`MOST_UNREAD`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unread {
    pub unread: u32,
}

/// Answer of [`SHOW`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotificationDetail {
    pub notification: Notification,
    /// One for each channel on which it was sent.
    pub deliveries: Vec<ChannelDelivery>,
    pub now: Timestamp,
}

/// How a notification fares on one channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChannelDelivery {
    pub channel: Channel,
    /// Masked.
    pub receiver: String,
    pub delivery: Delivery,
}

/// Input of [`READ`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadDraft {
    /// 1 to [`MOST_AT_ONCE`].
    pub notification_ids: Vec<NotificationId>,
}

/// Input of [`READ_ALL`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadAllDraft {
    /// What came later was not seen and stays unread.
    pub until: Timestamp,
}

/// Input of [`ARCHIVE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ArchiveDraft {
    /// 1 to [`MOST_AT_ONCE`].
    pub notification_ids: Vec<NotificationId>,
    /// `false` puts them back.
    pub archived: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notification(required: bool, due_s: Option<i64>, done_s: Option<i64>) -> Notification {
        let words = Words { subject: String::new(), body: String::new() };
        Notification {
            notification_id: "n-1".parse().unwrap(),
            topic: Topic::Statements,
            zh: words.clone(),
            en: words,
            about: None,
            about_id: None,
            required,
            due_at: due_s.map(Timestamp::from_seconds),
            done_at: done_s.map(Timestamp::from_seconds),
            created_at: Timestamp::from_seconds(0),
            read_at: None,
            archived_at: None,
        }
    }

    #[test]
    fn it_waits_until_it_is_done_or_over() {
        let now = Timestamp::from_seconds(10);
        assert!(notification(true, Some(11), None).waits(now));
        assert!(!notification(true, Some(10), None).waits(now), "the deadline is over");
        assert!(!notification(true, Some(11), Some(5)).waits(now), "it is done");
        assert!(!notification(false, None, None).waits(now), "recommended");
    }
}
