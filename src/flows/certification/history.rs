//! Every stage that an application was in, oldest first, with what was judged at its end.

use super::{msg, words};
use crate::{
    i18n,
    ui::{Badge, Happened, Timeline, Tone},
};
use contract::certifications::{CertificationDetail, Judgement, StageEntry};
use leptos::prelude::*;

/// `<History detail />`
#[component]
pub fn History(#[prop(into)] detail: Signal<CertificationDetail>) -> AnyView {
    let stages = Memo::new(move |_| detail.with(|detail| (detail.stages.clone(), detail.judgements.clone())));
    let shown = move || {
        let (stages, judgements) = stages.get();
        let one = move |entry: StageEntry| {
            let ended =
                |judged: &&Judgement| judged.stage == entry.status && Some(judged.at) == entry.left_at;
            let judged = judgements.iter().find(ended).cloned();
            stage(entry, judged)
        };
        view! { <Timeline>{stages.into_iter().map(one).collect_view()}</Timeline> }
    };
    shown.into_any()
}

fn stage(entry: StageEntry, judged: Option<Judgement>) -> AnyView {
    let StageEntry { status, entered_at, due_at, left_at, by } = entry;
    let is_now = left_at.is_none();
    let tone = if is_now { words::status(status).1 } else { Tone::Neutral };
    let by = move || by.as_ref().map_or_else(|| msg::by_time().to_owned(), msg::by);
    let due = due_at.map(|at| view! { <p class="field__hint">{move || msg::due_at(i18n::end(at))}</p> });
    let left =
        left_at.map(|at| view! { <p class="field__hint">{move || msg::left_at(i18n::date_time(at))}</p> });
    let judged = judged.map(|judged| {
        let Judgement { verdict, text, by, .. } = judged;
        view! {
            <p class="capability-judgement">
                <Badge label=move || words::verdict(verdict).0 tone=words::verdict(verdict).1 />
                " "
                <span>{by}</span>
            </p>
            <p class="capability-item__note">{text}</p>
        }
    });
    view! {
        <Happened what=move || words::status(status).0 at=entered_at tone>
            <p>{by}</p>
            {due} {left} {judged}
        </Happened>
    }
    .into_any()
}
