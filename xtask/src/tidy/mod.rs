//! The fences that no compiler holds: who may import whom, where the network, the browser's storage and SQL may be
//! named, what documents promise. Each rule reads files and says what is wrong, where and what to do instead.

mod app;
mod asvs;
mod backend;
mod documents;
mod endpoints;
mod pages;
mod size;
mod style;
mod texts;

use crate::{place, steps::Step};
use anyhow::{Result, ensure};
use std::{fs, path::Path};

/// A text file of the repository.
pub struct Source {
    /// From the repository's root, with `/`.
    pub path: String,
    pub text: String,
}

impl Source {
    /// Lines of code with their numbers: without comments, and without the tests at the end of the file.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines
            .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The file or its folder.
    pub fn is_in(&self, place: &str) -> bool {
        self.path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    fn is(&self, kind: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|extension| extension == kind)
    }
}

/// What was found, as `path:line: sentence`.
#[derive(Default)]
pub struct Findings(Vec<String>);

impl Findings {
    pub fn add(&mut self, source: &Source, line: usize, what: &str) {
        self.0.push(format!("{}:{line}: {what}", source.path));
    }
}

/// All rules over all files.
pub fn check(step: &Step) -> Result<()> {
    let mut sources = Vec::new();
    read(place::root(), "", &mut sources)?;
    let mut findings = Findings::default();
    let rust = sources.iter().filter(|source| source.is("rs")).collect::<Vec<_>>();
    for source in &rust {
        app::check(source, &mut findings);
        backend::check(source, &mut findings);
        size::check(source, &mut findings);
    }
    pages::check(&rust, &mut findings);
    endpoints::check(&rust, &mut findings);
    texts::check(&sources, &mut findings);
    for source in sources.iter().filter(|source| source.is("css")) {
        style::check(source, &mut findings);
    }
    let rules = sources.iter().find(|source| source.path == "docs/rules.md").map_or("", |rules| &rules.text);
    documents::rule_ids(&rust, rules, &mut findings);
    if let Some(statement) = sources.iter().find(|source| source.path == "docs/security/asvs.md") {
        asvs::check(statement, &rust, &mut findings);
    }
    for source in sources.iter().filter(|source| source.is("md")) {
        documents::paths(source, &mut findings);
    }
    if let Err(error) = crate::help::files() {
        findings.0.push(format!("{error:#}"));
    }
    if let Err(error) = crate::styles::sheet(None) {
        findings.0.push(format!("{error:#}"));
    }
    for finding in &findings.0 {
        step.say(finding)?;
    }
    step.say(&format!("{} files read, {} findings", sources.len(), findings.0.len()))?;
    ensure!(findings.0.is_empty(), "{} findings", findings.0.len());
    Ok(())
}

/// Files that people write; what is built, downloaded or copied from elsewhere is left out.
fn read(folder: &Path, prefix: &str, sources: &mut Vec<Source>) -> Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            if !matches!(name.as_str(), "target" | "dist" | "data" | "vendor" | "node_modules")
                && !name.starts_with('.')
            {
                read(&entry.path(), &format!("{path}/"), sources)?;
            }
        } else if matches!(name.rsplit('.').next(), Some("rs" | "css" | "md")) || name == "messages.toml" {
            sources.push(Source { path, text: fs::read_to_string(entry.path())? });
        }
    }
    Ok(())
}

/// For the tests of the rules: what one file would be told.
#[cfg(test)]
fn told(rule: impl Fn(&Source, &mut Findings), path: &str, text: &str) -> Vec<String> {
    let mut findings = Findings::default();
    rule(&Source { path: path.to_owned(), text: text.to_owned() }, &mut findings);
    findings.0
}
