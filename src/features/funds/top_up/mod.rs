//! 充值: ordering an amount, paying it on the gateway's page, and what became of the orders.

mod list;
mod new_page;
mod page;
mod watched;

pub use list::TopUps;
pub use new_page::NewTopUpPage;
pub use page::TopUpPage;

crate::i18n::words!("features/funds/top_up");

use crate::ui::Tone;
use contract::top_ups::TopUpStatus;

fn status(status: TopUpStatus) -> (&'static str, Tone) {
    match status {
        TopUpStatus::Pending => (msg::status_pending(), Tone::Warning),
        TopUpStatus::Paid => (msg::status_paid(), Tone::Success),
        TopUpStatus::Failed => (msg::status_failed(), Tone::Danger),
        TopUpStatus::Expired => (msg::status_expired(), Tone::Neutral),
        TopUpStatus::InReview => (msg::status_in_review(), Tone::Info),
        TopUpStatus::SentBack => (msg::status_sent_back(), Tone::Neutral),
    }
}

/// What a state means for whoever waits.
fn meaning(status: TopUpStatus) -> &'static str {
    match status {
        TopUpStatus::Pending => msg::meaning_pending(),
        TopUpStatus::Paid => msg::meaning_paid(),
        TopUpStatus::Failed => msg::meaning_failed(),
        TopUpStatus::Expired => msg::meaning_expired(),
        TopUpStatus::InReview => msg::meaning_in_review(),
        TopUpStatus::SentBack => msg::meaning_sent_back(),
    }
}
