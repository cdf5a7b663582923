//! 汇款充值: the dedicated account, who may pay (代付管理), and claims of what was remitted.

mod account;
mod claim;
mod claims;
mod page;
mod payers;

pub use page::RemittancePage;

crate::i18n::words!("features/funds/remittance");

use crate::ui::Tone;
use contract::remittances::ClaimStatus;

fn status(status: ClaimStatus) -> (&'static str, Tone) {
    match status {
        ClaimStatus::Submitted => (msg::status_submitted(), Tone::Warning),
        ClaimStatus::Approved => (msg::status_approved(), Tone::Success),
        ClaimStatus::Rejected => (msg::status_rejected(), Tone::Danger),
    }
}
