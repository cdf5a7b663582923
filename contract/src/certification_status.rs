//! The life of an application for a capability label (能力认证, domain K), and of a defence about it, each in one place.
//! Longer than most files, because two machines, of an application and of a defence about it, are read together.
//!
//! [`Standing`] is the machine: of the wait for new material it knows which review asked for it, because that review comes next.
//! [`CertificationStatus`] is what of it is stored, filtered by and sent.

use crate::problem::ErrorCode;
use serde::{Deserialize, Serialize};

words! {
    /// Where an application stands.
    CertificationStatus {
        /// Not handed in: only the partner sees it.
        Draft = "DRAFT",
        /// 材料初审
        InitialReview = "INITIAL_REVIEW",
        /// 技术审核
        TechReview = "TECH_REVIEW",
        /// 审核材料待更新: the partner hands in the whole material again.
        MaterialUpdate = "MATERIAL_UPDATE",
        /// 会签
        Countersign = "COUNTERSIGN",
        Passed = "PASSED",
        Failed = "FAILED",
        /// The material did not come in time: the label is not accepted for [`BLOCK_MONTHS`](crate::certifications::BLOCK_MONTHS).
        ClosedOverdue = "CLOSED_OVERDUE",
    }
    /// Which of the two reviews.
    ReviewStage {
        Initial = "INITIAL",
        Technical = "TECHNICAL",
    }
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CertificationHolder {
    Partner,
    Vendor,
}

/// What happens to an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificationEvent {
    /// The partner hands it in.
    Submit,
    /// The stage is passed.
    Pass,
    /// The review needs other material.
    AskMaterial,
    /// The partner hands in the whole material again.
    Update,
    /// It is refused: by the countersigning, or by a review that no other material would change (proposed).
    Fail,
    /// The material did not come in time.
    RunOut,
}

impl CertificationEvent {
    pub const ALL: [Self; 6] =
        [Self::Submit, Self::Pass, Self::AskMaterial, Self::Update, Self::Fail, Self::RunOut];
}

/// A state of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    Draft,
    Review(ReviewStage),
    /// The review that asked, and that looks at what comes.
    MaterialUpdate(ReviewStage),
    Countersign,
    Passed,
    Failed,
    ClosedOverdue,
}

impl Standing {
    pub const ALL: [Self; 9] = [
        Self::Draft,
        Self::Review(ReviewStage::Initial),
        Self::Review(ReviewStage::Technical),
        Self::MaterialUpdate(ReviewStage::Initial),
        Self::MaterialUpdate(ReviewStage::Technical),
        Self::Countersign,
        Self::Passed,
        Self::Failed,
        Self::ClosedOverdue,
    ];

    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when the event cannot happen in this state.
    pub const fn after(self, event: CertificationEvent) -> Result<Self, ErrorCode> {
        use CertificationEvent as E;
        match (self, event) {
            (Self::Draft, E::Submit) => Ok(Self::Review(ReviewStage::Initial)),
            (Self::Review(ReviewStage::Initial), E::Pass) => Ok(Self::Review(ReviewStage::Technical)),
            (Self::Review(ReviewStage::Technical), E::Pass) => Ok(Self::Countersign),
            (Self::Review(stage), E::AskMaterial) => Ok(Self::MaterialUpdate(stage)),
            (Self::MaterialUpdate(stage), E::Update) => Ok(Self::Review(stage)),
            (Self::MaterialUpdate(_), E::RunOut) => Ok(Self::ClosedOverdue),
            (Self::Countersign, E::Pass) => Ok(Self::Passed),
            (Self::Review(_) | Self::Countersign, E::Fail) => Ok(Self::Failed),
            _ => Err(ErrorCode::NotInThisState),
        }
    }

    /// What of it is stored and sent.
    #[must_use]
    pub const fn status(self) -> CertificationStatus {
        match self {
            Self::Draft => CertificationStatus::Draft,
            Self::Review(ReviewStage::Initial) => CertificationStatus::InitialReview,
            Self::Review(ReviewStage::Technical) => CertificationStatus::TechReview,
            Self::MaterialUpdate(_) => CertificationStatus::MaterialUpdate,
            Self::Countersign => CertificationStatus::Countersign,
            Self::Passed => CertificationStatus::Passed,
            Self::Failed => CertificationStatus::Failed,
            Self::ClosedOverdue => CertificationStatus::ClosedOverdue,
        }
    }

    /// The review that is going on, or that asked for material.
    #[must_use]
    pub const fn stage(self) -> Option<ReviewStage> {
        match self {
            Self::Review(stage) | Self::MaterialUpdate(stage) => Some(stage),
            Self::Draft | Self::Countersign | Self::Passed | Self::Failed | Self::ClosedOverdue => None,
        }
    }

    /// Reads what [`Standing::status`] and [`Standing::stage`] gave; nothing where they do not fit together.
    #[must_use]
    pub fn of(status: CertificationStatus, stage: Option<ReviewStage>) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.status() == status && known.stage() == stage)
    }

    /// Whether a defence can be asked for: any time before the countersigning (domain S5, proposed), once it is handed in.
    #[must_use]
    pub const fn takes_defence(self) -> bool {
        matches!(self, Self::Review(_) | Self::MaterialUpdate(_))
    }
}

