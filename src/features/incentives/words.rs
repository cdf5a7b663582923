//! What the places of money are called, and the rules behind the figures.

use super::msg;
use contract::incentives::{ChartPart, FrozenReason, MoneyPlace};

pub fn place(place: MoneyPlace) -> &'static str {
    match place {
        MoneyPlace::Estimated => msg::place_estimated(),
        MoneyPlace::ToConfirm => msg::place_to_confirm(),
        MoneyPlace::Available => msg::place_available(),
        MoneyPlace::Frozen => msg::place_frozen(),
        MoneyPlace::OnTheWay => msg::place_on_the_way(),
        MoneyPlace::Paid => msg::place_paid(),
        MoneyPlace::Expired => msg::place_expired(),
        MoneyPlace::Transferred => msg::place_transferred(),
    }
}

/// What a part of the answer counts.
pub fn part_rule(part: ChartPart) -> &'static str {
    match part {
        ChartPart::Earned => msg::rule_earned(),
        ChartPart::Coming => msg::rule_coming(),
        ChartPart::Blocked => msg::rule_blocked(),
        ChartPart::Lost => msg::rule_lost(),
    }
}

/// How it thaws while no day is known.
pub fn thaw_rule(reason: FrozenReason) -> &'static str {
    match reason {
        FrozenReason::UnpaidSpend => msg::thaws_after_payment(),
    }
}
