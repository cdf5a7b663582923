//! What several tasks do: build the backend, check format and lints.

use crate::{app::SHARED_JOB, call, place, steps::Step, tools};
use anyhow::Result;
use std::path::PathBuf;

/// Packages that are built together. Cargo gives a dependency the features that all packages of one call want, so each
/// group is always built as it is here, and is never rebuilt for the sake of another; the backend is tested with
/// exactly the dependencies that it runs with.
pub const NATIVE: [&[&str]; 3] = [
    &["partner-center-backend", "partner-center-contract", "partner-center-help"],
    &["partner-center"],
    &["xtask"],
];
/// The browser tests have a group of their own, for the same reason.
pub const E2E: &[&str] = &["partner-center-e2e"];

/// Adds the packages of a group to a call of cargo.
pub fn add_packages(cargo: &mut std::process::Command, group: &[&str]) {
    for package in group {
        cargo.args(["--package", package]);
    }
}

/// Builds the backend; gives its program.
pub fn backend(step: &Step, release: bool) -> Result<PathBuf> {
    let mut cargo = call::cargo("build");
    add_packages(&mut cargo, NATIVE[0]);
    cargo.args(["--bin", "backend"]);
    if release {
        cargo.args(["--profile", "server"]);
    }
    step.call(&mut cargo)?;
    Ok(place::program(if release { "server" } else { "debug" }, "backend"))
}

/// rustfmt has nothing to change.
pub fn fmt(step: &Step) -> Result<()> {
    step.call(call::cargo("fmt").args(["--all", "--check"]))
}

/// Clippy for this machine; warnings are errors.
pub fn clippy(step: &Step) -> Result<()> {
    for group in NATIVE.iter().chain([&E2E]) {
        let mut cargo = call::cargo("clippy");
        add_packages(&mut cargo, group);
        step.call(cargo.args(["--all-targets", "--", "-D", "warnings"]))?;
    }
    Ok(())
}

/// Clippy for the browser, as one file and with split pages.
pub fn clippy_wasm(step: &Step) -> Result<()> {
    let app = ["--package", "partner-center", "--target", tools::WASM];
    step.call(call::cargo("clippy").args(app).args(["--all-targets", "--", "-D", "warnings"]))?;
    let split = ["--features", "split", "--bins", "--lib", "--", "-D", "warnings"];
    step.call(call::cargo("clippy").args(app).args(split))?;
    let job = ["--package", SHARED_JOB.package, "--target", tools::WASM, "--", "-D", "warnings"];
    step.call(call::cargo("clippy").args(job))
}

/// The documentation builds without a warning.
pub fn doc(step: &Step) -> Result<()> {
    for group in NATIVE {
        let mut cargo = call::cargo("doc");
        add_packages(&mut cargo, group);
        cargo.args(["--no-deps", "--document-private-items"]).env("RUSTDOCFLAGS", "-D warnings");
        step.call(&mut cargo)?;
    }
    Ok(())
}
