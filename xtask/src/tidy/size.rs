//! Files that fit a reader's head, and lints that are answered rather than silenced.

use super::{Findings, Source};

const LINES: usize = 300;
/// Tests are read one at a time.
const LINES_OF_TESTS: usize = 600;
/// What a longer file says about itself in its module documentation.
const REASON: &str = "Longer than most files";

pub fn check(source: &Source, findings: &mut Findings) {
    let lines = source.text.lines().count();
    let is_tests = source.path.split('/').any(|part| matches!(part, "tests" | "tests.rs"));
    let limit = if is_tests { LINES_OF_TESTS } else { LINES };
    let says_why =
        source.text.lines().take_while(|line| line.starts_with("//!")).any(|line| line.contains(REASON));
    if lines > limit && !says_why {
        let what =
            format!("{lines} lines; split it, or let the module documentation say \"{REASON}, because …\"");
        findings.add(source, 1, &what);
    }
    for (number, line) in source.code() {
        if line.trim_start().starts_with("#[allow(") || line.trim_start().starts_with("#![allow(") {
            findings.add(
                source,
                number,
                "use #[expect(lint, reason = \"…\")]: it says why, and when it is no longer needed",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::told, LINES, check};

    #[test]
    fn a_long_file_says_why() {
        let long = "fn a() {}\n".repeat(LINES + 1);
        assert_eq!(told(check, "src/a.rs", &long).len(), 1);
        let reasoned = format!("//! Longer than most files, because it is one table.\n{long}");
        assert_eq!(told(check, "src/a.rs", &reasoned).len(), 0);
    }

    #[test]
    fn lints_are_expected_with_a_reason() {
        assert_eq!(told(check, "src/a.rs", "#[allow(dead_code)]").len(), 1);
        assert_eq!(told(check, "src/a.rs", "#[expect(dead_code, reason = \"x\")]").len(), 0);
    }
}
