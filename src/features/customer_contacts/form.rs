//! One contact, new or changed.

use super::msg;
use crate::{
    flows::sending::Sending,
    ui::{Asking, SubmitForm, TextField, Tone, toast},
};
use contract::{
    contact::EmailAddress,
    customer_contacts::{ContactsDraft, CustomerContact, CustomerContacts, SAVE},
    text::{ContactName, ServiceHours, Telephone, optional, wrong, wrong_unless_empty},
};
use leptos::prelude::*;

/// Which contact.
#[derive(Clone, PartialEq)]
pub struct Editing {
    /// `None`: a new one, which comes last.
    pub position: Option<usize>,
    pub before: Option<CustomerContact>,
}

/// A field with what was there before.
fn typed<T: Into<String>>(before: Option<T>) -> RwSignal<String> {
    RwSignal::new(before.map(Into::into).unwrap_or_default())
}

#[component]
pub fn ContactForm(
    about: Editing,
    all: Signal<CustomerContacts>,
    editing: Asking<Editing>,
    newest: Callback<CustomerContacts>,
) -> AnyView {
    let sending = Sending::reporting_to(editing.pending);
    let Editing { position, before } = about;
    let (was_named, was_phone, was_email, was_hours) = match before {
        Some(CustomerContact { name, phone, email, hours }) => (Some(name), phone, email, hours),
        None => (None, None, None, None),
    };
    let name = typed(was_named);
    let phone = typed(was_phone);
    let email = typed(was_email);
    let hours = typed(was_hours);
    // Said once it was tried to save, and until one of the two is there.
    let tried = RwSignal::new(false);
    let unreachable =
        move || phone.with(|text| text.trim().is_empty()) && email.with(|text| text.trim().is_empty());
    let missing =
        Signal::derive(move || (tried.get() && unreachable()).then(|| msg::one_of_the_two().to_owned()));
    let send = move |()| {
        tried.set(true);
        let contact = (|| {
            Some(CustomerContact {
                name: name.get_untracked().try_into().ok()?,
                phone: optional(&phone.get_untracked()).ok()?,
                email: optional(&email.get_untracked()).ok()?,
                hours: optional(&hours.get_untracked()).ok()?,
            })
        })();
        let Some(contact) = contact.filter(CustomerContact::can_be_reached) else { return };
        let (version, mut contacts) = all.with_untracked(|all| (all.version, all.contacts.clone()));
        match position.and_then(|position| contacts.get_mut(position)) {
            Some(place) => *place = contact,
            None => contacts.push(contact),
        }
        sending.send(&SAVE, (), ContactsDraft { version, contacts }, move |after| {
            toast::show(Tone::Success, msg::saved());
            editing.close();
            newest.try_run(after);
        });
    };
    view! {
        <SubmitForm
            label=msg::save
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| editing.close()
        >
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <TextField
                    label=msg::name
                    value=name
                    name="name"
                    required=true
                    check={wrong::<ContactName>}
                    max_chars=ContactName::MAX_CHARS
                />
                <TextField
                    label=msg::phone
                    value=phone
                    name="phone"
                    hint=msg::phone_hint
                    check={wrong_unless_empty::<Telephone>}
                    error=missing
                    autocomplete="tel"
                />
                <TextField
                    label=msg::email
                    value=email
                    name="email"
                    check={wrong_unless_empty::<EmailAddress>}
                    autocomplete="email"
                />
                <TextField
                    label=msg::hours
                    value=hours
                    name="hours"
                    hint=msg::hours_hint
                    check={wrong_unless_empty::<ServiceHours>}
                    max_chars=ServiceHours::MAX_CHARS
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}
