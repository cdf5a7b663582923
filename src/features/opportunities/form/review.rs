//! Why the opportunity came back, above the form; the notes stand at their fields.

use super::{
    editor::{Editor, rejection},
    msg,
};
use crate::{
    flows::opportunity::words,
    i18n,
    ui::{Notice, Tone},
};
use contract::{
    opportunities::Opportunity,
    opportunity_desk::{Review, ReviewResult},
};
use leptos::prelude::*;

pub(super) fn review_notice(editor: &Editor) -> AnyView {
    let opportunity = editor.opportunity;
    let newest = Memo::new(move |_| {
        opportunity.with(|known: &Option<Opportunity>| known.as_ref().and_then(rejection).cloned())
    });
    let shown = move || newest.get().map(notice);
    shown.into_any()
}

fn notice(review: Review) -> AnyView {
    let Review { stage, result, opinion, field_notes, at, .. } = review;
    let title = move || {
        msg::came_back(words::review_result(result).0, words::review_stage(stage), i18n::date_time(at))
    };
    let marked = !field_notes.is_empty();
    view! {
        <Notice tone=Tone::Warning title>
            {(result != ReviewResult::TimedOut).then(|| view! { <p class="opportunity-opinion">{opinion}</p> })}
            {(result == ReviewResult::TimedOut).then(|| view! { <p>{msg::timed_out}</p> })}
            {marked.then(|| view! { <p>{msg::fields_are_marked}</p> })}
        </Notice>
    }
    .into_any()
}
