//! 更新记录: what changed with each release, newest first, each with the way to it.

use super::{
    answer::line,
    msg,
    shelf::{Shelf, use_shelf},
};
use crate::ui::{Column, Crumb, DataTable, DateText, Loaded, PageHeader};
use contract::help::{Inline, ReleaseNote};
use leptos::prelude::*;

#[component]
pub fn ReleaseNotesPage() -> AnyView {
    let shelf = use_shelf();
    let shown = |shelf: Signal<Shelf>| {
        let rows = Signal::derive(move || shelf.with(|shelf| shelf.book.release_notes.clone()));
        view! {
            <DataTable caption=msg::release_notes columns=columns() rows key=key />
        }
        .into_any()
    };
    view! {
        <PageHeader title=msg::release_notes intro=msg::release_notes_intro crumbs=vec![Crumb::step(msg::menu_support)] />
        <div class="help"><Loaded from=shelf lines=6 children=shown /></div>
    }
    .into_any()
}

/// Another one in another language.
fn key(row: &ReleaseNote) -> String {
    let first = row.sections.first().and_then(|section| section.first());
    [row.ordinal.to_string().as_str(), first.map_or("", Inline::text)].concat()
}

fn columns() -> Vec<Column<ReleaseNote>> {
    vec![
        Column::new("ordinal", msg::ordinal, |row: &ReleaseNote| row.ordinal.to_string().into_any())
            .mandatory(),
        Column::new("date", msg::date, |row: &ReleaseNote| view! { <DateText day=row.date /> }.into_any()),
        Column::new("sections", msg::sections, |row: &ReleaseNote| {
            let sections = row.sections.iter().map(|section| view! { <li>{line(section, None)}</li> });
            view! { <ul class="help__changes">{sections.collect_view()}</ul> }.into_any()
        }),
    ]
}
