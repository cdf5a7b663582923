//! What was found, as it is typed: each question with what was found in it marked, and of an answer the part that was found.

use super::{
    answer::{OnQuestion, marked, question},
    msg,
    shelf::Shelf,
};
use crate::ui::{EmptyState, IconName};
use contract::help::{Entry, marks};
use leptos::prelude::*;

/// Characters that are shown on either side of what was found in an answer.
const AROUND: usize = 36;

/// `<Results shelf wanted on_question=None />`; `wanted` is not empty.
#[component]
pub fn Results(
    shelf: Signal<Shelf>,
    #[prop(into)] wanted: Signal<String>,
    on_question: OnQuestion,
) -> AnyView {
    let found = Memo::new(move |_| {
        let found = shelf.with(|shelf| wanted.with(|wanted| shelf.index.find(wanted)));
        found.into_iter().map(|found| found.entry).collect::<Vec<_>>()
    });
    let count = move || msg::found(found.with(Vec::len));
    let list = move || {
        let found = found.get();
        if found.is_empty() {
            return view! { <EmptyState title=msg::nothing_found body=msg::nothing_found_hint icon=IconName::Search /> }
                .into_any();
        }
        let shelf = shelf.get();
        let wanted = wanted.get();
        let entries = found.into_iter().filter_map(|place| shelf.book.entries.get(place));
        let row = |entry: &Entry| {
            let title = marked(&entry.title, &marks(&entry.title, &entry.title_sound, &wanted));
            let excerpt = excerpt(entry, &wanted)
                .map(|text| view! { <p class="help-results__excerpt">{marked(&text, &marks(&text, "", &wanted))}</p> });
            view! {
                <li>
                    {question(entry.id.clone(), title, on_question)}
                    <span class="help-results__topic">{shelf.book.topic(&entry.parent).to_owned()}</span>
                    {excerpt}
                </li>
            }
        };
        view! { <ol class="help-results">{entries.map(row).collect_view()}</ol> }.into_any()
    };
    view! {
        <p class="help-results__count" role="status">{count}</p>
        {list}
    }
    .into_any()
}

/// Of the answer what was found in it, where the question itself does not say it.
fn excerpt(entry: &Entry, wanted: &str) -> Option<String> {
    if !marks(&entry.title, &entry.title_sound, wanted).is_empty() {
        return None;
    }
    let texts = entry.answer.iter().map(contract::help::Block::text);
    let (text, at) = texts.into_iter().find_map(|text| {
        let first = marks(&text, "", wanted).first().map(|mark| mark.start)?;
        Some((text, first))
    })?;
    let characters: Vec<char> = text.chars().collect();
    let (from, to) = (at.saturating_sub(AROUND), (at + 2 * AROUND).min(characters.len()));
    let part: String = characters.get(from..to)?.iter().collect();
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < characters.len() { "…" } else { "" });
    Some([before, &part, after].concat())
}
