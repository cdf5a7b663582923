//! What the wire's values are called.

use super::{
    model::{Filter, NOBODY},
    msg,
};
use crate::{flows::account_check::association_type, i18n, ui::Tone};
use contract::{
    associations::{Action, AssociationType, RequestStatus},
    customers::{AccountManagers, Customer, TimelineEvent, VoucherIssuer, VoucherState},
    money::Amount,
    time::Date,
};

/// How a customer is called: by its real name, before verification by its login name. Masked as it came.
pub fn name(customer: &Customer) -> &str {
    if customer.customer.is_empty() { &customer.account_name } else { &customer.customer }
}

/// Real-name state.
pub fn verified(status: &str) -> (&'static str, Tone) {
    match status {
        "-1" => (msg::verified_not(), Tone::Neutral),
        "0" => (msg::verified_reviewing(), Tone::Info),
        "1" => (msg::verified_rejected(), Tone::Danger),
        "2" => (msg::verified_yes(), Tone::Success),
        "3" => (msg::verified_failed(), Tone::Danger),
        _ => (msg::unknown(), Tone::Neutral),
    }
}

pub fn customer_type(kind: i64) -> &'static str {
    match kind {
        -1 => msg::customer_type_none(),
        0 => msg::customer_type_person(),
        1 => msg::customer_type_company(),
        _ => msg::unknown(),
    }
}

/// Freeze state.
pub fn frozen(state: i64) -> (&'static str, Tone) {
    match state {
        0 => (msg::frozen_no(), Tone::Success),
        1 => (msg::frozen_account(), Tone::Danger),
        2 => (msg::frozen_resources(), Tone::Danger),
        _ => (msg::unknown(), Tone::Neutral),
    }
}

/// What a request asks for and whom it waits for.
pub fn open_request(action: Action, status: RequestStatus) -> String {
    let what = match action {
        Action::Disassociate => msg::action_disassociate(),
        Action::Switch => msg::action_switch(),
    };
    let state = match status {
        RequestStatus::PendingCustomer => msg::status_pending_customer(),
        RequestStatus::PendingPartner => msg::status_pending_partner(),
        RequestStatus::Approved => msg::status_approved(),
        RequestStatus::Rejected => msg::status_rejected(),
        RequestStatus::Withdrawn => msg::status_withdrawn(),
    };
    msg::request_state(state, what)
}

pub fn filter(filter: Filter) -> &'static str {
    match filter {
        Filter::Customer => msg::filter_customer(),
        Filter::AccountName => msg::filter_account_name(),
        Filter::CustomerId => msg::column_customer_id(),
        Filter::Telephone => msg::column_telephone(),
        Filter::Label => msg::column_label(),
        Filter::AssociationType => msg::column_association_type(),
        Filter::AccountManager => msg::column_account_manager(),
        Filter::MonthSpendMin => msg::filter_spend_min(),
        Filter::MonthSpendMax => msg::filter_spend_max(),
        Filter::ResourceExpiryUntil => msg::filter_expiry_until(),
        Filter::OpenRequest => msg::filter_open_request(),
    }
}

/// An active filter, in words. A manager is called by name once the names are known.
pub fn active_filter(which: Filter, value: &str, managers: Option<&AccountManagers>) -> String {
    let value = match which {
        Filter::OpenRequest => return filter(which).to_owned(),
        Filter::AssociationType => AssociationType::parse(value).map_or("", association_type).to_owned(),
        Filter::AccountManager if value == NOBODY => msg::manager_nobody().to_owned(),
        Filter::AccountManager => managers
            .and_then(|known| known.account_managers.iter().find(|manager| manager.user_id.as_str() == value))
            .map_or(value, |manager| manager.name.as_str())
            .to_owned(),
        Filter::ResourceExpiryUntil => value.parse::<Date>().map_or_else(|_| value.to_owned(), i18n::day),
        Filter::Customer
        | Filter::AccountName
        | Filter::CustomerId
        | Filter::Telephone
        | Filter::Label
        | Filter::MonthSpendMin
        | Filter::MonthSpendMax => value.to_owned(),
    };
    msg::filter_active(filter(which), value)
}

pub fn timeline_event(event: TimelineEvent) -> (&'static str, Tone) {
    match event {
        TimelineEvent::Associated => (msg::event_associated(), Tone::Success),
        TimelineEvent::DisassociationRequested => (msg::event_disassociation_requested(), Tone::Warning),
        TimelineEvent::SwitchRequested => (msg::event_switch_requested(), Tone::Warning),
        TimelineEvent::Approved => (msg::event_approved(), Tone::Success),
        TimelineEvent::Rejected => (msg::event_rejected(), Tone::Danger),
        TimelineEvent::Withdrawn => (msg::event_withdrawn(), Tone::Neutral),
        TimelineEvent::Granted => (msg::event_granted(), Tone::Info),
        TimelineEvent::Frozen => (msg::event_frozen(), Tone::Danger),
        TimelineEvent::Unfrozen => (msg::event_unfrozen(), Tone::Success),
        TimelineEvent::OrderPaid => (msg::event_order_paid(), Tone::Info),
        TimelineEvent::TagChanged => (msg::event_tag_changed(), Tone::Neutral),
        TimelineEvent::Migrated => (msg::event_migrated(), Tone::Info),
        TimelineEvent::Unknown => (msg::event_unknown(), Tone::Neutral),
    }
}

pub fn voucher_issuer(issuer: VoucherIssuer) -> &'static str {
    match issuer {
        VoucherIssuer::Vendor => msg::issuer_vendor(),
        VoucherIssuer::Partner => msg::issuer_partner(),
    }
}

pub fn voucher_state(state: VoucherState) -> (&'static str, Tone) {
    match state {
        VoucherState::Issued => (msg::voucher_issued(), Tone::Success),
        VoucherState::Recalled => (msg::voucher_recalled(), Tone::Neutral),
    }
}

/// Colour of an amount that should be zero.
pub fn debt_tone(debt: Amount) -> Tone {
    if debt.is_positive() { Tone::Danger } else { Tone::Success }
}
