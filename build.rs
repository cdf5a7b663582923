//! Turns every `src/**/messages.toml` into functions (`i18n::words!` includes them). A missing language, an empty
//! text or differing placeholders end the build.

#[path = "src/i18n/catalogue.rs"]
mod catalogue;

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

fn main() -> ExitCode {
    match generate_all() {
        Ok(()) => ExitCode::SUCCESS,
        Err(wrong) => {
            println!("cargo::error={wrong}");
            ExitCode::FAILURE
        }
    }
}

fn generate_all() -> Result<(), String> {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?).join("words");
    let mut found = Vec::new();
    find(Path::new("src"), &mut found).map_err(|error| format!("src: {error}"))?;
    for path in found {
        let source = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let rust = catalogue::generate(&source).map_err(|wrong| format!("{}: {wrong}", path.display()))?;
        let folder =
            path.parent().and_then(|folder| folder.strip_prefix("src").ok()).ok_or("outside of src")?;
        write(&out.join(folder).with_extension("rs"), &rust).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn find(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if path.is_dir() {
            find(&path, found)?;
        } else if entry.file_name() == "messages.toml" {
            found.push(path);
        }
    }
    Ok(())
}

/// Leaves a file that would not change alone, so that nothing is compiled again for it.
fn write(path: &Path, rust: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == rust) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, rust)
}
