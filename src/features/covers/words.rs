//! What states are called.

use super::msg;
use crate::ui::Tone;
use contract::covers::CoverState;

pub fn state(state: CoverState) -> (&'static str, Tone) {
    match state {
        CoverState::Planned => (msg::state_planned(), Tone::Info),
        CoverState::Active => (msg::state_active(), Tone::Success),
        CoverState::Over => (msg::state_over(), Tone::Neutral),
        CoverState::EndedEarly => (msg::state_ended_early(), Tone::Neutral),
    }
}
