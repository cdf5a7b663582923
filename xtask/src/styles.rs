//! One style sheet from `style/`: the files that `style/order.txt` names, one a line, in that order.

use crate::place;
use anyhow::{Context, Result, ensure};
use std::{collections::BTreeSet, fs, path::Path};

/// Where Trunk finds the sheet (`index.html`).
pub const FILE: &str = "target/style/style.css";

const ORDER: &str = "style/order.txt";

/// Writes the sheet, unless it is there already as it would be.
pub fn write(to: &Path) -> Result<()> {
    let sheet = sheet(None)?;
    if fs::read_to_string(to).is_ok_and(|old| old == sheet) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(to, sheet).with_context(|| format!("{}", to.display()))
}

/// All files in their order, without comments and indentation. A file that the order forgets is an error: it would be
/// missing from the release only. `more` is a file elsewhere that comes last.
pub fn sheet(more: Option<&str>) -> Result<String> {
    let order = fs::read_to_string(place::from_root(ORDER)).context(ORDER)?;
    let names = order.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut sheet = String::new();
    let mut seen = BTreeSet::new();
    for name in names {
        let path = place::from_root("style").join(name);
        let text = fs::read_to_string(&path).with_context(|| format!("{ORDER} names style/{name}"))?;
        ensure!(seen.insert(name.to_owned()), "{ORDER} names {name} twice");
        compact(&text, &mut sheet);
    }
    let mut all = BTreeSet::new();
    list(&place::from_root("style"), "", &mut all)?;
    let forgotten = all.difference(&seen).cloned().collect::<Vec<_>>();
    ensure!(forgotten.is_empty(), "{ORDER} does not name {}", forgotten.join(", "));
    if let Some(more) = more {
        compact(&fs::read_to_string(place::from_root(more)).context(more.to_owned())?, &mut sheet);
    }
    Ok(sheet)
}

fn list(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{name}/"), found)?;
        } else if Path::new(&name).extension().is_some_and(|kind| kind == "css") {
            found.insert(name);
        }
    }
    Ok(())
}

/// Leaves out comments, indentation and empty lines; nothing cleverer, so that nothing can break.
fn compact(css: &str, into: &mut String) {
    let mut rest = css;
    let mut bare = String::with_capacity(css.len());
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    for line in bare.lines().map(str::trim).filter(|line| !line.is_empty()) {
        into.push_str(line);
        into.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_the_rest_stays() {
        let mut sheet = String::new();
        compact("/* a */\n@layer ui {\n  .a { color: red; } /* b\n c */\n\n}\n", &mut sheet);
        assert_eq!(sheet, "@layer ui {\n.a { color: red; }\n}\n");
    }
}
