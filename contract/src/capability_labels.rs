//! Capability labels that a partner holds (能力认证结果, domain K): which level-2 labels they include, until when they are valid,
//! and their badges.

use crate::{
    certification_standards::Bilingual,
    certifications::SubLabelResult,
    endpoint::{Download, Fetch},
    ids::{CapabilityLabelId, CertificationId},
    permissions::{Access, Permission},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

const VIEW: Access = Access::Partner(Permission::ViewCertifications);

/// `GET /v2/partners/capability-labels`: labels that were passed, also those that have expired; newest first.
pub const LIST: Fetch<(), (), CapabilityLabels> =
    Fetch::get("ListCapabilityLabels", "/v2/partners/capability-labels", VIEW);
/// `GET …/{label_id}/badge/svg`: the badge; `CBC.99100002` once the label has expired. Each download is kept.
pub const BADGE_SVG: Download<(CapabilityLabelId,)> =
    Download::get("DownloadCapabilityBadgeSvg", "/v2/partners/capability-labels/{label_id}/badge/svg", VIEW);
/// `GET …/{label_id}/badge/png`: the same as an image of [`BADGE_PNG_WIDTH`] pixels.
pub const BADGE_PNG: Download<(CapabilityLabelId,)> =
    Download::get("DownloadCapabilityBadgePng", "/v2/partners/capability-labels/{label_id}/badge/png", VIEW);
/// `POST …/badge-downloads/query`: who downloaded which badge when, newest first.
pub const BADGE_DOWNLOADS: Fetch<(), BadgeDownloadQuery, BadgeDownloadPage> = Fetch::query(
    "ListCapabilityBadgeDownloads",
    "/v2/partners/capability-labels/badge-downloads/query",
    VIEW,
);

/// Months for which a label is valid (silent in the source; proposed): until 24:00 (GMT+08:00) of the day before.
pub const VALID_MONTHS: u8 = 12;
/// Days before its end on which the partner is reminded (proposed).
pub const EXPIRY_REMINDER_DAYS: i64 = 60;
/// Pixels.
pub const BADGE_PNG_WIDTH: u32 = 960;

/// The end of a label that is passed now.
#[must_use]
pub fn valid_until(passed_at: Timestamp) -> Timestamp {
    passed_at.china_day().plus_months(VALID_MONTHS).china_midnight()
}

words! {
    /// How long a label is still good for.
    LabelValidity {
        Valid = "VALID",
        /// It ends in [`EXPIRY_REMINDER_DAYS`] or less, and can be applied for again.
        ExpiringSoon = "EXPIRING_SOON",
        Expired = "EXPIRED",
    }
}

impl LabelValidity {
    /// By the clock alone: no job has to have run.
    #[must_use]
    pub const fn at(now: Timestamp, valid_until: Timestamp) -> Self {
        let left = valid_until.seconds() - now.seconds();
        if left <= 0 {
            Self::Expired
        } else if left <= EXPIRY_REMINDER_DAYS * 86_400 {
            Self::ExpiringSoon
        } else {
            Self::Valid
        }
    }
}

/// Answer of [`LIST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CapabilityLabels {
    pub labels: Vec<CapabilityLabel>,
}

/// A level-1 label that was passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CapabilityLabel {
    pub label_id: CapabilityLabelId,
    pub name: Bilingual,
    /// Every level-2 label, with whether it was passed: those are included.
    pub sublabels: Vec<SubLabelResult>,
    /// The application that passed it last.
    pub certification_id: CertificationId,
    pub certification_no: String,
    pub passed_at: Timestamp,
    pub valid_until: Timestamp,
    pub validity: LabelValidity,
}

words! {
    /// In which form a badge was downloaded.
    BadgeFormat {
        Svg = "SVG",
        Png = "PNG",
    }
}

/// Filter and page of [`BADGE_DOWNLOADS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct BadgeDownloadQuery {
    pub label_id: Option<CapabilityLabelId>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of downloads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BadgeDownloadPage {
    pub downloads: Vec<BadgeDownload>,
    pub total_count: u32,
}

/// A download of a badge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BadgeDownload {
    pub label_id: CapabilityLabelId,
    pub name: Bilingual,
    pub format: BadgeFormat,
    pub at: Timestamp,
    /// Display name of the member.
    pub by: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_good_for_twelve_months_and_says_so_sixty_days_before_its_end() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let end = valid_until(at("2026-11-27T02:00:00Z"));
        assert_eq!(end, at("2027-11-26T16:00:00Z"));
        let days_before = |days: i64| LabelValidity::at(end.plus_seconds(-days * 86_400), end);
        assert_eq!(
            [61, 60, 1, 0].map(days_before),
            [
                LabelValidity::Valid,
                LabelValidity::ExpiringSoon,
                LabelValidity::ExpiringSoon,
                LabelValidity::Expired
            ]
        );
    }
}
