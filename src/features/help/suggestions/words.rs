//! Words for kinds and states.

use super::msg;
use crate::ui::Tone;
use contract::suggestions::{SuggestionKind, SuggestionStatus};

pub fn kind(kind: SuggestionKind) -> &'static str {
    match kind {
        SuggestionKind::Problem => msg::kind_problem(),
        SuggestionKind::Improvement => msg::kind_improvement(),
        SuggestionKind::Help => msg::kind_help(),
        SuggestionKind::Other => msg::kind_other(),
    }
}

/// Its word, and how that is meant.
pub fn status(status: SuggestionStatus) -> (&'static str, Tone) {
    match status {
        SuggestionStatus::Submitted => (msg::status_submitted(), Tone::Info),
        SuggestionStatus::Accepted => (msg::status_accepted(), Tone::Success),
        SuggestionStatus::Declined => (msg::status_declined(), Tone::Neutral),
    }
}
