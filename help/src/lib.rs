//! Compiles the text files beside it into the help of both languages, and says what is wrong with them: a missing language, a
//! link to nowhere, an error code that does not exist, a topic that nobody declared, markup that is not Markdown.
//!
//! `topics.toml` names the topics in their order, `faq/<topic>/<entry>.<language>.md` are the questions,
//! `release-notes/<ordinal>.<language>.md` the releases, `documents.toml` the library with its files in `documents`.

mod entries;
mod library;
mod markdown;
mod matter;
mod sound;
mod tables;

use contract::{
    help::{Block, Book, Inline},
    ids::FaqId,
    session::Language,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::Path,
};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// A text file of the help; its path begins below `help`.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// A document as the site publishes it.
pub struct Published {
    pub href: String,
    pub bytes: u64,
}

/// What the help is published with: the app's pages, and the documents by their path below `help/documents`.
pub struct Site {
    pub pages: Vec<String>,
    pub documents: BTreeMap<String, Published>,
}

/// What is wrong, as `path: sentence`.
pub type Wrong = Vec<String>;

/// The texts as they were when this was built.
#[must_use]
pub fn embedded() -> Vec<Source> {
    EMBEDDED
        .iter()
        .map(|(path, text)| Source { path: (*path).to_owned(), text: (*text).to_owned() })
        .collect()
}

/// The texts as they lie in the folder `help`.
///
/// # Errors
/// When one cannot be read.
pub fn sources(help: &Path) -> io::Result<Vec<Source>> {
    let mut found = Vec::new();
    for part in ["topics.toml", "documents.toml", "faq", "release-notes"] {
        read(&help.join(part), part, &mut found)?;
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

fn read(path: &Path, name: &str, found: &mut Vec<Source>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            read(&entry.path(), &format!("{name}/{}", entry.file_name().to_string_lossy()), found)?;
        }
    } else if path.extension().is_some_and(|kind| kind == "md" || kind == "toml") {
        found.push(Source { path: name.to_owned(), text: fs::read_to_string(path)? });
    }
    Ok(())
}

/// The pages that the app's table of routes has; former addresses, which lead elsewhere, are none.
#[must_use]
pub fn pages(app: &str) -> Vec<String> {
    let lines = app.lines().filter(|line| !line.contains("<Redirect"));
    let page = |line: &str| Some(line.split_once("path!(\"")?.1.split_once('"')?.0.to_owned());
    lines.filter_map(page).collect()
}

/// The help of each language. Without a site, documents are left out and links to pages are not looked at.
///
/// # Errors
/// Everything that is wrong.
pub fn compile(sources: &[Source], site: Option<&Site>) -> Result<[Book; 2], Wrong> {
    let mut wrong = Wrong::new();
    let books = Language::ALL.map(|language| Book {
        language,
        topics: tables::topics(sources, language, &mut wrong),
        entries: entries::read(sources, language, &mut wrong),
        release_notes: library::release_notes(sources, language, &mut wrong),
        documents: library::documents(sources, site, language, &mut wrong),
        pages: site.map(|site| site.pages.clone()).unwrap_or_default(),
    });
    for book in &books {
        check(book, site, &mut wrong);
    }
    compare(&books, &mut wrong);
    wrong.sort();
    wrong.dedup();
    let books = books.map(|mut book| {
        let place =
            |entry: &contract::help::Entry| book.topics.iter().position(|topic| topic.id == entry.parent);
        book.entries.sort_by_key(place);
        book
    });
    if wrong.is_empty() { Ok(books) } else { Err(wrong) }
}

/// Links, pages and topics of one language.
fn check(book: &Book, site: Option<&Site>, wrong: &mut Wrong) {
    let ids: BTreeSet<&FaqId> = book.entries.iter().map(|entry| &entry.id).collect();
    let language = book.language.as_str();
    let mut seen = BTreeSet::new();
    for entry in &book.entries {
        let file = format!("help/faq/{}/{}.{language}.md", entry.parent, entry.id);
        if !seen.insert(&entry.id) {
            wrong.push(format!("{file}: another question has this id"));
        }
        if !book.topics.iter().any(|topic| topic.id == entry.parent) {
            wrong.push(format!("{file}: help/topics.toml has no topic {}", entry.parent));
        }
        for related in entry.related.iter().filter(|related| !ids.contains(related)) {
            wrong.push(format!("{file}: no question has the id {related}"));
        }
        if let Some(site) = site {
            for route in entry.routes.iter().filter(|route| !site.pages.contains(route)) {
                wrong.push(format!("{file}: src/app.rs has no page {route}"));
            }
        }
        let lines = entry.answer.iter().flat_map(lines_of);
        check_links(&file, lines, &ids, site, wrong);
    }
    let titles: BTreeSet<&str> = book.entries.iter().map(|entry| entry.title.as_str()).collect();
    if titles.len() != book.entries.len() {
        wrong.push(format!("help/faq: two questions are the same in {language}"));
    }
    for note in &book.release_notes {
        let file = format!("help/release-notes/{}.{language}.md", note.ordinal);
        for section in &note.sections {
            if !section.iter().any(|part| matches!(part, Inline::Page { .. } | Inline::Faq { .. })) {
                wrong.push(format!("{file}: a section without a link to it"));
            }
        }
        check_links(&file, note.sections.iter(), &ids, site, wrong);
    }
}

fn lines_of(block: &Block) -> Vec<&Vec<Inline>> {
    match block {
        Block::Heading(_) => Vec::new(),
        Block::Paragraph(line) => vec![line],
        Block::Ordered(lines) | Block::Unordered(lines) => lines.iter().collect(),
        Block::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).collect(),
    }
}

fn check_links<'l>(
    file: &str,
    lines: impl Iterator<Item = &'l Vec<Inline>>,
    ids: &BTreeSet<&FaqId>,
    site: Option<&Site>,
    wrong: &mut Wrong,
) {
    for part in lines.flatten() {
        match part {
            Inline::Faq { id, .. } if !ids.contains(id) => {
                wrong.push(format!("{file}: no question has the id {id}"));
            }
            Inline::Page { href, .. } => {
                let path = href.split(['?', '#']).next().unwrap_or_default();
                let is_page = |site: &Site| site.pages.iter().any(|page| page == path) && !path.contains(':');
                if site.is_some_and(|site| !is_page(site)) {
                    wrong.push(format!("{file}: src/app.rs has no page {path}"));
                }
            }
            _ => {}
        }
    }
}

/// What stands in one language stands in the other.
fn compare([zh, en]: &[Book; 2], wrong: &mut Wrong) {
    for (one, other) in [(zh, en), (en, zh)] {
        let missing = other.language.as_str();
        for entry in &one.entries {
            let file = format!("help/faq/{}/{}", entry.parent, entry.id);
            match other.entry(&entry.id) {
                None => wrong.push(format!("{file}.{missing}.md: there is none")),
                Some(same) => {
                    let alike = same.parent == entry.parent
                        && same.related == entry.related
                        && same.routes == entry.routes
                        && same.codes == entry.codes;
                    if !alike {
                        wrong.push(format!(
                            "{file}: related, routes and codes are not the same in both languages"
                        ));
                    }
                }
            }
        }
        for note in &one.release_notes {
            let same = other.release_notes.iter().find(|same| same.ordinal == note.ordinal);
            if same.is_none_or(|same| same.date != note.date || same.sections.len() != note.sections.len()) {
                wrong.push(format!(
                    "help/release-notes/{}.{missing}.md: there is none, or date or sections are not the same",
                    note.ordinal
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests;
