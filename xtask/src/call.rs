//! Commands with what they need set, and nothing of the cargo that runs this program.

use crate::place;
use std::{env, ffi::OsStr, process::Command};

/// A program, started in the repository.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(place::root());
    // `cargo run` tells about xtask in these; build scripts that look at them would run again for nothing.
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO_BIN_NAME" {
            command.env_remove(&name);
        }
    }
    command
}

/// Cargo, with the versions of `Cargo.lock`.
pub fn cargo(task: &str) -> Command {
    let mut command = program("cargo");
    command.arg(task);
    if !matches!(task, "fmt" | "install") {
        command.arg("--locked");
    }
    command
}

/// Adds the tools that were installed for this repository to the search path.
pub fn with_tools(command: &mut Command, folders: &[std::path::PathBuf]) {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&path));
    if let Ok(path) = env::join_paths(all) {
        command.env("PATH", path);
    }
}
