//! One's own suggestions, with the vendor's answers.

use super::{msg, words};
use crate::{
    api::Fetched,
    features::help::model::SuggestionsState,
    flows::{fetch::use_fetch, filter_fields::chosen},
    routes::{Route, use_address, use_go},
    ui::{
        Badge, Choice, Column, DataTable, DateTimeText, EmptyState, IconName, LinkButton, Loaded, PageChange,
        Pagination, SelectField,
    },
};
use contract::suggestions::{LIST, Suggestion, SuggestionList, SuggestionStatus};
use leptos::prelude::*;

/// What the address asks for, and what was found.
#[derive(Clone, Copy)]
pub struct Own {
    pub state: Memo<SuggestionsState>,
    pub found: Fetched<SuggestionList>,
}

pub fn own() -> Own {
    let state = use_address(&Route::Suggestions, |value| SuggestionsState::read(value));
    let found = use_fetch(&LIST, move || Some(((), state.with(SuggestionsState::query))));
    Own { state, found }
}

#[component]
pub fn List(own: Own) -> AnyView {
    let Own { state, found } = own;
    let go = use_go();
    let turn = move |page: PageChange| go.run(SuggestionsState { page, ..state.get_untracked() }.href());
    let shown = move |page: Signal<SuggestionList>| {
        let rows = Signal::derive(move || page.with(|page| page.suggestions.clone()));
        view! {
            <DataTable
                caption=msg::own_suggestions
                columns=columns()
                rows
                key=|row: &Suggestion| [row.suggestion_id.as_str(), row.status.as_str()].concat()
                busy=found.loading
                empty=move || nothing(state)
            />
            <Pagination
                total=Signal::derive(move || page.with(|page| page.total_count))
                page=Signal::derive(move || state.with(|state| state.page))
                on_change=turn
            />
        }
        .into_any()
    };
    let status = chosen(
        move || state.with(|state| state.status.map_or("", SuggestionStatus::as_str)).to_owned(),
        move |word| {
            let status = SuggestionStatus::parse(&word);
            let page = PageChange { offset: 0, ..state.get_untracked().page };
            go.run(SuggestionsState { status, page }.href());
        },
    );
    let choice = |status: SuggestionStatus| Choice::new(status.as_str(), move || words::status(status).0);
    let mut choices = vec![Choice::new("", msg::all)];
    choices.extend(SuggestionStatus::ALL.map(choice));
    view! {
        <section class="suggestions__own" aria-labelledby="own-suggestions">
            <h2 id="own-suggestions">{msg::own_suggestions}</h2>
            <div class="help__filters" role="search" aria-label=msg::filters>
                <SelectField label=msg::status value=status choices />
            </div>
            <Loaded from=found lines=4 children=shown />
        </section>
    }
    .into_any()
}

fn columns() -> Vec<Column<Suggestion>> {
    vec![
        Column::new("text", msg::suggestion, |row: &Suggestion| {
            let page = row.page.clone().map(|page| view! { <code>{page.as_str().to_owned()}</code> });
            view! { <span class="suggestions__text">{row.text.clone()} {page}</span> }.into_any()
        })
        .mandatory(),
        Column::new("kind", msg::kind, |row: &Suggestion| {
            let kind = row.kind;
            (move || words::kind(kind)).into_any()
        }),
        Column::new("submitted_at", msg::submitted_at, |row: &Suggestion| {
            view! { <DateTimeText at=row.submitted_at /> }.into_any()
        }),
        Column::new("status", msg::status, |row: &Suggestion| {
            let status = row.status;
            view! { <Badge label=move || words::status(status).0 tone=words::status(status).1 /> }.into_any()
        }),
        Column::new("answer", msg::vendors_answer, |row: &Suggestion| {
            let at = row.answered_at.map(|at| view! { <DateTimeText at /> });
            view! { <span class="suggestions__text">{row.answer.clone()} {at}</span> }.into_any()
        }),
    ]
}

fn nothing(state: Memo<SuggestionsState>) -> AnyView {
    if state.with(|state| state.status.is_some()) {
        let all = SuggestionsState::default().href();
        return view! {
            <EmptyState title=msg::nothing_with_status icon=IconName::Search>
                <LinkButton label=msg::show_all href=all />
            </EmptyState>
        }
        .into_any();
    }
    view! { <EmptyState title=msg::no_suggestions body=msg::no_suggestions_hint /> }.into_any()
}
