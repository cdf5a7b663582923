//! 登记项目信息: who manages the project. What is typed is kept until it is sent.

use super::{msg, page::follow};
use crate::{
    flows::{draft::use_fields_draft, sending::Sending},
    ui::{SubmitForm, TextField, Tone, toast},
};
use contract::{
    contact::{EmailAddress, MobilePhone},
    delivery_projects::{DeliveryDetail, ProjectManager, REGISTER, RegisterDraft},
    ids::DeliveryProjectId,
    text::{ContactName, wrong},
};
use leptos::prelude::*;

#[component]
pub fn Register(
    id: DeliveryProjectId,
    version: Signal<i64>,
    newest: Callback<DeliveryDetail>,
    again: Callback<()>,
) -> AnyView {
    let sending = Sending::new();
    follow(sending, again);
    let (name, phone, email) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let forget = use_fields_draft(
        &["delivery-register-", id.as_str()].concat(),
        &["name", "phone", "email"],
        vec![name, phone, email],
    );
    let read = move || {
        Some(ProjectManager {
            name: ContactName::try_from(name.get_untracked()).ok()?,
            phone: MobilePhone::try_from(phone.get_untracked()).ok()?,
            email: EmailAddress::try_from(email.get_untracked()).ok()?,
        })
    };
    let send = move |()| {
        let Some(project_manager) = read() else { return };
        let draft = RegisterDraft { version: version.get_untracked(), project_manager };
        let forget = forget.clone();
        sending.send(&REGISTER, (id.clone(),), draft, move |after| {
            forget.run();
            toast::show(Tone::Success, msg::registered());
            newest.try_run(after);
        });
    };
    view! {
        <section class="card" aria-labelledby="delivery-register">
            <h2 id="delivery-register">{msg::register_title}</h2>
            <SubmitForm
                label=msg::register
                on_submit=send
                pending=sending.pending
                failed=sending.failed
            >
                <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                    <TextField
                        label=msg::manager_name
                        value=name
                        name="project_manager.name"
                        required=true
                        max_chars=ContactName::MAX_CHARS
                        check={wrong::<ContactName>}
                        autocomplete="name"
                    />
                    <TextField
                        label=msg::manager_phone
                        value=phone
                        name="project_manager.phone"
                        required=true
                        hint=msg::phone_hint
                        check={wrong::<MobilePhone>}
                        autocomplete="tel"
                    />
                    <TextField
                        label=msg::manager_email
                        value=email
                        name="project_manager.email"
                        required=true
                        check={wrong::<EmailAddress>}
                        autocomplete="email"
                    />
                </fieldset>
            </SubmitForm>
        </section>
    }
    .into_any()
}
