//! What the list is filtered by.

use super::{
    msg,
    state::{ListState, Shown, read_required, required_word},
    words,
};
use crate::{
    flows::filter_fields::chosen,
    ui::{Choice, SelectField},
};
use contract::notifications::Topic;
use leptos::prelude::*;

#[component]
pub fn Filters(state: Memo<ListState>, go: Callback<String>) -> AnyView {
    let show = Callback::new(move |mut next: ListState| {
        next.page.offset = 0;
        if state.with_untracked(|state| *state != next) {
            go.run(next.href());
        }
    });
    let shown = chosen(
        move || state.with(|state| state.shown.as_str()).to_owned(),
        move |word| {
            let shown = Shown::ALL.into_iter().find(|shown| shown.as_str() == word).unwrap_or_default();
            show.run(ListState { shown, ..state.get_untracked() });
        },
    );
    let topic = chosen(
        move || state.with(|state| state.topic.map_or("", Topic::as_str)).to_owned(),
        move |word| show.run(ListState { topic: Topic::parse(&word), ..state.get_untracked() }),
    );
    let required = chosen(
        move || required_word(state.with(|state| state.required)).to_owned(),
        move |word| show.run(ListState { required: read_required(&word), ..state.get_untracked() }),
    );
    let places = vec![
        Choice::new(Shown::Inbox.as_str(), msg::show_inbox),
        Choice::new(Shown::Unread.as_str(), msg::show_unread),
        Choice::new(Shown::Archived.as_str(), msg::show_archived),
    ];
    let kinds = vec![
        Choice::new("", msg::all),
        Choice::new(required_word(Some(true)), msg::required),
        Choice::new(required_word(Some(false)), msg::recommended),
    ];
    let mut topics = vec![Choice::new("", msg::all)];
    topics.extend(Topic::ALL.map(|topic| Choice::new(topic.as_str(), move || words::topic(topic))));
    view! {
        <div class="messages__filters" role="search" aria-label=msg::filters>
            <SelectField label=msg::show value=shown choices=places />
            <SelectField label=msg::kind value=required choices=kinds />
            <SelectField label=msg::topic value=topic choices=topics />
        </div>
    }
    .into_any()
}
