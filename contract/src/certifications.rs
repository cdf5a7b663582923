//! Capability-label certification (能力 > 能力认证, domain K): a partner applies with a checklist and evidence, the vendor reviews,
//! asks for other material, holds defences, countersigns; the label that comes of it, and its badge, are in
//! [`crate::capability_labels`], the vendor's side in [`crate::certification_desk`].
//! Longer than most files, because endpoints and shapes of one noun are read together.

use crate::{
    attachments::Attachment,
    certification_defences::{Defence, DefenceDraft},
    certification_standards::{Bilingual, ItemResult, Standard},
    endpoint::{Download, Fetch, Submit},
    file_rules::FileRules,
    ids::{AssessmentItemId, AttachmentId, CapabilityLabelId, CertificationId},
    permissions::{Access, Permission},
    problem::ErrorCode,
    text::{Advice, ChecklistNote},
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

pub use crate::certification_status::{
    CertificationEvent, CertificationHolder, CertificationStatus, ReviewStage, Standing,
};

const VIEW: Access = Access::Partner(Permission::ViewCertifications);
const MANAGE: Access = Access::Partner(Permission::ManageCertifications);

/// `GET …/certification-labels`: every label that can be applied for, with how this partner stands to it.
pub const LABELS: Fetch<(), (), Labels> =
    Fetch::get("ListCertificationLabels", "/v2/partners/certification-labels", VIEW);
/// `GET …/certification-labels/{label_id}`: one with its present standard.
pub const LABEL: Fetch<(CapabilityLabelId,), (), LabelDetail> =
    Fetch::get("ShowCertificationLabel", "/v2/partners/certification-labels/{label_id}", VIEW);
/// `GET …/{label_id}/draft`: what was typed so far, by whichever member; an empty draft of version 0 when there is none.
/// `CBC.99100002` while an application for the label is open.
pub const DRAFT: Fetch<(CapabilityLabelId,), (), CertificationDraft> =
    Fetch::get("ShowCertificationDraft", "/v2/partners/certification-labels/{label_id}/draft", MANAGE);
/// `PUT …/{label_id}/draft`: keep what was typed, complete or not. `CBC.99100003` when it was saved elsewhere since `version`:
/// nothing is overwritten; fetch the newer one, and save again with its version. Files are kept as long as the draft is.
pub const SAVE_DRAFT: Submit<(CapabilityLabelId,), DraftSave, CertificationDraft> =
    Submit::put("SaveCertificationDraft", "/v2/partners/certification-labels/{label_id}/draft", MANAGE);
/// `POST /v2/partners/certifications`: hand in what stands in the checklist, whatever was saved before. `CBC.0100` with a field
/// for each item that is not answered or lacks its evidence, `CBC.99100003` when the draft was saved elsewhere since `version`,
/// `CBC.99100084` with `next_allowed_on` for a blocked label, `CBC.99100002` while another application for the label is open,
/// or the label is held for longer than [`RENEWAL_DAYS`].
pub const SUBMIT: Submit<(), CertificationApplication, CertificationDetail> =
    Submit::post("SubmitCertification", "/v2/partners/certifications", MANAGE);
/// `POST …/query`: the applications of this partner, newest first; drafts are no applications.
pub const LIST: Fetch<(), CertificationQuery, CertificationPage> =
    Fetch::query("ListCertifications", "/v2/partners/certifications/query", VIEW);
/// `GET …/{certification_id}`: one with its material, all that was said about it, and its defences; for ever.
pub const SHOW: Fetch<(CertificationId,), (), CertificationDetail> =
    Fetch::get("ShowCertification", "/v2/partners/certifications/{certification_id}", VIEW);
/// `PUT …/{certification_id}/materials`: the whole material again. Refused as [`SUBMIT`] is; `CBC.99100005` once the deadline is
/// over, `CBC.99100002` when no material is asked for.
pub const UPDATE_MATERIALS: Submit<(CertificationId,), MaterialUpdate, CertificationDetail> = Submit::put(
    "UpdateCertificationMaterials",
    "/v2/partners/certifications/{certification_id}/materials",
    MANAGE,
);
/// `POST …/{certification_id}/defences`: ask for a defence. `CBC.99100002` before it is handed in and from the countersigning
/// on, `CBC.99100085` while another one is open, `CBC.99100007` after [`MAX_DEFENCES`](crate::certification_defences::MAX_DEFENCES),
/// `CBC.99100005` once the deadline for the material is over.
pub const REQUEST_DEFENCE: Submit<(CertificationId,), DefenceDraft, CertificationDetail> = Submit::post(
    "RequestCertificationDefence",
    "/v2/partners/certifications/{certification_id}/defences",
    MANAGE,
);
/// `GET …/{certification_id}/defences`: oldest first.
pub const DEFENCES: Fetch<(CertificationId,), (), Defences> =
    Fetch::get("ListCertificationDefences", "/v2/partners/certifications/{certification_id}/defences", VIEW);
/// `GET …/{certification_id}/review-opinion`: the last judgement as PDF, in the reader's language. `CBC.99100001` while there is
/// none.
pub const OPINION: Download<(CertificationId,)> = Download::get(
    "DownloadCertificationOpinion",
    "/v2/partners/certifications/{certification_id}/review-opinion",
    VIEW,
);
/// `GET …/certification-files/{attachment_id}`: evidence, or the minutes of a defence.
pub const FILE: Download<(AttachmentId,)> =
    Download::get("DownloadCertificationFile", "/v2/partners/certification-files/{attachment_id}", VIEW);

/// Calendar days in which asked-for material is to be handed in (domain K; 3.3 decides for calendar days): until 24:00
/// (GMT+08:00) of the last.
pub const UPDATE_DAYS: i64 = 30;
/// Months for which a label is not accepted after its material did not come in time (domain K).
pub const BLOCK_MONTHS: u8 = 6;
/// Files of one item (proposed).
pub const MAX_EVIDENCE: usize = 5;
/// What evidence of an item may be: as that of a delivery (domain L). The same content may prove several items, and comes again
/// with other material.
pub const EVIDENCE_FILES: FileRules = FileRules { distinct: false, ..FileRules::evidence(MAX_EVIDENCE) };
/// Days before the end of a label from which it can be applied for again (proposed).
pub const RENEWAL_DAYS: i64 = 60;

/// The end of the wait for material that was asked for now.
#[must_use]
pub fn update_deadline(asked_at: Timestamp) -> Timestamp {
    asked_at.china_day().plus_days(UPDATE_DAYS + 1).china_midnight()
}

/// The same after the clock stood still from `paused_at` to `now`: as much later, at the end of that day.
#[must_use]
pub fn resumed_deadline(deadline: Timestamp, paused_at: Timestamp, now: Timestamp) -> Timestamp {
    let later = deadline.plus_seconds((now.seconds() - paused_at.seconds()).max(0));
    later.plus_seconds(-1).china_day().plus_days(1).china_midnight()
}

/// The first day (GMT+08:00) on which a label is accepted again whose material was due then and did not come.
#[must_use]
pub fn accepted_again_on(deadline: Timestamp) -> Date {
    deadline.china_day().plus_months(BLOCK_MONTHS)
}

/// How a partner stands to a label.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LabelStanding {
    /// Something is typed and not handed in.
    pub draft: Option<DraftBrief>,
    /// The application that is open.
    pub open: Option<OpenApplication>,
    /// Blocked: the first day (GMT+08:00) on which the label is accepted again.
    pub next_allowed_on: Option<Date>,
    /// Held until then; over when it has passed.
    pub valid_until: Option<Timestamp>,
}

