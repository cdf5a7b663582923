//! Where the certification of a partner's business information stands (domain G5): the one state machine for the app, which
//! asks it what may be done, and for the backend, which does it.

use crate::{problem::ErrorCode, text::Rule};
use serde::{Deserialize, Serialize};

/// Tries that are left to enter the amount of the transfer: never none, because then it is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("minimum" = 1, "maximum" = 3)))]
#[serde(try_from = "u32", into = "u32")]
pub struct TriesLeft(u32);

impl TriesLeft {
    /// Three wrong amounts lock.
    pub const ALL: Self = Self(3);

    /// `None` when that was the last one.
    #[must_use]
    pub const fn after_a_wrong_one(self) -> Option<Self> {
        if self.0 > 1 { Some(Self(self.0 - 1)) } else { None }
    }

    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for TriesLeft {
    type Error = Rule;
    fn try_from(tries: u32) -> Result<Self, Rule> {
        if (1..=Self::ALL.0).contains(&tries) { Ok(Self(tries)) } else { Err(Rule::OutOfRange) }
    }
}

impl From<TriesLeft> for u32 {
    fn from(tries: TriesLeft) -> Self {
        tries.0
    }
}

words! {
    /// Who checks what was submitted.
    Checker {
        /// Within three hours.
        Machine = "MACHINE",
        /// A person of the vendor's, within five working days: the machine found something.
        Auditor = "AUDITOR",
    }
    /// Why a certification failed.
    FailReason {
        /// The bank did not take the transfer: the account is closed, or its holder has another name.
        TransferReturned = "TRANSFER_RETURNED",
        /// The auditor said no; the words come with it.
        NotApproved = "NOT_APPROVED",
    }
}

/// Where it stands. Wrong amounts count across submissions: sending the form again buys no further tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "status", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BusinessInfoStatus {
    /// Nothing was submitted.
    NotCertified,
    /// Under check, which is not over when a person has taken over.
    AutoChecking {
        checked_by: Checker,
        tries_left: TriesLeft,
    },
    /// A small amount is on its way to the account; whoever sees its statement enters it.
    AwaitAmount {
        tries_left: TriesLeft,
    },
    Certified,
    Failed {
        reason: FailReason,
        tries_left: TriesLeft,
    },
    /// Three wrong amounts. A ticket unlocks.
    Locked,
}

/// What happens to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BusinessInfoEvent {
    /// The partner sends the form, the first time or with changes.
    Submit,
    /// The check has nothing against it. `proven`: an amount has proved this company and account before, so that no
    /// transfer is needed.
    Pass {
        proven: bool,
    },
    /// The machine found something that a person has to look at.
    Escalate,
    /// The check or the bank says no.
    Fail(FailReason),
    WrongAmount,
    RightAmount,
    /// The vendor answered the ticket.
    Unlock,
}

