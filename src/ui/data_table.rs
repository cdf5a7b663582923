//! A list of things in rows and columns: sorted by header, with a choice of columns, an eye where a column is masked,
//! and rows that become cards on a narrow screen.

use super::{
    Column, EmptyState, Sort, Text,
    column::{PlainColumn, read_hidden},
    column_choice::ColumnChoice,
    msg, show,
    table_parts::{HeaderCell, body_cell, header_cell, label_columns},
    table_rows::{Row, Rows, RowsOf},
    table_window::{TableWindow, Window},
};
use leptos::{html, prelude::*};
use std::{collections::HashMap, sync::Arc};

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
    /// For lists that are too long to stand in the page: only what is in view is made.
    #[prop(optional)]
    window: Option<TableWindow>,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    table(Plain {
        caption,
        columns: columns.into_iter().map(Column::plain).collect(),
        rows: Arc::new(RowsOf { rows, key }),
        busy,
        sort,
        on_sort,
        hidden,
        on_hide,
        empty,
        window,
    })
}

/// The table without its row type, so that it is compiled once.
struct Plain {
    caption: Text,
    columns: Vec<PlainColumn>,
    rows: Arc<dyn Rows>,
    busy: Signal<bool>,
    sort: Signal<Option<Sort>>,
    on_sort: Option<Callback<Sort>>,
    hidden: Signal<String>,
    on_hide: Option<Callback<String>>,
    empty: Option<ViewFn>,
    window: Option<TableWindow>,
}

fn table(plain: Plain) -> AnyView {
    let Plain { caption, columns, rows, busy, sort, on_sort, hidden, on_hide, empty, window } = plain;
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
    let counted = Arc::clone(&rows);
    let count = Memo::new(move |_| counted.count());
    let window = window.map(|window| Window::new(window, count, sort));
    // The rows that are made, and where they stand in the list.
    let named = Arc::clone(&rows);
    let keys = Memo::new(move |_| named.keys(window.map(|window| window.range.get())));
    let first = move || window.map_or(0, |window| window.range.get().start);
    let positions = Memo::new(move |_| {
        let first = first();
        keys.with(|keys| {
            keys.iter().enumerate().map(|(nth, id)| (id.clone(), first + nth)).collect::<HashMap<_, _>>()
        })
    });
    let row = move |id: String| {
        let position = Memo::new(move |_| positions.with(|positions| positions.get(&id).copied()));
        let rows = Arc::clone(&rows);
        // The newest version of the row; the last one while it leaves the list.
        let row = Memo::new(move |before: Option<&Option<Row>>| {
            let now = position.get().and_then(|position| rows.at(position));
            now.or_else(|| before.cloned().flatten())
        });
        // Those that are not made count too.
        let index = Signal::derive(move || window.and(position.get()).map(|position| position + 2));
        body_row(row, index, columns, shown, names_row)
    };
    let table: NodeRef<html::Table> = NodeRef::new();
    label_columns(table, move || {
        let shown = shown.get();
        columns.with_value(|columns| {
            shown.into_iter().map(|position| columns[position].header.get().into_owned()).collect()
        })
    });
    frame(Frame {
        table,
        caption,
        busy,
        hideable,
        hidden,
        on_hide,
        empty,
        count,
        window,
        keys,
        header: header.into_any(),
        row: Arc::new(row),
    })
}

fn body_row(
    row: Memo<Option<Row>>,
    index: Signal<Option<usize>>,
    columns: StoredValue<Vec<PlainColumn>>,
    shown: Memo<Vec<usize>>,
    names_row: Option<usize>,
) -> AnyView {
    let cells = move || {
        let row = row.get()?;
        let cell = |position: usize| {
            columns.with_value(|columns| {
                let column = &columns[position];
                let content = (column.cell)(&row);
                body_cell(column.align, names_row == Some(position), content)
            })
        };
        Some(shown.get().into_iter().map(cell).collect_view())
    };
    let index = move || index.get().map(|index| index.to_string());
    view! { <tr role="row" aria-rowindex=index>{cells}</tr> }.into_any()
}

/// What stands around the rows.
struct Frame {
    table: NodeRef<html::Table>,
    caption: Text,
    busy: Signal<bool>,
    hideable: Vec<(&'static str, Text)>,
    hidden: Memo<Vec<&'static str>>,
    on_hide: Option<Callback<String>>,
    empty: Option<ViewFn>,
    count: Memo<usize>,
    window: Option<Window>,
    keys: Memo<Vec<String>>,
    header: AnyView,
    row: Arc<dyn Fn(String) -> AnyView + Send + Sync>,
}

fn frame(frame: Frame) -> AnyView {
    let Frame { table, caption, busy, hideable, hidden, on_hide, empty, count, window, keys, header, row } =
        frame;
    let is_empty = Memo::new(move |_| count.get() == 0);
    let label = caption.clone();
    let scroll = window.map_or_else(NodeRef::new, Window::scroll);
    let empty = empty.unwrap_or_else(|| (|| view! { <EmptyState title=msg::no_data /> }).into());
    let choice = on_hide.map(|on_hide| view! { <ColumnChoice columns=hideable hidden on_hide /> });
    view! {
        <div class="data-table" class:data-table--window=window.is_some() aria-busy=move || if busy.get() { "true" } else { "false" }>
            {choice}
            // Focusable: without a pointer it can be scrolled sideways by arrow keys. A group, not a landmark: it often
            // bears the name of the section around it, and two landmarks of one name tell nobody where they are.
            <div
                class="data-table__scroll"
                role="group"
                tabindex="0"
                aria-label=move || label.get()
                style:block-size=window.map(Window::height)
                style:--row-size=window.map(Window::row_height)
                node_ref=scroll
                on:scroll=move |_| {
                    if let Some(window) = window {
                        window.scrolled();
                    }
                }
            >
                <table node_ref=table role="table" aria-rowcount=move || window.map(|_| (count.get() + 1).to_string())>
                    <caption class="visually-hidden">{show(caption)}</caption>
                    <thead role="rowgroup">
                        <tr role="row">{header}</tr>
                    </thead>
                    <tbody role="rowgroup">
                        {window.map(Window::before)}
                        <For each=move || keys.get() key=Clone::clone children=move |id| row(id) />
                        {window.map(Window::after)}
                    </tbody>
                </table>
                {move || is_empty.get().then(|| empty.run())}
            </div>
        </div>
    }
    .into_any()
}
