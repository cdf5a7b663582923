//! What the partner has to mend, field by field: each field once, in the order of the form.

use super::msg;
use crate::{
    browser,
    flows::opportunity::words::field as name_of,
    ui::{Button, ButtonKind, Choice, SelectField, TextArea},
};
use contract::{
    opportunity_desk::FieldNote,
    opportunity_form::FormField,
    text::{Reason, wrong},
};
use leptos::{html, prelude::*};

const COUNT: usize = FormField::ALL.len();

/// Names of all that is typed, for the draft: the answer, then a note for each field.
pub const FIELDS: [&str; COUNT + 1] = {
    let mut fields = ["answer"; COUNT + 1];
    let mut at = 0;
    while at < COUNT {
        fields[at + 1] = FormField::ALL[at].as_str();
        at += 1;
    }
    fields
};

/// A note for every field; most are empty and not shown.
#[derive(Clone, Copy)]
pub struct Notes {
    texts: [RwSignal<String>; COUNT],
    shown: RwSignal<Vec<FormField>>,
}

impl Notes {
    pub fn new() -> Self {
        let texts = FormField::ALL.map(|_| RwSignal::new(String::new()));
        let shown = RwSignal::new(Vec::new());
        // What a draft brings back is seen.
        Effect::new(move |_| {
            for (field, text) in FormField::ALL.into_iter().zip(texts) {
                if !text.with(String::is_empty) && !shown.with_untracked(|shown| shown.contains(&field)) {
                    shown.update(|shown| shown.push(field));
                }
            }
        });
        Self { texts, shown }
    }

    /// In the order of [`FormField::ALL`].
    pub fn all(&self) -> impl Iterator<Item = RwSignal<String>> + use<> {
        self.texts.into_iter()
    }

    /// What is sent. `None` where a shown note is not as it has to be.
    pub fn typed(&self) -> Option<Vec<FieldNote>> {
        let note = |(field, text): (FormField, RwSignal<String>)| {
            Reason::try_from(text.get_untracked()).ok().map(|note| FieldNote { field, note })
        };
        self.in_order().map(note).collect()
    }

    /// The shown ones, in the order of the form.
    fn in_order(&self) -> impl Iterator<Item = (FormField, RwSignal<String>)> + use<> {
        let shown = self.shown.get();
        FormField::ALL.into_iter().zip(self.texts).filter(move |(field, _)| shown.contains(field))
    }
}

#[component]
pub fn FieldNotes(#[prop(into)] notes: StoredValue<Notes>) -> AnyView {
    let (shown, in_order) = notes.with_value(|notes| (notes.shown, *notes));
    let section: NodeRef<html::Fieldset> = NodeRef::new();
    let picked = RwSignal::new(String::new());
    let add = move |()| {
        let Some(field) = FormField::parse(&picked.get_untracked()) else { return };
        shown.update(|shown| shown.push(field));
        picked.set(String::new());
        leptos::task::spawn_local(async move {
            browser::tick().await;
            if let Some(section) = section.try_get_untracked().flatten() {
                browser::focus_within(&section, &["textarea[name=\"", field.as_str(), "\"]"].concat());
            }
        });
    };
    let row = move |(field, text): (FormField, RwSignal<String>)| {
        let remove = move |()| {
            text.set(String::new());
            shown.update(|shown| shown.retain(|other| *other != field));
        };
        view! {
            <div class="work-queue__field-note">
                <TextArea
                    label=move || name_of(field)
                    value=text
                    name=field.as_str()
                    required=true
                    rows=2
                    max_chars=Reason::MAX_CHARS
                    check={wrong::<Reason>}
                />
                <Button label=move || msg::remove_note(name_of(field)) kind=ButtonKind::Link on_press=remove />
            </div>
        }
    };
    let nothing_picked =
        Signal::derive(move || picked.with(String::is_empty).then(|| msg::pick_field_first().to_owned()));
    let more = move || {
        let taken = shown.get();
        let left = FormField::ALL.into_iter().filter(|field| !taken.contains(field));
        let mut choices = vec![Choice::new("", msg::choose)];
        choices.extend(left.map(|field| Choice::new(field.as_str(), move || name_of(field))));
        (choices.len() > 1).then(|| {
            view! {
                <div class="work-queue__add-note">
                    <SelectField label=msg::field_to_mend value=picked choices />
                    <Button label=msg::add_note on_press=add why_disabled=nothing_picked />
                </div>
            }
        })
    };
    view! {
        <fieldset class="plain work-queue__field-notes" node_ref=section>
            <legend>{msg::field_notes}</legend>
            <p class="work-queue__answer">{msg::field_notes_hint}</p>
            <For each=move || in_order.in_order() key=|(field, _)| *field children=row />
            {more}
        </fieldset>
    }
    .into_any()
}
