//! A site from a bundle: names by content, integrity of every script and wasm file, and `index.html`. What is
//! published is only what is listed here.

use crate::{
    app::App,
    bundle::{Bundle, SPLIT_JS},
    help, place, styles,
};
use anyhow::{Context, Result, ensure};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256, Sha384};
use std::{collections::BTreeMap, fmt::Write, fs};

/// Files that are published under their own names; a browser asks each time whether they changed.
const PLAIN: [&str; 3] = ["config.json", "favicon.svg", "icons.svg"];

/// What is published, by path.
pub struct Site {
    pub files: BTreeMap<String, Vec<u8>>,
    /// Names the content of all files; `None` for a site that is only served on this machine.
    pub build: Option<String>,
    /// What a browser loads for the first page.
    pub first_view: Vec<String>,
}

/// Puts a site together.
pub fn site(app: &App, bundle: Bundle, release: bool) -> Result<Site> {
    let mut files = BTreeMap::new();
    for name in PLAIN {
        let path = place::from_root("public").join(name);
        files.insert(name.to_owned(), fs::read(&path).with_context(|| format!("{}", path.display()))?);
    }
    let style = add(&mut files, "style", "css", styles::sheet(app.style)?.into_bytes());
    let boot = fs::read_to_string(place::from_root("public/boot.js")).context("public/boot.js")?;
    let boot = add(&mut files, "boot", "js", without_comment_lines(&boot).into_bytes());
    let main = add(&mut files, "main", "wasm", bundle.main_wasm);

    let chunks = bundle.chunks.into_iter().map(|(name, bytes)| {
        let file = add(&mut files, readable(&name), "wasm", bytes);
        (name, file)
    });
    let chunks = chunks.collect::<BTreeMap<_, _>>();
    let (script, loader) = scripts(&mut files, bundle.app_js, bundle.split_js, &chunks)?;
    let entry = bundle.needs.iter().find(|(split, _)| split.contains(app.entry.split_name));
    ensure!(chunks.is_empty() || entry.is_some(), "no split function is named like {}", app.entry.split_name);
    let entry = entry
        .into_iter()
        .flat_map(|(_, needed)| needed)
        .filter_map(|name| chunks.get(name))
        .collect::<Vec<_>>();

    let mut first_view = vec![
        "index.html".to_owned(),
        style.name.clone(),
        boot.name.clone(),
        script.name.clone(),
        main.name.clone(),
    ];
    first_view.extend(loader.iter().map(|file| file.name.clone()));
    first_view.extend(entry.iter().map(|file| file.name.clone()));

    let build = release.then(|| build_id(&files));
    // Small and wanted first: behind the app's files it would wait for them all. The first paint waits for neither: the
    // script runs when it is there, and the style sheet stands at the end: late, it holds up nothing else.
    let mut head = String::new();
    writeln!(
        head,
        r#"<script src="/{}" integrity="{}" crossorigin async></script>"#,
        boot.name, boot.integrity
    )?;
    writeln!(
        head,
        r#"<link rel="preload" as="style" href="/{}" integrity="{}" crossorigin>"#,
        style.name, style.integrity
    )?;
    writeln!(
        head,
        r#"<link rel="modulepreload" href="/{}" integrity="{}" crossorigin>"#,
        script.name, script.integrity
    )?;
    if let Some(file) = &loader {
        writeln!(
            head,
            r#"<link rel="modulepreload" href="/{}" integrity="{}" crossorigin>"#,
            file.name, file.integrity
        )?;
    }
    writeln!(head, "{}", preload(&main))?;
    if !entry.is_empty() {
        let links = entry.iter().map(|file| preload(file)).collect::<String>();
        match app.entry.paths {
            [] => writeln!(head, "{links}")?,
            paths => writeln!(head, r#"<template data-paths="{}">{links}</template>"#, paths.join(" "))?,
        }
    }
    for address in app.asks {
        writeln!(
            head,
            r#"<link rel="preload" as="fetch" href="{}" crossorigin="use-credentials">"#,
            address.replace('&', "&amp;")
        )?;
    }
    if let Some(name) = app.help {
        for (language, file) in help::add(&mut files)? {
            writeln!(head, r#"<meta name="help-{language}" content="/{file}">"#)?;
        }
        let needed = bundle.needs.iter().find(|(split, _)| split.contains(name));
        ensure!(chunks.is_empty() || needed.is_some(), "no split function is named like {name}");
        let needed = needed.into_iter().flat_map(|(_, needed)| needed).filter_map(|name| chunks.get(name));
        let needed = needed.map(|file| format!("/{}", file.name)).collect::<Vec<_>>();
        if !needed.is_empty() {
            writeln!(head, r#"<meta name="help-code" content="{}">"#, needed.join(" "))?;
        }
    }
    let sheet = format!(
        r#"<link rel="stylesheet" href="/{}" integrity="{}" crossorigin>"#,
        style.name, style.integrity
    );
    let html = page(&head, &sheet, build.as_deref())?;
    files.insert("index.html".to_owned(), html.into_bytes());
    if let Some(build) = &build {
        files.insert("version.json".to_owned(), format!("{{ \"build\": \"{build}\" }}\n").into_bytes());
    }
    Ok(Site { files, build, first_view })
}

/// A published file that others refer to.
struct File {
    name: String,
    integrity: String,
}

/// Adds a file under a name that changes with its content.
fn add(files: &mut BTreeMap<String, Vec<u8>>, stem: &str, kind: &str, bytes: Vec<u8>) -> File {
    let name = format!("{stem}-{}.{kind}", short_hash(&bytes));
    let integrity = integrity(&bytes);
    files.insert(name.clone(), bytes);
    File { name, integrity }
}

/// app.js and the loader import each other, so the names of both come from the content of both.
fn scripts(
    files: &mut BTreeMap<String, Vec<u8>>,
    mut app_js: String,
    split_js: Option<String>,
    chunks: &BTreeMap<String, File>,
) -> Result<(File, Option<File>)> {
    let Some(mut split_js) = split_js else {
        return Ok((add(files, "app", "js", app_js.into_bytes()), None));
    };
    let mut fetched = 0;
    for (name, file) in chunks {
        let plain = format!("fetch(new URL(\"./{name}.wasm\", import.meta.url))");
        let checked =
            format!("loadWasm(new URL(\"./{}\", import.meta.url).href, \"{}\")", file.name, file.integrity);
        fetched += split_js.matches(&plain).count();
        split_js = split_js.replace(&plain, &checked);
    }
    ensure!(
        fetched == chunks.len() && !split_js.contains("fetch("),
        "the loader of split pages has another form than expected: {fetched} of {} fetches have integrity",
        chunks.len()
    );
    let hash = short_hash(format!("{app_js}{split_js}").as_bytes());
    let (app, loader) = (format!("app-{hash}.js"), format!("split-{hash}.js"));
    // Only the import: the same text is also the key of the wasm module's imports, and stays there.
    app_js = app_js.replace(&format!("from \"{SPLIT_JS}\""), &format!("from \"./{loader}\""));
    split_js = split_js.replace("\"./app.js\"", &format!("\"./{app}\""));
    let mut publish = |name: String, text: String| {
        let file = File { integrity: integrity(text.as_bytes()), name };
        files.insert(file.name.clone(), text.into_bytes());
        file
    };
    Ok((publish(app, app_js), Some(publish(loader, split_js))))
}

/// `index.html` with the links of this build in the place of Trunk's.
fn page(head: &str, sheet: &str, build: Option<&str>) -> Result<String> {
    let template = fs::read_to_string(place::from_root("index.html")).context("index.html")?;
    let (before, rest) =
        template.split_once("<!-- assets -->").context("index.html has no <!-- assets -->")?;
    let (_, after) = rest.split_once("<!-- /assets -->").context("index.html has no <!-- /assets -->")?;
    let (above, below) = after.split_once("<!-- style -->").context("index.html has no <!-- style -->")?;
    let mut lines = format!("{before}{head}{above}{sheet}{below}");
    if let Some(build) = build {
        ensure!(lines.contains("<html "), "index.html has no <html …>");
        lines = lines.replacen("<html ", &format!("<html data-build=\"{build}\" "), 1);
    }
    without_comments(&lines)
}

/// Comments have lines of their own.
fn without_comments(page: &str) -> Result<String> {
    let lines = page.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("<!-- "));
    let page = lines.collect::<Vec<_>>().join("\n") + "\n";
    ensure!(
        !page.contains("-->"),
        "index.html: a comment goes on in another line, and would be read on the page"
    );
    Ok(page)
}

/// Chromium ignores (and says so) `integrity` on this kind of link; boot.js gives it to `fetch`.
fn preload(file: &File) -> String {
    format!(
        r#"<link rel="preload" href="/{}" as="fetch" type="application/wasm" data-integrity="{}" crossorigin>"#,
        file.name, file.integrity
    )
}

/// The split function's name without the tool's additions.
fn readable(name: &str) -> &str {
    if name.starts_with("chunk") { "chunk" } else { "page" }
}

fn without_comment_lines(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

fn build_id(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut all = Sha256::new();
    for (name, bytes) in files.iter().filter(|(name, _)| *name != "config.json") {
        all.update(name.as_bytes());
        all.update(Sha256::digest(bytes));
    }
    hex(&all.finalize())
}

pub fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// As `integrity` attributes and `manifest.json` have it.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_comment_is_read_on_the_page() {
        let page = "<p>\n  <!-- A comment. -->\n</p>\n";
        assert_eq!(without_comments(page).ok().as_deref(), Some("<p>\n</p>\n"));
        assert!(without_comments("<!-- A comment\nin two lines. -->").is_err());
    }

    #[test]
    fn every_fetch_of_the_loader_gets_its_integrity() {
        let mut files = BTreeMap::new();
        let chunk = add(&mut files, "page", "wasm", vec![1]);
        let (name, sri) = (chunk.name.clone(), chunk.integrity.clone());
        let chunks = BTreeMap::from([("split_a".to_owned(), chunk)]);
        let app = format!("import * as s from \"{SPLIT_JS}\"; const i = {{ \"{SPLIT_JS}\": s }};");
        let loader =
            "import { initSync } from \"./app.js\"; fetch(new URL(\"./split_a.wasm\", import.meta.url))";
        let (app, loader) = scripts(&mut files, app, Some(loader.to_owned()), &chunks).expect("scripts");
        let loader = loader.expect("a loader");
        let text = |name: &str| String::from_utf8(files[name].clone()).expect("text");
        assert!(
            text(&loader.name)
                .contains(&format!("loadWasm(new URL(\"./{name}\", import.meta.url).href, \"{sri}\")"))
        );
        assert!(text(&loader.name).contains(&format!("from \"./{}\"", app.name)));
        assert!(text(&app.name).contains(&format!("from \"./{}\"", loader.name)));
        assert!(
            text(&app.name).contains(&format!("{{ \"{SPLIT_JS}\": s }}")),
            "the key of the imports stays"
        );
    }

    #[test]
    fn a_loader_that_would_fetch_without_integrity_is_refused() {
        let loader = "fetch(new URL(\"./other.wasm\", import.meta.url))".to_owned();
        assert!(scripts(&mut BTreeMap::new(), String::new(), Some(loader), &BTreeMap::new()).is_err());
    }

    #[test]
    fn integrity_is_what_browsers_compute() {
        let of_nothing = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), of_nothing);
    }
}
