//! A workbook with one sheet: texts inline, amounts as numbers, no formula. Rows are written as they come, so that a hundred
//! thousand of them need no memory.

use super::{Cell, Sheet};
use crate::problem::Fault;
use contract::money::Amount;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

/// What a worksheet's name may not hold or exceed.
const NAME_CHARS: usize = 31;

pub(super) struct XlsxFile {
    book: Workbook,
    row: u32,
    amount: Format,
    count: Format,
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Self {
        Self::new(format!("a workbook: {error}"))
    }
}

impl XlsxFile {
    pub fn begin(sheet: &Sheet) -> Result<Self, Fault> {
        let (title, bold) = (Format::new().set_bold().set_font_size(14), Format::new().set_bold());
        let header =
            Format::new().set_bold().set_background_color(0x00E8_EEF7).set_align(FormatAlign::Center);
        let mut book = Workbook::new();
        let page = book.add_worksheet_with_constant_memory()?;
        page.set_name(sheet.title.chars().take(NAME_CHARS).collect::<String>())?;
        for (nth, column) in (0_u16..).zip(&sheet.columns) {
            page.set_column_width(nth, f64::from(column.width))?;
        }
        page.write_string_with_format(0, 0, &sheet.title, &title)?;
        let mut row = 1;
        for (name, value) in &sheet.facts {
            page.write_string_with_format(row, 0, *name, &bold)?;
            page.write_string(row, 1, value)?;
            row += 1;
        }
        row += 1;
        for (nth, column) in (0_u16..).zip(&sheet.columns) {
            page.write_string_with_format(row, nth, column.name, &header)?;
        }
        row += 1;
        page.set_freeze_panes(row, 0)?;
        Ok(Self {
            book,
            row,
            amount: Format::new().set_num_format("#,##0.00;[Red]-#,##0.00"),
            count: Format::new().set_num_format("#,##0"),
        })
    }

    pub fn row(&mut self, cells: &[Cell]) -> Result<(), Fault> {
        let page = self.book.worksheet_from_index(0)?;
        for (nth, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) => page.write_string(self.row, nth, text)?,
                Cell::Amount(amount) => {
                    page.write_number_with_format(self.row, nth, number(*amount), &self.amount)?
                }
                Cell::Count(count) => page.write_number_with_format(self.row, nth, *count, &self.count)?,
                Cell::Nothing => continue,
            };
        }
        self.row += 1;
        Ok(())
    }

    pub fn finish(mut self) -> Result<Vec<u8>, Fault> {
        Ok(self.book.save_to_buffer()?)
    }
}

/// The nearest number that a workbook can hold: exact as text up to [`Amount::MAX`], see there.
#[expect(clippy::cast_precision_loss, reason = "15 digits survive; see the property test of amounts")]
fn number(amount: Amount) -> f64 {
    amount.minor() as f64 / 100.0
}