impl LabelStanding {
    /// Whether the label can be applied for now. Both sides ask this.
    ///
    /// # Errors
    /// [`ErrorCode::LabelBlocked`]; [`ErrorCode::NotInThisState`] while an application is open, or the label is held for longer
    /// than [`RENEWAL_DAYS`].
    pub fn may_apply(&self, now: Timestamp) -> Result<(), ErrorCode> {
        let held = |end: Timestamp| end.plus_seconds(-RENEWAL_DAYS * 86_400) > now;
        if self.next_allowed_on.is_some_and(|day| day.china_midnight() > now) {
            Err(ErrorCode::LabelBlocked)
        } else if self.open.is_some() || self.valid_until.is_some_and(held) {
            Err(ErrorCode::NotInThisState)
        } else {
            Ok(())
        }
    }
}

/// A draft, as the list of labels shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DraftBrief {
    /// Items that are answered.
    pub answered: u32,
    pub saved_at: Timestamp,
    /// Display name of the member who saved it last.
    pub saved_by: String,
}

/// An application that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenApplication {
    pub certification_id: CertificationId,
    pub status: CertificationStatus,
}

/// Answer of [`LABELS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Labels {
    pub labels: Vec<LabelDetail>,
}

/// A label that can be applied for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LabelDetail {
    pub standard: Standard,
    pub standing: LabelStanding,
    /// [`LabelStanding::may_apply`], by the backend's clock.
    pub may_apply: bool,
}

