//! Inviting somebody: on which way, and to where.

use super::{msg, words};
use crate::{
    flows::sending::Sending,
    ui::{Asking, Choice, Notice, RadioField, SubmitForm, TextField, Tone, toast},
};
use contract::{
    contact::{EmailAddress, MobilePhone},
    personnel::{INVITE, InvitedBy, PersonnelDraft},
    text::{Remark, Rule, optional, wrong, wrong_unless_empty},
};
use leptos::prelude::*;

#[component]
pub fn InviteForm(asking: Asking<()>, again: Callback<()>) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    let way = RwSignal::new(InvitedBy::Phone.as_str().to_owned());
    let (contact, remark) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let by = Memo::new(move |_| way.with(|way| InvitedBy::parse(way)).unwrap_or(InvitedBy::Phone));
    let check = move |text: &str| match by.get() {
        InvitedBy::Phone => wrong::<MobilePhone>(text),
        InvitedBy::Email => wrong::<EmailAddress>(text),
        InvitedBy::Account => text.trim().is_empty().then_some(Rule::Missing),
    };
    let hint = move || match by.get() {
        InvitedBy::Phone => msg::hint_phone(),
        InvitedBy::Email => msg::hint_email(),
        InvitedBy::Account => msg::hint_account(),
    };
    let send = move |()| {
        let Ok(remark) = optional(&remark.get_untracked()) else { return };
        let draft = PersonnelDraft { by: by.get_untracked(), contact: contact.get_untracked(), remark };
        sending.send(&INVITE, (), draft, move |_| {
            toast::show(Tone::Success, msg::invited());
            asking.close();
            again.try_run(());
        });
    };
    let ways = InvitedBy::ALL.map(|by| Choice::new(by.as_str(), move || words::by(by))).to_vec();
    view! {
        <SubmitForm
            label=msg::send
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| asking.close()
        >
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <RadioField label=msg::way value=way choices=ways required=true name="by" />
                <TextField
                    label=move || words::by(by.get())
                    value=contact
                    name="contact"
                    hint
                    required=true
                    check
                />
                <TextField
                    label=msg::remark
                    value=remark
                    name="remark"
                    hint=msg::remark_hint
                    check={wrong_unless_empty::<Remark>}
                    max_chars=Remark::MAX_CHARS
                />
            </fieldset>
            <Notice tone=Tone::Info>{msg::what_happens}</Notice>
        </SubmitForm>
    }
    .into_any()
}
