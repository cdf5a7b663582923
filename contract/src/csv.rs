//! Tables as files that a spreadsheet opens: UTF-8 with a mark, RFC 4180, and no cell that a spreadsheet would run.
//!
//! Every text is quoted, so that a reader cannot take one for a number; only figures stand bare.

/// Begins every file, so that spreadsheets read it as UTF-8.
pub const MARK: char = '\u{feff}';

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'t> {
    Text(&'t str),
    /// Digits that a program made: an amount, a count. Not guarded, because `-12.05` must stay a number.
    Figure(&'t str),
}

/// A file of texts. Rows may be shorter than the header.
#[must_use]
pub fn write<'t>(header: &[&str], rows: impl IntoIterator<Item = Vec<String>> + 't) -> String {
    let mut text = String::from(MARK);
    line(&mut text, header.iter().map(|cell| Cell::Text(cell)));
    for row in rows {
        line(&mut text, row.iter().map(|cell| Cell::Text(cell)));
    }
    text
}

/// Adds a line.
pub fn line<'t>(text: &mut String, cells: impl IntoIterator<Item = Cell<'t>>) {
    for (position, cell) in cells.into_iter().enumerate() {
        if position > 0 {
            text.push(',');
        }
        match cell {
            Cell::Figure(figure) => text.push_str(figure),
            Cell::Text(cell) => {
                text.push('"');
                if runs(cell) {
                    text.push('\'');
                }
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            }
        }
    }
    text.push_str("\r\n");
}

/// Whether a spreadsheet would take it for a formula. A telephone number with its country code is none, nor is an
/// amount below zero.
#[must_use]
pub fn runs(cell: &str) -> bool {
    if cell.starts_with(['\t', '\r', '\n', '\0']) {
        return true;
    }
    let trimmed = cell.trim_start();
    let Some(first) = trimmed.chars().next() else { return false };
    let rest = &trimmed[first.len_utf8()..];
    let is_number = || rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.'));
    match first {
        '=' | '@' | '＝' | '＠' => true,
        '+' | '-' | '＋' | '－' => !is_number(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_lines_and_formulas_stay_text() {
        let row =
            ["a,b", "say \"hi\"", "=1+1", "+86 13800138000", "-2+3", "@SUM(A1)", " plain", "＝1＋1", "\tx"];
        let text = write(&["名称"], [row.map(str::to_owned).to_vec()]);
        assert_eq!(
            text,
            "\u{feff}\"名称\"\r\n\"a,b\",\"say \"\"hi\"\"\",\"'=1+1\",\"+86 13800138000\",\"'-2+3\",\"'@SUM(A1)\",\
             \" plain\",\"'＝1＋1\",\"'\tx\"\r\n"
        );
    }

    #[test]
    fn a_figure_stays_a_number() {
        let mut text = String::new();
        line(&mut text, [Cell::Text("退款"), Cell::Figure("-12.05")]);
        assert_eq!(text, "\"退款\",-12.05\r\n");
    }
}
