//! What states and results are called.

use super::msg;
use crate::ui::Tone;
use contract::customer_migrations::{MigrationResult, MigrationStatus};

pub fn status(status: MigrationStatus) -> (&'static str, Tone) {
    match status {
        MigrationStatus::Submitted => (msg::status_submitted(), Tone::Info),
        MigrationStatus::InProgress => (msg::status_in_progress(), Tone::Warning),
        MigrationStatus::Done => (msg::status_done(), Tone::Success),
        MigrationStatus::Rejected => (msg::status_rejected(), Tone::Danger),
    }
}

pub fn result(result: MigrationResult) -> (&'static str, Tone) {
    match result {
        MigrationResult::Waiting => (msg::result_waiting(), Tone::Info),
        MigrationResult::Moved => (msg::result_moved(), Tone::Success),
        MigrationResult::Stayed => (msg::result_stayed(), Tone::Warning),
    }
}
