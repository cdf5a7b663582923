//! The vendor's side of certification (domain K): an entry of the work queue leads here and is answered here, because a judgement
//! has a result for each item. Taking up is [`crate::work_queue::START`], as with every entry.

use crate::{
    attachments::{AttachmentDraft, Part, Upload},
    certifications::{CertificationDetail, ItemVerdict, Verdict},
    endpoint::{Download, Fetch, Submit},
    ids::{AttachmentId, CertificationId, DefenceId, PartnerId},
    permissions::Access,
    text::{Explanation, MeetingPlace, Minutes, Reason},
    time::Timestamp,
    work_queue::WorkItem,
};
use serde::{Deserialize, Serialize};

/// `GET /v2/operations/certifications/{certification_id}`: all that is known of an application. Drafts are `CBC.99100001`.
pub const CASE: Fetch<(CertificationId,), (), CertificationCase> =
    Fetch::get("ShowCertificationCase", "/v2/operations/certifications/{certification_id}", Access::Operator);
/// `POST …/{certification_id}/judge`: end the present stage: a review passes, asks for material or refuses; the countersigning
/// passes or refuses. `CBC.99100002` in another state, `CBC.99100085` while a defence is open, `CBC.0100` with the fields of
/// [`verdict_problems`](crate::certification_standards::verdict_problems).
pub const JUDGE: Submit<(CertificationId,), JudgementDraft, CertificationCase> = Submit::post(
    "JudgeCertification",
    "/v2/operations/certifications/{certification_id}/judge",
    Access::Operator,
);
/// `POST …/certification-defences/{defence_id}/schedule`: set time and place, or others.
pub const SCHEDULE: Submit<(DefenceId,), DefenceSchedule, CertificationCase> = Submit::post(
    "ScheduleCertificationDefence",
    "/v2/operations/certification-defences/{defence_id}/schedule",
    Access::Operator,
);
/// `POST …/{defence_id}/decline`: it does not take place; the partner reads why.
pub const DECLINE: Submit<(DefenceId,), DefenceDecline, CertificationCase> = Submit::post(
    "DeclineCertificationDefence",
    "/v2/operations/certification-defences/{defence_id}/decline",
    Access::Operator,
);
/// `POST …/{defence_id}/hold`: it took place; with its minutes. `CBC.99100002` before it is scheduled.
pub const HOLD: Submit<(DefenceId,), DefenceMinutes, CertificationCase> = Submit::post(
    "HoldCertificationDefence",
    "/v2/operations/certification-defences/{defence_id}/hold",
    Access::Operator,
);
/// `GET …/certification-files/{attachment_id}/content`: evidence or minutes, whoever's.
pub const FILE: Download<(AttachmentId,)> = Download::get(
    "DownloadCertificationCaseFile",
    "/v2/operations/certification-files/{attachment_id}/content",
    Access::Operator,
);
/// `POST …/certifications/{certification_id}/files`: announce a file of minutes, as
/// [`attachments::START`](crate::attachments::START) does.
pub const START_FILE: Submit<(CertificationId,), AttachmentDraft, Upload> = Submit::post(
    "CreateCertificationCaseFile",
    "/v2/operations/certifications/{certification_id}/files",
    Access::Operator,
);
/// `GET …/certification-files/{attachment_id}`: how much of what this operator announced has arrived.
pub const SHOW_FILE: Fetch<(AttachmentId,), (), Upload> = Fetch::get(
    "ShowCertificationCaseFile",
    "/v2/operations/certification-files/{attachment_id}",
    Access::Operator,
);
/// `POST …/certification-files/{attachment_id}/parts`: the next part, as [`attachments::APPEND`](crate::attachments::APPEND).
pub const APPEND_FILE: Submit<(AttachmentId,), Part, Upload> = Submit::post(
    "AppendCertificationCaseFile",
    "/v2/operations/certification-files/{attachment_id}/parts",
    Access::Operator,
);

/// Answer of [`CASE`] and of every step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificationCase {
    pub partner_id: PartnerId,
    pub partner_name: String,
    pub detail: CertificationDetail,
    /// Open entries of the queue about it: the stage, and a defence.
    pub work_items: Vec<WorkItem>,
}

/// Input of [`JUDGE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct JudgementDraft {
    /// Of the application.
    pub version: i64,
    pub verdict: Verdict,
    /// Every item of the standard.
    pub items: Vec<ItemVerdict>,
    /// For the partner, on the whole.
    pub text: Explanation,
}

/// Input of [`SCHEDULE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DefenceSchedule {
    /// Of the application.
    pub version: i64,
    /// To come.
    pub at: Timestamp,
    pub place: MeetingPlace,
}

/// Input of [`DECLINE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DefenceDecline {
    /// Of the application.
    pub version: i64,
    pub reason: Reason,
}

/// Input of [`HOLD`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DefenceMinutes {
    /// Of the application.
    pub version: i64,
    pub minutes: Minutes,
    /// Sent by [`START_FILE`].
    #[serde(default)]
    pub attachment_id: Option<AttachmentId>,
}
