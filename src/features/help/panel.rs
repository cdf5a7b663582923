//! What stands in the panel beside a page: questions about the page or about a refusal, a search, and one answer at a time.

use super::{
    answer::{Answer, OnQuestion, question},
    entry_page::not_answered,
    model::Beginning,
    msg,
    results::Results,
    shelf::{Shelf, use_shelf},
};
use crate::{
    browser,
    routes::Route,
    session::membership,
    ui::{
        Button, ButtonKind, IconName, Loaded, TextField,
        help::{Asked, asked},
    },
};
use contract::{
    help::{Book, Entry},
    ids::FaqId,
    suggestions::PagePattern,
    text::Keyword,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// More of the same topics than these are on the page of the help.
const MORE: usize = 6;

/// Where the keyboard goes with a question, and with nothing better.
const QUESTION: &str = ".help-panel__entry h3";
const TITLE: &str = ".help-panel h2";

#[component]
pub fn Panel() -> AnyView {
    let shelf = use_shelf();
    view! {
        <div class="help-panel__content">
            <Loaded from=shelf lines=6 children=|shelf| view! { <Shown shelf /> } />
        </div>
    }
    .into_any()
}

#[component]
fn Shown(shelf: Signal<Shelf>) -> AnyView {
    let asked = asked();
    let path = use_location().pathname;
    let wanted = RwSignal::new(String::new());
    let open = RwSignal::new(None::<FaqId>);
    let about = {
        let asked = asked.clone();
        Memo::new(move |_| asked.get())
    };
    // Another page, or a refusal, be it the same one again: other questions.
    Effect::new(move |before: Option<()>| {
        path.track();
        asked.track();
        if before.is_some() {
            open.set(None);
            wanted.set(String::new());
        }
    });
    let came_from = StoredValue::new(None::<FaqId>);
    let on_question: OnQuestion = Some(Callback::new(move |id: FaqId| {
        if open.with_untracked(Option::is_none) {
            came_from.set_value(Some(id.clone()));
        }
        open.set(Some(id));
        focus_soon(QUESTION.to_owned());
    }));
    let back = Callback::new(move |()| {
        open.set(None);
        let link = |id| [".help-panel__content a[href='", &Route::HelpEntry(id).href(), "']"].concat();
        focus_soon(came_from.get_value().map_or_else(|| TITLE.to_owned(), link));
    });
    let content = move || {
        let book = shelf.with(|shelf| shelf.book.clone());
        if let Some(entry) = open.get().and_then(|id| book.entry(&id).cloned()) {
            return view! { <One entry back on_question /> }.into_any();
        }
        let suggestions = move || match about.get() {
            Some(Asked::About(code)) => {
                let found = book.for_code(code);
                section(msg::about_error, found.iter().copied(), on_question).into_any()
            }
            _ => path.with(|path| for_page(&book, path, on_question)),
        };
        let searches = Memo::new(move |_| wanted.with(|wanted| !wanted.trim().is_empty()));
        let below = move || {
            if searches.get() {
                view! { <Results shelf wanted on_question /> }.into_any()
            } else {
                suggestions()
            }
        };
        view! {
            <div role="search">
                <TextField label=msg::search value=wanted max_chars=Keyword::MAX_CHARS />
            </div>
            {below}
        }
        .into_any()
    };
    let feedback = move || {
        membership().map(|_| {
            let about = shelf.with(|shelf| path.with(|path| shelf.book.page(path).map(str::to_owned)));
            let about = about.and_then(|page| PagePattern::try_from(page).ok());
            let href = Beginning { about, ..Beginning::default() }.href();
            view! { <li><a href=href>{msg::suggest_about_page}</a></li> }
        })
    };
    view! {
        {content}
        <ul class="help-panel__more">
            <li><a href=Route::Help.href()>{msg::all_questions}</a></li>
            {feedback}
        </ul>
    }
    .into_any()
}

#[component]
fn One(entry: Entry, back: Callback<()>, on_question: OnQuestion) -> AnyView {
    let href = Route::HelpEntry(entry.id.clone()).href();
    let not_answered = not_answered(&entry.id);
    let ask = move || {
        membership().map(|_| {
            let href = not_answered.clone();
            view! { <p>{msg::not_answered} " " <a href=href>{msg::tell_us}</a></p> }
        })
    };
    view! {
        <Button
            label=msg::back
            kind=ButtonKind::Link
            icon=IconName::ChevronLeft
            on_press=back
        />
        <article class="help-panel__entry" aria-labelledby="help-panel-question">
            <h3 id="help-panel-question" tabindex="-1">{entry.title.clone()}</h3>
            <Answer blocks=entry.answer.clone() on_question />
            <p><a href=href>{msg::open_page}</a></p>
            {ask}
        </article>
    }
    .into_any()
}

/// Moves the focus as soon as what is to have it is there: what had it is gone with the view that it stood in.
fn focus_soon(selector: String) {
    leptos::task::spawn_local(async move {
        browser::tick().await;
        if !browser::focus(&selector) {
            browser::focus(TITLE);
        }
    });
}

/// Questions that name the page, and others of their topics; without any, the topics.
fn for_page(book: &Book, path: &str, on_question: OnQuestion) -> AnyView {
    let named = book.for_page(path);
    if named.is_empty() {
        let topic = |topic: &contract::help::Topic| {
            let state = super::model::HelpState {
                topic: Some(topic.id.clone()),
                ..super::model::HelpState::default()
            };
            view! { <li><a href=state.href()>{topic.title.clone()}</a></li> }
        };
        return view! {
            <section class="help-panel__section">
                <h3>{msg::topics}</h3>
                <ul>{book.topics.iter().map(topic).collect_view()}</ul>
            </section>
        }
        .into_any();
    }
    let is_named = |entry: &&Entry| named.iter().any(|named| named.id == entry.id);
    let is_near = |entry: &&Entry| named.iter().any(|named| named.parent == entry.parent);
    let near = book.entries.iter().filter(|entry| is_near(entry) && !is_named(entry)).take(MORE);
    let near: Vec<&Entry> = near.collect();
    view! {
        {section(msg::about_page, named.iter().copied(), on_question)}
        {(!near.is_empty()).then(|| section(msg::same_topic, near.into_iter(), on_question))}
    }
    .into_any()
}

fn section<'e>(
    title: fn() -> &'static str,
    entries: impl Iterator<Item = &'e Entry>,
    on_question: OnQuestion,
) -> AnyView {
    let row = |entry: &Entry| {
        view! { <li>{question(entry.id.clone(), entry.title.clone().into_any(), on_question)}</li> }
    };
    view! {
        <section class="help-panel__section">
            <h3>{title}</h3>
            <ul>{entries.map(row).collect_view()}</ul>
        </section>
    }
    .into_any()
}
