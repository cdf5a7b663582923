//! A file for programs: the columns' names, then the rows. No title and no facts, which no program would expect.

use super::{Cell, Sheet};
use contract::csv::{self, MARK};

pub(super) struct CsvFile(String);

impl CsvFile {
    pub fn begin(sheet: &Sheet) -> Self {
        let mut text = String::from(MARK);
        csv::line(&mut text, sheet.columns.iter().map(|column| csv::Cell::Text(column.name)));
        Self(text)
    }

    pub fn row(&mut self, cells: &[Cell]) {
        let shown: Vec<String> = cells.iter().map(Cell::shown).collect();
        let cells = cells.iter().zip(&shown).map(|(cell, shown)| match cell {
            Cell::Text(_) | Cell::Nothing => csv::Cell::Text(shown),
            Cell::Amount(_) | Cell::Count(_) => csv::Cell::Figure(shown),
        });
        csv::line(&mut self.0, cells);
    }

    pub fn finish(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}
