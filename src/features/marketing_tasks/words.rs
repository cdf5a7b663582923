//! What kinds, states and answers are called.

use super::msg;
use crate::ui::Tone;
use contract::marketing_tasks::{
    ContactResult, Intention, Strategy, SubStrategy, TaskEvent, TaskKind, TaskStatus,
};

pub fn kind(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Expansion => msg::expansion(),
        TaskKind::Renewal => msg::renewal(),
    }
}

pub fn status(status: TaskStatus) -> (&'static str, Tone) {
    match status {
        TaskStatus::Pending => (msg::pending(), Tone::Warning),
        TaskStatus::InProgress => (msg::in_progress(), Tone::Info),
        TaskStatus::Completed => (msg::completed(), Tone::Success),
        TaskStatus::Terminated => (msg::terminated(), Tone::Neutral),
    }
}

pub fn strategy(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::LeadMining => msg::lead_mining(),
        Strategy::CrossSelling => msg::cross_selling(),
        Strategy::ExpiryRenewal => msg::expiry_renewal(),
        Strategy::Scenario => msg::scenario(),
    }
}

pub fn sub_strategy(part: SubStrategy) -> &'static str {
    match part {
        SubStrategy::VisitedNotBought => msg::visited_not_bought(),
        SubStrategy::TrialEnded => msg::trial_ended(),
        SubStrategy::CrossSell => msg::cross_sell(),
        SubStrategy::Repurchase => msg::repurchase(),
        SubStrategy::ExpiresSoon => msg::expires_soon(),
        SubStrategy::JustExpired => msg::just_expired(),
        SubStrategy::Backup => msg::backup(),
        SubStrategy::Security => msg::security(),
    }
}

pub fn contact_result(result: ContactResult) -> &'static str {
    match result {
        ContactResult::Reached => msg::reached(),
        ContactResult::CallBack => msg::call_back(),
        ContactResult::NotReached => msg::not_reached(),
        ContactResult::WrongContact => msg::wrong_contact(),
    }
}

/// What the customer intends: to renew an order, or to take up an offer.
pub fn intention(kind: TaskKind, intention: Intention) -> &'static str {
    match (kind, intention) {
        (TaskKind::Renewal, Intention::Yes) => msg::renews(),
        (TaskKind::Renewal, Intention::Partly) => msg::renews_partly(),
        (TaskKind::Renewal, Intention::No) => msg::renews_not(),
        (TaskKind::Expansion, Intention::Yes) => msg::interested(),
        (TaskKind::Expansion, Intention::Partly) => msg::interested_partly(),
        (TaskKind::Expansion, Intention::No) => msg::interested_not(),
        (_, Intention::Unreachable) => msg::unreachable(),
    }
}

pub fn event(event: TaskEvent) -> (&'static str, Tone) {
    match event {
        TaskEvent::Process => (msg::was_processed(), Tone::Info),
        TaskEvent::Complete => (msg::was_completed(), Tone::Success),
        TaskEvent::Terminate => (msg::was_terminated(), Tone::Neutral),
    }
}
