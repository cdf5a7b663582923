//! First step: company, tax, finance contact, privacy.

use super::{
    address::Step,
    msg,
    stepper::Form,
    typed::{KEEP, NEW, is_number_of},
};
use crate::{
    flows::business_info::words,
    ui::{CheckBox, Choice, RadioField, SelectField, SubmitForm, TextField},
};
use contract::{
    business_info::SigningEntity,
    company::RegistrationNumber,
    contact::{EmailAddress, MobilePhone},
    session::Site,
    taxpayer::TaxpayerType,
    text::{CompanyName, ContactName, Rule, wrong},
};
use leptos::prelude::*;

#[component]
pub(super) fn BasicStep(form: Form) -> AnyView {
    let fields = form.fields();
    let Form { found, sending, .. } = form;
    let site = found.with_untracked(|info| info.known.as_ref().map_or(Site::Cn, |known| known.site));
    let taxpayers = TaxpayerType::ALL
        .map(|kind| {
            Choice::new(kind.as_str(), move || words::taxpayer(kind)).hint(move || msg::rate_of(kind.rate()))
        })
        .to_vec();
    let entities = SigningEntity::of_site(site)
        .iter()
        .map(|entity| Choice::new(entity.as_str(), || words::signing_entity(*entity)))
        .collect();
    let number = move |text: &str| match RegistrationNumber::try_from(text.to_owned()) {
        Ok(number) => (!is_number_of(site, &number)).then_some(Rule::Malformed),
        Err(rule) => Some(rule),
    };
    let number_hint = move || match site {
        Site::Cn => msg::credit_code_hint(),
        Site::Intl => msg::registration_number_hint(),
    };
    view! {
        <h2 tabindex="-1">{msg::step_basic}</h2>
        <SubmitForm label=msg::next on_submit=move |()| form.go(Step::Bank) pending=sending.pending failed=sending.failed>
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <TextField
                    label=msg::company_name
                    value=fields.company_name
                    name="company_name"
                    hint=msg::company_name_hint
                    required=true
                    autocomplete="organization"
                    check={wrong::<CompanyName>}
                />
                <TextField
                    label=msg::registration_number
                    value=fields.registration_number
                    name="registration_number"
                    hint=number_hint
                    required=true
                    check=number
                />
                <SelectField
                    label=msg::signing_entity
                    value=fields.signing_entity
                    choices=entities
                    name="signing_entity"
                    hint=msg::signing_entity_hint
                    required=true
                />
                <RadioField
                    label=msg::taxpayer_type
                    value=fields.taxpayer_type
                    choices=taxpayers
                    name="taxpayer_type"
                    required=true
                />
                {contact(form)}
                <CheckBox label=msg::privacy hint=msg::privacy_hint value=fields.privacy name="privacy_accepted" required=true />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

/// The one that the vendor has, or another.
fn contact(form: Form) -> AnyView {
    let fields = form.fields();
    let Form { found, .. } = form;
    let submitted = found.with_untracked(|info| {
        info.details.as_ref().map(|details| {
            [&details.contact_name, &details.contact_mobile, &details.contact_email]
                .map(String::clone)
                .join(" ")
        })
    });
    let which = submitted.map(|submitted| {
        let choices = vec![Choice::new(KEEP, msg::keep_contact).hint(submitted), Choice::new(NEW, msg::new_contact)];
        view! { <RadioField label=msg::contact value=fields.contact choices required=true name="finance_contact" /> }
    });
    let is_new = Memo::new(move |_| fields.contact.with(|contact| contact == NEW));
    let typed = move || {
        is_new.get().then(|| {
            view! {
                <fieldset class="certification-part">
                    <legend class="field__label">{msg::finance_contact}</legend>
                    <TextField
                        label=msg::contact_name
                        value=fields.contact_name
                        required=true
                        autocomplete="name"
                        check={wrong::<ContactName>}
                    />
                    <TextField
                        label=msg::contact_mobile
                        value=fields.contact_mobile
                        required=true
                        autocomplete="tel"
                        check={wrong::<MobilePhone>}
                    />
                    <TextField
                        label=msg::contact_email
                        value=fields.contact_email
                        required=true
                        autocomplete="email"
                        check={wrong::<EmailAddress>}
                    />
                </fieldset>
            }
        })
    };
    view! {
        {which}
        {typed}
    }
    .into_any()
}
