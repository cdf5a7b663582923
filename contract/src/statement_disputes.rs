//! What a partner says is wrong in a statement, line by line or in the whole, and the vendor's answer (H8, H9).

use crate::{
    attachments::Attachment,
    ids::{AttachmentId, DisputeId, StatementLineId},
    money::Amount,
    statements::StatementLine,
    text::{FeedbackText, Reason},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// Files that a dispute may have.
pub const MAX_EVIDENCE: usize = 5;

words! {
    /// Where a dispute stands.
    DisputeStatus {
        /// The vendor has not answered.
        Open = "OPEN",
        /// The line has its right amount now.
        Corrected = "CORRECTED",
        /// Answered; the amount stays.
        Answered = "ANSWERED",
        /// The vendor does not agree.
        Rejected = "REJECTED",
        /// The partner took it back.
        Withdrawn = "WITHDRAWN",
    }
}

/// What the partner says is wrong, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dispute {
    pub dispute_id: DisputeId,
    /// The line that it is about; absent when it is about the whole.
    pub line: Option<StatementLine>,
    pub text: String,
    pub status: DisputeStatus,
    /// Display name of the member.
    pub raised_by: String,
    pub raised_at: Timestamp,
    pub answered_at: Option<Timestamp>,
    pub answer: Option<String>,
    pub evidence: Vec<Attachment>,
}

/// Input of [`DISPUTE`](crate::statements::DISPUTE).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DisputeDraft {
    /// Absent when it is about the whole. A line can have one open dispute, and so can the whole.
    #[serde(default)]
    pub line_id: Option<StatementLineId>,
    pub text: FeedbackText,
    /// At most [`MAX_EVIDENCE`] complete files.
    #[serde(default)]
    pub attachment_ids: Vec<AttachmentId>,
}

/// Input of [`CORRECT`](crate::statements::CORRECT).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Of the work item.
    pub version: i64,
    pub answer: Reason,
    /// What the line should say.
    pub amount: Amount,
}
