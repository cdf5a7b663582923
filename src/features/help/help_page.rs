//! 常见问题: all questions by topic, and a search that needs no network.

use super::{
    answer::question,
    model::HelpState,
    msg,
    results::Results,
    shelf::{Shelf, use_shelf},
};
use crate::{
    flows::filter_fields::typed,
    routes::{Route, use_address},
    ui::{Crumb, EmptyState, LinkButton, Loaded, PageHeader, TextField},
};
use contract::{
    help::Topic,
    text::{Keyword, wrong_unless_empty},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

#[component]
pub fn HelpPage() -> AnyView {
    let shelf = use_shelf();
    view! {
        <PageHeader title=msg::title intro=msg::intro crumbs=vec![Crumb::step(msg::menu_support)] />
        <div class="help">
            <Loaded from=shelf lines=8 children=|shelf| view! { <Shown shelf /> } />
        </div>
    }
    .into_any()
}

#[component]
fn Shown(shelf: Signal<Shelf>) -> AnyView {
    let state = use_address(&Route::Help, |value| HelpState::read(value));
    let navigate = use_navigate();
    // Typing is one step of the way, not one for each pause; what is too long for an address is searched all the same.
    let go = move |wanted: String| {
        if wrong_unless_empty::<Keyword>(&wanted).is_some() {
            return;
        }
        let href = HelpState { wanted, ..state.get_untracked() }.href();
        navigate(&href, NavigateOptions { scroll: false, replace: true, ..NavigateOptions::default() });
    };
    let wanted = typed(move || state.with(|state| state.wanted.clone()), go);
    let searches = Memo::new(move |_| wanted.with(|wanted| !wanted.trim().is_empty()));
    let content = move || {
        if searches.get() {
            view! { <Results shelf wanted on_question=None /> }.into_any()
        } else {
            view! { <Topics shelf state /> }.into_any()
        }
    };
    view! {
        <div role="search" class="help__search">
            <TextField
                label=msg::search
                hint=msg::search_hint
                value=wanted
                name="q"
                max_chars=Keyword::MAX_CHARS
            />
        </div>
        {content}
    }
    .into_any()
}

#[component]
fn Topics(shelf: Signal<Shelf>, state: Memo<HelpState>) -> AnyView {
    let links = move || {
        let chosen = state.with(|state| state.topic.clone());
        let link = |id: Option<&Topic>| {
            let state = HelpState { wanted: String::new(), topic: id.map(|topic| topic.id.clone()) };
            let here = (state.topic == chosen).then_some("true");
            let label = id.map(|topic| topic.title.clone());
            let label = move || label.clone().unwrap_or_else(|| msg::all_topics().to_owned());
            view! { <li><a class="help__topic" href=state.href() aria-current=here>{label}</a></li> }
        };
        let book = shelf.with(|shelf| shelf.book.clone());
        let topics: Vec<_> = std::iter::once(None).chain(book.topics.iter().map(Some)).map(link).collect();
        view! { <ul>{topics}</ul> }
    };
    let sections = move || {
        let book = shelf.with(|shelf| shelf.book.clone());
        let chosen = state.with(|state| state.topic.clone());
        let topics =
            book.topics.iter().filter(|topic| chosen.as_ref().is_none_or(|chosen| topic.id == *chosen));
        let section = |topic: &Topic| {
            let entries = book.entries.iter().filter(|entry| entry.parent == topic.id);
            let entries = entries.map(|entry| {
                view! { <li>{question(entry.id.clone(), entry.title.clone().into_any(), None)}</li> }
            });
            let heading = ["topic-", topic.id.as_str()].concat();
            let labelled_by = heading.clone();
            view! {
                <section class="card help__section" aria-labelledby=labelled_by>
                    <h2 id=heading>{topic.title.clone()}</h2>
                    <ul>{entries.collect_view()}</ul>
                </section>
            }
        };
        let sections: Vec<_> = topics.map(section).collect();
        if sections.is_empty() {
            let all = HelpState::default().href();
            return view! {
                <EmptyState title=msg::no_such_topic><LinkButton label=msg::all_topics href=all /></EmptyState>
            }
            .into_any();
        }
        sections.into_any()
    };
    view! {
        <nav class="help__topics" aria-label=msg::topics>{links}</nav>
        <div class="help__sections">{sections}</div>
    }
    .into_any()
}
