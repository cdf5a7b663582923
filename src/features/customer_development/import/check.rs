//! Rows as filings: what is wrong with each, by the contract's own types, and which are there twice. Pure.

use super::{
    columns::{Field, Mapping},
    table::Row,
};
use contract::{
    contact::{EmailAddress, MobilePhone},
    filings::{CountryCode, FilingDraft},
    text::{ContactName, CustomerName, Industry, Remark, Rule, optional, wrong},
};
use std::collections::HashMap;

/// A row of the file as a filing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Of the file, counted from 1.
    pub number: u32,
    /// By [`Field`].
    pub cells: [String; Field::ALL.len()],
    pub problems: Vec<(Field, Rule)>,
    /// Line above it that has the same number.
    pub twin_of: Option<u32>,
}

impl Line {
    /// Out of a row; cells of columns that are nothing are left out.
    pub fn of(row: Row, mapping: &Mapping) -> Self {
        let mut cells: [String; Field::ALL.len()] = Default::default();
        for (cell, field) in row.cells.into_iter().zip(mapping) {
            if let Some(field) = field {
                unguarded(cell.trim()).clone_into(&mut cells[*field as usize]);
            }
        }
        let mut line = Self { number: row.line, cells, problems: Vec::new(), twin_of: None };
        line.judge();
        line
    }

    pub fn cell(&self, field: Field) -> &str {
        &self.cells[field as usize]
    }

    /// Writes a cell and judges the row again.
    pub fn set(&mut self, field: Field, text: String) {
        self.cells[field as usize] = text;
        self.judge();
    }

    fn judge(&mut self) {
        self.problems = Field::ALL
            .into_iter()
            .filter_map(|field| problem(field, self.cell(field)).map(|rule| (field, rule)))
            .collect();
    }

    /// Whether it can be handed over.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty() && self.twin_of.is_none()
    }

    /// The filing; `None` while something is wrong.
    pub fn draft(&self) -> Option<FilingDraft> {
        let cell = |field| self.cell(field).to_owned();
        Some(FilingDraft {
            customer_name: cell(Field::CustomerName).try_into().ok()?,
            mobile_phone: cell(Field::MobilePhone).try_into().ok()?,
            email: cell(Field::Email).try_into().ok()?,
            country_code: optional(self.cell(Field::CountryCode)).ok()?,
            industry: optional(self.cell(Field::Industry)).ok()?,
            contact: optional(self.cell(Field::Contact)).ok()?,
            remark: optional(self.cell(Field::Remark)).ok()?,
        })
    }
}

/// Without the mark that the file of failed rows sets before what a spreadsheet would run, so that mending gives back
/// what was there.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start().starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

/// What is wrong with a cell.
fn problem(field: Field, text: &str) -> Option<Rule> {
    if text.is_empty() && !Field::NEEDED.contains(&field) {
        return None;
    }
    match field {
        Field::CustomerName => wrong::<CustomerName>(text),
        Field::MobilePhone => wrong::<MobilePhone>(text),
        Field::Email => wrong::<EmailAddress>(text),
        Field::CountryCode => wrong::<CountryCode>(text),
        Field::Industry => wrong::<Industry>(text),
        Field::Contact => wrong::<ContactName>(text),
        Field::Remark => wrong::<Remark>(text),
    }
}

/// Notes which rows have the number of a row above them.
pub fn find_twins(lines: &mut [Line]) {
    let mut seen: HashMap<String, u32> = HashMap::with_capacity(lines.len());
    for line in lines {
        let phone = MobilePhone::try_from(line.cell(Field::MobilePhone).to_owned());
        line.twin_of = phone.ok().and_then(|phone| {
            let number = line.number;
            let first = *seen.entry(phone.into()).or_insert(number);
            (first != number).then_some(first)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAPPING: [Option<Field>; 3] =
        [Some(Field::CustomerName), Some(Field::MobilePhone), Some(Field::Email)];

    fn line(number: u32, cells: [&str; 3]) -> Line {
        let row = Row { line: number, cells: cells.map(str::to_owned).to_vec() };
        Line::of(row, &MAPPING.to_vec())
    }

    #[test]
    fn each_wrong_cell_is_named_and_a_sound_row_is_a_filing() {
        let bad = line(2, [" ", "1380013800", "nobody"]);
        let fields: Vec<Field> = bad.problems.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, [Field::CustomerName, Field::MobilePhone, Field::Email]);
        assert!(bad.draft().is_none());
        let good = line(3, ["蓝天", "+86 138-0013-8000", "a@b.cn"]);
        assert!(good.is_sound());
        assert_eq!(good.draft().unwrap().mobile_phone.as_str(), "13800138000");
    }

    #[test]
    fn the_file_of_failed_rows_is_read_as_it_was_before_it_was_made_safe() {
        use crate::features::customer_development::import::table::Reader;
        use contract::csv;

        let cells = ["=1+1 Ltd", "+86 (138) 0013", "@b.cn"];
        let text = csv::write(&["a", "b", "c", "reason"], [cells.map(str::to_owned).to_vec()]);
        let row = Reader::new(text).next_rows(2).remove(1);
        assert_eq!(row.cells[0], "'=1+1 Ltd");
        assert_eq!(Line::of(row, &MAPPING.to_vec()).cells[..3], cells);
        assert_eq!(
            line(2, ["'s-Hertogenbosch BV", "1", "2"]).cell(Field::CustomerName),
            "'s-Hertogenbosch BV"
        );
    }

    #[test]
    fn two_ways_to_write_a_number_are_one_number() {
        let mut lines =
            [line(2, ["a", "13800138000", "a@b.cn"]), line(3, ["b", "+86 138 0013 8000", "c@d.cn"])];
        find_twins(&mut lines);
        assert_eq!((lines[0].twin_of, lines[1].twin_of), (None, Some(2)));
        lines[1].set(Field::MobilePhone, "13900138000".to_owned());
        find_twins(&mut lines);
        assert!(lines[1].is_sound());
    }
}
