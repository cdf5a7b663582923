//! Budget, authority, need, timing: four texts, each with what a good answer holds.

use super::{Found, Place, msg};
use crate::{
    flows::opportunity::words,
    i18n,
    ui::{Text, TextArea},
};
use contract::{
    opportunity_form::FormField,
    text::{Explanation, wrong_unless_empty},
};
use leptos::prelude::*;

/// The four texts.
#[derive(Clone, Copy, Default)]
pub struct BantValues {
    pub budget: RwSignal<String>,
    pub authority: RwSignal<String>,
    pub need: RwSignal<String>,
    pub timing: RwSignal<String>,
}

/// `<BantFields values=fields.bant found />`
#[component]
pub fn BantFields(values: BantValues, found: Found) -> AnyView {
    let all = [values.budget, values.authority, values.need, values.timing];
    let answered = Memo::new(move |_| {
        let done = all.iter().filter(|value| value.with(|text| !text.trim().is_empty())).count();
        u32::try_from(done).unwrap_or(0)
    });
    let one = |field: FormField, value: RwSignal<String>, hint: Text| {
        let at = field.as_str();
        view! {
            <Place at found>
                <TextArea
                    label=move || words::field(field)
                    value
                    name=at
                    hint
                    max_chars=Explanation::MAX_CHARS
                    check={wrong_unless_empty::<Explanation>}
                    error=found.at(at)
                />
            </Place>
        }
    };
    view! {
        <div class="bant">
            <p class="bant__answered">
                <progress max="4" value=move || answered.get() aria-hidden="true"></progress>
                <span aria-live="polite">{move || msg::answered(i18n::number(answered.get()))}</span>
            </p>
            {one(FormField::Budget, values.budget, msg::budget_hint.into())}
            {one(FormField::Authority, values.authority, msg::authority_hint.into())}
            {one(FormField::Need, values.need, msg::need_hint.into())}
            {one(FormField::Timing, values.timing, msg::timing_hint.into())}
        </div>
    }
    .into_any()
}
