//! A form that is sent once: it checks its fields, leads to the first wrong one, and shows a refusal where it belongs.

use super::{
    Button, ButtonKind, ErrorPanel, Text,
    error_text::{Action, explain},
    msg,
};
use crate::{api::ApiError, browser};
use contract::text::Rule;
use leptos::{context::Provider, html, prelude::*};
use send_wrapper::SendWrapper;

/// What the fields of a form know about it.
#[derive(Clone, Copy)]
pub(super) struct FormContext {
    /// The user has tried to send it: every field shows what is wrong.
    pub submitted: RwSignal<bool>,
    refusals: RwSignal<Vec<Refusal>>,
}

/// A field that the backend refused, with the value that it refused.
#[derive(Clone)]
struct Refusal {
    field: String,
    rule: Rule,
    /// Filled in by the field when it first sees the refusal.
    value: StoredValue<Option<String>>,
}

impl FormContext {
    /// Why the backend refused this field, as long as it still has the refused value.
    pub fn refused(self, name: &str, value: &str) -> Option<Rule> {
        self.refusals.with(|refusals| {
            let refusal = refusals.iter().find(|refusal| refusal.field == name)?;
            if refusal.value.with_value(Option::is_none) {
                refusal.value.set_value(Some(value.to_owned()));
            }
            let unchanged = refusal.value.with_value(|refused| refused.as_deref() == Some(value));
            unchanged.then(|| refusal.rule.clone())
        })
    }
}

/// `<SubmitForm label=msg::end_association pending failed on_submit=move |()| send()> fields </SubmitForm>`
///
/// `on_submit` is called only when no field is wrong and nothing is under way. `failed` is shown above the buttons;
/// the fields that it names show their own part. While it is not known whether the form arrived, its button asks that:
/// sent again with the same key, it tells.
#[component]
pub fn SubmitForm(
    /// Words of the submit button.
    #[prop(into)]
    label: Text,
    #[prop(into)] on_submit: Callback<()>,
    #[prop(into)] pending: Signal<bool>,
    #[prop(optional, into)] failed: Signal<Option<ApiError>>,
    #[prop(optional, into)] why_disabled: Signal<Option<String>>,
    #[prop(optional, into)] on_cancel: Option<Callback<()>>,
    /// Words of the cancel button, when "Cancel" is not what it does.
    #[prop(optional, into)]
    cancel_label: Option<Text>,
    /// Ends or takes away something.
    #[prop(optional, into)]
    danger: Signal<bool>,
    children: Children,
) -> AnyView {
    let form: NodeRef<html::Form> = NodeRef::new();
    let context = FormContext { submitted: RwSignal::new(false), refusals: RwSignal::new(Vec::new()) };
    Effect::new(move |_| {
        context.refusals.set(refusals_of(failed.get().as_ref()));
        if failed.with_untracked(Option::is_some) {
            focus_first_wrong(form, || ());
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() || why_disabled.with_untracked(Option::is_some) {
            return;
        }
        // A value that was refused may be right now, as the world has moved on: the backend says so again.
        context.refusals.set(Vec::new());
        context.submitted.set(true);
        // Until the fields have shown what is wrong, more presses may come, and the form may be gone.
        focus_first_wrong(form, move || {
            if pending.try_get_untracked() == Some(false) {
                on_submit.run(());
            }
        });
    };
    let cancel = on_cancel.map(|on_cancel| {
        let label = cancel_label.unwrap_or_else(|| msg::cancel.into());
        view! { <Button label=label on_press=on_cancel why_disabled=Signal::derive(move || pending.get().then(|| msg::please_wait().to_owned())) /> }
    });
    // A button of another kind is another button; what it is called and does stays.
    let danger = Memo::new(move |_| danger.get());
    let unknown = Memo::new(move |_| failed.with(|failed| failed.as_ref().is_some_and(asks)));
    let label = move || if unknown.get() { msg::check_result().to_owned() } else { label.get().into_owned() };
    let send = move || {
        let label = label.clone();
        let kind = if danger.get() { ButtonKind::Danger } else { ButtonKind::Primary };
        view! { <Button label kind submit=true busy=pending why_disabled /> }
    };
    view! {
        <form class="form" novalidate=true node_ref=form aria-busy=move || pending.get().then_some("true") on:submit=submit>
            <Provider value=context>{children()}</Provider>
            {move || failed.get().filter(|error| !error.is_cancelled()).map(|error| view! { <ErrorPanel error /> })}
            <div class="form__actions">
                {send} {cancel}
            </div>
        </form>
    }
    .into_any()
}

/// Whether the next step is to ask what became of it.
fn asks(error: &ApiError) -> bool {
    explain(error).action == Action::CheckResult
}

fn refusals_of(error: Option<&ApiError>) -> Vec<Refusal> {
    let Some(ApiError::Refused(problem)) = error else { return Vec::new() };
    let refusal = |problem: &contract::problem::FieldProblem| Refusal {
        field: problem.field.clone(),
        rule: problem.rule.clone(),
        value: StoredValue::new(None),
    };
    problem.fields.iter().map(refusal).collect()
}

/// Goes to the first wrong field, or on when there is none. Waits a moment: the fields have to say so first.
fn focus_first_wrong(form: NodeRef<html::Form>, otherwise: impl FnOnce() + 'static) {
    let owner = SendWrapper::new(otherwise);
    leptos::task::spawn_local(async move {
        browser::tick().await;
        let wrong =
            form.try_get_untracked().flatten().is_some_and(|form| browser::focus_first_invalid(&form));
        if !wrong {
            (owner.take())();
        }
    });
}
