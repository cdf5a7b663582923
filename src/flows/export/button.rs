//! `<ExportButton of=Signal::derive(move || ExportOf::Statements(query.get())) />`

use super::{msg, words};
use crate::{
    flows::sending::Sending,
    routes::Route,
    ui::{Button, ButtonKind, Choice, Dialog, IconName, LinkButton, Notice, RadioField, SubmitForm, Tone},
};
use contract::exports::{CREATE, ExportDraft, ExportFormat, ExportOf};
use leptos::prelude::*;

/// Asks for the form, then says where the file will be.
#[component]
pub fn ExportButton(#[prop(into)] of: Signal<ExportOf>) -> AnyView {
    let open = RwSignal::new(false);
    let pending = RwSignal::new(false);
    // What the page showed when the dialog opened is what is exported.
    let about = RwSignal::new(None::<ExportOf>);
    let ask = move |()| {
        about.set(Some(of.get_untracked()));
        open.set(true);
    };
    let body = move || about.get_untracked().map(|of| view! { <Body of open pending /> });
    view! {
        <Button label=msg::export icon=IconName::Download on_press=ask />
        <Dialog title=msg::title open busy=pending>{body()}</Dialog>
    }
    .into_any()
}

#[component]
fn Body(of: ExportOf, open: RwSignal<bool>, pending: RwSignal<bool>) -> AnyView {
    let sending = Sending::reporting_to(pending);
    let created = RwSignal::new(false);
    let usual = of.formats().first().map_or("", |format| format.as_str());
    let format = RwSignal::new(usual.to_owned());
    let choices: Vec<Choice> = of
        .formats()
        .iter()
        .map(|format| {
            let format = *format;
            Choice::new(format.as_str(), move || words::format(format))
        })
        .collect();
    let about = of.clone();
    let draft = StoredValue::new(of);
    let send = move |()| {
        let Some(format) = ExportFormat::parse(&format.get_untracked()) else { return };
        sending.send(&CREATE, (), ExportDraft { of: draft.get_value(), format }, move |_| {
            created.try_set(true);
        });
    };
    let choices = StoredValue::new(choices);
    let shown = move || {
        if created.get() {
            return view! {
                <Notice tone=Tone::Success title=msg::created announce=true>
                    <p>{msg::created_hint}</p>
                </Notice>
                <div class="form__actions">
                    <LinkButton label=msg::view_exports href=Route::Exports.href() kind=ButtonKind::Primary />
                    <Button label=msg::close on_press=move |()| open.set(false) />
                </div>
            }
            .into_any();
        }
        view! {
            <SubmitForm
                label=msg::start
                on_submit=send
                pending=sending.pending
                failed=sending.failed
                on_cancel=move |()| open.set(false)
            >
                <fieldset class="plain" prop:disabled=move || sending.is_unknown()>
                    <RadioField label=msg::format value=format choices=choices.get_value() name="format" required=true />
                </fieldset>
                <p class="field__hint">{msg::anonymised}</p>
            </SubmitForm>
        }
        .into_any()
    };
    view! {
        <p>{move || words::name(&about)}</p>
        {shown}
    }
    .into_any()
}