impl CertificationStatus {
    /// Whether it is handed in and not settled.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::InitialReview | Self::TechReview | Self::MaterialUpdate | Self::Countersign => true,
            Self::Draft | Self::Passed | Self::Failed | Self::ClosedOverdue => false,
        }
    }

    /// Whose turn it is; nobody's once it is settled.
    #[must_use]
    pub const fn holder(self) -> Option<CertificationHolder> {
        match self {
            Self::Draft | Self::MaterialUpdate => Some(CertificationHolder::Partner),
            Self::InitialReview | Self::TechReview | Self::Countersign => Some(CertificationHolder::Vendor),
            Self::Passed | Self::Failed | Self::ClosedOverdue => None,
        }
    }

    /// Working days in which the vendor promises to be through with this stage (domain K).
    #[must_use]
    pub const fn promised_days(self) -> Option<u32> {
        match self {
            Self::InitialReview => Some(3),
            Self::TechReview => Some(15),
            Self::Countersign => Some(7),
            Self::Draft | Self::MaterialUpdate | Self::Passed | Self::Failed | Self::ClosedOverdue => None,
        }
    }
}

words! {
    /// Where a defence stands.
    DefenceStatus {
        /// The vendor has not answered.
        Requested = "REQUESTED",
        /// Time and place are set.
        Scheduled = "SCHEDULED",
        /// It took place; there are minutes.
        Held = "HELD",
        /// The vendor does not hold it, with a reason.
        Declined = "DECLINED",
    }
}

/// What happens to a defence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefenceEvent {
    /// A time is set, or another one.
    Schedule,
    Hold,
    Decline,
}

impl DefenceEvent {
    pub const ALL: [Self; 3] = [Self::Schedule, Self::Hold, Self::Decline];
}

impl DefenceStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when the event cannot happen in this state.
    pub const fn after(self, event: DefenceEvent) -> Result<Self, ErrorCode> {
        use DefenceEvent as E;
        match (self, event) {
            (Self::Requested | Self::Scheduled, E::Schedule) => Ok(Self::Scheduled),
            (Self::Scheduled, E::Hold) => Ok(Self::Held),
            (Self::Requested | Self::Scheduled, E::Decline) => Ok(Self::Declined),
            _ => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whether the vendor still has to do something: as long the wait for material stands still, and no review is answered.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Requested | Self::Scheduled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CertificationEvent as E;
    use proptest::prelude::*;

    #[test]
    fn new_material_comes_back_to_the_review_that_asked_for_it() {
        for stage in ReviewStage::ALL {
            let waiting = Standing::Review(stage).after(E::AskMaterial).unwrap();
            assert_eq!(waiting.status(), CertificationStatus::MaterialUpdate);
            assert_eq!(waiting.after(E::Update), Ok(Standing::Review(stage)));
        }
    }

    #[test]
    fn what_is_settled_stays_settled() {
        for settled in Standing::ALL.into_iter().filter(|standing| standing.status().holder().is_none()) {
            for event in E::ALL {
                assert_eq!(settled.after(event), Err(ErrorCode::NotInThisState), "{settled:?} {event:?}");
            }
        }
    }

    #[test]
    fn a_stored_state_is_read_back_and_an_impossible_one_is_not() {
        for standing in Standing::ALL {
            assert_eq!(Standing::of(standing.status(), standing.stage()), Some(standing));
        }
        assert_eq!(Standing::of(CertificationStatus::TechReview, Some(ReviewStage::Initial)), None);
        assert_eq!(Standing::of(CertificationStatus::MaterialUpdate, None), None);
        assert!(
            CertificationStatus::ALL
                .iter()
                .all(|known| { CertificationStatus::parse(known.as_str()) == Some(*known) })
        );
        assert!(DefenceStatus::ALL.iter().all(|known| DefenceStatus::parse(known.as_str()) == Some(*known)));
    }

    #[test]
    fn a_defence_is_over_once_it_is_held_or_declined() {
        for over in DefenceStatus::ALL.into_iter().filter(|status| !status.is_open()) {
            for event in DefenceEvent::ALL {
                assert_eq!(over.after(event), Err(ErrorCode::NotInThisState));
            }
        }
        assert_eq!(DefenceStatus::Requested.after(DefenceEvent::Hold), Err(ErrorCode::NotInThisState));
    }

    #[test]
    fn a_defence_is_asked_for_before_the_countersigning() {
        let takes: Vec<_> = Standing::ALL.into_iter().filter(|standing| standing.takes_defence()).collect();
        assert_eq!(takes.len(), 4);
        assert!(!takes.contains(&Standing::Countersign) && !takes.contains(&Standing::Draft));
    }

    proptest! {
        /// Whatever happens in whatever order: nothing is passed but by both reviews and the countersigning, each of them after
        /// the other, and the last passes of each review came after the last material.
        #[test]
        fn only_both_reviews_and_the_countersigning_pass_an_application(events in proptest::collection::vec(0..E::ALL.len(), 0..120)) {
            let mut standing = Standing::Draft;
            let mut passed = Vec::new();
            for event in events {
                let event = E::ALL[event];
                let Ok(next) = standing.after(event) else { continue };
                if event == E::Pass {
                    passed.push(standing);
                }
                prop_assert_eq!(next.status().is_open(), next.status().holder().is_some());
                standing = next;
            }
            if standing == Standing::Passed {
                prop_assert_eq!(passed, vec![
                    Standing::Review(ReviewStage::Initial), Standing::Review(ReviewStage::Technical), Standing::Countersign,
                ]);
            }
        }
    }
}
