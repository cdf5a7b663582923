//! Starting the end-to-end tests: a built site, the real backend, a real browser.

use crate::{call, parts, steps::Step, tools::Browser};
use anyhow::Result;
use std::path::Path;

/// Runs one of the test programs of `tests/e2e` against a site.
pub fn run(
    step: &Step,
    test: &str,
    site: &Path,
    backend: &Path,
    browser: &Browser,
    args: &[&str],
) -> Result<()> {
    let mut cargo = call::cargo("test");
    parts::add_packages(&mut cargo, parts::E2E);
    cargo.args(["--test", test, "--"]).args(args);
    cargo.env("PARTNER_CENTER_SITE", site).env("PARTNER_CENTER_BACKEND", backend);
    cargo.env("CHROMIUM", &browser.chromium).env("CHROMEDRIVER", &browser.chromedriver);
    step.call(&mut cargo)
}
