//! Texts with several placeholders: their functions take the values in alphabetical order, and all of them are text, so
//! that no compiler sees two that were exchanged. An argument that is named like another placeholder gives it away.

use super::{Findings, Source};
use regex::Regex;
use std::collections::BTreeMap;

#[cfg_attr(
    not(test),
    expect(dead_code, reason = "the app's build script writes functions; here they are only read")
)]
#[path = "../../../src/i18n/catalogue.rs"]
mod catalogue;

/// Of a folder, the texts with more than one placeholder.
type Texts = BTreeMap<String, Vec<String>>;

pub fn check(sources: &[Source], findings: &mut Findings) {
    let Ok(call) = Regex::new(r"\bmsg::([a-z0-9_]+)\(") else { return };
    let folders: BTreeMap<&str, Texts> = sources.iter().filter_map(texts_of).collect();
    for source in sources.iter().filter(|source| source.is("rs") && source.is_in("src")) {
        for found in call.captures_iter(&source.text) {
            let (Some(whole), Some(key)) = (found.get(0), found.get(1)) else { continue };
            let Some(names) = nearest(&folders, &source.path, key.as_str()) else { continue };
            let Some(wrong) = exchanged(names, &arguments(&source.text[whole.end()..])) else { continue };
            let line = source.text[..whole.start()].matches('\n').count() + 1;
            let order = names.join(", ");
            findings.add(
                source,
                line,
                &format!("{} takes ({order}): is `{wrong}` in its place?", key.as_str()),
            );
        }
    }
}

fn texts_of(source: &Source) -> Option<(&str, Texts)> {
    let folder = source.path.strip_suffix("/messages.toml")?;
    let messages = catalogue::parse(&source.text).ok()?;
    let several = messages.into_iter().filter(|message| message.placeholders.len() > 1);
    Some((folder, several.map(|message| (message.key, message.placeholders)).collect()))
}

/// The text of this name in the folder of the file, or in the closest one above.
fn nearest<'a>(folders: &'a BTreeMap<&str, Texts>, path: &str, key: &str) -> Option<&'a [String]> {
    let mut folder = path;
    while let Some((above, _)) = folder.rsplit_once('/') {
        if let Some(names) = folders.get(above).and_then(|texts| texts.get(key)) {
            return Some(names);
        }
        folder = above;
    }
    None
}

/// What stands between the commas, up to the bracket that closes the call.
fn arguments(rest: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut found) = (0_u32, 0, Vec::new());
    for (at, letter) in rest.char_indices() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => {
                found.push(rest[begin..at].trim());
                break;
            }
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.push(rest[begin..at].trim());
                begin = at + 1;
            }
            _ => {}
        }
    }
    found.retain(|argument| !argument.is_empty());
    found
}

/// The first argument that names another placeholder and not its own.
fn exchanged<'a>(names: &[String], arguments: &[&'a str]) -> Option<&'a str> {
    arguments.iter().zip(names).find_map(|(argument, own)| {
        let says =
            |name: &str| argument.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name);
        (!says(own) && names.iter().any(|name| says(name))).then_some(*argument)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(call: &str) -> Vec<String> {
        let file = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let texts =
            "[too_many]\nzh-CN = \"最多 {most}，已选 {count}\"\nen-US = \"{count} of at most {most}\"\n";
        let sources = [file("src/features/a/messages.toml", texts), file("src/features/a/b/c.rs", call)];
        let mut findings = Findings::default();
        check(&sources, &mut findings);
        findings.0
    }

    #[test]
    fn values_that_change_places_are_found() {
        assert!(told("let said = msg::too_many(count.get(), most);").is_empty());
        assert!(told("msg::too_many(i18n::number(picked), number((most, 1)))").is_empty());
        let found = told("\nmsg::too_many(most, count.get())");
        assert_eq!(found, ["src/features/a/b/c.rs:2: too_many takes (count, most): is `most` in its place?"]);
    }
}
