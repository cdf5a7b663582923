//! A list of things in rows and columns: sorted by header, with a choice of columns, an eye where a column is masked,
//! and rows that become cards on a narrow screen.

use super::{
    Align, Button, ButtonKind, Column, EmptyState, Icon, IconName, Sort, Text, column::read_hidden,
    column_choice::ColumnChoice, msg, show,
};
use contract::page::SortDirection;
use leptos::prelude::*;
use std::sync::Arc;

/// What the table shows, for a page that has rows of type `T`:
///
/// ```ignore
/// <DataTable
///     caption=msg::customers
///     columns=columns()
///     rows=Signal::derive(move || page.get().customers)
///     key=|row: &Customer| row.customer_id.to_string()
///     busy=fetched.loading
///     sort=Signal::derive(move || query.get().sort) on_sort=move |sort: Sort| …
///     hidden=Signal::derive(move || query.get().hidden) on_hide=move |hidden: String| …
/// />
/// ```
///
/// Old rows stay while new ones are read (`busy`). A row keeps its elements, and so the focus in it, as long as its
/// key is in the list. Without `on_sort` no header sorts; without `on_hide` columns cannot be chosen.
#[component]
pub fn DataTable<T>(
    /// Names the table for screen readers.
    #[prop(into)]
    caption: Text,
    columns: Vec<Column<T>>,
    #[prop(into)] rows: Signal<Vec<T>>,
    key: fn(&T) -> String,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] sort: Signal<Option<Sort>>,
    #[prop(optional, into)] on_sort: Option<Callback<Sort>>,
    /// Ids of the hidden columns, joined by commas: as it stands in the address.
    #[prop(optional, into)]
    hidden: Signal<String>,
    #[prop(optional, into)] on_hide: Option<Callback<String>>,
    /// Instead of "No data".
    #[prop(optional, into)]
    empty: Option<ViewFn>,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let columns = StoredValue::new(columns);
    let hideable = columns.with_value(|columns| {
        let hideable = columns.iter().filter(|column| !column.mandatory);
        hideable.map(|column| (column.id, column.header.clone())).collect::<Vec<_>>()
    });
    let hidden = Memo::new(move |_| columns.with_value(|columns| read_hidden(&hidden.read(), columns)));
    // Positions of the shown columns; cells are looked up by them.
    let shown = Memo::new(move |_| {
        let hidden = hidden.read();
        columns.with_value(|columns| {
            let shown = columns.iter().enumerate().filter(|(_, column)| !hidden.contains(&column.id));
            shown.map(|(position, _)| position).collect::<Vec<_>>()
        })
    });
    let names_row = columns.with_value(|columns| columns.iter().position(|column| column.mandatory));
    let header = move || {
        let shown = shown.get();
        let cell = |position: usize| {
            columns.with_value(|columns| {
                header_cell(HeaderCell::of(&columns[position]), names_row == Some(position), sort, on_sort)
            })
        };
        shown.into_iter().map(cell).collect_view()
    };
    let row = move |id: String| {
        // The newest version of the row; the last one while it leaves the list.
        let row = Memo::new(move |before: Option<&Option<T>>| {
            let now = rows.with(|rows| rows.iter().find(|row| key(row) == id).cloned());
            now.or_else(|| before.cloned().flatten())
        });
        let cells = move || {
            let row = row.get()?;
            let cell = |position: usize| {
                columns.with_value(|columns| {
                    let column = &columns[position];
                    let content = (column.cell)(&row);
                    body_cell(column.header.clone(), column.align, names_row == Some(position), content)
                })
            };
            Some(shown.get().into_iter().map(cell).collect_view())
        };
        view! { <tr role="row">{cells}</tr> }.into_any()
    };
    let keys = Signal::derive(move || rows.with(|rows| rows.iter().map(key).collect::<Vec<_>>()));
    frame(Frame {
        caption,
        busy,
        hideable,
        hidden,
        on_hide,
        empty,
        keys,
        header: header.into_any(),
        row: Arc::new(row),
    })
}

