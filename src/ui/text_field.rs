//! Fields of one line: text, password, amount, day, verification code.

use super::{
    Check, Text,
    field::{self, FieldSetup},
};
use leptos::prelude::*;

/// How the browser treats the line.
#[derive(Clone, Copy)]
struct Line {
    kind: Signal<&'static str>,
    input_mode: Option<&'static str>,
    autocomplete: &'static str,
    class: &'static str,
}

/// `<TextField label=msg::name value=name required=true check=|text: &str| … />`
#[component]
pub fn TextField(
    #[prop(into)] label: Text,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] check: Option<Check>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] max_chars: Option<u32>,
    #[prop(default = "off")] autocomplete: &'static str,
) -> AnyView {
    let setup = FieldSetup { label, hint, name, value: value.into(), required, check, error, max_chars };
    // A phone shows the keys that fit.
    let (kind, input_mode) = match autocomplete {
        "tel" => ("tel", Some("tel")),
        "email" => ("text", Some("email")),
        _ => ("text", None),
    };
    line(setup, value, Line { kind: kind.into(), input_mode, autocomplete, class: "input" })
}

/// `<PasswordField label=msg::password value=password />`: for signing in with an existing password, or (`fresh`) for
/// choosing one.
#[component]
pub fn PasswordField(
    #[prop(into)] label: Text,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional, into)] check: Option<Check>,
    #[prop(optional)] fresh: bool,
    /// Readable, when whoever types wants to see it.
    #[prop(optional, into)]
    shown: Signal<bool>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> AnyView {
    let setup = FieldSetup {
        label,
        hint,
        name: fresh.then_some("password"),
        value: value.into(),
        required: true,
        check,
        error,
        max_chars: None,
    };
    let autocomplete = if fresh { "new-password" } else { "current-password" };
    let kind = Signal::derive(move || if shown.get() { "text" } else { "password" });
    let kind = Line { kind, input_mode: None, autocomplete, class: "input" };
    line(setup, value, kind)
}

/// `<AmountField label=msg::amount value=amount check=… />`: a decimal as the API wants it; a phone shows digits.
#[component]
pub fn AmountField(
    #[prop(into)] label: Text,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] check: Option<Check>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> AnyView {
    let setup =
        FieldSetup { label, hint, name, value: value.into(), required, check, error, max_chars: None };
    let kind = Line {
        kind: "text".into(),
        input_mode: Some("decimal"),
        autocomplete: "off",
        class: "input input--amount",
    };
    line(setup, value, kind)
}

/// `<DateField label=msg::from value=from />`: the value is `yyyy-MM-dd`, or empty.
#[component]
pub fn DateField(
    #[prop(into)] label: Text,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] check: Option<Check>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> AnyView {
    let setup =
        FieldSetup { label, hint, name, value: value.into(), required, check, error, max_chars: None };
    line(
        setup,
        value,
        Line { kind: "date".into(), input_mode: None, autocomplete: "off", class: "input input--date" },
    )
}

/// `<DateTimeField label=msg::when value=when />`: the value is `yyyy-MM-ddTHH:mm`, or empty. Its label says whose clock is
/// meant.
#[component]
pub fn DateTimeField(
    #[prop(into)] label: Text,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] check: Option<Check>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> AnyView {
    let setup =
        FieldSetup { label, hint, name, value: value.into(), required, check, error, max_chars: None };
    let kind = "datetime-local".into();
    line(setup, value, Line { kind, input_mode: None, autocomplete: "off", class: "input input--date" })
}

/// `<CodeField label=msg::code value=code />`: digits of a verification code; a phone offers the one just received.
#[component]
pub fn CodeField(
    #[prop(into)] label: Text,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional, into)] check: Option<Check>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> AnyView {
    let setup = FieldSetup {
        label,
        hint,
        name: None,
        value: value.into(),
        required: true,
        check,
        error,
        max_chars: None,
    };
    let kind = Line {
        kind: "text".into(),
        input_mode: Some("numeric"),
        autocomplete: "one-time-code",
        class: "input input--code",
    };
    line(setup, value, kind)
}

fn line(setup: FieldSetup, value: RwSignal<String>, line: Line) -> AnyView {
    let field = field::set_up(&setup);
    let left = field.left;
    let required = setup.required;
    let control = view! {
        <input
            class=line.class
            id=field.id.clone()
            name=setup.name
            type=move || line.kind.get()
            inputmode=line.input_mode
            autocomplete=line.autocomplete
            aria-required=required.then_some("true")
            aria-invalid=field.invalid()
            aria-describedby=field.described_by.clone()
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
            on:blur=move |_| left.set(true)
        />
    };
    field::frame(setup, &field, control.into_any())
}
