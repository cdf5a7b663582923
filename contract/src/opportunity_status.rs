//! The life of an opportunity (domain F), in one place: shared by the vendor (HO) and shared to the vendor (PO).

use crate::problem::ErrorCode;
pub use crate::progress_stage::ProgressStage;

words! {
    /// Who shared it.
    Direction {
        /// 由华为共享: the vendor, with this partner.
        FromVendor = "HO",
        /// 共享给华为: this partner, with the vendor.
        ToVendor = "PO",
    }
}

impl Direction {
    /// The states that an opportunity of this direction can be in, in the order of its life.
    #[must_use]
    pub const fn statuses(self) -> &'static [OpportunityStatus] {
        use OpportunityStatus as S;
        match self {
            Self::FromVendor => &[
                S::PendingAccept,
                S::InProgress,
                S::Delivered,
                S::Lost,
                S::Rejected,
                S::AutoRejected,
                S::Recalled,
            ],
            Self::ToVendor => &[
                S::Draft,
                S::UnderReview,
                S::ReviewRejected,
                S::UnderVerification,
                S::VerificationRejected,
                S::AutoRejected,
                S::Verified,
                S::InProgress,
                S::Delivered,
                S::Lost,
                S::CancelledByBd,
            ],
        }
    }
}

words! {
    /// Where an opportunity stands.
    OpportunityStatus {
        /// HO 待接受: three working days.
        PendingAccept = "PENDING_ACCEPT",
        /// HO 已拒绝, by the partner.
        Rejected = "REJECTED",
        /// HO 已收回: the vendor took it back before it was accepted.
        Recalled = "RECALLED",
        /// PO 草稿
        Draft = "DRAFT",
        /// PO 机会点审核: complete and reasonable?
        UnderReview = "UNDER_REVIEW",
        /// PO 审核不通过
        ReviewRejected = "REVIEW_REJECTED",
        /// PO 机会点验证: ten working days.
        UnderVerification = "UNDER_VERIFICATION",
        /// PO 验证不通过
        VerificationRejected = "VERIFICATION_REJECTED",
        /// PO 验证通过, no progress yet.
        Verified = "VERIFIED",
        /// PO 已取消, by the vendor's business developer.
        CancelledByBd = "CANCELLED_BY_BD",
        /// 超时自动拒绝: HO not accepted, or PO not verified, in time.
        AutoRejected = "AUTO_REJECTED",
        /// 更新进展
        InProgress = "IN_PROGRESS",
        /// 交付完成
        Delivered = "DELIVERED",
        /// 已丢单
        Lost = "LOST",
    }
}

/// What happens to an opportunity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpportunityEvent {
    /// HO: the partner takes it.
    Accept,
    Reject,
    /// HO: the vendor takes it back.
    Recall,
    /// The deadline of acceptance or verification is over.
    TimeOut,
    /// PO: handed in, for the first time or mended.
    Submit,
    ApproveReview,
    RejectReview,
    Verify,
    RejectVerification,
    CancelByBd,
    /// Progress that neither delivers nor loses it.
    Progress,
    Deliver,
    Lose,
}

impl OpportunityEvent {
    pub const ALL: [Self; 13] = [
        Self::Accept,
        Self::Reject,
        Self::Recall,
        Self::TimeOut,
        Self::Submit,
        Self::ApproveReview,
        Self::RejectReview,
        Self::Verify,
        Self::RejectVerification,
        Self::CancelByBd,
        Self::Progress,
        Self::Deliver,
        Self::Lose,
    ];
}

