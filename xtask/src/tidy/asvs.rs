//! The security statement: every requirement of levels 1 and 2 has one row, each says what is the case, and the tests that
//! are named exist.

use super::{Findings, Source};
use std::collections::BTreeSet;

/// Requirements of ASVS 5.0.0 by level.
const OF_LEVEL: [(&str, usize); 2] = [("1", 70), ("2", 183)];
const STATES: [&str; 3] = ["met", "not applicable", "**deviation**"];

/// `rust` are all Rust files.
pub fn check(document: &Source, rust: &[&Source], findings: &mut Findings) {
    let rows = document.text.lines().enumerate().filter_map(|(index, line)| Some((index + 1, row(line)?)));
    let rows = rows.collect::<Vec<_>>();
    let mut seen = BTreeSet::new();
    for (line, [id, _, state, _, why]) in &rows {
        if !seen.insert(*id) {
            findings.add(document, *line, "this requirement has a row already");
        }
        if !STATES.contains(state) || why.is_empty() {
            findings.add(
                document,
                *line,
                "neither met, nor not applicable, nor a deviation, or nothing says why",
            );
        }
        for (file, test) in named_tests(why) {
            let is_there =
                rust.iter().any(|source| source.path == file && source.text.contains(&format!("fn {test}(")));
            if !is_there {
                findings.add(document, *line, &format!("{file} has no test {test}"));
            }
        }
    }
    for (level, wanted) in OF_LEVEL {
        let found = rows.iter().filter(|(_, row)| row[1] == level).count();
        if found != wanted {
            findings.add(
                document,
                1,
                &format!("{found} requirements of level {level}, where there are {wanted}"),
            );
        }
    }
}

/// `| 1.2.3 | 2 | met | … | … |`
fn row(line: &str) -> Option<[&str; 5]> {
    let cells = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").collect::<Vec<_>>();
    let cells = <[&str; 5]>::try_from(cells).ok()?;
    cells[0].split('.').all(|part| part.parse::<u8>().is_ok()).then_some(cells)
}

/// In `` `tests/a.rs`: one_test, another_test `` the file with each of the tests.
fn named_tests(text: &str) -> Vec<(&str, &str)> {
    let parts = text.split('`').collect::<Vec<_>>();
    let mut named = Vec::new();
    for pair in parts.windows(2).skip(1).step_by(2) {
        let tests = pair[1].strip_prefix(": ").unwrap_or_default().split([',', ';']).map(str::trim);
        let tests = tests.take_while(|name| name.contains('_') && !name.contains(' '));
        named.extend(tests.map(|test| (pair[0], test)));
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_named_behind_their_file() {
        let named = named_tests("types; `tests/a.rs`: one_test, two_test, `tests/b.rs`, and `c`: not this");
        assert_eq!(named, [("tests/a.rs", "one_test"), ("tests/a.rs", "two_test")]);
    }

    #[test]
    fn a_row_without_a_state_and_a_test_that_is_gone_are_told() {
        let document = Source {
            path: "docs/security/asvs.md".to_owned(),
            text: "| 1.1.1 | 1 | perhaps | x | y |\n| 1.1.2 | 1 | met | x | `tests/a.rs`: no_such_test |"
                .to_owned(),
        };
        let rust = Source { path: "tests/a.rs".to_owned(), text: "fn a_test() {}".to_owned() };
        let mut findings = Findings::default();
        check(&document, &[&rust], &mut findings);
        assert_eq!(findings.0.len(), 4, "{:?}", findings.0);
    }
}
