//! What documents promise: a path that is named exists, and a rule that code cites is written down.

use super::{Findings, Source};
use crate::place;
use regex::Regex;
use std::collections::BTreeSet;

/// First parts of paths that only exist after a build or a start.
const MADE: [&str; 3] = ["target", "dist", "data"];

/// Every path between backquotes exists.
pub fn paths(source: &Source, findings: &mut Findings) {
    for (index, line) in source.text.lines().enumerate() {
        for named in line.split('`').skip(1).step_by(2).filter(|named| is_path(named)) {
            let first = named.split('/').next().unwrap_or_default();
            if !MADE.contains(&first) && !place::from_root(named.trim_end_matches('/')).exists() {
                findings.add(source, index + 1, &format!("there is no {named}"));
            }
        }
    }
}

/// Whether a quoted word is meant as a path of this repository.
fn is_path(word: &str) -> bool {
    let Some((first, _)) = word.split_once('/') else { return false };
    let is_plain = !first.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    is_plain && !word.contains("NNNN") && (MADE.contains(&first) || place::from_root(first).is_dir())
}

/// Every rule that a comment cites has a line in a table of `docs/rules.md`.
pub fn rule_ids(rust: &[&Source], rules: &str, findings: &mut Findings) {
    let (Ok(cited), Ok(written)) =
        (Regex::new(r"\b([BC]\d?\.\d+)\b"), Regex::new(r"(?m)^\| ([BC]\d?\.\d+) \|"))
    else {
        return;
    };
    let known = written.captures_iter(rules).map(|found| found[1].to_owned()).collect::<BTreeSet<_>>();
    for source in rust.iter().filter(|source| !source.is_in("xtask")) {
        for (index, line) in source.text.lines().enumerate() {
            let Some((_, comment)) = line.split_once("//") else { continue };
            for id in cited.captures_iter(comment).filter(|id| !known.contains(&id[1])) {
                findings.add(source, index + 1, &format!("docs/rules.md has no {}", &id[1]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Findings, Source, told},
        is_path, paths, rule_ids,
    };

    #[test]
    fn a_named_path_exists() {
        assert!(is_path("src/app.rs") && is_path("docs/decisions/") && is_path("target/site-dev"));
        assert!(!is_path("GET /customers") && !is_path("text/html") && !is_path("src/<noun>/"));
        assert_eq!(told(paths, "README.md", "see `xtask/src/main.rs` and `target/x`").len(), 0);
        assert_eq!(told(paths, "README.md", "see `xtask/src/nowhere.rs`").len(), 1);
    }

    #[test]
    fn a_cited_rule_is_written_down() {
        let source = Source {
            path: "contract/src/a.rs".to_owned(),
            text: "/// Ends it (B1.4).\nlet x = \"B9.9\";".to_owned(),
        };
        let found = |rules| {
            let mut findings = Findings::default();
            rule_ids(&[&source], rules, &mut findings);
            findings.0.len()
        };
        assert_eq!(found("| B1.4 | The reason. | D |"), 0);
        assert_eq!(found("| B1.5 | Something else. | D |"), 1);
    }
}
