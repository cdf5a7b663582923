//! What events, states and initiators are called.

use super::msg;
use crate::{flows::account_check::Side, routes::Route, ui::Tone};
use contract::{
    associations::{Action, AssociationRequest, Initiator, RecordEvent, RequestStatus},
    ids::RequestId,
};

/// What a record is about.
#[must_use]
pub fn event(event: RecordEvent) -> &'static str {
    match event {
        RecordEvent::Associate => msg::event_associate(),
        RecordEvent::Switch => msg::event_switch(),
        RecordEvent::Disassociate => msg::event_disassociate(),
    }
}

/// Where a request stands.
#[must_use]
pub fn status(status: RequestStatus) -> &'static str {
    match status {
        RequestStatus::PendingCustomer => msg::status_pending_customer(),
        RequestStatus::PendingPartner => msg::status_pending_partner(),
        RequestStatus::Approved => msg::status_approved(),
        RequestStatus::Rejected => msg::status_rejected(),
        RequestStatus::Withdrawn => msg::status_withdrawn(),
    }
}

/// The state of a record with its colour. An association that came about without a request is simply done.
#[must_use]
pub fn request_state(request: &AssociationRequest) -> (&'static str, Tone) {
    if request.event == RecordEvent::Associate {
        return (msg::status_done(), Tone::Success);
    }
    let tone = match request.status {
        RequestStatus::PendingCustomer | RequestStatus::PendingPartner => Tone::Warning,
        RequestStatus::Approved => Tone::Success,
        RequestStatus::Rejected => Tone::Danger,
        RequestStatus::Withdrawn => Tone::Neutral,
    };
    (status(request.status), tone)
}

/// Who asked.
#[must_use]
pub fn initiator(initiator: Initiator) -> &'static str {
    match initiator {
        Initiator::Customer => msg::initiator_customer(),
        Initiator::Partner => msg::initiator_partner(),
        Initiator::System => msg::initiator_system(),
    }
}

/// The button that asks, and the title of its dialog.
pub(super) fn ask(action: Action) -> &'static str {
    match action {
        Action::Disassociate => msg::ask_disassociate(),
        Action::Switch => msg::ask_switch(),
    }
}

/// What is ticked before asking or agreeing.
pub(super) fn agreement(action: Action, answering: bool) -> &'static str {
    match (action, answering) {
        (_, false) => msg::agree_notes(),
        (Action::Disassociate, true) => msg::agree_disassociate(),
        (Action::Switch, true) => msg::agree_switch(),
    }
}

/// The page of a record, for the side that looks at it.
#[must_use]
pub fn record_href(side: &Side, request_id: &RequestId) -> String {
    match side {
        Side::Partner(_) => Route::AssociationRecord(request_id.clone()).href(),
        Side::Customer => Route::MyRequest(request_id.clone()).href(),
    }
}