/// The table without its row type, so that it is compiled once.
struct Frame {
    caption: Text,
    busy: Signal<bool>,
    hideable: Vec<(&'static str, Text)>,
    hidden: Memo<Vec<&'static str>>,
    on_hide: Option<Callback<String>>,
    empty: Option<ViewFn>,
    keys: Signal<Vec<String>>,
    header: AnyView,
    row: Arc<dyn Fn(String) -> AnyView + Send + Sync>,
}

fn frame(frame: Frame) -> AnyView {
    let Frame { caption, busy, hideable, hidden, on_hide, empty, keys, header, row } = frame;
    let is_empty = Memo::new(move |_| keys.with(Vec::is_empty));
    let label = caption.clone();
    let empty = empty.unwrap_or_else(|| (|| view! { <EmptyState title=msg::no_data /> }).into());
    let choice = on_hide.map(|on_hide| view! { <ColumnChoice columns=hideable hidden on_hide /> });
    view! {
        <div class="data-table" aria-busy=move || if busy.get() { "true" } else { "false" }>
            {choice}
            // Focusable: without a pointer it can be scrolled sideways by arrow keys.
            <div class="data-table__scroll" role="region" tabindex="0" aria-label=move || label.get()>
                <table role="table">
                    <caption class="visually-hidden">{show(caption)}</caption>
                    <thead role="rowgroup">
                        <tr role="row">{header}</tr>
                    </thead>
                    <tbody role="rowgroup">
                        <For each=move || keys.get() key=Clone::clone children=move |id| row(id) />
                    </tbody>
                </table>
                {move || is_empty.get().then(|| empty.run())}
            </div>
        </div>
    }
    .into_any()
}

/// The header of a column without its row type.
struct HeaderCell {
    header: Text,
    sort_key: Option<&'static str>,
    align: Align,
    eye: Option<super::Eye>,
}

impl HeaderCell {
    fn of<T>(column: &Column<T>) -> Self {
        Self {
            header: column.header.clone(),
            sort_key: column.sort_key,
            align: column.align,
            eye: column.eye,
        }
    }
}

fn header_cell(
    cell: HeaderCell,
    names_row: bool,
    sort: Signal<Option<Sort>>,
    on_sort: Option<Callback<Sort>>,
) -> AnyView {
    let HeaderCell { header, sort_key, align, eye } = cell;
    let direction = move || {
        let sort = sort.get()?;
        (Some(sort.by) == sort_key).then_some(sort.direction)
    };
    let aria_sort = move || {
        sort_key.and(on_sort)?;
        Some(match direction() {
            Some(SortDirection::Asc) => "ascending",
            Some(SortDirection::Desc) => "descending",
            None => "none",
        })
    };
    let label = match (sort_key, on_sort) {
        (Some(by), Some(on_sort)) => {
            let icon = Signal::derive(move || match direction() {
                Some(SortDirection::Asc) => IconName::SortAscending,
                Some(SortDirection::Desc) => IconName::SortDescending,
                None => IconName::SortNone,
            });
            let press = move |_| {
                let direction = match untrack(direction) {
                    Some(SortDirection::Desc) => SortDirection::Asc,
                    Some(SortDirection::Asc) | None => SortDirection::Desc,
                };
                on_sort.run(Sort { by, direction });
            };
            view! {
                <button type="button" class="data-table__sort" on:click=press>
                    {show(header.clone())} <Icon name=icon />
                </button>
            }
            .into_any()
        }
        _ => view! { <span>{show(header.clone())}</span> }.into_any(),
    };
    let eye = eye.map(|eye| {
        let words = move || {
            let column = header.get();
            if eye.open.get() { msg::hide_column(column) } else { msg::show_column(column) }
        };
        let icon = Signal::derive(move || if eye.open.get() { IconName::EyeOff } else { IconName::Eye });
        view! {
            <Button
                label=words
                kind=ButtonKind::Ghost
                icon
                icon_only=true
                busy=eye.busy
                pressed=eye.open
                on_press=eye.on_press
            />
        }
    });
    view! {
        <th
            scope="col"
            role="columnheader"
            class:data-table__number=align == Align::End
            class:data-table__name=names_row
            aria-sort=aria_sort
        >
            <span class="data-table__head">{label} {eye}</span>
        </th>
    }
    .into_any()
}

fn body_cell(header: Text, align: Align, names_row: bool, content: AnyView) -> AnyView {
    let label = move || header.get();
    let content = view! { <div class="data-table__value">{content}</div> };
    if names_row {
        // The row's name: heard with every cell of the row.
        return view! {
            <th scope="row" role="rowheader" class="data-table__name" data-label=label>
                {content}
            </th>
        }
        .into_any();
    }
    view! {
        <td role="cell" class:data-table__number=align == Align::End data-label=label>
            {content}
        </td>
    }
    .into_any()
}
