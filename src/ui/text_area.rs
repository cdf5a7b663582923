//! A field of several lines.

use super::{
    Check, Text,
    field::{self, FieldSetup},
};
use leptos::prelude::*;

/// `<TextArea label=msg::reason value=reason max_chars=Reason::MAX_CHARS required=true check=|text: &str| … />`
///
/// The text is not cut at `max_chars`: pasting too much shows what is too much instead of losing it.
#[component]
pub fn TextArea(
    #[prop(into)] label: Text,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] check: Option<Check>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] max_chars: Option<u32>,
    #[prop(default = 4)] rows: u32,
) -> AnyView {
    let setup = FieldSetup { label, hint, name, value: value.into(), required, check, error, max_chars };
    let field = field::set_up(&setup);
    let left = field.left;
    let control = view! {
        <textarea
            class="input input--area"
            id=field.id.clone()
            name=name
            rows=rows
            aria-required=required.then_some("true")
            aria-invalid=field.invalid()
            aria-describedby=field.described_by.clone()
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
            on:blur=move |_| left.set(true)
        ></textarea>
    };
    field::frame(setup, &field, control.into_any())
}
