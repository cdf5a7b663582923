//! The workbench's state, and what is done with it: read a file, judge its rows, hand them over, file them. Everything
//! that takes long is done in slices between two frames.

use super::{
    check::{Line, find_twins},
    columns::{self, Field, Mapping},
    table::{Reader, Row},
};
use crate::browser;
use contract::{
    filing_imports::{Import, MAX_ROWS},
    filings::FilingDraft,
};
use leptos::prelude::*;

/// Longest work without a break.
const SLICE_MS: f64 = 8.0;
/// Rows that are read or judged before the clock is looked at.
const AT_ONCE: usize = 50;
/// Under which the columns of files are remembered: headings only.
const REMEMBERED: &str = "import-columns";

/// Where somebody stands with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Source,
    /// What each column is.
    Columns,
    /// What is wrong with the rows.
    Rows,
    /// Handing over and filing, and what became of each row.
    Run,
}

/// Why a file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// No text, or no rows.
    Nothing,
    /// More than [`MAX_ROWS`].
    TooManyRows,
    NotReadable,
}

#[derive(Clone, Copy)]
pub struct Bench {
    pub step: RwSignal<Step>,
    pub file_name: RwSignal<String>,
    pub unusable: RwSignal<Option<Unusable>>,
    /// Work in slices is under way.
    pub busy: RwSignal<bool>,
    /// The first row of the file, or what stands in for it.
    pub headings: RwSignal<Vec<String>>,
    /// The rows below the headings; large, so not in a signal.
    rows: StoredValue<Vec<Row>>,
    pub mapping: RwSignal<Mapping>,
    lines: StoredValue<Vec<Line>>,
    /// Grows when `lines` change.
    pub revision: RwSignal<u32>,
    /// The import with the backend, once it has begun.
    pub import: RwSignal<Option<Import>>,
}

impl Bench {
    pub fn new() -> Self {
        Self {
            step: RwSignal::new(Step::Source),
            file_name: RwSignal::new(String::new()),
            unusable: RwSignal::new(None),
            busy: RwSignal::new(false),
            headings: RwSignal::new(Vec::new()),
            rows: StoredValue::new(Vec::new()),
            mapping: RwSignal::new(Vec::new()),
            lines: StoredValue::new(Vec::new()),
            revision: RwSignal::new(0),
            import: RwSignal::new(None),
        }
    }

    /// Back to the beginning.
    pub fn reset(self) {
        self.rows.set_value(Vec::new());
        self.lines.set_value(Vec::new());
        self.import.set(None);
        self.unusable.set(None);
        self.step.set(Step::Source);
    }

    /// Reads a text, then asks what its columns are.
    pub fn read(self, file_name: String, text: String) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.unusable.set(None);
        leptos::task::spawn_local(async move {
            let mut reader = Reader::new(text);
            let mut rows: Vec<Row> = Vec::new();
            let mut slice = Slice::begin();
            // One more than is allowed, and the headings.
            while !reader.is_done() && rows.len() < MAX_ROWS as usize + 2 {
                rows.extend(reader.next_rows(AT_ONCE));
                slice.rest().await;
            }
            self.busy.try_set(false);
            let named = rows.first().is_some_and(|row| columns::is_heading(&row.cells));
            let headings = if named { rows.remove(0).cells } else { Vec::new() };
            if rows.is_empty() {
                self.unusable.try_set(Some(Unusable::Nothing));
                return;
            }
            if rows.len() > MAX_ROWS as usize {
                self.unusable.try_set(Some(Unusable::TooManyRows));
                return;
            }
            let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(headings.len());
            let mut shown = headings;
            shown.resize(width, String::new());
            self.mapping.try_set(columns::guess(&shown, &recall()));
            self.headings.try_set(shown);
            self.file_name.try_set(file_name);
            self.rows.try_set_value(rows);
            self.step.try_set(Step::Columns);
        });
    }

    /// Says why nothing was read.
    pub fn cannot_read(self) {
        self.unusable.set(Some(Unusable::NotReadable));
    }

    /// The first cells of a column, as examples.
    pub fn examples(self, column: usize) -> Vec<String> {
        self.rows.with_value(|rows| {
            let cells = rows.iter().filter_map(|row| row.cells.get(column));
            cells.filter(|cell| !cell.trim().is_empty()).take(3).cloned().collect()
        })
    }

    pub fn row_count(self) -> usize {
        self.rows.with_value(Vec::len)
    }

    /// Judges every row, in slices; the columns are remembered by their headings.
    pub fn judge(self) {
        if self.busy.get_untracked() {
            return;
        }
        let mapping = self.mapping.get_untracked();
        let headings = self.headings.get_untracked();
        if headings.iter().any(|heading| !heading.is_empty()) {
            store(&columns::remember(&headings, &mapping));
        }
        self.busy.set(true);
        leptos::task::spawn_local(async move {
            let rows = self.rows.with_value(Clone::clone);
            let mut lines = Vec::with_capacity(rows.len());
            let mut slice = Slice::begin();
            for row in rows {
                lines.push(Line::of(row, &mapping));
                if lines.len() % AT_ONCE == 0 {
                    slice.rest().await;
                }
            }
            slice.rest().await;
            find_twins(&mut lines);
            self.lines.try_set_value(lines);
            self.changed();
            self.busy.try_set(false);
            self.step.try_set(Step::Rows);
        });
    }

    fn changed(self) {
        self.revision.try_update(|revision| *revision += 1);
    }

    /// Reads the rows; tracked.
    pub fn with_lines<R>(self, read: impl FnOnce(&[Line]) -> R) -> R {
        self.revision.track();
        self.lines.with_value(|lines| read(lines))
    }

    /// Writes a cell of the row at this line of the file.
    pub fn edit(self, number: u32, field: Field, text: String) {
        self.lines.update_value(|lines| {
            if let Ok(position) = lines.binary_search_by_key(&number, |line| line.number) {
                lines[position].set(field, text);
                if field == Field::MobilePhone {
                    find_twins(lines);
                }
            }
        });
        self.changed();
    }

    /// Everything that can be handed over.
    pub fn sound(self) -> Vec<(u32, FilingDraft)> {
        self.lines.with_value(|lines| {
            let sound = lines.iter().filter(|line| line.is_sound());
            sound.filter_map(|line| Some((line.number, line.draft()?))).collect()
        })
    }

    /// What was found wrong here, and so was not handed over.
    pub fn unsound(self) -> Vec<Line> {
        self.lines.with_value(|lines| lines.iter().filter(|line| !line.is_sound()).cloned().collect())
    }
}

/// Work that lets the page breathe.
pub struct Slice {
    since: f64,
}

impl Slice {
    pub fn begin() -> Self {
        Self { since: browser::monotonic_ms() }
    }

    /// Goes on at once, or after the next frame when the slice is used up.
    pub async fn rest(&mut self) {
        if browser::monotonic_ms() - self.since > SLICE_MS {
            browser::tick().await;
            self.since = browser::monotonic_ms();
        }
    }
}

fn recall() -> Vec<(String, Option<Field>)> {
    browser::recall(REMEMBERED).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// The newest file's headings go before those of earlier ones.
fn store(remembered: &[(String, Option<Field>)]) {
    const MOST: usize = 60;
    let mut all = remembered.to_vec();
    all.extend(recall().into_iter().filter(|(name, _)| !remembered.iter().any(|(new, _)| new == name)));
    all.retain(|(name, _)| !name.is_empty() && name.chars().count() <= 40);
    all.truncate(MOST);
    if let Ok(text) = serde_json::to_string(&all) {
        browser::remember(REMEMBERED, &text);
    }
}
