//! Making a suggestion.

use super::{super::shelf::use_shelf, msg, words};
use crate::features::help::model::Beginning;
use crate::{
    flows::{draft::use_fields_draft, sending::Sending},
    ui::{
        CheckBox, Choice, Described, DescriptionList, Notice, SelectField, SubmitForm, TextArea, Tone, toast,
    },
};
use contract::{
    suggestions::{SUGGEST, SuggestionDraft, SuggestionKind},
    text::{FeedbackText, wrong},
};
use leptos::prelude::*;

#[component]
pub fn SuggestionForm(beginning: Beginning, again: Callback<()>) -> AnyView {
    let sending = Sending::new();
    let Beginning { kind: begins_as, about, question } = beginning;
    let kind = RwSignal::new(begins_as.unwrap_or(SuggestionKind::Improvement).as_str().to_owned());
    let (text, may_contact) = (RwSignal::new(String::new()), RwSignal::new(false));
    let forget = use_fields_draft("suggestion", &["text"], vec![text]);
    begin_with(question, text);
    let page = StoredValue::new(about.clone());
    let send = move |()| {
        let (Some(kind), Ok(said)) =
            (SuggestionKind::parse(&kind.get_untracked()), FeedbackText::try_from(text.get_untracked()))
        else {
            return;
        };
        let draft = SuggestionDraft {
            kind,
            page: page.get_value(),
            text: said,
            may_contact: may_contact.get_untracked(),
        };
        let forget = forget.clone();
        sending.send(&SUGGEST, (), draft, move |_| {
            forget.run();
            text.try_set(String::new());
            toast::show(Tone::Success, msg::suggested());
            again.try_run(());
        });
    };
    let kinds =
        SuggestionKind::ALL.map(|kind| Choice::new(kind.as_str(), move || words::kind(kind))).to_vec();
    let about = move || {
        let page = about.clone()?;
        Some(view! {
            <DescriptionList>
                <Described term=msg::about_which_page><code>{page.as_str().to_owned()}</code></Described>
            </DescriptionList>
        })
    };
    view! {
        <section class="card suggestions__form" aria-labelledby="make-suggestion">
            <h2 id="make-suggestion">{msg::suggest}</h2>
            <SubmitForm label=msg::send on_submit=send pending=sending.pending failed=sending.failed>
                <fieldset class="plain form" prop:disabled=move || sending.is_unknown()>
                    <SelectField label=msg::kind value=kind choices=kinds.clone() required=true name="kind" />
                    {about.clone()}
                    <TextArea
                        label=msg::what_you_say
                        hint=msg::what_you_say_hint
                        value=text
                        name="text"
                        required=true
                        max_chars=FeedbackText::MAX_CHARS
                        check={wrong::<FeedbackText>}
                    />
                    <CheckBox label=msg::may_contact hint=msg::may_contact_hint value=may_contact name="may_contact" />
                </fieldset>
                <Notice>{msg::what_happens}</Notice>
            </SubmitForm>
        </section>
    }
    .into_any()
}

/// About a question that was not answered: the text begins with it, once the help is there and unless something was typed.
fn begin_with(question: Option<contract::ids::FaqId>, text: RwSignal<String>) {
    let Some(question) = question else { return };
    let shelf = use_shelf();
    Effect::new(move |done: Option<bool>| {
        if done == Some(true) {
            return true;
        }
        let title = shelf.value.with(|shelf| Some(shelf.as_ref()?.book.entry(&question)?.title.clone()));
        let Some(title) = title else { return false };
        if text.with_untracked(String::is_empty) {
            text.set(msg::about_question(title));
        }
        true
    });
}
