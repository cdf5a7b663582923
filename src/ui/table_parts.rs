//! Header and body cells of a [`DataTable`](super::DataTable), without the type of its rows: compiled once.

use super::{Align, Button, ButtonKind, Eye, Icon, IconName, Sort, Text, column::PlainColumn, msg, show};
use crate::browser;
use contract::page::SortDirection;
use leptos::{html, prelude::*};

/// The header of a column without its row type.
pub(super) struct HeaderCell {
    header: Text,
    sort_key: Option<&'static str>,
    align: Align,
    eye: Option<Eye>,
}

impl HeaderCell {
    pub(super) fn of(column: &PlainColumn) -> Self {
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

/// Its label, for cards on a narrow screen, is a property of the table ([`label_columns`]): an attribute in each cell costs
/// a sixth of the time that a list takes to appear.
pub(super) fn body_cell(align: Align, names_row: bool, content: AnyView) -> AnyView {
    let content = view! { <div class="data-table__value">{content}</div> };
    if names_row {
        // The row's name: heard with every cell of the row.
        return view! { <th scope="row" role="rowheader" class="data-table__name">{content}</th> }.into_any();
    }
    match align {
        Align::Start => view! { <td role="cell">{content}</td> }.into_any(),
        Align::End => view! { <td role="cell" class="data-table__number">{content}</td> }.into_any(),
    }
}

/// Columns that can have a label; `style/ui/data-table.css` names as many.
pub(super) const LABELLED: usize = 16;

/// Tells the style sheet what the columns are called, in the order in which they are shown.
pub(super) fn label_columns(table: NodeRef<html::Table>, labels: impl Fn() -> Vec<String> + 'static) {
    Effect::new(move |_| {
        let Some(table) = table.get() else { return };
        let labels =
            labels().into_iter().map(|label| css_string(&label)).chain(std::iter::repeat(String::new()));
        for (nth, label) in (1..=LABELLED).zip(labels) {
            browser::set_style(&table, &["--label-", &nth.to_string()].concat(), &label);
        }
    });
}

/// In quotes, with what would end them escaped.
fn css_string(text: &str) -> String {
    ["\"", &text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "), "\""].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_cannot_end_its_quotes() {
        assert_eq!(css_string(r#"a "b" \ c"#), r#""a \"b\" \\ c""#);
        assert_eq!(css_string("金额（元）"), "\"金额（元）\"");
    }

    #[test]
    fn the_style_sheet_shows_as_many_labels_as_there_can_be() {
        let sheet = include_str!("../../style/ui/data-table.css");
        for nth in 1..=LABELLED {
            assert!(
                sheet.contains(&format!("nth-child({nth})::before {{ --label: var(--label-{nth}); }}")),
                "{nth}"
            );
        }
        assert!(!sheet.contains(&format!("var(--label-{})", LABELLED + 1)));
    }
}
