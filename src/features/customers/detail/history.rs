//! The request that is open, and what happened so far.

use super::section;
use crate::{
    features::customers::{may, msg, words},
    flows::account_check::association_type,
    i18n,
    routes::Route,
    ui::{
        DateTimeText, Described, DescriptionList, EmptyState, Happened, IconName, LinkButton, Notice,
        Timeline, Tone,
    },
};
use contract::{
    associations::{Action, AssociationRequest, Initiator, RecordEvent, RequestStatus},
    customers::{CustomerDetail, TimelineEntry},
    permissions::Permission,
};
use leptos::prelude::*;

/// Stands on top while a request waits for an answer.
pub fn open_request(found: Signal<CustomerDetail>) -> AnyView {
    let open = Memo::new(move |_| found.with(|found| found.open_request.clone()));
    (move || open.with(|open| open.as_ref().map(panel))).into_any()
}

fn panel(request: &AssociationRequest) -> AnyView {
    let action = match request.event {
        RecordEvent::Switch => Action::Switch,
        RecordEvent::Disassociate | RecordEvent::Associate => Action::Disassociate,
    };
    let (status, initiator) = (request.status, request.initiator);
    let change = request.association_type_before.zip(request.association_type_after);
    let change = change.filter(|_| action == Action::Switch).map(|(before, after)| {
        let words = move || msg::from_to(association_type(after), association_type(before));
        view! { <Described term=msg::column_association_type>{words}</Described> }
    });
    let by = move || match initiator {
        Initiator::Customer => msg::by_customer(),
        Initiator::Partner => msg::by_partner(),
        Initiator::System => msg::by_system(),
    };
    let (applied_at, reason) = (request.applied_at, request.reason.clone());
    let must_answer = status == RequestStatus::PendingPartner && may(Permission::ManageAssociations);
    let link = may(Permission::ViewRecords).then(|| {
        let label = move || if must_answer { msg::answer_request() } else { msg::view_request() };
        view! { <LinkButton label href=Route::AssociationRecord(request.request_id.clone()).href() icon=IconName::Link /> }
    });
    view! {
        <Notice tone=Tone::Warning title=move || words::open_request(action, status)>
            <DescriptionList>
                <Described term=msg::requested_by>{by}</Described>
                <Described term=msg::requested_at>
                    <DateTimeText at=applied_at />
                </Described>
                {change}
                <Described term=msg::reason>
                    <span class="customer-free-text">{reason}</span>
                </Described>
            </DescriptionList>
            {link}
        </Notice>
    }
    .into_any()
}

/// Newest first.
pub fn timeline(found: Signal<CustomerDetail>) -> AnyView {
    let entries = Memo::new(move |_| found.with(|found| found.timeline.clone()));
    let content = move || {
        if entries.with(Vec::is_empty) {
            return view! { <EmptyState title=msg::no_timeline /> }.into_any();
        }
        let entries = entries.get().into_iter().map(entry).collect_view();
        view! { <Timeline>{entries}</Timeline> }.into_any()
    };
    section("timeline", msg::part_timeline, content.into_any())
}

fn entry(entry: TimelineEntry) -> AnyView {
    let TimelineEntry { at, event, actor, amount, reason } = entry;
    let (_, tone) = words::timeline_event(event);
    let who = move || if actor.is_empty() { msg::by_system().to_owned() } else { actor.clone() };
    view! {
        <Happened what=move || words::timeline_event(event).0 at tone>
            <p>
                {who} {amount.map(|amount| view! { " · " {move || i18n::money(amount)} })}
            </p>
            {reason.map(|reason| view! { <p class="customer-free-text">{reason}</p> })}
        </Happened>
    }
    .into_any()
}
