//! `cargo xtask fuzz`: what parses gets whatever a machine can think of, for some time each.

use crate::{
    call, place,
    steps::{Step, Steps},
    tools,
};
use anyhow::{Context, Result};
use std::{
    fmt::Write,
    fs::{self, File},
    path::Path,
};

/// Fuzzes each target so many seconds, from the seeds that are kept and what was found before, and writes a table.
pub fn run(seconds: u32, only: Option<&str>) -> Result<()> {
    let steps = Steps::new();
    let table = place::target().join("fuzz.md");
    let mut text = format!(
        "| target | executions in {seconds} s | edges reached | inputs kept | |\n|---|---|---|---|---|\n"
    );
    if let Ok(fuzzer) = steps.run("cargo-fuzz", tools::cargo_fuzz) {
        for target in targets()?.iter().filter(|target| only.is_none_or(|only| only == *target)) {
            let told = steps.run(target, |step| fuzz(step, &fuzzer, target, seconds));
            let row = told.unwrap_or_else(|_| "| | | | **found something** |".to_owned());
            writeln!(text, "| `{target}` {row}")?;
        }
        fs::write(&table, &text)?;
        eprintln!("{text}written to {}", table.display());
    }
    steps.finish()
}

/// One for each file in `fuzz/targets`.
fn targets() -> Result<Vec<String>> {
    let mut targets = Vec::new();
    for file in fs::read_dir(place::from_root("fuzz/targets")).context("fuzz/targets")? {
        targets.extend(file?.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    }
    targets.sort_unstable();
    Ok(targets)
}

/// Its row of the table. What the fuzzer says goes to a file, and to the screen where it found something.
fn fuzz(step: &Step, fuzzer: &Path, target: &str, seconds: u32) -> Result<String> {
    let found = place::target().join("fuzz").join(target);
    fs::create_dir_all(&found)?;
    let log = found.with_extension("txt");
    let mut fuzz = call::program("cargo");
    call::with_tools(&mut fuzz, &[fuzzer.to_owned()]);
    fuzz.args(["fuzz", "run", "--fuzz-dir"]).arg(place::from_root("fuzz"));
    // No code of ours is `unsafe`, so an address sanitizer, which only a nightly compiler has, would find nothing here.
    fuzz.args(["--sanitizer", "none"]);
    fuzz.args(["--target-dir".as_ref(), place::target().join("fuzz-build").as_os_str()]);
    fuzz.arg(target).arg(found).arg(place::from_root("fuzz/seeds").join(target));
    fuzz.arg("--").arg(format!("-max_total_time={seconds}")).arg("-max_len=4096");
    let outcome = step.call(fuzz.stderr(File::create(&log)?));
    let said = fs::read_to_string(&log)?;
    if outcome.is_err() {
        let last = said.lines().rev().take(60).collect::<Vec<_>>();
        step.say(&last.into_iter().rev().collect::<Vec<_>>().join("\n"))?;
    }
    outcome.and_then(|()| figures(&said).with_context(|| format!("no figures in {}", log.display())))
}

/// Out of the fuzzer's last words: `#3213 DONE cov: 310 ft: 1206 corp: 253/5432b lim: 43 exec/s: 1606 rss: 41Mb`.
fn figures(said: &str) -> Option<String> {
    // The words that it learnt come after it, and one of them may be such a word.
    let line = said.lines().rev().find(|line| line.starts_with('#') && line.contains("\tDONE "))?;
    let mut words = line.split_whitespace();
    let executions = words.next()?.trim_start_matches('#');
    let after = |name: &str| {
        let rest = line.split_once(name)?.1;
        rest.trim_start().split([' ', '/']).next().map(str::to_owned)
    };
    Some(format!("| {executions} | {} | {} | no crash |", after("cov:")?, after("corp:")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_of_the_fuzzer_are_a_row() {
        let said = "#2\tINITED cov: 9 ft: 9 corp: 1/1b\n#3213\tDONE   cov: 310 ft: 1206 corp: 253/5432b lim: 43 exec/s: 1606 rss: 41Mb\n\"DONE\" # Uses: 5\nDone 3213 runs in 2 second(s)\n";
        assert_eq!(figures(said).as_deref(), Some("| 3213 | 310 | 253 | no crash |"));
        assert_eq!(figures("==1== ERROR: libFuzzer: deadly signal"), None);
    }
}
