//! Puts the help's texts into the library, so that the backend has them wherever it runs.

use std::{
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

fn main() -> ExitCode {
    match embed() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error=the help cannot be read: {error}");
            ExitCode::FAILURE
        }
    }
}

fn embed() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut found = Vec::new();
    for part in ["topics.toml", "documents.toml", "faq", "release-notes"] {
        println!("cargo::rerun-if-changed={part}");
        find(&root.join(part), &mut found)?;
    }
    found.sort();
    let mut rust = String::from("static EMBEDDED: &[(&str, &str)] = &[\n");
    for path in found {
        let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let _ = writeln!(rust, "    ({name:?}, include_str!({:?})),", path.to_string_lossy());
    }
    rust.push_str("];\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("embedded.rs"), rust)
}

fn find(path: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            find(&entry?.path(), found)?;
        }
    } else if path.extension().is_some_and(|kind| kind == "md" || kind == "toml") {
        found.push(path.to_owned());
    }
    Ok(())
}
