//! The life of an incentive (G1), and where its money is.

use crate::problem::ErrorCode;

words! {
    /// Where an incentive stands.
    IncentiveStatus {
        /// 预估: the period is not reckoned up yet.
        Estimated = "ESTIMATED",
        /// 待确认: published; confirmed by the partner, or by itself at the deadline.
        PendingConfirm = "PENDING_CONFIRM",
        /// 发放中: reconciled, and not all of it paid: to be applied for, or on its way.
        Issuing = "ISSUING",
        /// 发放成功: nothing is left to be paid.
        Issued = "ISSUED",
        /// 已过期: what was left was not redeemed in time.
        Expired = "EXPIRED",
        /// 已转移: what was left went to another account of the company.
        Transferred = "TRANSFERRED",
    }
}

/// What happens to an incentive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncentiveEvent {
    /// The period is reckoned up; the partner has until the deadline.
    Publish,
    /// By a member, or by the deadline.
    Confirm,
    /// The last of it was paid or netted.
    Issue,
    Expire,
    Transfer,
}

impl IncentiveEvent {
    pub const ALL: [Self; 5] = [Self::Publish, Self::Confirm, Self::Issue, Self::Expire, Self::Transfer];
}

impl IncentiveStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when the event cannot happen in this state.
    pub const fn after(self, event: IncentiveEvent) -> Result<Self, ErrorCode> {
        use IncentiveEvent as E;
        match (self, event) {
            (Self::Estimated, E::Publish) => Ok(Self::PendingConfirm),
            (Self::PendingConfirm, E::Confirm) => Ok(Self::Issuing),
            (Self::Issuing, E::Issue) => Ok(Self::Issued),
            (Self::Issuing, E::Expire) => Ok(Self::Expired),
            (Self::Issuing, E::Transfer) => Ok(Self::Transferred),
            _ => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whether it was confirmed: only then it counts in what can be applied for.
    #[must_use]
    pub const fn is_reconciled(self) -> bool {
        match self {
            Self::Estimated | Self::PendingConfirm => false,
            Self::Issuing | Self::Issued | Self::Expired | Self::Transferred => true,
        }
    }
}

words! {
    /// Why an incentive is frozen (G2).
    FrozenReason {
        /// The spend of its billing cycle is not fully paid. It thaws the day after payment.
        UnpaidSpend = "UNPAID_SPEND",
    }
    /// Where money of incentives is. Every cent of every incentive is in exactly one of these, so a figure of the summary,
    /// a bar of the chart and the list behind it agree.
    MoneyPlace {
        /// Not reckoned up.
        Estimated = "ESTIMATED",
        /// Waits for confirmation.
        ToConfirm = "TO_CONFIRM",
        /// Can be applied for, or (below zero) will be netted.
        Available = "AVAILABLE",
        /// Reconciled, but frozen.
        Frozen = "FROZEN",
        /// In a payout that is not finished.
        OnTheWay = "ON_THE_WAY",
        /// Paid, or netted with reductions that were.
        Paid = "PAID",
        /// Lost: not redeemed in time.
        Expired = "EXPIRED",
        /// With another account of the company.
        Transferred = "TRANSFERRED",
    }
    /// Where feedback stands.
    FeedbackStatus {
        /// The vendor has not answered.
        Open = "OPEN",
        /// The vendor agrees; what follows comes as an adjustment.
        Accepted = "ACCEPTED",
        /// The vendor does not agree, and says why.
        Declined = "DECLINED",
    }
}

impl FeedbackStatus {
    /// The state after the vendor's answer.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when it was answered before.
    pub const fn answered(self, accepted: bool) -> Result<Self, ErrorCode> {
        match self {
            Self::Open if accepted => Ok(Self::Accepted),
            Self::Open => Ok(Self::Declined),
            Self::Accepted | Self::Declined => Err(ErrorCode::NotInThisState),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use IncentiveEvent as E;
    use IncentiveStatus as S;

    #[test]
    fn nothing_is_paid_before_it_is_reconciled() {
        for status in S::ALL.into_iter().filter(|status| !status.is_reconciled()) {
            for event in [E::Issue, E::Expire, E::Transfer] {
                assert_eq!(status.after(event), Err(ErrorCode::NotInThisState), "{status:?} {event:?}");
            }
        }
    }

    #[test]
    fn what_is_settled_stays_settled() {
        for status in [S::Issued, S::Expired, S::Transferred] {
            for event in E::ALL {
                assert_eq!(status.after(event), Err(ErrorCode::NotInThisState), "{status:?} {event:?}");
            }
        }
    }

    #[test]
    fn stored_words_are_read_back() {
        assert!(S::ALL.iter().all(|known| S::parse(known.as_str()) == Some(*known)));
        assert!(MoneyPlace::ALL.iter().all(|known| MoneyPlace::parse(known.as_str()) == Some(*known)));
        assert!(FrozenReason::ALL.iter().all(|known| FrozenReason::parse(known.as_str()) == Some(*known)));
        assert!(
            FeedbackStatus::ALL.iter().all(|known| FeedbackStatus::parse(known.as_str()) == Some(*known))
        );
    }
}