impl OpportunityStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::DeadlinePassed`] for what comes after a deadline that settled it, else
    /// [`ErrorCode::NotInThisState`].
    pub const fn after(self, direction: Direction, event: OpportunityEvent) -> Result<Self, ErrorCode> {
        use OpportunityEvent as E;
        match (direction, self, event) {
            (Direction::FromVendor, Self::PendingAccept, E::Reject) => Ok(Self::Rejected),
            (Direction::FromVendor, Self::PendingAccept, E::Recall) => Ok(Self::Recalled),
            (Direction::FromVendor, Self::PendingAccept, E::TimeOut)
            | (Direction::ToVendor, Self::UnderVerification, E::TimeOut) => Ok(Self::AutoRejected),
            (
                Direction::ToVendor,
                Self::Draft | Self::ReviewRejected | Self::VerificationRejected | Self::AutoRejected,
                E::Submit,
            ) => Ok(Self::UnderReview),
            (Direction::ToVendor, Self::UnderReview, E::ApproveReview) => Ok(Self::UnderVerification),
            (Direction::ToVendor, Self::UnderReview, E::RejectReview) => Ok(Self::ReviewRejected),
            (Direction::ToVendor, Self::UnderVerification, E::Verify) => Ok(Self::Verified),
            (Direction::ToVendor, Self::UnderVerification, E::RejectVerification) => {
                Ok(Self::VerificationRejected)
            }
            (Direction::FromVendor, Self::AutoRejected, E::Accept | E::Reject)
            | (Direction::ToVendor, Self::AutoRejected, E::Verify | E::RejectVerification) => {
                Err(ErrorCode::DeadlinePassed)
            }
            (Direction::ToVendor, Self::Verified | Self::InProgress, E::CancelByBd) => {
                Ok(Self::CancelledByBd)
            }
            (Direction::FromVendor, Self::PendingAccept, E::Accept)
            | (_, Self::Verified | Self::InProgress, E::Progress) => Ok(Self::InProgress),
            (_, Self::Verified | Self::InProgress, E::Deliver) => Ok(Self::Delivered),
            (_, Self::Verified | Self::InProgress, E::Lose) => Ok(Self::Lost),
            _ => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whether the partner may change what it wrote.
    #[must_use]
    pub const fn can_be_edited(self, direction: Direction) -> bool {
        self.after(direction, OpportunityEvent::Submit).is_ok()
    }

    /// Whether the partner may report progress.
    #[must_use]
    pub const fn takes_progress(self) -> bool {
        matches!(self, Self::Verified | Self::InProgress)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{FromVendor, ToVendor};
    use OpportunityEvent as E;
    use OpportunityStatus as S;
    use proptest::prelude::*;

    #[test]
    fn after_the_deadline_neither_accepting_nor_rejecting_is_possible() {
        for event in [E::Accept, E::Reject] {
            assert_eq!(S::AutoRejected.after(FromVendor, event), Err(ErrorCode::DeadlinePassed));
        }
        assert_eq!(S::AutoRejected.after(FromVendor, E::Submit), Err(ErrorCode::NotInThisState));
    }

    #[test]
    fn the_partner_cannot_take_back_what_it_submitted() {
        for status in [S::UnderReview, S::UnderVerification, S::Verified] {
            assert!(!status.can_be_edited(ToVendor), "{status:?}");
        }
        for status in [S::Draft, S::ReviewRejected, S::VerificationRejected, S::AutoRejected] {
            assert!(status.can_be_edited(ToVendor), "{status:?}");
            assert!(!status.can_be_edited(FromVendor), "{status:?}");
        }
    }

    #[test]
    fn progress_is_possible_only_after_acceptance_or_verification() {
        for direction in Direction::ALL {
            for status in S::ALL {
                let possible = status.after(direction, E::Progress).is_ok();
                assert_eq!(possible, status.takes_progress(), "{direction:?} {status:?}");
            }
        }
    }

    #[test]
    fn stored_words_are_read_back() {
        assert!(S::ALL.iter().all(|known| S::parse(known.as_str()) == Some(*known)));
        assert!(ProgressStage::ALL.iter().all(|known| ProgressStage::parse(known.as_str()) == Some(*known)));
        assert!(Direction::ALL.iter().all(|known| Direction::parse(known.as_str()) == Some(*known)));
    }

    proptest! {
        #[test]
        fn whatever_two_people_do_an_opportunity_stays_in_the_states_of_its_direction(
            events in proptest::collection::vec(0_usize..E::ALL.len(), 0..40),
        ) {
            for (direction, first) in [(FromVendor, S::PendingAccept), (ToVendor, S::Draft)] {
                let mut status = first;
                for event in &events {
                    if let Ok(next) = status.after(direction, E::ALL[*event]) {
                        prop_assert!(direction.statuses().contains(&next), "{direction:?} {next:?}");
                        status = next;
                    }
                }
            }
        }
    }
}
