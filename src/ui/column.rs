//! Columns of a [`DataTable`](super::DataTable), and the choice of them.

use super::{Text, table_rows::Row};
use contract::page::SortDirection;
use leptos::prelude::*;
use std::{marker::PhantomData, sync::Arc};

/// Where the content of a column stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    #[default]
    Start,
    /// Figures.
    End,
}

/// By what a list is sorted. The page owns it (it stands in the address).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column's sort key.
    pub by: &'static str,
    pub direction: SortDirection,
}

/// The eye in the header of a column with personal data.
#[derive(Clone, Copy)]
pub struct Eye {
    /// Whether the column is shown in full.
    pub open: Signal<bool>,
    pub on_press: Callback<()>,
    pub busy: Signal<bool>,
}

type Cell = Arc<dyn Fn(&Row) -> AnyView + Send + Sync>;

/// One column. `Column::new("phone", msg::phone, |row: &Row| view! { … }.into_any()).numeric()`
pub struct Column<T> {
    plain: PlainColumn,
    of: PhantomData<fn(&T)>,
}

/// A column without the type of its rows, so that a table is compiled once.
#[derive(Clone)]
pub(super) struct PlainColumn {
    pub id: &'static str,
    pub header: Text,
    pub cell: Cell,
    pub sort_key: Option<&'static str>,
    pub align: Align,
    pub mandatory: bool,
    pub eye: Option<Eye>,
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        Self { plain: self.plain.clone(), of: PhantomData }
    }
}

impl<T: 'static> Column<T> {
    /// A column that may be hidden and does not sort.
    pub fn new(
        id: &'static str,
        header: impl Into<Text>,
        cell: impl Fn(&T) -> AnyView + Send + Sync + 'static,
    ) -> Self {
        let cell = move |row: &Row| row.get().map_or_else(|| ().into_any(), &cell);
        let plain = PlainColumn {
            id,
            header: header.into(),
            cell: Arc::new(cell),
            sort_key: None,
            align: Align::Start,
            mandatory: false,
            eye: None,
        };
        Self { plain, of: PhantomData }
    }

    /// Its header sorts the list by `key`.
    #[must_use]
    pub fn sorted_by(mut self, key: &'static str) -> Self {
        self.plain.sort_key = Some(key);
        self
    }

    /// Figures: aligned at the end.
    #[must_use]
    pub fn numeric(mut self) -> Self {
        self.plain.align = Align::End;
        self
    }

    /// Cannot be hidden; the first one of these names the row and stays in view when the table is scrolled.
    #[must_use]
    pub fn mandatory(mut self) -> Self {
        self.plain.mandatory = true;
        self
    }

    /// Holds personal data: its header has an eye.
    #[must_use]
    pub fn masked(mut self, eye: Eye) -> Self {
        self.plain.eye = Some(eye);
        self
    }

    pub(super) fn plain(self) -> PlainColumn {
        self.plain
    }
}

/// Reads which columns are hidden, as it stands in an address: ids joined by commas. Unknown and mandatory ones are
/// left out, so an old address cannot hide what must be seen.
#[must_use]
pub(super) fn read_hidden(text: &str, columns: &[PlainColumn]) -> Vec<&'static str> {
    let hideable = columns.iter().filter(|column| !column.mandatory).map(|column| column.id);
    hideable.filter(|id| text.split(',').any(|word| word == *id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_cannot_hide_a_mandatory_column() {
        let column = |id| Column::<()>::new(id, id, |()| ().into_any());
        let columns = [column("name").mandatory(), column("phone"), column("spend")].map(Column::plain);
        assert_eq!(read_hidden("spend,name,ghost,phone", &columns), ["phone", "spend"]);
        assert!(read_hidden("", &columns).is_empty());
    }
}