/// What a partner says of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChecklistAnswer {
    pub item_id: AssessmentItemId,
    /// Absent: not answered.
    #[serde(default)]
    pub met: Option<bool>,
    #[serde(default)]
    pub note: Option<ChecklistNote>,
    /// At most [`MAX_EVIDENCE`]; a file may be evidence of several items.
    #[serde(default)]
    pub attachment_ids: Vec<AttachmentId>,
}

/// The same with its files, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MaterialItem {
    pub item_id: AssessmentItemId,
    pub met: Option<bool>,
    pub note: Option<ChecklistNote>,
    pub attachments: Vec<Attachment>,
}

/// Answer of [`DRAFT`] and [`SAVE_DRAFT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificationDraft {
    pub label_id: CapabilityLabelId,
    /// 0 when nothing was saved; sent back with the next save.
    pub version: i64,
    pub material: Vec<MaterialItem>,
    pub saved_at: Option<Timestamp>,
    /// Display name of the member.
    pub saved_by: Option<String>,
}

/// Input of [`SAVE_DRAFT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DraftSave {
    /// The one that was fetched; 0 for the first save.
    pub version: i64,
    pub checklist: Vec<ChecklistAnswer>,
}

/// Input of [`SUBMIT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CertificationApplication {
    pub label_id: CapabilityLabelId,
    /// Of the draft; 0 where nothing was saved.
    pub version: i64,
    pub checklist: Vec<ChecklistAnswer>,
}

/// Input of [`UPDATE_MATERIALS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MaterialUpdate {
    /// Of the application.
    pub version: i64,
    /// All of it; files of the application can be named again.
    pub checklist: Vec<ChecklistAnswer>,
}

/// Filter and page of [`LIST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CertificationQuery {
    /// Empty means every state.
    pub status_list: Vec<CertificationStatus>,
    pub label_id: Option<CapabilityLabelId>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of applications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificationPage {
    pub certifications: Vec<Certification>,
    pub total_count: u32,
}

/// An application for a level-1 label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Certification {
    pub certification_id: CertificationId,
    /// For people, such as `CC-20261127-4F7A21`.
    pub certification_no: String,
    pub label_id: CapabilityLabelId,
    pub label: Bilingual,
    /// Of the standard under which it was handed in.
    pub standard_version: String,
    pub status: CertificationStatus,
    /// With `MATERIAL_UPDATE`: the review that asked; it looks at what comes.
    pub asked_by: Option<ReviewStage>,
    /// Nobody's once it is settled.
    pub holder: Option<CertificationHolder>,
    /// Display name of the vendor's operator who works on the stage, where one has taken it up.
    pub taken_by: Option<String>,
    /// Since when it is in this state.
    pub status_since: Timestamp,
    /// When the vendor promises to be through with the stage, or the material is due; absent when it is settled, and while the
    /// clock stands still.
    pub due_at: Option<Timestamp>,
    /// With `MATERIAL_UPDATE`, while a defence is open: since when the clock stands still.
    pub paused_since: Option<Timestamp>,
    /// While it stands still: seconds that are left.
    pub left_s: Option<i64>,
    /// How often material was handed in.
    pub round: u32,
    pub submitted_at: Timestamp,
    /// Display name of the member.
    pub submitted_by: String,
    /// When it was passed, failed, or closed.
    pub settled_at: Option<Timestamp>,
    /// Level-2 labels, with their result once it is settled by a judgement.
    pub sublabels: Vec<SubLabelResult>,
    /// Whether [`OPINION`] has something.
    pub has_opinion: bool,
    /// Defences that were asked for, of [`MAX_DEFENCES`](crate::certification_defences::MAX_DEFENCES).
    pub defences_used: u32,
    /// Whether one of them is open.
    pub defence_open: bool,
    /// With `PASSED`: until when the label is held.
    pub valid_until: Option<Timestamp>,
    /// With `CLOSED_OVERDUE`: the first day (GMT+08:00) on which the label is accepted again.
    pub next_allowed_on: Option<Date>,
    pub version: i64,
}

/// A level-2 label of an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubLabelResult {
    pub label_id: CapabilityLabelId,
    pub name: Bilingual,
    /// Absent while nothing is decided.
    pub passed: Option<bool>,
}

