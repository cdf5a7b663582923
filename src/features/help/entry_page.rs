//! One question with its answer.

use super::{
    answer::{Answer, question},
    model::{Beginning, HelpState},
    msg,
    shelf::{Shelf, use_shelf},
};
use crate::{
    routes::Route,
    session::membership,
    ui::{Crumb, EmptyState, IconName, LinkButton, Loaded, PageHeader},
};
use contract::{
    help::{Book, Entry},
    ids::FaqId,
    suggestions::SuggestionKind,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use std::sync::Arc;

#[component]
pub fn EntryPage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<FaqId>> =
        Memo::new(move |_| params.read().get("entry_id").and_then(|id| id.parse().ok()));
    let shelf = use_shelf();
    let of = move |shelf: &Shelf| id.with(|id| shelf.book.entry(id.as_ref()?).cloned());
    // The title stands from the start, so that the keyboard finds it after the navigation.
    let title = move || {
        let entry = shelf.value.with(|shelf| of(shelf.as_ref()?));
        entry.map_or_else(|| msg::title().to_owned(), |entry| entry.title)
    };
    let shown = move |shelf: Signal<Shelf>| {
        let content = move || match shelf.with(of) {
            Some(entry) => {
                view! { <Question entry book=shelf.with(|shelf| shelf.book.clone()) /> }.into_any()
            }
            None => nothing(),
        };
        content.into_any()
    };
    let crumbs = vec![Crumb::step(msg::menu_support), Crumb::link(msg::title, Route::Help.href())];
    view! {
        <PageHeader title crumbs />
        <div class="help help__entry"><Loaded from=shelf lines=8 children=shown /></div>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! {
        <EmptyState title=msg::no_such_question icon=IconName::Search>
            <LinkButton label=msg::all_topics href=Route::Help.href() />
        </EmptyState>
    }
    .into_any()
}

#[component]
fn Question(entry: Entry, book: Arc<Book>) -> AnyView {
    let topic = HelpState { topic: Some(entry.parent.clone()), ..HelpState::default() };
    let topic_title = book.topic(&entry.parent).to_owned();
    let related: Vec<_> = entry
        .related
        .iter()
        .filter_map(|id| book.entry(id))
        .map(|other| view! { <li>{question(other.id.clone(), other.title.clone().into_any(), None)}</li> })
        .collect();
    let related = (!related.is_empty()).then(|| {
        view! {
            <section aria-labelledby="related-questions">
                <h2 id="related-questions">{msg::related}</h2>
                <ul>{related}</ul>
            </section>
        }
    });
    let href = not_answered(&entry.id);
    let ask = move || {
        membership().map(|_| {
            let href = href.clone();
            view! { <p class="help__ask">{msg::not_answered} " " <a href=href>{msg::tell_us}</a></p> }
        })
    };
    view! {
        <Answer blocks=entry.answer.clone() />
        {related}
        <p class="help__ask">{msg::topic} " " <a href=topic.href()>{topic_title}</a></p>
        {ask}
    }
    .into_any()
}

/// The form for a suggestion about a question.
pub fn not_answered(id: &FaqId) -> String {
    let kind = Some(SuggestionKind::Help);
    Beginning { kind, question: Some(id.clone()), about: None }.href()
}
