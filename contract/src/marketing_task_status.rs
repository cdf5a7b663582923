//! Life of a marketing task (domain I): who may process it, what becomes of it, and which strategies there are.

use crate::{permissions::Identity, problem::ErrorCode};

words! {
    /// Which of the two tabs.
    #[derive(Default)]
    TaskKind {
        /// 销售拓展任务: comes from a strategy of the vendor's.
        #[default]
        Expansion = "EXPANSION",
        /// 大单续订任务: comes from an order that expires.
        Renewal = "RENEWAL",
    }
    /// Where a task stands.
    TaskStatus {
        /// 待处理
        Pending = "PENDING",
        /// 进行中
        InProgress = "IN_PROGRESS",
        /// 已完成
        Completed = "COMPLETED",
        /// 已终止
        Terminated = "TERMINATED",
    }
    /// What happens to a task; each leaves a record for good.
    TaskEvent {
        Process = "PROCESS",
        Complete = "COMPLETE",
        Terminate = "TERMINATE",
    }
    /// 一级策略
    Strategy {
        /// 线索挖掘
        LeadMining = "LEAD_MINING",
        /// 交叉销售与复购
        CrossSelling = "CROSS_SELLING",
        /// 到期续费
        ExpiryRenewal = "EXPIRY_RENEWAL",
        /// 场景推荐
        Scenario = "SCENARIO",
    }
    /// 二级策略 (proposed: the source names the level and not its values).
    SubStrategy {
        /// Looked at a product and did not buy it.
        VisitedNotBought = "VISITED_NOT_BOUGHT",
        /// A free trial ended.
        TrialEnded = "TRIAL_ENDED",
        /// What customers like this one use as well.
        CrossSell = "CROSS_SELL",
        /// Bought it before and not again.
        Repurchase = "REPURCHASE",
        /// Resources that expire within thirty days.
        ExpiresSoon = "EXPIRES_SOON",
        /// Resources that have expired and are kept a while.
        JustExpired = "JUST_EXPIRED",
        /// Backup and disaster recovery.
        Backup = "BACKUP",
        /// Security.
        Security = "SECURITY",
    }
    /// How the customer was met.
    ContactResult {
        Reached = "REACHED",
        CallBack = "CALL_BACK",
        NotReached = "NOT_REACHED",
        WrongContact = "WRONG_CONTACT",
    }
    /// What the customer intends.
    Intention {
        Yes = "YES",
        Partly = "PARTLY",
        No = "NO",
        Unreachable = "UNREACHABLE",
    }
}

impl SubStrategy {
    /// The strategy that it is a part of.
    #[must_use]
    pub const fn parent(self) -> Strategy {
        match self {
            Self::VisitedNotBought | Self::TrialEnded => Strategy::LeadMining,
            Self::CrossSell | Self::Repurchase => Strategy::CrossSelling,
            Self::ExpiresSoon | Self::JustExpired => Strategy::ExpiryRenewal,
            Self::Backup | Self::Security => Strategy::Scenario,
        }
    }
}

impl TaskStatus {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ErrorCode::NotInThisState`] once it has ended.
    pub const fn after(self, event: TaskEvent) -> Result<Self, ErrorCode> {
        match (self, event) {
            (Self::Pending | Self::InProgress, TaskEvent::Process) => Ok(Self::InProgress),
            (Self::Pending | Self::InProgress, TaskEvent::Complete) => Ok(Self::Completed),
            (Self::Pending | Self::InProgress, TaskEvent::Terminate) => Ok(Self::Terminated),
            (Self::Completed | Self::Terminated, _) => Err(ErrorCode::NotInThisState),
        }
    }

    /// Whether something is still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::InProgress)
    }
}

/// Why a member of such a partner cannot process tasks of this kind, whatever their state: a cloud reseller sees its
/// big-order tasks, and its general distributor processes them (I2.5).
#[must_use]
pub const fn not_by(identity: Identity, kind: TaskKind) -> Option<ErrorCode> {
    match (identity, kind) {
        (Identity::CloudReseller, TaskKind::Renewal) => Some(ErrorCode::ContactDistributor),
        (Identity::EiProcurement, _) => Some(ErrorCode::AccessDenied),
        (Identity::GeneralDistributor | Identity::CloudReseller | Identity::SolutionProvider, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_ended_stays_as_it_is() {
        for status in TaskStatus::ALL {
            for event in TaskEvent::ALL {
                assert_eq!(status.after(event).is_ok(), status.is_open(), "{status:?} {event:?}");
            }
        }
    }

    #[test]
    fn processing_begins_a_task_and_does_not_end_it() {
        assert_eq!(TaskStatus::Pending.after(TaskEvent::Process), Ok(TaskStatus::InProgress));
        assert_eq!(TaskStatus::InProgress.after(TaskEvent::Process), Ok(TaskStatus::InProgress));
        assert_eq!(TaskStatus::InProgress.after(TaskEvent::Complete), Ok(TaskStatus::Completed));
    }

    #[test]
    fn a_reseller_processes_expansion_tasks_only() {
        for kind in TaskKind::ALL {
            let refused = not_by(Identity::CloudReseller, kind);
            assert_eq!(refused.is_some(), kind == TaskKind::Renewal);
            for identity in [Identity::GeneralDistributor, Identity::SolutionProvider] {
                assert_eq!(not_by(identity, kind), None);
            }
        }
    }

    #[test]
    fn every_strategy_has_parts_and_words_are_read_back() {
        for strategy in Strategy::ALL {
            assert!(SubStrategy::ALL.iter().any(|sub| sub.parent() == strategy), "{strategy:?}");
            assert_eq!(Strategy::parse(strategy.as_str()), Some(strategy));
        }
        let sent = serde_json::to_string(&TaskStatus::InProgress).unwrap();
        assert_eq!(sent, "\"IN_PROGRESS\"");
    }
}