/// An application with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificationDetail {
    pub certification: Certification,
    /// As it was when it was handed in.
    pub standard: Standard,
    /// As it was handed in last.
    pub material: Vec<MaterialItem>,
    /// Every judgement, oldest first; the last one says how the items were found.
    pub judgements: Vec<Judgement>,
    /// Every state that it was in, oldest first; the last one is the present one.
    pub stages: Vec<StageEntry>,
    /// Oldest first.
    pub defences: Vec<Defence>,
}

/// Answer of [`DEFENCES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Defences {
    pub defences: Vec<Defence>,
}

words! {
    /// How a stage ends.
    Verdict {
        Pass = "PASS",
        /// Not by the countersigning.
        AskMaterial = "ASK_MATERIAL",
        Fail = "FAIL",
    }
}

impl Verdict {
    /// What it lets happen.
    #[must_use]
    pub const fn event(self) -> CertificationEvent {
        match self {
            Self::Pass => CertificationEvent::Pass,
            Self::AskMaterial => CertificationEvent::AskMaterial,
            Self::Fail => CertificationEvent::Fail,
        }
    }
}

/// How one item was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemVerdict {
    pub item_id: AssessmentItemId,
    pub result: ItemResult,
    /// How to improve; needed where it fails.
    #[serde(default)]
    pub advice: Option<Advice>,
}

/// What the vendor found at the end of a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Judgement {
    /// The state that it ended: a review, or the countersigning.
    pub stage: CertificationStatus,
    /// Of which material.
    pub round: u32,
    pub verdict: Verdict,
    pub items: Vec<ItemVerdict>,
    pub text: String,
    pub at: Timestamp,
    /// Display name of the operator.
    pub by: String,
}

/// A state that an application was in, or is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StageEntry {
    pub status: CertificationStatus,
    pub entered_at: Timestamp,
    /// As it was promised or due when it began, with what defences added.
    pub due_at: Option<Timestamp>,
    /// Absent: it is still in it.
    pub left_at: Option<Timestamp>,
    /// Display name of who brought it here: a member, an operator; absent when time did.
    pub by: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn material_is_due_at_the_end_of_the_thirtieth_day_and_a_late_one_blocks_for_six_months() {
        // 10:00 of 27 November in China.
        let deadline = update_deadline(at("2026-11-27T02:00:00Z"));
        assert_eq!(deadline, at("2026-12-27T16:00:00Z"));
        assert_eq!(accepted_again_on(deadline).to_string(), "2027-06-28");
    }

    #[test]
    fn a_defence_of_two_days_and_an_hour_moves_the_deadline_by_three_days() {
        let deadline = at("2026-12-27T16:00:00Z");
        let resumed = resumed_deadline(deadline, at("2026-12-01T02:00:00Z"), at("2026-12-03T03:00:00Z"));
        assert_eq!(resumed, at("2026-12-30T16:00:00Z"));
        assert_eq!(
            resumed_deadline(deadline, at("2026-12-01T02:00:00Z"), at("2026-12-01T02:00:00Z")),
            deadline
        );
    }

    #[test]
    fn a_label_is_applied_for_unless_it_is_blocked_asked_for_or_held() {
        let now = at("2026-11-27T02:00:00Z");
        assert_eq!(LabelStanding::default().may_apply(now), Ok(()));
        let blocked =
            |day: &str| LabelStanding { next_allowed_on: day.parse().ok(), ..LabelStanding::default() };
        assert_eq!(blocked("2026-11-28").may_apply(now), Err(ErrorCode::LabelBlocked));
        assert_eq!(blocked("2026-11-27").may_apply(now), Ok(()));
        let held = |days: i64| LabelStanding {
            valid_until: Some(now.plus_seconds(days * 86_400)),
            ..LabelStanding::default()
        };
        assert_eq!(held(61).may_apply(now), Err(ErrorCode::NotInThisState));
        assert_eq!(held(60).may_apply(now), Ok(()));
        assert_eq!(held(-1).may_apply(now), Ok(()));
    }

    proptest! {
        #[test]
        fn a_pause_never_takes_time_away(paused in 0_i64..2_600_000, length in 0_i64..10_000_000) {
            let asked = at("2026-11-27T02:00:00Z");
            let deadline = update_deadline(asked);
            let paused_at = asked.plus_seconds(paused);
            let resumed = resumed_deadline(deadline, paused_at, paused_at.plus_seconds(length));
            prop_assert!(resumed.seconds() - deadline.seconds() >= length);
            prop_assert!(resumed.seconds() - deadline.seconds() < length + 86_400);
        }
    }
}
