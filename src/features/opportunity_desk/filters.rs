//! What the list is filtered by: at once; what is typed, when typing pauses.

use super::{
    msg,
    state::{ListState, choices},
};
use crate::{
    flows::{
        filter_fields::{chosen, typed},
        opportunity::words,
    },
    i18n,
    ui::{Choice, SelectField, TextField},
};
use contract::opportunity_status::{Direction, OpportunityStatus};
use leptos::prelude::*;

#[component]
pub fn Filters(state: Memo<ListState>, go: Callback<String>) -> AnyView {
    let show = Callback::new(move |mut next: ListState| {
        next.page.offset = 0;
        if state.with_untracked(|state| *state != next) {
            go.run(next.href());
        }
    });
    let direction = chosen(
        move || state.with(|state| state.direction.map_or("", Direction::as_str)).to_owned(),
        move |word| {
            let mut next = state.get_untracked();
            next.turn(Direction::parse(&word));
            show.run(next);
        },
    );
    let keyword = typed(
        move || state.with(|state| state.keyword.clone()),
        move |keyword| show.run(ListState { keyword, ..state.get_untracked() }),
    );
    let mut directions = vec![Choice::new("", msg::all)];
    directions.extend(
        Direction::ALL.map(|direction| Choice::new(direction.as_str(), move || words::direction(direction))),
    );
    view! {
        <div class="opportunity-desk__filters" role="search" aria-label=msg::filters>
            <TextField label=msg::keyword value=keyword hint=msg::keyword_hint />
            <SelectField label=msg::direction value=direction choices=directions />
            <Statuses state show />
        </div>
    }
    .into_any()
}

/// Any number of states; none means all of them.
#[component]
fn Statuses(state: Memo<ListState>, show: Callback<ListState>) -> AnyView {
    let direction = Memo::new(move |_| state.with(|state| state.direction));
    let open = state.with_untracked(|state| !state.statuses.is_empty());
    let summary = move || {
        let asked = state.with(|state| state.statuses.clone());
        if asked.is_empty() {
            msg::every_status().to_owned()
        } else {
            msg::statuses(i18n::list(asked.iter().map(|status| words::status(*status).0)))
        }
    };
    let one = move |status: OpportunityStatus| {
        let is_asked = move || state.with(|state| state.statuses.contains(&status));
        let toggle = move |_| {
            let mut next = state.get_untracked();
            next.toggle(status);
            show.run(next);
        };
        view! {
            <label class="choice">
                <input type="checkbox" prop:checked=is_asked on:change=toggle />
                <span class="choice__text">{move || words::status(status).0}</span>
            </label>
        }
    };
    view! {
        <details class="opportunity-desk__statuses" open=open>
            <summary>{summary}</summary>
            <fieldset class="plain">
                <legend class="visually-hidden">{msg::status}</legend>
                <For each=move || choices(direction.get()) key=|status| *status children=one />
            </fieldset>
        </details>
    }
    .into_any()
}
