//! Defence and clarification (答辩/澄清, domain K, S5): a partner in doubt about standard or evidence asks for a meeting with the
//! experts; the specialist sets time and place, and writes the minutes. While one is open the wait for material stands still.

use crate::{
    attachments::Attachment,
    ids::{AssessmentItemId, DefenceId},
    text::DefenceReason,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

pub use crate::certification_status::{DefenceEvent, DefenceStatus};

/// Defences of one application (proposed); declined ones count, else asking would stop the clock for ever.
pub const MAX_DEFENCES: u32 = 2;
/// Times that a partner may propose.
pub const MAX_PREFERRED: usize = 3;

/// Input of [`REQUEST_DEFENCE`](crate::certifications::REQUEST_DEFENCE).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DefenceDraft {
    /// Of the application.
    pub version: i64,
    pub reason: DefenceReason,
    /// What it is about: one at least.
    pub item_ids: Vec<AssessmentItemId>,
    /// When it would suit, all to come; at most [`MAX_PREFERRED`].
    #[serde(default)]
    pub preferred_times: Vec<Timestamp>,
}

/// A defence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Defence {
    pub defence_id: DefenceId,
    pub status: DefenceStatus,
    pub reason: String,
    pub item_ids: Vec<AssessmentItemId>,
    pub preferred_times: Vec<Timestamp>,
    pub requested_at: Timestamp,
    /// Display name of the member.
    pub requested_by: String,
    /// When it takes place.
    pub scheduled_at: Option<Timestamp>,
    /// A room, or the address of an online meeting.
    pub place: Option<String>,
    /// Display name of the operator who scheduled, held or declined it last.
    pub handled_by: Option<String>,
    /// When it was held or declined.
    pub closed_at: Option<Timestamp>,
    /// Why it was declined.
    pub answer: Option<String>,
    pub minutes: Option<String>,
    /// The minutes as a file.
    pub minutes_file: Option<Attachment>,
}
