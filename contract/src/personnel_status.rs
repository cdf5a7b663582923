//! The life of a project specialist (项目专员, domain J), in one place. The vendor names seven states and leaves the list
//! open; the state between asking for a release and its answer is ours.

use crate::problem::ErrorCode;

words! {
    /// Where a specialist stands.
    PersonnelStatus {
        /// 已邀请: the link was sent.
        Invited = "INVITED",
        /// 已失效: seven days are over, or the partner took the invitation back.
        Expired = "EXPIRED",
        /// 申请专员审核中: accepted, and the vendor looks at it.
        UnderReview = "UNDER_REVIEW",
        /// 申请专员审核未通过
        Rejected = "REJECTED",
        /// 已绑定: a specialist of this partner.
        Bound = "BOUND",
        /// 取消专员审核中: the partner asked the vendor for the release.
        ReleaseUnderReview = "RELEASE_UNDER_REVIEW",
        /// 取消专员审核通过
        Released = "RELEASED",
        /// 已解绑: the person ended it.
        Unbound = "UNBOUND",
    }
}

/// What happens to a specialist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonnelEvent {
    /// A new link; the former one stops working.
    InviteAgain,
    Revoke,
    /// Seven days are over.
    Expire,
    /// The person accepts by the link.
    Accept,
    /// The vendor agrees to the application.
    Approve,
    /// The vendor does not.
    Reject,
    /// The partner asks for the release.
    AskRelease,
    /// The vendor agrees to it.
    ApproveRelease,
    /// The vendor does not: the specialist stays.
    RejectRelease,
    /// The person leaves, by the same link.
    Leave,
}

impl PersonnelStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when the event cannot happen in this state.
    pub const fn after(self, event: PersonnelEvent) -> Result<Self, ErrorCode> {
        use PersonnelEvent as E;
        match (self, event) {
            (Self::Invited | Self::Expired, E::InviteAgain) => Ok(Self::Invited),
            (Self::Invited, E::Revoke | E::Expire) => Ok(Self::Expired),
            (Self::Invited, E::Accept) => Ok(Self::UnderReview),
            (Self::UnderReview, E::Approve) | (Self::ReleaseUnderReview, E::RejectRelease) => Ok(Self::Bound),
            (Self::UnderReview, E::Reject) => Ok(Self::Rejected),
            (Self::Bound, E::AskRelease) => Ok(Self::ReleaseUnderReview),
            (Self::ReleaseUnderReview, E::ApproveRelease) => Ok(Self::Released),
            (Self::UnderReview | Self::Bound | Self::ReleaseUnderReview, E::Leave) => Ok(Self::Unbound),
            _ => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whether the same person cannot be invited once more beside it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Invited | Self::UnderReview | Self::Bound | Self::ReleaseUnderReview)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PersonnelEvent as E;
    use PersonnelStatus as S;

    const EVENTS: [E; 10] = [
        E::InviteAgain,
        E::Revoke,
        E::Expire,
        E::Accept,
        E::Approve,
        E::Reject,
        E::AskRelease,
        E::ApproveRelease,
        E::RejectRelease,
        E::Leave,
    ];

    #[test]
    fn what_has_ended_stays_ended_but_a_dead_link_can_be_sent_anew() {
        for status in S::ALL.into_iter().filter(|status| !status.is_open()) {
            for event in EVENTS {
                let possible = status == S::Expired && event == E::InviteAgain;
                assert_eq!(status.after(event).is_ok(), possible, "{status:?} {event:?}");
            }
        }
    }

    #[test]
    fn nobody_is_bound_without_having_accepted_and_without_the_vendor() {
        let to_bound: Vec<_> = S::ALL
            .into_iter()
            .flat_map(|status| EVENTS.map(|event| (status, event)))
            .filter(|(status, event)| status.after(*event) == Ok(S::Bound))
            .collect();
        assert_eq!(to_bound, [(S::UnderReview, E::Approve), (S::ReleaseUnderReview, E::RejectRelease)]);
        assert_eq!(S::Invited.after(E::Accept), Ok(S::UnderReview));
    }

    #[test]
    fn who_has_accepted_can_leave_at_any_time() {
        for status in S::ALL {
            let accepted = matches!(status, S::UnderReview | S::Bound | S::ReleaseUnderReview);
            assert_eq!(status.after(E::Leave).is_ok(), accepted, "{status:?}");
        }
    }

    #[test]
    fn every_state_is_read_back() {
        for status in S::ALL {
            assert_eq!(S::parse(status.as_str()), Some(status));
        }
    }
}
