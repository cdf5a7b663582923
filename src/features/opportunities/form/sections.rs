//! The fields, section by section.

use super::{editor::Editor, msg};
use crate::{
    flows::{
        fetch::use_fetch,
        opportunity::{
            form::{
                BantFields, CheckGroup, ContactFields, CustomerFields, NeedFields, OfferingSelect, Place,
                ServicesField, place_name,
            },
            words,
        },
    },
    ui::{CheckBox, ErrorPanel, Notice, TextField, Tone},
};
use contract::{
    money::Currency,
    opportunities::OFFERINGS,
    opportunity_form::{FormField, PresaleActivity, SupportKind},
    text::{CrmReference, wrong_unless_empty},
};
use leptos::prelude::*;

pub(super) fn sections(editor: &Editor, currency: Currency) -> AnyView {
    let (fields, found) = (&editor.fields, editor.found());
    let (crm_reference, consent) = (fields.crm_reference, fields.customer_consent);
    view! {
        <section class="card">
            <h2>{msg::customer_heading}</h2>
            <CustomerFields fields found />
        </section>
        <section class="card">
            <h2>{msg::opportunity_heading}</h2>
            <NeedFields fields currency found />
        </section>
        <section class="card">
            <h2>{msg::bant_heading}</h2>
            <p>{msg::bant_intro}</p>
            <BantFields values=fields.bant found />
        </section>
        <section class="card">
            <h2>{msg::solution_heading}</h2>
            {activities(editor)} {offering(editor)}
            <ServicesField fields found />
            {support(editor)}
        </section>
        <section class="card">
            <h2>{msg::contact_heading}</h2>
            <ContactFields values=fields.contact found />
            <Place at="crm_reference" found>
                <TextField
                    label=|| place_name("crm_reference")
                    value=crm_reference
                    name="crm_reference"
                    hint=msg::crm_hint
                    check={wrong_unless_empty::<CrmReference>}
                    error=found.at("crm_reference")
                />
            </Place>
            <Place at="customer_consent" found>
                <CheckBox
                    label=msg::consent
                    hint=msg::consent_hint
                    value=consent
                    name="customer_consent"
                    error=found.at("customer_consent")
                />
            </Place>
        </section>
    }
    .into_any()
}

fn activities(editor: &Editor) -> AnyView {
    let (value, found) = (editor.fields.presale_activities, editor.found());
    view! {
        <Place at="presale_activities" found>
            <CheckGroup
                label=move || words::field(FormField::PresaleActivities)
                all=&PresaleActivity::ALL
                name_of=words::activity
                value
                name="presale_activities"
                error=found.at("presale_activities")
            />
        </Place>
    }
    .into_any()
}

fn support(editor: &Editor) -> AnyView {
    let (value, found) = (editor.fields.support_needed, editor.found());
    view! {
        <Place at="support_needed" found>
            <CheckGroup
                label=move || words::field(FormField::SupportNeeded)
                all=&SupportKind::ALL
                name_of=words::support
                value
                name="support_needed"
                hint=msg::support_hint
                error=found.at("support_needed")
                alone=SupportKind::None
            />
        </Place>
    }
    .into_any()
}

/// One that was chosen before and is not offered any more stays in the list, so that it is not lost unseen.
fn offering(editor: &Editor) -> AnyView {
    let (value, found, opportunity) = (editor.fields.offering_id, editor.found(), editor.opportunity);
    let known = use_fetch(&OFFERINGS, || Some(((), ())));
    let offerings = Signal::derive(move || {
        let mut all =
            known.value.with(|known| known.as_ref().map(|known| known.offerings.clone())).unwrap_or_default();
        let chosen = opportunity.with(|known| known.as_ref().and_then(|known| known.offering.clone()));
        if let Some(chosen) =
            chosen.filter(|chosen| all.iter().all(|one| one.offering_id != chosen.offering_id))
        {
            all.push(chosen);
        }
        all
    });
    let none = move || known.value.with(Option::is_some) && offerings.with(Vec::is_empty);
    let trouble = move || {
        let error = known.error.get()?;
        Some(view! { <ErrorPanel error on_retry=move |()| known.refetch() /> })
    };
    view! {
        <Place at="offering_id" found>
            <OfferingSelect
                label=move || words::field(FormField::OfferingId)
                none=msg::choose
                value
                offerings
                hint=msg::offering_hint
                error=found.at("offering_id")
            />
            {move || none().then(|| view! { <Notice tone=Tone::Warning title=msg::no_offerings>{msg::no_offerings_body}</Notice> })}
            {trouble}
        </Place>
    }
    .into_any()
}
