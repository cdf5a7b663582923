//! Freezing and unfreezing customers, one or some of them together.

use super::{ending::Ending, msg, words};
use crate::{
    flows::sending::Sending,
    i18n,
    ui::{Notice, SubmitForm, TextArea, Tone, toast},
};
use contract::{
    customers::{Customer, FREEZE, FreezeDraft, UNFREEZE},
    ids::CustomerId,
    text::Reason,
};
use leptos::prelude::*;

/// Whom, and which way.
#[derive(Clone, Debug)]
pub struct Freezing {
    pub freeze: bool,
    pub customer_ids: Vec<CustomerId>,
    /// Masked.
    pub names: Vec<String>,
}

impl Freezing {
    /// One customer.
    pub fn one(customer: &Customer, freeze: bool) -> Self {
        Self {
            freeze,
            customer_ids: vec![customer.customer_id.clone()],
            names: vec![words::name(customer).to_owned()],
        }
    }
}

/// The reason; all of the customers or none of them.
#[component]
pub fn FreezeForm(freezing: Freezing, ending: Ending) -> AnyView {
    let Freezing { freeze, customer_ids, names } = freezing;
    let sending = Sending::reporting_to(ending.pending);
    let reason = RwSignal::new(String::new());
    let send = move |()| {
        let Ok(reason) = Reason::try_from(reason.get_untracked()) else { return };
        let draft = FreezeDraft { customer_ids: customer_ids.clone(), reason };
        let count = draft.customer_ids.len();
        sending.send(if freeze { &FREEZE } else { &UNFREEZE }, (), draft, move |()| {
            toast::show(
                Tone::Success,
                if freeze { msg::frozen_done(count) } else { msg::unfrozen_done(count) },
            );
            ending.done();
        });
    };
    let action = move || if freeze { msg::freeze() } else { msg::unfreeze() };
    let explained = move || if freeze { msg::freeze_notice() } else { msg::unfreeze_notice() };
    view! {
        <SubmitForm
            label=action
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            on_cancel=move |()| ending.cancel()
            danger=freeze
        >
            <p>{move || msg::customers_named(i18n::list(&names))}</p>
            <Notice tone=if freeze { Tone::Warning } else { Tone::Info }>{explained}</Notice>
            <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                <TextArea
                    label=msg::reason
                    value=reason
                    name="reason"
                    required=true
                    max_chars=Reason::MAX_CHARS
                    check=|text: &str| Reason::try_from(text.to_owned()).err()
                />
            </fieldset>
        </SubmitForm>
    }
    .into_any()
}
