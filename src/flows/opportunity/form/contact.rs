//! Whom to ask at the customer.

use super::{Found, Place, msg};
use crate::{flows::opportunity::words, ui::TextField};
use contract::{
    contact::{EmailAddress, MobilePhone},
    opportunity_form::FormField,
    text::{ContactName, wrong_unless_empty},
};
use leptos::prelude::*;

/// Name, number, address.
#[derive(Clone, Copy, Default)]
pub struct ContactValues {
    pub name: RwSignal<String>,
    pub phone: RwSignal<String>,
    pub email: RwSignal<String>,
}

/// `<ContactFields values=fields.contact found />`
#[component]
pub fn ContactFields(values: ContactValues, found: Found) -> AnyView {
    view! {
        <Place at="contact" found>
            <fieldset class="plain opportunity-row">
                <legend class="field__label">{move || words::field(FormField::Contact)}</legend>
                <Place at="contact.name" found>
                    <TextField
                        label=msg::contact_name
                        value=values.name
                        name="contact.name"
                        check={wrong_unless_empty::<ContactName>}
                        error=found.at("contact.name")
                    />
                </Place>
                <Place at="contact.phone" found>
                    <TextField
                        label=msg::contact_phone
                        value=values.phone
                        name="contact.phone"
                        autocomplete="tel"
                        hint=msg::contact_phone_hint
                        check={wrong_unless_empty::<MobilePhone>}
                        error=found.at("contact.phone")
                    />
                </Place>
                <Place at="contact.email" found>
                    <TextField
                        label=msg::contact_email
                        value=values.email
                        name="contact.email"
                        autocomplete="email"
                        check={wrong_unless_empty::<EmailAddress>}
                        error=found.at("contact.email")
                    />
                </Place>
            </fieldset>
        </Place>
    }
    .into_any()
}
