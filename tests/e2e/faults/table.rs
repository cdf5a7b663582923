//! The tables of `docs/faults/`: what was found last in each cell. A run fills in the cells that it ran and leaves the
//! others as they were, so that a new flow costs a run of its own column only.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write,
    fs,
    path::PathBuf,
};

/// What a cell says that was never run.
const OPEN: &str = "open";
/// The row that says when a column was last run as a whole.
const WHOLE: &str = "last run as a whole";

/// A table being filled in.
pub struct Table {
    title: &'static str,
    rows: Vec<String>,
    columns: Vec<String>,
    cells: BTreeMap<(String, String), String>,
    /// Column, and what is to be said about its cells that are void.
    notes: BTreeSet<(String, String)>,
    filled: BTreeSet<(String, String)>,
}

impl Table {
    /// An empty table; rows and columns stand in this order.
    pub fn new(title: &'static str, rows: Vec<String>, columns: Vec<String>) -> Self {
        Self { title, rows, columns, cells: BTreeMap::new(), notes: BTreeSet::new(), filled: BTreeSet::new() }
    }

    /// What was found in a cell.
    pub fn fill(&mut self, row: &str, column: &str, found: String) {
        let cell = (row.to_owned(), column.to_owned());
        self.filled.insert(cell.clone());
        self.cells.insert(cell, found);
    }

    /// A cell in which there is nothing to find, and why.
    pub fn void(&mut self, row: &str, column: &str, why: &str) {
        self.fill(row, column, "–".to_owned());
        self.notes.insert((column.to_owned(), format!("{row}: {why}")));
    }

    /// Writes it over `name` in the folder that the environment names; without one it is not written.
    ///
    /// # Panics
    /// When the file cannot be written.
    pub fn write(mut self, name: &str) {
        let Some(folder) = env::var_os("PARTNER_CENTER_FAULTS_TABLES").map(PathBuf::from) else { return };
        let today = env::var("PARTNER_CENTER_TODAY").unwrap_or_default();
        let path = folder.join(name);
        for (cell, found) in read(&fs::read_to_string(&path).unwrap_or_default()) {
            self.cells.entry(cell).or_insert(found);
        }
        for column in &self.columns {
            let is_filled = |row: &String| self.filled.contains(&(row.clone(), column.clone()));
            if self.rows.iter().all(is_filled) {
                self.cells.insert((WHOLE.to_owned(), column.clone()), today.clone());
            }
        }
        fs::write(&path, self.text()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    fn text(&self) -> String {
        let line = |name: &str, cell: &dyn Fn(&String) -> String| {
            let cells = self.columns.iter().map(|column| format!(" {} |", cell(column)));
            format!("| {name} |{}\n", cells.collect::<String>())
        };
        let found = |row: &str, column: &String| {
            let cell = self.cells.get(&(row.to_owned(), column.clone()));
            cell.cloned().unwrap_or_else(|| OPEN.to_owned())
        };
        let mut text = format!("# {}\n\nWritten by `cargo xtask faults`.\n\n", self.title);
        text.push_str(&line("", &Clone::clone));
        text.push_str(&line("---", &|_| "---".to_owned()).replace(' ', ""));
        text.push_str(&line(WHOLE, &|column| found(WHOLE, column)));
        for row in &self.rows {
            text.push_str(&line(&format!("`{row}`"), &|column| found(row, column)));
        }
        if !self.notes.is_empty() {
            text.push_str("\n–: nothing to find there.\n\n");
        }
        for (column, note) in &self.notes {
            let _ = writeln!(text, "- {column}, {note}");
        }
        text
    }
}

/// The cells of a table that was written before.
fn read(text: &str) -> Vec<((String, String), String)> {
    let mut lines = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let columns = lines.next().unwrap_or_default().split(" | ").map(|name| name.trim_start_matches("| "));
    let columns = columns.map(str::to_owned).filter(|name| !name.is_empty()).collect::<Vec<_>>();
    let cells = lines.flat_map(|line| {
        let mut found = line.split(" | ");
        let row = found.next().unwrap_or_default().trim_matches('`').to_owned();
        let cells = columns.iter().zip(found).filter(|(_, found)| *found != OPEN);
        cells.map(|(column, found)| ((row.clone(), column.clone()), found.to_owned())).collect::<Vec<_>>()
    });
    cells.collect()
}

#[test]
fn a_run_leaves_the_cells_of_others_as_they_were() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let table = || Table::new("Faults", names(&["Once(Lost)", "TwoTabs"]), names(&["File", "Tag"]));
    let mut first = table();
    first.fill("Once(Lost)", "File", "done 0.1 s".to_owned());
    first.void("TwoTabs", "File", "no conflict");
    let text = first.text();
    assert!(text.contains("\n| `TwoTabs` | – | open |\n"), "{text}");
    let before = read(&text);
    assert_eq!(before.len(), 2, "{before:?}");
    let mut second = table();
    second.cells.extend(before);
    second.fill("TwoTabs", "Tag", "not done 0.2 s".to_owned());
    assert!(second.text().contains("\n| `TwoTabs` | – | not done 0.2 s |\n"), "{}", second.text());
    assert!(second.text().contains("\n| `Once(Lost)` | done 0.1 s | open |\n"), "{}", second.text());
}
