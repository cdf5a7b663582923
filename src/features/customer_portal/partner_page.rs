//! My partner: who it is, what waits for me, what happened.

use super::msg;
use crate::{
    flows::{
        account_check::{Side, association_type},
        association_request::{change_of_type, event, initiator, record_href, request_state},
        fetch::use_fetch,
    },
    routes::Route,
    ui::{
        Badge, ButtonKind, Column, DataTable, DateTimeText, Described, DescriptionList, EmptyState, IconName,
        LinkButton, Loaded, Menu, MenuItem, Notice, PageHeader, Tone,
    },
};
use contract::{
    associations::{AssociationRequest, RequestStatus},
    customer_contacts::ShownContact,
    customer_portal::{MY_PARTNER, MyAssociation, MyPartner, MyRecords, RECORDS},
};
use leptos::prelude::*;

/// 账号中心 > 我的合作伙伴
#[component]
pub fn MyPartnerPage() -> AnyView {
    let mine = use_fetch(&MY_PARTNER, || Some(((), ())));
    let records = use_fetch(&RECORDS, || Some(((), ())));
    let shown = |mine: Signal<MyPartner>| {
        let open = move || mine.with(|mine| mine.open_request.clone()).map(waiting);
        let partner = move || {
            match mine.with(|mine| mine.association.clone()) {
            Some(association) => partner(association, mine),
            None => view! { <EmptyState title=msg::no_partner body=msg::no_partner_hint icon=IconName::Building /> }.into_any(),
        }
        };
        view! {
            {open}
            {partner}
        }
        .into_any()
    };
    let log = |records: Signal<MyRecords>| {
        let rows = Signal::derive(move || records.with(|records| records.requests.clone()));
        view! {
            <DataTable
                caption=msg::log
                columns=columns()
                rows
                key=|row: &AssociationRequest| row.request_id.to_string()
                empty=|| view! { <EmptyState title=msg::no_log icon=IconName::Clock /> }
            />
        }
        .into_any()
    };
    view! {
        <PageHeader title=msg::my_partner />
        <div class="portal">
            <Loaded from=mine lines=4 children=shown />
            <div class="portal__part">
                <h2 id="log-title">{msg::log}</h2>
                <Loaded from=records lines=4 children=log />
            </div>
        </div>
    }
    .into_any()
}

/// The request that is open: mine to answer, or the partner's.
fn waiting(request: AssociationRequest) -> AnyView {
    let href = Route::MyRequest(request.request_id.clone()).href();
    let of = request.event;
    if request.status == RequestStatus::PendingCustomer {
        let title = move || msg::partner_asks(event(of));
        return view! {
            <Notice tone=Tone::Warning title=title>
                <p>{msg::partner_asks_hint}</p>
                <p><LinkButton label=msg::handle_now href kind=ButtonKind::Primary /></p>
            </Notice>
        }
        .into_any();
    }
    let title = move || msg::you_asked(event(of));
    view! {
        <Notice tone=Tone::Info title=title>
            <p>{msg::you_asked_hint}</p>
            <p><LinkButton label=msg::open_request href /></p>
        </Notice>
    }
    .into_any()
}

fn partner(association: MyAssociation, mine: Signal<MyPartner>) -> AnyView {
    let MyAssociation {
        partner_name,
        association_type: kind,
        associated_on,
        contacts,
        contacts_are_administrators,
    } = association;
    let contacts = contacts_of(contacts, contacts_are_administrators);
    let why_disabled = Signal::derive(move || {
        mine.with(|mine| mine.open_request.is_some()).then(|| msg::answer_open_first().to_owned())
    });
    // A link cannot be switched off: where a request is open, the reason stands in its place.
    let disassociate = move || {
        if why_disabled.with(Option::is_some) {
            view! { <MenuItem label=msg::disassociate why_disabled on_press=|()| () /> }.into_any()
        } else {
            view! { <MenuItem label=msg::disassociate href=Route::MyDisassociation.href() icon=IconName::Unlink /> }.into_any()
        }
    };
    view! {
        <section class="card portal__partner" aria-labelledby="partner-title">
            <div class="portal__head">
                <h2 id="partner-title">{msg::partner_information}</h2>
                <Menu label=msg::more_actions labelled=true>{disassociate}</Menu>
            </div>
            <DescriptionList>
                <Described term=msg::partner>{partner_name}</Described>
                <Described term=msg::association_type>{move || association_type(kind)}</Described>
                <Described term=msg::associated_on><DateTimeText at=associated_on /></Described>
            </DescriptionList>
            {contacts}
        </section>
    }
    .into_any()
}

/// Whom to turn to. A number and an address are links where they are whole.
fn contacts_of(contacts: Vec<ShownContact>, masked: bool) -> Option<AnyView> {
    if contacts.is_empty() {
        return None;
    }
    let one = move |contact: ShownContact| {
        let ShownContact { name, phone, email, hours } = contact;
        let link = move |scheme: &str, text: String| {
            if masked {
                text.into_any()
            } else {
                let href = [scheme, &text.replace(' ', "")].concat();
                view! { <a href=href>{text}</a> }.into_any()
            }
        };
        let phone = phone.map(|phone| view! { <span>{link("tel:", phone)}</span> });
        let email = email.map(|email| view! { <span>{link("mailto:", email)}</span> });
        let hours = hours.map(|hours| view! { <span class="portal__text">{hours}</span> });
        view! { <li class="portal__contact"><strong>{name}</strong> {phone} {email} {hours}</li> }
    };
    let masked = masked.then(|| view! { <p class="portal__text">{msg::contacts_masked}</p> });
    Some(
        view! {
            <h3 id="contacts-title">{msg::contacts}</h3>
            {masked}
            <ul class="portal__contacts" aria-labelledby="contacts-title">
                {contacts.into_iter().map(one).collect_view()}
            </ul>
        }
        .into_any(),
    )
}

type Row = AssociationRequest;

fn columns() -> Vec<Column<Row>> {
    vec![
        Column::new("event", msg::column_event, |row: &Row| {
            let (href, of) = (record_href(&Side::Customer, &row.request_id), row.event);
            view! { <a href=href>{move || event(of)}</a> }.into_any()
        })
        .mandatory(),
        Column::new("initiator", msg::column_initiator, |row: &Row| {
            let of = row.initiator;
            (move || initiator(of)).into_any()
        }),
        Column::new("types", msg::column_types, |row: &Row| {
            let row = row.clone();
            (move || change_of_type(&row)).into_any()
        }),
        Column::new("reason", msg::column_reason, |row: &Row| {
            view! { <span class="portal__text">{row.reason.clone()}</span> }.into_any()
        }),
        Column::new("applied_at", msg::column_applied_at, |row: &Row| {
            view! { <DateTimeText at=row.applied_at /> }.into_any()
        }),
        Column::new("handled_at", msg::column_handled_at, |row: &Row| {
            row.handled_at.map(|at| view! { <DateTimeText at /> }).into_any()
        }),
        Column::new("status", msg::column_status, |row: &Row| {
            let (row, tone) = (row.clone(), request_state(row).1);
            view! { <Badge label=move || request_state(&row).0 tone=tone /> }.into_any()
        }),
    ]
}
