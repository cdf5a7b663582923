//! What proves a delivery (domain L): kinds of evidence, how much of it, until when, and the templates.

use crate::{
    attachments::Attachment,
    file_rules::FileRules,
    ids::{AttachmentId, NotAnId},
    session::Language,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Files that a project may have (proposed).
pub const MAX_EVIDENCES: usize = 10;
/// What such files are (proposed).
pub const FILES: FileRules = FileRules::evidence(MAX_EVIDENCES);

/// Calendar days for the evidence after sampling (proposed).
pub const EVIDENCE_DAYS: i64 = 30;
/// Calendar days for it after a rejection (proposed).
pub const RESUBMIT_DAYS: i64 = 15;
/// Calendar days by which the vendor extends it, once (proposed).
pub const EXTENSION_DAYS: i64 = 15;
/// The partner is reminded so many days before, and once more a working day before (proposed).
pub const REMIND_DAYS: i64 = 7;

/// The end of the last of so many calendar days after today, at 24:00 (GMT+08:00).
#[must_use]
pub fn due_after(now: Timestamp, days: i64) -> Timestamp {
    now.china_day().plus_days(days + 1).china_midnight()
}

words! {
    /// What a file proves.
    EvidenceKind {
        /// Statement of work, with the customer's written approval.
        Sow = "SOW",
        /// The customer's validation report.
        ValidationReport = "VALIDATION_REPORT",
        DeliveryPlan = "DELIVERY_PLAN",
        /// Who worked on it.
        Manpower = "MANPOWER",
        /// A letter or mail of thanks.
        ThankYou = "THANK_YOU",
        /// Project summary.
        Summary = "SUMMARY",
    }
}

impl EvidenceKind {
    /// Whether nothing can be submitted without it (proposed).
    #[must_use]
    pub const fn is_mandatory(self) -> bool {
        matches!(self, Self::Sow | Self::ValidationReport)
    }
}

/// Mandatory kinds of which there is nothing.
#[must_use]
pub fn missing(evidences: &[Evidence]) -> Vec<EvidenceKind> {
    let is_there = |kind: &EvidenceKind| evidences.iter().any(|one| one.kind == *kind);
    EvidenceKind::ALL.into_iter().filter(|kind| kind.is_mandatory() && !is_there(kind)).collect()
}

/// A file that proves something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    pub kind: EvidenceKind,
    pub attachment: Attachment,
    pub added_at: Timestamp,
    /// Display name.
    pub added_by: String,
}

/// Input of [`ATTACH`](crate::delivery_projects::ATTACH).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EvidenceDraft {
    pub kind: EvidenceKind,
    /// A complete file of this partner that is attached to nothing.
    pub attachment_id: AttachmentId,
}

/// A form to fill in, in one language. In an address: `SOW_zh-CN`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvidenceTemplate {
    pub kind: EvidenceKind,
    pub language: Language,
}

impl fmt::Display for EvidenceTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.kind.as_str(), self.language.as_str())
    }
}

impl FromStr for EvidenceTemplate {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (kind, language) = text.rsplit_once('_').ok_or(NotAnId)?;
        Ok(Self {
            kind: EvidenceKind::parse(kind).ok_or(NotAnId)?,
            language: Language::ALL.into_iter().find(|known| known.as_str() == language).ok_or(NotAnId)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_named_by_kind_and_language() {
        for kind in EvidenceKind::ALL {
            for language in Language::ALL {
                let template = EvidenceTemplate { kind, language };
                assert_eq!(template.to_string().parse(), Ok(template));
            }
        }
        for nonsense in ["", "SOW", "SOW_", "SOW_de", "SOW_zh", "CONTRACT_zh-CN"] {
            assert_eq!(nonsense.parse::<EvidenceTemplate>(), Err(NotAnId), "{nonsense}");
        }
    }

    #[test]
    fn evidence_is_due_at_the_end_of_the_thirtieth_day_in_china() {
        let noon: Timestamp = "2026-11-23T04:00:00Z".parse().unwrap();
        assert_eq!(due_after(noon, EVIDENCE_DAYS).to_string(), "2026-12-23T16:00:00Z");
        let late: Timestamp = "2026-11-23T15:59:59Z".parse().unwrap();
        assert_eq!(due_after(late, EVIDENCE_DAYS), due_after(noon, EVIDENCE_DAYS));
    }

    #[test]
    fn statement_of_work_and_validation_report_must_be_there() {
        assert_eq!(missing(&[]), [EvidenceKind::Sow, EvidenceKind::ValidationReport]);
    }
}
