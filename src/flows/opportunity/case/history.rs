//! What was judged and what was reported, the newest first.

use super::{super::words, msg};
use crate::{
    i18n,
    ui::{Happened, Timeline, Tone},
};
use contract::{
    attachments::Attachment,
    money::{Currency, Money},
    opportunities::{Opportunity, Progress},
    opportunity_desk::{FieldNote, Review},
    opportunity_status::{OpportunityEvent, ProgressStage},
    time::Timestamp,
};
use leptos::prelude::*;

/// `<History opportunity />`; `files` shows the files of a report otherwise than by their names.
#[component]
pub fn History(
    #[prop(into)] opportunity: Signal<Opportunity>,
    #[prop(default = names)] files: fn(&[Attachment]) -> AnyView,
) -> AnyView {
    let shown = move || {
        opportunity.with(|opportunity| {
            let currency = opportunity.row.currency;
            let reviews = opportunity.reviews.iter().map(|review| (review.at, reviewed(review)));
            let reports = opportunity
                .progress
                .iter()
                .map(|progress| (progress.reported_at, reported(progress, currency, files)));
            let mut all: Vec<(Timestamp, AnyView)> = reviews.chain(reports).collect();
            all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
            if all.is_empty() {
                return view! { <p class="opportunity-sheet__none">{msg::nothing_yet}</p> }.into_any();
            }
            let all = all.into_iter().map(|(_, shown)| shown).collect_view();
            view! { <Timeline>{all}</Timeline> }.into_any()
        })
    };
    shown.into_any()
}

fn reviewed(review: &Review) -> AnyView {
    let Review { stage, result, reviewer_role, at, .. } = *review;
    let what = move || msg::reviewed(words::review_result(result).0, words::review_stage(stage));
    let by = reviewer_role
        .map(|role| view! { <p class="opportunity-sheet__by">{move || words::reviewer_role(role)}</p> });
    let opinion = (!review.opinion.is_empty())
        .then(|| view! { <p class="opportunity-sheet__text">{review.opinion.clone()}</p> });
    let note = |note: &FieldNote| {
        let field = note.field;
        view! {
            <li><strong>{move || words::field(field)}</strong> " " {note.note.as_str().to_owned()}</li>
        }
    };
    let notes = (!review.field_notes.is_empty()).then(|| {
        view! { <ul class="opportunity-sheet__notes">{review.field_notes.iter().map(note).collect_view()}</ul> }
    });
    view! { <Happened what at tone=words::review_result(result).1>{by} {opinion} {notes}</Happened> }
        .into_any()
}

fn reported(progress: &Progress, currency: Currency, files: fn(&[Attachment]) -> AnyView) -> AnyView {
    let Progress { stage, reached_on, signed_amount, reported_at, .. } = *progress;
    let what = move || msg::reported(i18n::day(reached_on), words::stage(stage));
    let signed = signed_amount.map(|amount| {
        view! { <p>{move || msg::signed_amount(i18n::money(Money { amount, currency }))}</p> }
    });
    let files = (!progress.attachments.is_empty()).then(|| files(&progress.attachments));
    let (by, description) = (progress.reported_by.clone(), progress.description.clone());
    view! {
        <Happened what at=reported_at tone=tone(stage)>
            <p class="opportunity-sheet__by">{by}</p>
            <p class="opportunity-sheet__text">{description}</p>
            {signed}
            {files}
        </Happened>
    }
    .into_any()
}

fn names(attachments: &[Attachment]) -> AnyView {
    let names: Vec<String> = attachments.iter().map(|file| file.name.clone()).collect();
    view! { <p>{move || msg::attachments(i18n::list(names.iter()))}</p> }.into_any()
}

const fn tone(stage: ProgressStage) -> Tone {
    match stage.event() {
        OpportunityEvent::Deliver => Tone::Success,
        OpportunityEvent::Lose => Tone::Neutral,
        _ => Tone::Info,
    }
}
