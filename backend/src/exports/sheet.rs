//! What a file consists of, whatever its form: a title, facts about the whole, columns, rows.

use contract::money::Amount;

/// Everything but the rows.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub title: String,
    /// What the whole is about: name and value.
    pub facts: Vec<(&'static str, String)>,
    pub columns: Vec<Column>,
    pub rows_total: u32,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Ids and order numbers too: they must keep all their digits.
    Text,
    Amount,
    Count,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    /// In characters, about.
    pub width: u8,
}

impl Column {
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind, width: u8) -> Self {
        Self { name, kind, width }
    }
}

/// What stands in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    Amount(Amount),
    Count(u32),
    Nothing,
}

impl Cell {
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// As a person reads it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Amount(amount) => amount.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Nothing => String::new(),
        }
    }
}
