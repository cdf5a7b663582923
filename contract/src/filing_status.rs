//! The life of a filing (domain D1), in one place.

use crate::problem::ErrorCode;

words! {
    /// Where a filing stands.
    FilingStatus {
        /// 未报备: listed only, from before filing existed or because all places were taken. Cannot be invited online.
        NotFiled = "NOT_FILED",
        /// 待审核
        PendingReview = "PENDING_REVIEW",
        /// 已报备
        Filed = "FILED",
        /// 审核不通过
        Rejected = "REJECTED",
        /// 已失效: fifteen days are over.
        Expired = "EXPIRED",
        /// 已关联
        Associated = "ASSOCIATED",
        /// 已撤回: the partner gave the place back.
        Withdrawn = "WITHDRAWN",
    }
}

/// What happens to a filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilingEvent {
    /// Filed, nothing to look at.
    File,
    /// Filed, but the vendor's operator looks at it first.
    FileForReview,
    Approve,
    Reject,
    /// Its time is over.
    Expire,
    /// The customer associated with this partner.
    Associate,
    Withdraw,
}

impl FilingStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when the event cannot happen in this state.
    pub const fn after(self, event: FilingEvent) -> Result<Self, ErrorCode> {
        use FilingEvent as E;
        match (self, event) {
            (Self::NotFiled | Self::Rejected | Self::Expired | Self::Withdrawn, E::File)
            | (Self::PendingReview, E::Approve) => Ok(Self::Filed),
            (Self::NotFiled | Self::Rejected | Self::Expired | Self::Withdrawn, E::FileForReview) => {
                Ok(Self::PendingReview)
            }
            (Self::PendingReview, E::Reject) => Ok(Self::Rejected),
            (Self::Filed, E::Expire) => Ok(Self::Expired),
            (Self::NotFiled | Self::Filed, E::Withdraw) => Ok(Self::Withdrawn),
            // A link outlives the filing (domain 3.8), and an offline link needs none.
            (
                Self::NotFiled
                | Self::PendingReview
                | Self::Filed
                | Self::Rejected
                | Self::Expired
                | Self::Withdrawn,
                E::Associate,
            ) => Ok(Self::Associated),
            _ => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whether it takes one of the [`crate::filings::MAX_OPEN`] places, and keeps other partners away.
    #[must_use]
    pub const fn holds_place(self) -> bool {
        matches!(self, Self::PendingReview | Self::Filed)
    }

    /// Whether it can be filed (again).
    #[must_use]
    pub const fn can_be_filed(self) -> bool {
        self.after(FilingEvent::File).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use FilingEvent as E;

    const EVENTS: [FilingEvent; 7] =
        [E::File, E::FileForReview, E::Approve, E::Reject, E::Expire, E::Associate, E::Withdraw];

    #[test]
    fn an_associated_customer_stays_so() {
        for event in EVENTS {
            assert_eq!(FilingStatus::Associated.after(event), Err(ErrorCode::NotInThisState));
        }
    }

    #[test]
    fn what_is_under_review_is_neither_withdrawn_nor_expires() {
        assert_eq!(FilingStatus::PendingReview.after(E::Withdraw), Err(ErrorCode::NotInThisState));
        assert_eq!(FilingStatus::PendingReview.after(E::Expire), Err(ErrorCode::NotInThisState));
        assert_eq!(FilingStatus::PendingReview.after(E::Reject), Ok(FilingStatus::Rejected));
    }

    #[test]
    fn a_filing_that_is_over_frees_its_place_and_can_be_filed_again() {
        for status in [FilingStatus::Rejected, FilingStatus::Expired, FilingStatus::Withdrawn] {
            assert!(!status.holds_place() && status.can_be_filed());
        }
        assert!(FilingStatus::Filed.holds_place() && !FilingStatus::Filed.can_be_filed());
    }

    proptest::proptest! {
        #[test]
        fn a_place_is_taken_by_filing_only(events in proptest::collection::vec(0_usize..7, 0..20)) {
            let mut status = FilingStatus::NotFiled;
            for event in events {
                let event = EVENTS[event];
                if let Ok(next) = status.after(event) {
                    if next.holds_place() && !status.holds_place() {
                        proptest::prop_assert!(matches!(event, E::File | E::FileForReview));
                    }
                    status = next;
                }
            }
        }
    }
}
