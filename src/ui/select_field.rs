//! Fields that offer choices.

use super::{
    Text,
    field::{self, FieldSetup},
    fresh_id, show,
};
use leptos::prelude::*;
use std::borrow::Cow;

/// One thing that can be chosen.
#[derive(Clone)]
pub struct Choice {
    /// What the field's value becomes.
    pub value: Cow<'static, str>,
    pub label: Text,
    /// More words under the label; only [`RadioField`] shows them.
    pub hint: Option<Text>,
    /// Seen, but not to be chosen; its label says why. Only [`SelectField`] has it.
    pub disabled: bool,
}

impl Choice {
    /// `Choice::new("", msg::all)`
    #[must_use]
    pub fn new(value: impl Into<Cow<'static, str>>, label: impl Into<Text>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, disabled: false }
    }

    /// One that cannot be chosen.
    #[must_use]
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }

    /// With more words.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Text>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// `<SelectField label=msg::type value=kind choices=vec![Choice::new("", msg::all), …] />`
#[component]
pub fn SelectField(
    #[prop(into)] label: Text,
    value: RwSignal<String>,
    choices: Vec<Choice>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> AnyView {
    let setup =
        FieldSetup { label, hint, name, value: value.into(), required, check: None, error, max_chars: None };
    let field = field::set_up(&setup);
    let left = field.left;
    let option = |choice: Choice| {
        let own = choice.value;
        view! {
            <option
                value=own.clone()
                disabled=choice.disabled
                prop:selected=move || value.with(|value| *value == own)
            >
                {show(choice.label)}
            </option>
        }
    };
    let control = view! {
        <select
            class="input input--select"
            id=field.id.clone()
            name=name
            aria-required=required.then_some("true")
            aria-invalid=field.invalid()
            aria-describedby=field.described_by.clone()
            on:change=move |event| value.set(event_target_value(&event))
            on:blur=move |_| left.set(true)
        >
            {choices.into_iter().map(option).collect_view()}
        </select>
    };
    field::frame(setup, &field, control.into_any())
}

/// `<RadioField label=msg::new_type value=kind choices=… />`: few choices that all should be seen.
#[component]
pub fn RadioField(
    #[prop(into)] label: Text,
    value: RwSignal<String>,
    choices: Vec<Choice>,
    #[prop(optional)] required: bool,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> AnyView {
    let setup = FieldSetup {
        label: label.clone(),
        hint: None,
        name,
        value: value.into(),
        required,
        check: None,
        error,
        max_chars: None,
    };
    let field = field::set_up(&setup);
    let group = fresh_id("choices");
    let error_id = [field.id.as_str(), "-error"].concat();
    let error_now = field.error;
    let invalid = field.invalid();
    let radio = {
        let error_id = error_id.clone();
        move |choice: Choice| {
            let own = choice.value;
            let shown = own.clone();
            let sets = own.clone();
            let invalid = invalid.clone();
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name=group.clone()
                        value=shown
                        aria-invalid=invalid
                        aria-describedby=error_id.clone()
                        prop:checked=move || value.with(|value| *value == own)
                        on:change=move |_| value.set(sets.clone().into_owned())
                    />
                    <span class="choice__text">
                        {show(choice.label)}
                        {choice.hint.map(|hint| view! { <span class="field__hint">{show(hint)}</span> })}
                    </span>
                </label>
            }
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">
                {show(label)}
                {required.then(|| view! { <span class="field__required" aria-hidden="true">"*"</span> })}
            </legend>
            {choices.into_iter().map(radio).collect_view()}
            <p class="field__error" id=error_id aria-live="polite">
                {move || error_now.get()}
            </p>
        </fieldset>
    }
    .into_any()
}

/// `<CheckBox label=msg::i_have_read value=read required=true error=… />`
#[component]
pub fn CheckBox(
    #[prop(into)] label: Text,
    value: RwSignal<bool>,
    #[prop(optional, into)] hint: Option<Text>,
    /// Must be ticked before the form is sent.
    #[prop(optional)]
    required: bool,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> AnyView {
    let setup = FieldSetup {
        label: label.clone(),
        hint: None,
        name,
        value: Signal::derive(move || if value.get() { "true".to_owned() } else { String::new() }),
        required,
        check: None,
        error,
        max_chars: None,
    };
    let field = field::set_up(&setup);
    let left = field.left;
    let error_id = [field.id.as_str(), "-error"].concat();
    let error_now = field.error;
    view! {
        <div class="field">
            <label class="choice">
                <input
                    type="checkbox"
                    aria-required=required.then_some("true")
                    aria-invalid=field.invalid()
                    aria-describedby=error_id.clone()
                    prop:checked=move || value.get()
                    on:change=move |event| value.set(event_target_checked(&event))
                    on:blur=move |_| left.set(true)
                />
                <span class="choice__text">
                    <span>
                        {show(label)}
                        {required.then(|| view! { <span class="field__required" aria-hidden="true">"*"</span> })}
                    </span>
                    {hint.map(|hint| view! { <span class="field__hint">{show(hint)}</span> })}
                </span>
            </label>
            <p class="field__error" id=error_id aria-live="polite">
                {move || error_now.get()}
            </p>
        </div>
    }
    .into_any()
}
