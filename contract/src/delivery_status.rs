//! The life of a delivery project (domain L), in one place: registered, delivered, sampled, proved, evaluated.

use crate::problem::ErrorCode;
use serde::{Deserialize, Serialize};

/// Where a delivery project stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DeliveryStatus {
    /// 待登记
    ToRegister,
    /// 已登记
    Registered,
    /// 已验收: the vendor samples, or passes it over.
    Accepted,
    /// 已终止: the customer unsubscribed.
    Terminated,
    /// 未抽中: the evaluation ends (name proposed).
    NotSampled,
    /// 交付材料提交
    EvidencePending,
    /// 评价中
    Evaluating,
    /// 评价驳回
    Rejected,
    /// 已评价
    Evaluated,
    /// 未提供材料: the vendor closed it after the deadline (proposed).
    NotProvided,
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeliveryHolder {
    Partner,
    Vendor,
}

/// What happens to a delivery project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryEvent {
    /// The partner names who manages the project.
    Register,
    /// The customer accepted the delivery.
    Accept,
    /// The customer agreed to unsubscribe and end the deal.
    Unsubscribe,
    /// Drawn by the vendor: evidence is asked for.
    Sample,
    /// Not drawn.
    PassOver,
    /// The partner hands its evidence in.
    Submit,
    Reject,
    Evaluate,
    /// Nothing came before the deadline, and the vendor gives it up.
    Close,
}

impl DeliveryEvent {
    pub const ALL: [Self; 9] = [
        Self::Register,
        Self::Accept,
        Self::Unsubscribe,
        Self::Sample,
        Self::PassOver,
        Self::Submit,
        Self::Reject,
        Self::Evaluate,
        Self::Close,
    ];
}

impl DeliveryStatus {
    /// In the order of a project's life.
    pub const ALL: [Self; 10] = [
        Self::ToRegister,
        Self::Registered,
        Self::Accepted,
        Self::EvidencePending,
        Self::Evaluating,
        Self::Rejected,
        Self::Evaluated,
        Self::NotSampled,
        Self::NotProvided,
        Self::Terminated,
    ];

    /// The state after an event (Q1).
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] when the event cannot happen in this state.
    pub const fn after(self, event: DeliveryEvent) -> Result<Self, ErrorCode> {
        use DeliveryEvent as E;
        match (self, event) {
            (Self::ToRegister, E::Register) => Ok(Self::Registered),
            (Self::Registered, E::Accept) => Ok(Self::Accepted),
            (Self::Registered, E::Unsubscribe) => Ok(Self::Terminated),
            (Self::Accepted, E::Sample) => Ok(Self::EvidencePending),
            (Self::Accepted, E::PassOver) => Ok(Self::NotSampled),
            (Self::EvidencePending | Self::Rejected, E::Submit) => Ok(Self::Evaluating),
            (Self::EvidencePending | Self::Rejected, E::Close) => Ok(Self::NotProvided),
            (Self::Evaluating, E::Reject) => Ok(Self::Rejected),
            (Self::Evaluating, E::Evaluate) => Ok(Self::Evaluated),
            (
                Self::ToRegister
                | Self::Registered
                | Self::Accepted
                | Self::Terminated
                | Self::NotSampled
                | Self::EvidencePending
                | Self::Evaluating
                | Self::Rejected
                | Self::Evaluated
                | Self::NotProvided,
                _,
            ) => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whose turn it is; nobody's when it has ended.
    #[must_use]
    pub const fn holder(self) -> Option<DeliveryHolder> {
        match self {
            Self::ToRegister | Self::Registered | Self::EvidencePending | Self::Rejected => {
                Some(DeliveryHolder::Partner)
            }
            Self::Accepted | Self::Evaluating => Some(DeliveryHolder::Vendor),
            Self::Terminated | Self::NotSampled | Self::Evaluated | Self::NotProvided => None,
        }
    }

    /// Whether evidence can be attached, removed and submitted.
    #[must_use]
    pub const fn takes_evidence(self) -> bool {
        matches!(self, Self::EvidencePending | Self::Rejected)
    }

    /// As stored and as sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ToRegister => "TO_REGISTER",
            Self::Registered => "REGISTERED",
            Self::Accepted => "ACCEPTED",
            Self::Terminated => "TERMINATED",
            Self::NotSampled => "NOT_SAMPLED",
            Self::EvidencePending => "EVIDENCE_PENDING",
            Self::Evaluating => "EVALUATING",
            Self::Rejected => "REJECTED",
            Self::Evaluated => "EVALUATED",
            Self::NotProvided => "NOT_PROVIDED",
        }
    }

    /// Reads what [`DeliveryStatus::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DeliveryEvent as E;
    use proptest::prelude::*;

    fn event() -> impl Strategy<Value = E> {
        (0..E::ALL.len()).prop_map(|nth| E::ALL[nth])
    }

    proptest! {
        /// Whatever is tried in whatever order: registered, drawn and scored at most once; never scored unless it was
        /// accepted, drawn and submitted; what has ended stays as it is.
        #[test]
        fn no_order_of_events_scores_twice_or_too_early(events in proptest::collection::vec(event(), 0..200)) {
            let mut status = DeliveryStatus::ToRegister;
            let mut happened: Vec<E> = Vec::new();
            for event in events {
                let Ok(next) = status.after(event) else { continue };
                prop_assert!(status.holder().is_some());
                status = next;
                happened.push(event);
            }
            let times = |event: E| happened.iter().filter(|one| **one == event).count();
            for once in [E::Register, E::Accept, E::Unsubscribe, E::Sample, E::PassOver, E::Evaluate, E::Close] {
                prop_assert!(times(once) <= 1);
            }
            prop_assert_eq!(times(E::Evaluate) == 1, status == DeliveryStatus::Evaluated);
            prop_assert!(times(E::Submit) >= times(E::Reject) + times(E::Evaluate));
            if let Some(scored) = happened.iter().position(|one| *one == E::Evaluate) {
                for before in [E::Register, E::Accept, E::Sample, E::Submit] {
                    prop_assert!(happened[..scored].contains(&before));
                }
            }
        }
    }

    #[test]
    fn every_state_is_reached_and_read_back() {
        let mut reached = vec![DeliveryStatus::ToRegister];
        for _ in DeliveryStatus::ALL {
            for status in reached.clone() {
                let next = E::ALL.into_iter().filter_map(|event| status.after(event).ok());
                reached.extend(next.filter(|next| !reached.contains(next)).collect::<Vec<_>>());
            }
        }
        for status in DeliveryStatus::ALL {
            assert!(reached.contains(&status), "{status:?}");
            assert_eq!(DeliveryStatus::parse(status.as_str()), Some(status));
        }
    }

    #[test]
    fn evidence_is_taken_where_it_can_be_submitted_and_nowhere_else() {
        for status in DeliveryStatus::ALL {
            assert_eq!(status.takes_evidence(), status.after(E::Submit).is_ok(), "{status:?}");
        }
    }

    #[test]
    fn what_was_rejected_is_submitted_again() {
        let rejected = DeliveryStatus::Evaluating.after(E::Reject).unwrap();
        assert_eq!(rejected.after(E::Submit), Ok(DeliveryStatus::Evaluating));
        assert_eq!(rejected.after(E::Evaluate), Err(ErrorCode::NotInThisState));
    }
}
