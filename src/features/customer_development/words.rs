//! What states and refusals of filings are called, and the way out of each.

use super::msg;
use crate::{i18n, ui::Tone};
use contract::{
    filing_rules::{FilingRefusal, ReviewReason},
    filings::FilingStatus,
    invitations::{Delivery, DeliveryState},
};

pub fn filing_status(status: FilingStatus) -> (&'static str, Tone) {
    match status {
        FilingStatus::NotFiled => (msg::status_not_filed(), Tone::Neutral),
        FilingStatus::PendingReview => (msg::status_pending_review(), Tone::Info),
        FilingStatus::Filed => (msg::status_filed(), Tone::Success),
        FilingStatus::Rejected => (msg::status_rejected(), Tone::Danger),
        FilingStatus::Expired => (msg::status_expired(), Tone::Warning),
        FilingStatus::Associated => (msg::status_associated(), Tone::Success),
        FilingStatus::Withdrawn => (msg::status_withdrawn(), Tone::Neutral),
    }
}

/// Why a customer cannot be filed.
pub fn filing_refusal(refusal: FilingRefusal) -> &'static str {
    match refusal {
        FilingRefusal::OtherSite => msg::refusal_other_site(),
        FilingRefusal::AlreadyAssociated => msg::refusal_already_associated(),
        FilingRefusal::FiledByAnotherPartner => msg::refusal_filed_by_another(),
        FilingRefusal::FiledByYou => msg::refusal_filed_by_you(),
        FilingRefusal::VendorContract => msg::refusal_vendor_contract(),
        FilingRefusal::SpendNotFollowed => msg::refusal_spend(),
        FilingRefusal::ConsumerAccount => msg::refusal_consumer(),
        FilingRefusal::TrusteeshipAccount => msg::refusal_trusteeship(),
    }
}

/// What can be done about it.
pub fn filing_remedy(refusal: FilingRefusal) -> &'static str {
    match refusal {
        FilingRefusal::OtherSite => msg::remedy_other_site(),
        FilingRefusal::AlreadyAssociated => msg::remedy_already_associated(),
        FilingRefusal::FiledByAnotherPartner => msg::remedy_filed_by_another(),
        FilingRefusal::FiledByYou => msg::remedy_filed_by_you(),
        FilingRefusal::VendorContract | FilingRefusal::SpendNotFollowed => msg::remedy_ask_manager(),
        FilingRefusal::ConsumerAccount => msg::remedy_consumer(),
        FilingRefusal::TrusteeshipAccount => msg::remedy_trusteeship(),
    }
}

/// Why the vendor looks at a filing first.
pub fn review_reason(reason: ReviewReason) -> &'static str {
    match reason {
        ReviewReason::FollowedByDirectSales => msg::review_direct_sales(),
        ReviewReason::FiledByVendor => msg::review_filed_by_vendor(),
        ReviewReason::OnlineSales => msg::review_online_sales(),
        ReviewReason::SalesSupportCenter => msg::review_support_center(),
        ReviewReason::OtherCountry => msg::review_other_country(),
    }
}

/// Where a mail is.
pub fn delivery(delivery: &Delivery) -> (String, Tone) {
    let tries = || i18n::number(delivery.attempts);
    match delivery.state {
        DeliveryState::Queued => (msg::mail_queued().to_owned(), Tone::Info),
        DeliveryState::Retrying => {
            let next = delivery.next_attempt_at.map(i18n::date_time).unwrap_or_default();
            (msg::mail_retrying(next, tries()), Tone::Warning)
        }
        DeliveryState::Sent => (msg::mail_sent().to_owned(), Tone::Success),
        DeliveryState::GivenUp => (msg::mail_given_up(tries()), Tone::Danger),
    }
}
