//! Asking the vendor to release a specialist.

use super::msg;
use crate::{
    flows::sending::Sending,
    ui::{Asking, Notice, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    personnel::{Personnel, RELEASE, ReleaseDraft},
    text::{Reason, wrong},
};
use leptos::prelude::*;

#[component]
pub fn ReleaseForm(about: Personnel, asking: Asking<Personnel>, again: Callback<()>) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    let reason = RwSignal::new(String::new());
    let Personnel { personnel_id, name, contact, version, .. } = about;
    let who = name.unwrap_or(contact);
    let send = move |()| {
        let Ok(reason) = Reason::try_from(reason.get_untracked()) else { return };
        sending.send(&RELEASE, (personnel_id.clone(),), ReleaseDraft { version, reason }, move |_| {
            toast::show(Tone::Success, msg::release_asked());
            asking.close();
            again.try_run(());
        });
    };
    view! {
        <SubmitForm
            label=msg::ask_release
            danger=true
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| asking.close()
        >
            <Notice tone=Tone::Info>{move || msg::release_notice(&who)}</Notice>
            <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                <TextArea
                    label=msg::reason
                    value=reason
                    name="reason"
                    required=true
                    max_chars=Reason::MAX_CHARS
                    check={wrong::<Reason>}
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}
