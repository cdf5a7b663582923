//! 资料库: documents to read and to keep, by category, format and the day of their last change.

use super::{
    model::LibraryState,
    msg,
    shelf::{Shelf, use_shelf},
};
use crate::{
    flows::{filter_fields::chosen, upload::file_size},
    i18n,
    routes::{Route, use_address, use_go},
    ui::{
        Choice, Column, Crumb, DataTable, DateField, DateText, EmptyState, Icon, IconName, LinkButton,
        Loaded, PageHeader, SelectField,
    },
};
use contract::{
    help::{Document, DocumentCategory},
    session::Language,
};
use leptos::prelude::*;

/// What a browser shows by itself; everything else it keeps.
const SHOWN: [&str; 4] = ["PDF", "MD", "TXT", "JSON"];

#[component]
pub fn DocumentsPage() -> AnyView {
    let shelf = use_shelf();
    view! {
        <PageHeader title=msg::documents intro=msg::documents_intro crumbs=vec![Crumb::step(msg::menu_support)] />
        <div class="help"><Loaded from=shelf lines=6 children=|shelf| view! { <Library shelf /> } /></div>
    }
    .into_any()
}

#[component]
fn Library(shelf: Signal<Shelf>) -> AnyView {
    let state = use_address(&Route::Documents, |value| LibraryState::read(value));
    let rows = Signal::derive(move || {
        let documents = shelf.with(|shelf| shelf.book.documents.clone());
        state.with(|state| documents.into_iter().filter(|document| state.holds(document)).collect::<Vec<_>>())
    });
    let count = move || msg::documents_found(rows.with(Vec::len));
    view! {
        <Filters shelf state />
        <p class="help-results__count" role="status">{count}</p>
        <DataTable
            caption=msg::documents
            columns=columns()
            rows
            // Another one in another language.
            key=|row: &Document| [row.id.as_str(), row.title.as_str()].concat()
            empty=move || nothing(state)
        />
    }
    .into_any()
}

#[component]
fn Filters(shelf: Signal<Shelf>, state: Memo<LibraryState>) -> AnyView {
    let go = use_go();
    let category = chosen(
        move || state.with(|state| state.category.map_or("", DocumentCategory::as_str)).to_owned(),
        move |word| {
            let category = DocumentCategory::parse(&word);
            go.run(LibraryState { category, ..state.get_untracked() }.href());
        },
    );
    let format = chosen(
        move || state.with(|state| state.format.clone()),
        move |format| go.run(LibraryState { format, ..state.get_untracked() }.href()),
    );
    let since = chosen(
        move || state.with(|state| state.since.map(|day| day.to_string()).unwrap_or_default()),
        move |day| go.run(LibraryState { since: day.parse().ok(), ..state.get_untracked() }.href()),
    );
    let mut categories = vec![Choice::new("", msg::all)];
    let choice = |known: DocumentCategory| Choice::new(known.as_str(), move || self::category(known));
    categories.extend(DocumentCategory::ALL.map(choice));
    let mut formats: Vec<String> = shelf.with_untracked(|shelf| {
        shelf.book.documents.iter().map(|document| document.format.clone()).collect()
    });
    formats.sort();
    formats.dedup();
    let mut choices = vec![Choice::new("", msg::all)];
    choices.extend(formats.into_iter().map(|format| Choice::new(format.clone(), format)));
    view! {
        <div class="help__filters" role="search" aria-label=msg::filters>
            <SelectField label=msg::category value=category choices=categories />
            <SelectField label=msg::format value=format choices />
            <DateField label=msg::since value=since />
        </div>
    }
    .into_any()
}

fn columns() -> Vec<Column<Document>> {
    vec![
        Column::new("title", msg::document, |row: &Document| {
            let (title, description) = (row.title.clone(), row.description.clone());
            view! {
                <span class="help__document">
                    <strong>{title}</strong>
                    <span>{description}</span>
                </span>
            }
            .into_any()
        })
        .mandatory(),
        Column::new("category", msg::category, |row: &Document| {
            let known = row.category;
            (move || category(known)).into_any()
        }),
        Column::new("format", msg::format, |row: &Document| {
            let size = file_size(u32::try_from(row.bytes).unwrap_or(u32::MAX));
            [row.format.as_str(), size.as_str()].join(" · ").into_any()
        }),
        Column::new("language", msg::language, |row: &Document| {
            let languages = row.languages.clone();
            (move || i18n::list(languages.iter().map(|language| language_name(*language)))).into_any()
        }),
        Column::new("updated", msg::updated, |row: &Document| {
            view! { <DateText day=row.updated /> }.into_any()
        }),
        Column::new("actions", msg::actions, actions),
    ]
}

fn actions(row: &Document) -> AnyView {
    let title = row.title.clone();
    let view_label = move || msg::view_of(&title);
    let title = row.title.clone();
    let keep_label = move || msg::download_of(&title);
    let read = SHOWN.contains(&row.format.as_str()).then(|| {
        view! {
            <a class="button button--link" href=row.href.clone() target="_blank" rel="noopener external" aria-label=view_label>
                <Icon name=IconName::External />
                <span class="button__label">{msg::view_document}</span>
            </a>
        }
    });
    view! {
        <span class="help__actions">
            {read}
            <a class="button button--link" href=row.href.clone() download=row.name.clone() rel="external" aria-label=keep_label>
                <Icon name=IconName::Download />
                <span class="button__label">{msg::download_document}</span>
            </a>
        </span>
    }
    .into_any()
}

fn nothing(state: Memo<LibraryState>) -> AnyView {
    if state.with(|state| *state == LibraryState::default()) {
        return view! { <EmptyState title=msg::no_documents /> }.into_any();
    }
    let all = LibraryState::default().href();
    view! {
        <EmptyState title=msg::no_documents_found icon=IconName::Search>
            <LinkButton label=msg::show_all href=all />
        </EmptyState>
    }
    .into_any()
}

fn category(category: DocumentCategory) -> &'static str {
    match category {
        DocumentCategory::Guide => msg::category_guide(),
        DocumentCategory::Template => msg::category_template(),
        DocumentCategory::Api => msg::category_api(),
        DocumentCategory::Security => msg::category_security(),
        DocumentCategory::Policy => msg::category_policy(),
    }
}

fn language_name(language: Language) -> &'static str {
    match language {
        Language::ZhCn => msg::chinese(),
        Language::EnUs => msg::english(),
    }
}
