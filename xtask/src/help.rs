//! The help as files of the site: one JSON per language, and the documents of the library, each under a name that changes with
//! what is in it. Broken help ends the build (`help/src/lib.rs` says what is looked at).

use crate::{assemble::short_hash, place};
use anyhow::{Context, Result, anyhow};
use contract::session::Language;
use help::{Published, Site};
use std::{collections::BTreeMap, fs, path::Path};

/// Where Trunk finds the files (`index.html`).
pub const FOLDER: &str = "target/help";

type Files = BTreeMap<String, Vec<u8>>;

/// Files by their path in the site; those of the languages are `help/zh-CN.json` and `help/en-US.json`.
pub fn files() -> Result<Files> {
    let root = place::from_root("help");
    let mut files = Files::new();
    let mut documents = BTreeMap::new();
    read(&root.join("documents"), "", &mut |name: &str, bytes: Vec<u8>| {
        let (stem, kind) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let file = format!("help/{}-{}.{kind}", stem.replace('/', "-"), short_hash(&bytes));
        let published = Published { href: format!("/{file}"), bytes: bytes.len() as u64 };
        documents.insert(name.to_owned(), published);
        files.insert(file, bytes);
    })?;
    let app = fs::read_to_string(place::from_root("src/app.rs")).context("src/app.rs")?;
    let site = Site { pages: help::pages(&app), documents };
    let sources = help::sources(&root).context("help")?;
    let books = help::compile(&sources, Some(&site)).map_err(|wrong| anyhow!("{}", wrong.join("\n")))?;
    for book in books {
        files.insert(format!("help/{}.json", book.language.as_str()), serde_json::to_vec(&book)?);
    }
    Ok(files)
}

/// Adds them to a site, and gives the file of each language.
pub fn add(site: &mut Files) -> Result<Vec<(&'static str, String)>> {
    let mut files = files()?;
    let mut languages = Vec::new();
    for language in Language::ALL.map(Language::as_str) {
        let bytes = files.remove(&format!("help/{language}.json")).context("a language without help")?;
        let name = format!("help/{language}-{}.json", short_hash(&bytes));
        files.insert(name.clone(), bytes);
        languages.push((language, name));
    }
    site.append(&mut files);
    Ok(languages)
}

/// Writes them for Trunk.
pub fn write(to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for (name, bytes) in files()? {
        let path = to.join(name.trim_start_matches("help/"));
        // Left alone when it would not change: Trunk builds again for every file that does.
        if fs::read(&path).is_ok_and(|old| old == bytes) {
            continue;
        }
        fs::write(&path, bytes).with_context(|| format!("{}", path.display()))?;
    }
    Ok(())
}

fn read(folder: &Path, prefix: &str, found: &mut impl FnMut(&str, Vec<u8>)) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read(&entry.path(), &format!("{name}/"), found)?;
        } else {
            found(&name, fs::read(entry.path())?);
        }
    }
    Ok(())
}
