//! Starting the end-to-end tests: a built site, the real backend, a real browser.

use crate::{browsers::Browser, call, parts, steps::Step};
use anyhow::Result;
use std::{ffi::OsStr, path::Path};

/// Runs one of the test programs of `tests/e2e` against a site.
pub fn run(
    step: &Step,
    test: &str,
    site: &Path,
    backend: &Path,
    browser: &Browser,
    args: &[&str],
) -> Result<()> {
    run_with(step, test, site, backend, browser, args, &[])
}

/// The same with more in its environment.
pub fn run_with(
    step: &Step,
    test: &str,
    site: &Path,
    backend: &Path,
    browser: &Browser,
    args: &[&str],
    environment: &[(&str, &OsStr)],
) -> Result<()> {
    let mut cargo = call::cargo("test");
    parts::add_packages(&mut cargo, parts::E2E);
    cargo.args(["--test", test, "--"]).args(args);
    cargo.envs(environment.iter().copied());
    cargo.env("PARTNER_CENTER_SITE", site).env("PARTNER_CENTER_BACKEND", backend);
    browser.for_harness(&mut cargo);
    step.call(&mut cargo)
}
