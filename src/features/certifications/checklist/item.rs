//! What the checklist looks like: one group of fields for each item, under its level-2 label.

use super::fields::{Checklist, ItemFields, NO, YES};
use crate::{
    api::href_of,
    features::certifications::msg,
    flows::{
        certification::words,
        upload::{FileUpload, file_size},
    },
    ui::{
        Badge, Button, ButtonKind, Choice, Icon, IconName, Notice, RadioField, TextArea, Tone, rule_sentence,
    },
};
use contract::{
    certification_standards::{AssessmentItem, ItemResult, SubLabel, misfits, missing},
    certifications::{FILE, ItemVerdict, MAX_EVIDENCE},
    problem::FieldProblem,
    text::{ChecklistNote, Rule, wrong_unless_empty},
};
use leptos::prelude::*;

/// What is wrong, and what the last judgement found.
#[derive(Clone, Copy)]
pub struct Found {
    /// The user has tried to hand it in.
    pub tried: RwSignal<bool>,
    /// What the backend refused, as long as nothing has changed since.
    pub refused: Signal<Vec<FieldProblem>>,
    /// How the items were found the last time.
    pub verdicts: StoredValue<Vec<ItemVerdict>>,
}

impl Found {
    /// Why a part of an item is wrong now; tracked.
    fn rule(self, checklist: Checklist, field: &str) -> Option<Rule> {
        let of = |problems: &[FieldProblem]| {
            problems.iter().find(|problem| problem.field == field).map(|problem| problem.rule.clone())
        };
        if let Some(rule) = self.refused.with(|refused| of(refused)) {
            return Some(rule);
        }
        // A note that is too long has its own error; the rest is judged without it.
        let mut typed = checklist.typed();
        for item in &mut typed.0 {
            item.note.clear();
        }
        let answers = typed.read()?;
        checklist.standard.with_value(|standard| {
            let wrong = of(&misfits(standard, &answers));
            wrong.or_else(|| self.tried.get().then(|| of(&missing(standard, &answers))).flatten())
        })
    }
}

/// `<ChecklistFields checklist found />`, inside a form.
#[component]
pub fn ChecklistFields(checklist: Checklist, found: Found) -> AnyView {
    let sublabels = checklist.standard.with_value(|standard| standard.sublabels.clone());
    let one = |sublabel: SubLabel| {
        let SubLabel { name, items, .. } = sublabel;
        let item = |item: AssessmentItem| {
            let fields = checklist.fields_of(&item.item_id)?;
            Some(item_fields(item, fields, checklist, found))
        };
        view! {
            <section class="capability-sublabel">
                <h3>{move || words::named(&name)}</h3>
                {items.into_iter().map(item).collect_view()}
            </section>
        }
    };
    sublabels.into_iter().map(one).collect_view().into_any()
}

fn item_fields(item: AssessmentItem, fields: ItemFields, checklist: Checklist, found: Found) -> AnyView {
    let AssessmentItem { item_id, title, evidence, mandatory } = item;
    let field = |part: &str| ["checklist.", item_id.as_str(), ".", part].concat();
    let (met_field, files_field) = (field("met"), field("attachment_ids"));
    let met_error = Signal::derive(move || {
        found.rule(checklist, &met_field).map(|rule| match rule {
            Rule::Missing => msg::answer_missing().to_owned(),
            rule => rule_sentence(&rule),
        })
    });
    let files_error = Signal::derive(move || {
        found.rule(checklist, &files_field).map(|rule| match rule {
            Rule::Missing => msg::evidence_missing().to_owned(),
            Rule::OutOfRange => msg::too_many_files(MAX_EVIDENCE),
            rule => rule_sentence(&rule),
        })
    });
    let last = found.verdicts.with_value(|verdicts| {
        verdicts.iter().find(|verdict| verdict.item_id == item_id).cloned().map(last_time)
    });
    let badge = mandatory.then(|| view! { <Badge label=msg::mandatory /> });
    let hint_id = ["evidence-", item_id.as_str()].concat();
    let choices = vec![Choice::new(YES, msg::met), Choice::new(NO, msg::not_met)];
    let kept = move || kept_files(fields);
    view! {
        <fieldset class="checklist-item" data-item=item_id.to_string()>
            <legend class="checklist-item__title">{move || words::named(&title)} " " {badge}</legend>
            <p class="capability-hint">{move || msg::expected(words::named(&evidence))}</p>
            {last}
            <RadioField label=msg::is_it_met value=fields.met choices required=mandatory error=met_error />
            <TextArea
                label=msg::note
                value=fields.note
                rows=2
                max_chars=ChecklistNote::MAX_CHARS
                check={wrong_unless_empty::<ChecklistNote>}
            />
            {kept}
            <FileUpload uploads=fields.uploads label=msg::evidence hint_id error=files_error />
        </fieldset>
    }
    .into_any()
}

/// How it was found by the judgement that asked for material.
fn last_time(verdict: ItemVerdict) -> AnyView {
    let result = verdict.result;
    let tone = if result == ItemResult::Fail { Tone::Warning } else { Tone::Info };
    let advice = verdict.advice.map(|advice| {
        let advice = advice.as_str().to_owned();
        view! { <p class="capability-text">{advice}</p> }
    });
    view! { <Notice tone title=move || msg::found_as(words::result(result).0)>{advice}</Notice> }.into_any()
}

/// Files that were there before, each of which can be taken out.
fn kept_files(fields: ItemFields) -> Option<AnyView> {
    let kept = fields.kept.get();
    if kept.is_empty() {
        return None;
    }
    let one = |file: super::typed::Evidence| {
        let (href, saved_as) = (href_of(&FILE, &(file.attachment_id.clone(),)), file.name.clone());
        let (name, bytes, id) = (file.name.clone(), file.bytes, file.attachment_id);
        let take_out = move |()| fields.kept.update(|kept| kept.retain(|file| file.attachment_id != id));
        view! {
            <li>
                <span class="file-link">
                    <a href=href download=saved_as>
                        <Icon name=IconName::Download />
                        {file.name}
                    </a>
                    " "
                    <span class="field__hint">{move || file_size(bytes)}</span>
                </span>
                <Button
                    label=move || msg::take_out(&name)
                    kind=ButtonKind::Ghost
                    icon=IconName::Close
                    icon_only=true
                    on_press=take_out
                />
            </li>
        }
    };
    Some(
        view! { <ul class="file-list checklist-item__kept">{kept.into_iter().map(one).collect_view()}</ul> }
            .into_any(),
    )
}
