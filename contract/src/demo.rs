//! Only in demo mode: the mails and text messages that were sent, the demo accounts, and the clock.

use crate::{
    endpoint::{Fetch, Submit},
    permissions::Access,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// `POST /v2/demo/outbox/query`: messages, newest first.
pub const OUTBOX: Fetch<(), OutboxQuery, Outbox> =
    Fetch::query("ListOutbox", "/v2/demo/outbox/query", Access::Demo);
/// `GET /v2/demo/accounts`: whom one can sign in as.
pub const ACCOUNTS: Fetch<(), (), DemoAccounts> =
    Fetch::get("ListDemoAccounts", "/v2/demo/accounts", Access::Demo);
/// `POST /v2/demo/clock`: let time pass.
pub const ADVANCE_CLOCK: Submit<(), ClockDraft, ClockNow> =
    Submit::post("AdvanceDemoClock", "/v2/demo/clock", Access::Demo);

/// How a message is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Channel {
    Sms,
    Email,
    InSite,
}

/// Input of [`OUTBOX`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct OutboxQuery {
    /// Part of the recipient.
    pub recipient: Option<String>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A message that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Message {
    pub message_id: String,
    /// What it is about, such as `VERIFICATION_CODE`.
    pub kind: String,
    pub channel: Channel,
    pub recipient: String,
    pub subject: String,
    pub body: String,
    /// The same as HTML, with mails that have both; what users typed is escaped.
    pub html: Option<String>,
    pub created_at: Timestamp,
    pub sent_at: Option<Timestamp>,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried again, while it is not sent.
    pub next_attempt_at: Option<Timestamp>,
}

/// Answer of [`OUTBOX`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outbox {
    pub messages: Vec<Message>,
    pub total_count: u32,
}

/// Somebody whom one can be in the demo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DemoAccount {
    pub account_name: String,
    pub password: String,
    /// Who it is, in both languages: `zh-CN` and `en-US`.
    pub who_zh: String,
    pub who_en: String,
}

/// Answer of [`ACCOUNTS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DemoAccounts {
    pub accounts: Vec<DemoAccount>,
}

/// Input of [`ADVANCE_CLOCK`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClockDraft {
    /// 0–315,360,000 (ten years).
    pub advance_seconds: u32,
}

/// Answer of [`ADVANCE_CLOCK`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClockNow {
    pub now: Timestamp,
}
