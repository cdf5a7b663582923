//! What states and ways of inviting are called.

use super::msg;
use crate::ui::Tone;
use contract::personnel::{InvitedBy, PersonnelStatus};

pub fn status(status: PersonnelStatus) -> (&'static str, Tone) {
    match status {
        PersonnelStatus::Invited => (msg::status_invited(), Tone::Info),
        PersonnelStatus::Expired => (msg::status_expired(), Tone::Neutral),
        PersonnelStatus::UnderReview => (msg::status_under_review(), Tone::Warning),
        PersonnelStatus::Rejected => (msg::status_rejected(), Tone::Danger),
        PersonnelStatus::Bound => (msg::status_bound(), Tone::Success),
        PersonnelStatus::ReleaseUnderReview => (msg::status_release_under_review(), Tone::Warning),
        PersonnelStatus::Released => (msg::status_released(), Tone::Neutral),
        PersonnelStatus::Unbound => (msg::status_unbound(), Tone::Neutral),
    }
}

pub fn by(by: InvitedBy) -> &'static str {
    match by {
        InvitedBy::Phone => msg::by_phone(),
        InvitedBy::Email => msg::by_email(),
        InvitedBy::Account => msg::by_account(),
    }
}

/// What the state means to the person who has the link.
pub fn to_the_person(status: PersonnelStatus) -> (&'static str, Tone) {
    match status {
        PersonnelStatus::Invited => (msg::you_are_invited(), Tone::Info),
        PersonnelStatus::Expired => (msg::link_expired(), Tone::Warning),
        PersonnelStatus::UnderReview => (msg::you_are_reviewed(), Tone::Info),
        PersonnelStatus::Rejected => (msg::you_are_rejected(), Tone::Warning),
        PersonnelStatus::Bound => (msg::you_are_bound(), Tone::Success),
        PersonnelStatus::ReleaseUnderReview => (msg::you_are_being_released(), Tone::Info),
        PersonnelStatus::Released => (msg::you_are_released(), Tone::Info),
        PersonnelStatus::Unbound => (msg::you_have_left(), Tone::Info),
    }
}
