//! The life of an online invitation (domain D2, D5), in one place.

use crate::problem::ErrorCode;

words! {
    /// Where an invitation stands. 未邀请 is a filing without one.
    InvitationStatus {
        /// 已邀请
        Invited = "INVITED",
        /// 链接已过期
        LinkExpired = "LINK_EXPIRED",
        /// 已关联
        Associated = "ASSOCIATED",
        /// 关联失败: the customer tried and was refused; `fail_cause`. The link still works.
        Failed = "FAILED",
        /// 已撤销
        Revoked = "REVOKED",
        /// 已重发: a newer invitation took its place.
        Replaced = "REPLACED",
    }
}

/// What happens to an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationEvent {
    /// The customer tried and was refused.
    Fail,
    Associate,
    /// Seven days are over.
    Expire,
    Revoke,
    /// The customer is invited anew.
    Replace,
}

impl InvitationStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when the event cannot happen in this state.
    pub const fn after(self, event: InvitationEvent) -> Result<Self, ErrorCode> {
        use InvitationEvent as E;
        match (self, event) {
            (Self::Invited | Self::Failed, E::Fail) => Ok(Self::Failed),
            (Self::Invited | Self::Failed, E::Associate) => Ok(Self::Associated),
            (Self::Invited | Self::Failed, E::Expire) => Ok(Self::LinkExpired),
            (Self::Invited | Self::Failed, E::Revoke) => Ok(Self::Revoked),
            (Self::Invited | Self::Failed | Self::LinkExpired | Self::Revoked, E::Replace) => {
                Ok(Self::Replaced)
            }
            _ => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whether its link works, as far as the state can tell.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Invited | Self::Failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use InvitationEvent as E;

    const EVENTS: [InvitationEvent; 5] = [E::Fail, E::Associate, E::Expire, E::Revoke, E::Replace];

    #[test]
    fn a_failed_try_leaves_the_link_working() {
        assert!(InvitationStatus::Failed.is_open());
        assert_eq!(InvitationStatus::Failed.after(E::Associate), Ok(InvitationStatus::Associated));
    }

    #[test]
    fn only_a_resend_follows_an_expired_or_revoked_link() {
        for status in [InvitationStatus::LinkExpired, InvitationStatus::Revoked] {
            for event in EVENTS {
                let wanted = if event == E::Replace {
                    Ok(InvitationStatus::Replaced)
                } else {
                    Err(ErrorCode::NotInThisState)
                };
                assert_eq!(status.after(event), wanted);
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn however_it_goes_a_link_is_used_at_most_once(events in proptest::collection::vec(0_usize..5, 0..20)) {
            let mut status = InvitationStatus::Invited;
            let mut used = 0;
            for event in events {
                if let Ok(next) = status.after(EVENTS[event]) {
                    used += u32::from(next == InvitationStatus::Associated);
                    status = next;
                }
            }
            proptest::prop_assert!(used <= 1);
        }
    }
}
