//! Name and contact of a member. The full contact is never shown: what is left empty stays as it is.

use super::{dialogs::Ending, msg};
use crate::{
    api::ApiError,
    flows::sending::Sending,
    ui::{Described, DescriptionList, SubmitForm, TextField, Tone, toast},
};
use contract::{
    contact::{EmailAddress, MobilePhone},
    members::{MemberChange, MemberDetail, UPDATE},
    problem::ErrorCode,
    text::{MemberName, optional, wrong, wrong_unless_empty},
};
use leptos::prelude::*;

#[component]
pub fn ContactForm(about: MemberDetail, ending: Ending) -> AnyView {
    let sending = Sending::reporting_to(ending.pending());
    let member = about.member;
    let (name, phone, email) =
        (RwSignal::new(member.name.clone()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let taken = RwSignal::new(None::<String>);
    ending.follow(sending);
    Effect::new(move |_| {
        if sending.failed.with(|failed| failed.as_ref().and_then(ApiError::code))
            == Some(ErrorCode::EmailTaken)
        {
            taken.set(Some(email.get_untracked()));
        }
    });
    let email_error = Signal::derive(move || {
        taken.with(|taken| taken.as_ref() == Some(&*email.read())).then(|| msg::email_taken().to_owned())
    });
    let (user_id, version) = (member.user_id, member.version);
    let send = move |()| {
        let change = || {
            Some(MemberChange {
                version,
                name: MemberName::try_from(name.get_untracked()).ok()?,
                mobile_phone: optional::<MobilePhone>(&phone.get_untracked()).ok()?,
                email: optional::<EmailAddress>(&email.get_untracked()).ok()?,
            })
        };
        let Some(change) = change() else { return };
        sending.send(&UPDATE, (user_id.clone(),), change, move |_| {
            toast::show(Tone::Success, msg::contact_saved());
            ending.done();
        });
    };
    let or_none = |text: Option<String>| text.unwrap_or_else(|| msg::none().to_owned());
    view! {
        <DescriptionList>
            <Described term=msg::account_name><code>{member.account_name}</code></Described>
            <Described term=msg::mobile_phone>{or_none(member.mobile_phone)}</Described>
            <Described term=msg::email>{or_none(member.email)}</Described>
        </DescriptionList>
        <SubmitForm
            label=msg::save
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| ending.close()
        >
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <TextField label=msg::name value=name name="name" required=true check={wrong::<MemberName>} />
                <TextField label=msg::new_mobile_phone value=phone name="mobile_phone" hint=msg::empty_stays check={wrong_unless_empty::<MobilePhone>} autocomplete="tel" />
                <TextField label=msg::new_email value=email name="email" hint=msg::empty_stays check={wrong_unless_empty::<EmailAddress>} error=email_error autocomplete="email" />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}