impl BusinessInfoStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::AmountLocked`] when it is locked, else [`ErrorCode::NotInThisState`], when the event cannot happen in this
    /// state.
    pub const fn after(self, event: BusinessInfoEvent) -> Result<Self, ErrorCode> {
        use BusinessInfoEvent as E;
        match (self, event) {
            (Self::NotCertified | Self::Certified, E::Submit) => {
                Ok(Self::AutoChecking { checked_by: Checker::Machine, tries_left: TriesLeft::ALL })
            }
            (Self::AwaitAmount { tries_left } | Self::Failed { tries_left, .. }, E::Submit) => {
                Ok(Self::AutoChecking { checked_by: Checker::Machine, tries_left })
            }
            (Self::AutoChecking { checked_by: Checker::Machine, tries_left }, E::Escalate) => {
                Ok(Self::AutoChecking { checked_by: Checker::Auditor, tries_left })
            }
            (Self::AutoChecking { .. } | Self::Failed { .. }, E::Pass { proven: true })
            | (Self::AwaitAmount { .. }, E::RightAmount) => Ok(Self::Certified),
            // The vendor may find that a failure was none.
            (
                Self::AutoChecking { tries_left, .. } | Self::Failed { tries_left, .. },
                E::Pass { proven: false },
            ) => Ok(Self::AwaitAmount { tries_left }),
            // The bank may send a transfer back.
            (Self::AutoChecking { tries_left, .. } | Self::AwaitAmount { tries_left }, E::Fail(reason)) => {
                Ok(Self::Failed { reason, tries_left })
            }
            (Self::AwaitAmount { tries_left }, E::WrongAmount) => Ok(match tries_left.after_a_wrong_one() {
                Some(tries_left) => Self::AwaitAmount { tries_left },
                None => Self::Locked,
            }),
            (Self::Locked, E::Unlock) => Ok(Self::AwaitAmount { tries_left: TriesLeft::ALL }),
            (Self::Locked, _) => Err(ErrorCode::AmountLocked),
            _ => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whether the partner may send the form.
    #[must_use]
    pub const fn takes_the_form(self) -> bool {
        self.after(BusinessInfoEvent::Submit).is_ok()
    }

    /// Whether the partner may ask the vendor to look at it: at a failure, or to unlock.
    #[must_use]
    pub const fn takes_a_ticket(self) -> bool {
        matches!(self, Self::Failed { .. } | Self::Locked)
    }

    /// As stored and as sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotCertified => "NOT_CERTIFIED",
            Self::AutoChecking { .. } => "AUTO_CHECKING",
            Self::AwaitAmount { .. } => "AWAIT_AMOUNT",
            Self::Certified => "CERTIFIED",
            Self::Failed { .. } => "FAILED",
            Self::Locked => "LOCKED",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use BusinessInfoEvent as E;
    use proptest::prelude::*;

    fn event() -> impl Strategy<Value = E> {
        prop_oneof![
            Just(E::Submit),
            any::<bool>().prop_map(|proven| E::Pass { proven }),
            Just(E::Escalate),
            Just(E::Fail(FailReason::TransferReturned)),
            Just(E::Fail(FailReason::NotApproved)),
            Just(E::WrongAmount),
            Just(E::RightAmount),
            Just(E::Unlock),
        ]
    }

    proptest! {
        #[test]
        fn between_two_unlockings_or_successes_nobody_tries_a_fourth_amount(
            events in prop::collection::vec(event(), 0..60),
        ) {
            let mut status = BusinessInfoStatus::NotCertified;
            let mut wrong = 0;
            for event in events {
                let Ok(next) = status.after(event) else { continue };
                match event {
                    E::WrongAmount => wrong += 1,
                    E::RightAmount | E::Unlock | E::Pass { proven: true } => wrong = 0,
                    _ => {}
                }
                prop_assert!(wrong <= 3);
                prop_assert_eq!(next == BusinessInfoStatus::Locked, wrong == 3);
                status = next;
            }
        }

        #[test]
        fn nobody_is_certified_without_an_amount_or_an_earlier_proof(
            events in prop::collection::vec(event(), 0..60),
        ) {
            let mut status = BusinessInfoStatus::NotCertified;
            for event in events {
                let Ok(next) = status.after(event) else { continue };
                if next == BusinessInfoStatus::Certified {
                    let is_proof = matches!(event, E::RightAmount | E::Pass { proven: true });
                    prop_assert!(is_proof);
                }
                status = next;
            }
        }
    }

    #[test]
    fn only_a_ticket_unlocks() {
        for event in [E::Submit, E::WrongAmount, E::RightAmount, E::Escalate, E::Pass { proven: false }] {
            assert_eq!(BusinessInfoStatus::Locked.after(event), Err(ErrorCode::AmountLocked));
        }
        let unlocked = BusinessInfoStatus::AwaitAmount { tries_left: TriesLeft::ALL };
        assert_eq!(BusinessInfoStatus::Locked.after(E::Unlock), Ok(unlocked));
    }

    #[test]
    fn what_is_under_check_is_not_edited() {
        for checked_by in Checker::ALL {
            let checking = BusinessInfoStatus::AutoChecking { checked_by, tries_left: TriesLeft::ALL };
            assert!(!checking.takes_the_form());
        }
        assert!(BusinessInfoStatus::Certified.takes_the_form());
    }

    #[test]
    fn the_wire_says_the_status_and_what_belongs_to_it() {
        let status = BusinessInfoStatus::AwaitAmount { tries_left: TriesLeft::ALL };
        let wire = serde_json::to_string(&status).unwrap();
        assert_eq!(wire, r#"{"status":"AWAIT_AMOUNT","tries_left":3}"#);
        assert!(
            serde_json::from_str::<BusinessInfoStatus>(r#"{"status":"AWAIT_AMOUNT","tries_left":0}"#)
                .is_err()
        );
    }
}
