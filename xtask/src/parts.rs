//! What several tasks do: build the backend, check format and lints.

use crate::{app::SHARED_JOB, call, place, steps::Step, tools};
use anyhow::Result;
use std::path::PathBuf;

/// Packages that are built together. Cargo gives a dependency the features that all packages of one call want, so each
/// group is always built as it is here, and is never rebuilt for the sake of another; the backend is tested with
/// exactly the dependencies that it runs with.
pub const NATIVE: [&[&str]; 3] =
    [&["partner-center-backend", "partner-center-contract", "partner-center-help"], APP, &["xtask"]];
pub const APP: &[&str] = &["partner-center"];
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

/// Clippy for this machine; warnings are errors. The app has its own ([`clippy_wasm`]): it is read once, for where it runs.
pub fn clippy(step: &Step) -> Result<()> {
    for group in NATIVE.into_iter().filter(|group| *group != APP).chain([E2E]) {
        let mut cargo = call::cargo("clippy");
        add_packages(&mut cargo, group);
        step.call(cargo.args(["--all-targets", "--", "-D", "warnings"]))?;
    }
    Ok(())
}

/// What is fuzzed is fuzzed by hand (`cargo xtask fuzz`); that it can be is known at once.
pub fn fuzz_targets(step: &Step) -> Result<()> {
    let mut cargo = call::cargo("clippy");
    cargo.arg("--manifest-path").arg(place::from_root("fuzz/Cargo.toml"));
    cargo.arg("--target-dir").arg(place::target()).args(["--bins", "--", "-D", "warnings"]);
    step.call(&mut cargo)
}

/// Clippy for the browser.
pub fn clippy_wasm(step: &Step) -> Result<()> {
    for (package, more) in [(APP[0], ["--all-targets"].as_slice()), (SHARED_JOB.package, &[])] {
        let mut cargo = call::cargo("clippy");
        cargo.args(["--package", package, "--target", tools::WASM]).args(more);
        step.call(cargo.args(["--", "-D", "warnings"]))?;
    }
    Ok(())
}

/// The documentation builds without a warning; the app's for the browser, for which clippy has read its crates already.
pub fn doc(step: &Step) -> Result<()> {
    for group in NATIVE {
        let mut cargo = call::cargo("doc");
        add_packages(&mut cargo, group);
        if group == APP {
            cargo.args(["--target", tools::WASM]);
        }
        cargo.args(["--no-deps", "--document-private-items"]).env("RUSTDOCFLAGS", "-D warnings");
        step.call(&mut cargo)?;
    }
    Ok(())
}
