//! What all fields share: label, hint, counter, the check, and the error that belongs to the field.

use super::{Text, fresh_id, msg, show, submit_form::FormContext};
use contract::text::Rule;
use leptos::prelude::*;
use std::sync::Arc;

/// A check of what was typed: `check=|text: &str| Reason::try_from(text.to_owned()).err()`.
#[derive(Clone)]
pub struct Check(Arc<Test>);

type Test = dyn Fn(&str) -> Option<Rule> + Send + Sync;

impl<F: Fn(&str) -> Option<Rule> + Send + Sync + 'static> From<F> for Check {
    fn from(check: F) -> Self {
        Self(Arc::new(check))
    }
}

/// What every field is made from.
pub(super) struct FieldSetup {
    pub label: Text,
    pub hint: Option<Text>,
    /// Name in the request body: a refusal of the backend that names it is shown here.
    pub name: Option<&'static str>,
    pub value: Signal<String>,
    pub required: bool,
    pub check: Option<Check>,
    pub error: Signal<Option<String>>,
    pub max_chars: Option<u32>,
}

/// The parts of a field that its control needs.
#[derive(Clone)]
pub(super) struct Field {
    pub id: String,
    /// Id of hint, counter and error, as `aria-describedby`.
    pub described_by: String,
    /// The error to show now.
    pub error: Signal<Option<String>>,
    /// Set when the user has left the field: before that nothing is called wrong.
    pub left: RwSignal<bool>,
}

impl Field {
    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + use<> {
        let error = self.error;
        move || error.with(Option::is_some).then_some("true")
    }
}

/// Computes the state of a field.
pub(super) fn set_up(setup: &FieldSetup) -> Field {
    let id = fresh_id("field");
    let described_by = [id.as_str(), "-hint ", &id, "-error"].concat();
    let left = RwSignal::new(false);
    let form = use_context::<FormContext>();
    let (value, required, check, given, name) =
        (setup.value, setup.required, setup.check.clone(), setup.error, setup.name);
    let error = Signal::derive(move || {
        if let Some(error) = given.get() {
            return Some(error);
        }
        let text = value.get();
        if let Some(rule) = name.and_then(|name| form?.refused(name, &text)) {
            return Some(rule_sentence(&rule));
        }
        if !left.get() && !form.is_some_and(|form| form.submitted.get()) {
            return None;
        }
        let rule = match &check {
            Some(check) if required || !text.trim().is_empty() => (check.0)(&text),
            _ => (required && text.trim().is_empty()).then_some(Rule::Missing),
        };
        rule.as_ref().map(rule_sentence)
    });
    Field { id, described_by, error, left }
}

/// Label, control, hint, counter and error under each other.
pub(super) fn frame(setup: FieldSetup, field: &Field, control: AnyView) -> AnyView {
    let FieldSetup { label, hint, value, required, max_chars, .. } = setup;
    let id = &field.id;
    let error = field.error;
    let counter = max_chars.map(|most| {
        let typed = move || value.with(|text| text.trim().chars().count());
        view! { <span class="field__counter">{move || msg::counter(most, typed())}</span> }
    });
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {show(label)}
                {required.then(|| view! { <span class="field__required" aria-hidden="true">"*"</span> })}
            </label>
            {control}
            <div class="field__below" id=[id, "-hint"].concat()>
                {hint.map(|hint| view! { <span class="field__hint">{show(hint)}</span> })} {counter}
            </div>
            <p class="field__error" id=[id, "-error"].concat() aria-live="polite">
                {move || error.get()}
            </p>
        </div>
    }
    .into_any()
}

/// What is wrong with a value, in the reader's language.
#[must_use]
pub fn rule_sentence(rule: &Rule) -> String {
    match rule {
        Rule::Missing => msg::rule_missing().to_owned(),
        Rule::LongerThan(most) => msg::rule_longer_than(most),
        Rule::ShorterThan(least) => msg::rule_shorter_than(least),
        Rule::Malformed => msg::rule_malformed().to_owned(),
        Rule::Unexpected => msg::rule_unexpected().to_owned(),
        Rule::OutOfRange => msg::rule_out_of_range().to_owned(),
    }
}
