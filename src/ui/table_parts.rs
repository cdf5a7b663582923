//! Header and body cells of a [`DataTable`](super::DataTable), without the type of its rows: compiled once.

use super::{Align, Button, ButtonKind, Column, Eye, Icon, IconName, Sort, Text, msg, show};
use contract::page::SortDirection;
use leptos::prelude::*;

/// The header of a column without its row type.
pub(super) struct HeaderCell {
    header: Text,
    sort_key: Option<&'static str>,
    align: Align,
    eye: Option<Eye>,
}

impl HeaderCell {
    pub(super) fn of<T>(column: &Column<T>) -> Self {
        Self {
            header: column.header.clone(),
            sort_key: column.sort_key,
            align: column.align,
            eye: column.eye,
        }
    }
}

pub(super) fn header_cell(
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

/// Made anew when the language changes, as it is called where the row's cells are made: cheaper than a label that
/// follows the language in each of them.
pub(super) fn body_cell(header: &Text, align: Align, names_row: bool, content: AnyView) -> AnyView {
    let label = header.get().into_owned();
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
