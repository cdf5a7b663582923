//! The custom tag of a customer.

use super::{ending::Ending, msg, words};
use crate::{
    flows::sending::Sending,
    ui::{SubmitForm, TextField, Tone, toast},
};
use contract::{
    customers::{Customer, LabelDraft, SET_LABEL},
    text::{Label, Rule},
};
use leptos::prelude::*;

/// Sets it; an empty one is taken away.
#[component]
pub fn LabelForm(customer: Customer, ending: Ending) -> AnyView {
    let sending = Sending::reporting_to(ending.pending);
    let typed = RwSignal::new(customer.label.clone().unwrap_or_default());
    let name = words::name(&customer).to_owned();
    let send = move |()| {
        let Ok(label) = read(&typed.get_untracked()) else { return };
        let said = if label.is_some() { msg::tag_saved } else { msg::tag_removed };
        sending.send(&SET_LABEL, (customer.customer_id.clone(),), LabelDraft { label }, move |()| {
            toast::show(Tone::Success, said());
            ending.done();
        });
    };
    view! {
        <SubmitForm
            label=msg::save
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| ending.cancel()
        >
            <p>{move || msg::customers_named(&name)}</p>
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <TextField
                    label=msg::column_label
                    value=typed
                    name="label"
                    hint=msg::tag_hint
                    max_chars=Label::MAX_CHARS
                    check=|text: &str| read(text).err()
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}

fn read(text: &str) -> Result<Option<Label>, Rule> {
    if text.trim().is_empty() { Ok(None) } else { Label::try_from(text.to_owned()).map(Some) }
}
