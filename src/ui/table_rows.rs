//! The rows of a [`DataTable`](super::DataTable) without their type: it is compiled once, and not for forty kinds of rows.

use leptos::prelude::*;
use std::{any::Any, ops::Range, sync::Arc};

/// One row as it was read.
#[derive(Clone)]
pub(super) struct Row(Arc<dyn AnyRow>);

impl Row {
    /// What it is, where that is known.
    pub fn get<T: 'static>(&self) -> Option<&T> {
        self.0.as_any().downcast_ref()
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.is_same(other.0.as_any())
    }
}

trait AnyRow: Send + Sync {
    fn as_any(&self) -> &dyn Any;
    fn is_same(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + Send + Sync + 'static> AnyRow for T {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn is_same(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}

/// The rows of one table; every question is tracked.
pub(super) trait Rows: Send + Sync {
    fn count(&self) -> usize;
    /// Of all rows, or of those that are made.
    fn keys(&self, range: Option<Range<usize>>) -> Vec<String>;
    fn at(&self, position: usize) -> Option<Row>;
}

/// Rows of a type.
pub(super) struct RowsOf<T: Send + Sync + 'static> {
    pub rows: Signal<Vec<T>>,
    pub key: fn(&T) -> String,
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Rows for RowsOf<T> {
    fn count(&self) -> usize {
        self.rows.with(Vec::len)
    }

    fn keys(&self, range: Option<Range<usize>>) -> Vec<String> {
        self.rows.with(|rows| {
            let range = range.map_or(0..rows.len(), |range| range.start..range.end.min(rows.len()));
            rows.get(range).unwrap_or_default().iter().map(self.key).collect()
        })
    }

    fn at(&self, position: usize) -> Option<Row> {
        let row = self.rows.with(|rows| rows.get(position).cloned())?;
        Some(Row(Arc::new(row)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_the_same_when_what_they_are_is_the_same() {
        let row = |text: &str| Row(Arc::new(text.to_owned()));
        assert!(row("a") == row("a"));
        assert!(row("a") != row("b"));
        assert!(row("1") != Row(Arc::new(1_u32)), "another type");
        assert_eq!(row("a").get::<String>().map(String::as_str), Some("a"));
        assert_eq!(row("a").get::<u32>(), None);
    }
}
