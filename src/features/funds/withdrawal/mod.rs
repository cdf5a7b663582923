//! 提现: how much and which way, what is taken from where, the code; and what became of the applications.

mod confirm;
mod delete;
mod form;
mod list;
mod new_page;
mod page;
mod records;
mod typed;

pub use list::Withdrawals;
pub use new_page::NewWithdrawalPage;
pub use page::WithdrawalPage;

crate::i18n::words!("features/funds/withdrawal");

use crate::ui::Tone;
use contract::withdrawals::{WithdrawalRoute, WithdrawalStatus};

fn status(status: WithdrawalStatus) -> (&'static str, Tone) {
    match status {
        WithdrawalStatus::Held => (msg::status_held(), Tone::Warning),
        WithdrawalStatus::InProgress => (msg::status_in_progress(), Tone::Info),
        WithdrawalStatus::Paid => (msg::status_paid(), Tone::Success),
        WithdrawalStatus::Rejected => (msg::status_rejected(), Tone::Danger),
    }
}

fn route(route: WithdrawalRoute) -> &'static str {
    match route {
        WithdrawalRoute::Original => msg::route_original(),
        WithdrawalRoute::Bank => msg::route_bank(),
        WithdrawalRoute::Rebate => msg::route_rebate(),
    }
}
