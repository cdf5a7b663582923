//! Words for topics, channels and deliveries, and the page that a notification leads to.

use super::msg;
use crate::{i18n, routes::Route, ui::Tone};
use contract::{
    demo::Channel,
    invitations::{Delivery, DeliveryState},
    notifications::{About, Notification, Topic, Words},
    session::Language,
    time::Timestamp,
};

pub fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Associations => msg::topic_associations(),
        Topic::CustomerDevelopment => msg::topic_customer_development(),
        Topic::Opportunities => msg::topic_opportunities(),
        Topic::Incentives => msg::topic_incentives(),
        Topic::Payouts => msg::topic_payouts(),
        Topic::Statements => msg::topic_statements(),
        Topic::Certifications => msg::topic_certifications(),
        Topic::Funds => msg::topic_funds(),
        Topic::Deliveries => msg::topic_deliveries(),
        Topic::BusinessInfo => msg::topic_business_info(),
        Topic::Service => msg::topic_service(),
    }
}

pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::InSite => msg::in_site(),
        Channel::Email => msg::email(),
        Channel::Sms => msg::sms(),
    }
}

/// How a delivery stands, and how that is meant.
pub fn delivery(delivery: &Delivery) -> (String, Tone) {
    match delivery.state {
        DeliveryState::Queued => (msg::queued().to_owned(), Tone::Neutral),
        DeliveryState::Retrying => {
            let next = delivery.next_attempt_at.map(i18n::date_time).unwrap_or_default();
            (msg::retrying(next, i18n::number(delivery.attempts)), Tone::Warning)
        }
        DeliveryState::Sent => {
            (msg::sent(delivery.sent_at.map(i18n::date_time).unwrap_or_default()), Tone::Success)
        }
        DeliveryState::GivenUp => (msg::given_up().to_owned(), Tone::Danger),
    }
}

/// Subject and text in the language of the page; tracked.
pub fn text(notification: &Notification) -> Words {
    match i18n::locale() {
        Language::ZhCn => notification.zh.clone(),
        Language::EnUs => notification.en.clone(),
    }
}

/// What a notification asks for: its word, and how that is meant.
pub fn standing(notification: &Notification, now: Timestamp) -> (&'static str, Tone) {
    if !notification.required {
        return (msg::recommended(), Tone::Neutral);
    }
    if notification.done_at.is_some() {
        (msg::done(), Tone::Success)
    } else if notification.waits(now) {
        (msg::required(), Tone::Warning)
    } else {
        (msg::over(), Tone::Neutral)
    }
}

/// The address to which it leads; none when this build does not know the place.
pub fn href(notification: &Notification) -> Option<String> {
    let route = route(notification)?;
    // Of a page with several parts, the one in which it stands.
    Some(if notification.about == Some(About::CapabilityLabels) {
        route.href_with(&[("tab", "results")])
    } else {
        route.href()
    })
}

fn route(notification: &Notification) -> Option<Route> {
    let id = notification.about_id.as_deref().unwrap_or_default();
    Some(match notification.about? {
        About::AssociationRecord => Route::AssociationRecord(id.parse().ok()?),
        About::CustomerRequest => Route::MyRequest(id.parse().ok()?),
        About::OwnPartner => Route::MyPartner,
        About::Customers => Route::Customers,
        About::Customer => Route::Customer(id.parse().ok()?),
        About::Filings | About::Invitations => Route::CustomerDevelopment,
        About::Opportunity => Route::Opportunity(id.parse().ok()?),
        About::OpportunityCase => Route::VendorOpportunity(id.parse().ok()?),
        About::Incentives => Route::Incentives,
        About::Payout => Route::Payout(id.parse().ok()?),
        About::Statement => Route::Statement(id.parse().ok()?),
        About::Funds => Route::Funds,
        About::TopUp => Route::TopUp(id.parse().ok()?),
        About::Remittance => Route::Remittance,
        About::Withdrawal => Route::Withdrawal(id.parse().ok()?),
        About::IncentiveTransfer => Route::IncentiveTransfer(id.parse().ok()?),
        About::BusinessInfo => Route::BusinessInformation,
        About::Covers => Route::Covers,
        About::Personnel => Route::Personnel,
        About::Certification => Route::Certification(id.parse().ok()?),
        About::CapabilityLabels => Route::Certifications,
        About::DeliveryProject => Route::DeliveryEvaluation(id.parse().ok()?),
        About::Suggestions => Route::Suggestions,
        About::Settings => Route::MessageSettings,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::ids::NotificationId;

    fn about(about: About, about_id: Option<&str>) -> Notification {
        let words = || Words { subject: String::new(), body: String::new() };
        let notification_id: NotificationId = "n-1".parse().unwrap();
        Notification {
            notification_id,
            topic: Topic::Certifications,
            zh: words(),
            en: words(),
            about: Some(about),
            about_id: about_id.map(str::to_owned),
            required: false,
            due_at: None,
            done_at: None,
            created_at: Timestamp::from_seconds(0),
            read_at: None,
            archived_at: None,
        }
    }

    #[test]
    fn a_label_that_ends_is_found_among_the_results() {
        let labels = href(&about(About::CapabilityLabels, None));
        assert_eq!(labels.as_deref(), Some("/capability/certifications?tab=results"));
        let one = href(&about(About::Certification, Some("ct-1")));
        assert_eq!(one.as_deref(), Some("/capability/certifications/ct-1"));
    }
}
