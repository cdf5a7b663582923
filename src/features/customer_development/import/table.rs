//! A text with separators as a table (RFC 4180 and what spreadsheets put on the clipboard). Read in parts, so that a large
//! file never holds up the page. Pure.

/// One row, and the line of the file on which it begins, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub line: u32,
    pub cells: Vec<String>,
}

/// Reads a text from its beginning to its end, as many rows at a time as are asked for.
pub struct Reader {
    text: String,
    separator: char,
    /// Byte at which the next row begins.
    at: usize,
    line: u32,
}

impl Reader {
    /// The separator is what the first line holds most of: tab, comma or semicolon.
    #[must_use]
    pub fn new(text: String) -> Self {
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        let separator = separator_of(&text);
        Self { text, separator, at: 0, line: 1 }
    }

    #[must_use]
    pub fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    /// The next rows, at most so many. Lines without anything in them are left out.
    pub fn next_rows(&mut self, most: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        while rows.len() < most && !self.is_done() {
            let row = self.next_row();
            if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
                rows.push(row);
            }
        }
        rows
    }

    fn next_row(&mut self) -> Row {
        let line = self.line;
        let mut cells = Vec::new();
        let mut cell = String::new();
        let mut quoted = false;
        let mut rest = self.text[self.at..].char_indices().peekable();
        let mut end = self.text.len() - self.at;
        while let Some((position, character)) = rest.next() {
            match character {
                '"' if quoted => {
                    if rest.next_if(|(_, next)| *next == '"').is_some() {
                        cell.push('"');
                    } else {
                        quoted = false;
                    }
                }
                // A quote in the middle of a cell is only a character.
                '"' if cell.trim().is_empty() => {
                    cell.clear();
                    quoted = true;
                }
                '\n' if quoted => {
                    self.line += 1;
                    cell.push('\n');
                }
                '\r' if quoted => {}
                '\r' => {
                    if rest.peek().is_none_or(|(_, next)| *next != '\n') {
                        end = position + 1;
                        break;
                    }
                }
                '\n' => {
                    end = position + 1;
                    break;
                }
                other if other == self.separator && !quoted => cells.push(std::mem::take(&mut cell)),
                other => cell.push(other),
            }
        }
        cells.push(cell);
        self.at += end;
        self.line += 1;
        Row { line, cells }
    }
}

fn separator_of(text: &str) -> char {
    let mut quoted = false;
    let mut counts = [('\t', 0_u32), (',', 0), (';', 0)];
    for character in text.chars() {
        match character {
            '"' => quoted = !quoted,
            '\n' if !quoted => break,
            other if !quoted => {
                for (separator, count) in &mut counts {
                    *count += u32::from(*separator == other);
                }
            }
            _ => {}
        }
    }
    counts
        .into_iter()
        .max_by_key(|(separator, count)| (*count, *separator == ','))
        .map_or(',', |(found, _)| found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        Reader::new(text.to_owned()).next_rows(usize::MAX).into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn quotes_hold_separators_lines_and_quotes() {
        assert_eq!(
            cells("name,remark\r\n\"蓝天, Ltd\",\"two\nlines \"\"here\"\"\"\r\nplain,5\" disk\n"),
            [["name", "remark"], ["蓝天, Ltd", "two\nlines \"here\""], ["plain", "5\" disk"]]
        );
    }

    #[test]
    fn a_mark_at_the_beginning_and_empty_lines_are_nothing() {
        assert_eq!(cells("\u{feff}a,b\n\n , \n\r\n1,2"), [["a", "b"], ["1", "2"]]);
        assert_eq!(cells(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn what_comes_from_a_spreadsheet_is_separated_by_tabs() {
        assert_eq!(cells("名称\t手机号\n蓝天, 公司\t138"), [["名称", "手机号"], ["蓝天, 公司", "138"]]);
        assert_eq!(cells("a;b\n1,5;2"), [["a", "b"], ["1,5", "2"]]);
    }

    #[test]
    fn rows_know_their_line_whatever_stands_between_them() {
        let mut reader = Reader::new("h\n\n\"a\nb\"\nlast".to_owned());
        let first = reader.next_rows(1);
        assert_eq!((first[0].line, reader.is_done()), (1, false));
        let lines: Vec<u32> = reader.next_rows(9).iter().map(|row| row.line).collect();
        assert_eq!(lines, [3, 5]);
        assert!(reader.is_done());
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest::proptest! {
        #[test]
        fn whatever_stands_in_cells_is_read_back(
            rows in proptest::collection::vec(proptest::collection::vec("[a-z,\"\n 中]{1,6}x", 2..4), 1..6),
        ) {
            let line = |row: &Vec<String>| {
                let quoted: Vec<String> =
                    row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
                quoted.join(",") + "\r\n"
            };
            let text: String = rows.iter().map(line).collect();
            proptest::prop_assert_eq!(cells(&text), rows);
        }
    }
}
