//! The partner customer engagement programme (合作伙伴共拓计划, PCE): without it there are no opportunities (domain F).

use crate::{
    endpoint::{Fetch, Submit},
    permissions::{Access, Permission},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// `GET …`: whether this partner joined, and what it may receive.
pub const SHOW: Fetch<(), (), Programme> =
    Fetch::get("ShowEngagementProgramme", "/v2/partners/programmes/engagement", Access::Member);
/// `POST …/join`: an administrator joins; every commitment must be ticked (`CBC.99100023`).
pub const JOIN: Submit<(), JoinDraft, Programme> = Submit::post(
    "JoinEngagementProgramme",
    "/v2/partners/programmes/engagement/join",
    Access::Partner(Permission::JoinProgrammes),
);

words! {
    /// What a partner promises when it joins.
    Commitment {
        /// Answer a shared opportunity within three working days.
        AnswerInTime = "ANSWER_IN_TIME",
        /// Keep progress up to date until delivery.
        ReportProgress = "REPORT_PROGRESS",
        /// Share only what the customer agreed to.
        CustomerConsent = "CUSTOMER_CONSENT",
        /// Keep what the vendor shares to itself.
        Confidentiality = "CONFIDENTIALITY",
    }

    /// Where a partner stands on its development path.
    PathStage {
        Registered = "REGISTERED",
        /// 认证级
        Certified = "CERTIFIED",
        /// 差异化级
        Differentiated = "DIFFERENTIATED",
    }
}

/// Delivered POs of the last twelve months that a certified partner needs to be given HOs.
pub const DELIVERED_FOR_HO: u32 = 3;

/// Whether a partner that joined may be given opportunities by the vendor (domain F).
#[must_use]
pub const fn may_receive(stage: PathStage, delivered_last_year: u32) -> bool {
    match stage {
        PathStage::Differentiated => true,
        PathStage::Certified => delivered_last_year >= DELIVERED_FOR_HO,
        PathStage::Registered => false,
    }
}

/// Answer of [`SHOW`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Programme {
    /// Absent while this partner has not joined.
    pub joined_at: Option<Timestamp>,
    /// Display name of the administrator who joined.
    pub joined_by: Option<String>,
    pub path_stage: PathStage,
    /// Signed and delivered POs of the last twelve months.
    pub delivered_last_year: u32,
    /// Display names of those who can join for this partner.
    pub administrators: Vec<String>,
}

/// Input of [`JOIN`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct JoinDraft {
    /// All of [`Commitment::ALL`].
    pub commitments: Vec<Commitment>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certified_partner_receives_opportunities_from_the_third_delivery_on() {
        assert!(!may_receive(PathStage::Certified, 2));
        assert!(may_receive(PathStage::Certified, 3));
        assert!(may_receive(PathStage::Differentiated, 0));
        assert!(!may_receive(PathStage::Registered, 9));
    }
}
