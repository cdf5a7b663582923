//! Everything that a record says.

use super::{msg, words};
use crate::{
    flows::account_check::{Side, association_type},
    routes::Route,
    ui::{Badge, CopyButton, DateTimeText, Described, DescriptionList, Happened, Timeline, Tone},
};
use contract::associations::{AssociationRequest, AssociationType, RecordEvent, RequestStatus};
use leptos::prelude::*;

/// `before → after` in words; ended is said.
#[must_use]
pub fn change_of_type(request: &AssociationRequest) -> String {
    let name = |kind: Option<AssociationType>| kind.map_or_else(msg::not_associated, association_type);
    let before = name(request.association_type_before);
    match request.association_type_after {
        after if after == request.association_type_before => before.to_owned(),
        after => msg::before_after(name(after), before),
    }
}

/// The record as a list of facts and as what happened.
#[component]
pub(super) fn Facts(record: Signal<AssociationRequest>, side: Side) -> AnyView {
    let for_partner = matches!(side, Side::Partner(_));
    let facts = move || {
        let record = record.get();
        let (state, tone) = words::request_state(&record);
        let types = change_of_type(&record);
        let AssociationRequest {
            request_id,
            customer_id,
            customer_name,
            event,
            initiator,
            applied_at,
            handled_at,
            handler,
            ..
        } = record;
        let customer = for_partner.then(|| {
            let href = Route::Customer(customer_id.clone()).href();
            let (shown, copied) = (customer_id.to_string(), customer_id.to_string());
            view! {
                <Described term=msg::customer>
                    <a href=href>{customer_name}</a> <code>{shown}</code> <CopyButton text=copied />
                </Described>
            }
        });
        let (shown, copied) = (request_id.to_string(), request_id.to_string());
        view! {
            {customer}
            <Described term=msg::column_event>{words::event(event)}</Described>
            <Described term=msg::column_initiator>{words::initiator(initiator)}</Described>
            <Described term=msg::column_types>{types}</Described>
            <Described term=msg::column_status><Badge label=state tone=tone /></Described>
            <Described term=msg::column_applied_at><DateTimeText at=applied_at /></Described>
            {handled_at.map(|at| view! { <Described term=msg::column_handled_at><DateTimeText at /></Described> })}
            {handler.map(|handler| view! { <Described term=msg::column_handler>{handler}</Described> })}
            <Described term=msg::record_id><code>{shown}</code> <CopyButton text=copied /></Described>
        }
    };
    view! {
        <section class="card record-facts" aria-labelledby="record-facts-title">
            <h2 id="record-facts-title" tabindex="-1">{msg::record_facts}</h2>
            <DescriptionList>{facts}</DescriptionList>
        </section>
        <section class="card record-facts" aria-labelledby="record-course-title">
            <h2 id="record-course-title">{msg::record_course}</h2>
            {move || course(record.get())}
        </section>
    }
    .into_any()
}

fn course(record: AssociationRequest) -> AnyView {
    let tone = words::request_state(&record).1;
    let AssociationRequest {
        event, initiator, status, reason, applied_at, handled_at, handler, opinion, ..
    } = record;
    let reason = quoted(reason);
    if event == RecordEvent::Associate {
        return view! {
            <Timeline>
                <Happened what=msg::event_associate at=applied_at tone=Tone::Success>{reason}</Happened>
            </Timeline>
        }
        .into_any();
    }
    let asked = move || msg::asked(words::event(event), words::initiator(initiator));
    let answer = match (handled_at, status) {
        (Some(at), _) => {
            let handler = handler.unwrap_or_default();
            let what = move || msg::settled(words::status(status), &handler);
            let opinion = quoted(opinion.unwrap_or_default());
            view! { <Happened what at tone>{opinion}</Happened> }.into_any()
        }
        (None, RequestStatus::PendingCustomer) => {
            view! { <Happened what=msg::waits_for_customer tone /> }.into_any()
        }
        (None, RequestStatus::PendingPartner) => {
            view! { <Happened what=msg::waits_for_partner tone /> }.into_any()
        }
        (None, RequestStatus::Approved | RequestStatus::Rejected | RequestStatus::Withdrawn) => {
            view! { <Happened what=move || words::status(status) tone /> }.into_any()
        }
    };
    view! {
        <Timeline>
            <Happened what=asked at=applied_at>{reason}</Happened>
            {answer}
        </Timeline>
    }
    .into_any()
}

/// What somebody typed, as it was typed.
fn quoted(text: String) -> Option<AnyView> {
    (!text.is_empty()).then(|| view! { <blockquote class="record-quote">{text}</blockquote> }.into_any())
}
