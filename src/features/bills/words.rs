//! What states and kinds are called.

use super::msg;
use crate::ui::Tone;
use contract::bills::{BillLineKind, BillState};

pub fn state(state: BillState) -> (&'static str, Tone) {
    match state {
        BillState::Accruing => (msg::accruing(), Tone::Info),
        BillState::Provisional => (msg::provisional(), Tone::Warning),
        BillState::Final => (msg::is_final(), Tone::Success),
    }
}

pub fn kind(kind: BillLineKind) -> &'static str {
    match kind {
        BillLineKind::Consumption => msg::consumption(),
        BillLineKind::Refund => msg::refund(),
        BillLineKind::Adjustment => msg::adjustment(),
    }
}
