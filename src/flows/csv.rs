//! Tables as files that a spreadsheet opens: UTF-8 with a mark, RFC 4180, and no cell that a spreadsheet would run.

/// The file. Rows may be shorter than the header.
#[must_use]
pub fn write<'t>(header: &[&str], rows: impl IntoIterator<Item = Vec<String>> + 't) -> String {
    let mut text = String::from('\u{feff}');
    line(&mut text, header.iter().copied());
    for row in rows {
        line(&mut text, row.iter().map(String::as_str));
    }
    text
}

fn line<'c>(text: &mut String, cells: impl Iterator<Item = &'c str>) {
    for (position, cell) in cells.enumerate() {
        if position > 0 {
            text.push(',');
        }
        put(text, cell);
    }
    text.push_str("\r\n");
}

fn put(text: &mut String, cell: &str) {
    let guard = if runs(cell) { "'" } else { "" };
    if guard.is_empty() && !cell.contains(['"', ',', '\n', '\r']) {
        return text.push_str(cell);
    }
    text.push('"');
    text.push_str(guard);
    text.push_str(&cell.replace('"', "\"\""));
    text.push('"');
}

/// Whether a spreadsheet would take it for a formula. A telephone number with its country code is none.
fn runs(cell: &str) -> bool {
    let Some(first) = cell.trim_start().chars().next() else { return false };
    let number = |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'));
    match first {
        '=' | '@' | '\t' | '\r' => true,
        '+' | '-' => !number(&cell.trim_start()[1..]),
        _ => cell.starts_with(['\t', '\r', '\n']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_lines_and_formulas_stay_text() {
        let row = ["a,b", "say \"hi\"", "=1+1", "+86 13800138000", "-2+3", "@SUM(A1)", " plain"];
        let text = write(&["名称"], [row.map(str::to_owned).to_vec()]);
        assert_eq!(
            text,
            "\u{feff}名称\r\n\"a,b\",\"say \"\"hi\"\"\",\"'=1+1\",+86 13800138000,\"'-2+3\",\"'@SUM(A1)\", plain\r\n"
        );
    }
}
