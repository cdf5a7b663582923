//! `cargo xtask test`: everything, in two lanes for two cores. One lane is this machine's (lints, unit and backend
//! tests), the other the browser's (tools, lints, browser tests, the release and the tests against it).
//!
//! A part that fails stops only what needs it, so that one run shows all that is wrong.

use crate::{
    browsers::{self, Browser},
    bundle, call, dist, e2e, generated, parts, place, postgres,
    steps::{Step, Steps},
    supply, tidy, tools,
};
use anyhow::{Result, ensure};
use std::{
    path::{Path, PathBuf},
    sync::{
        OnceLock,
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

const PARTS: [&str; 14] = [
    "fmt",
    "tidy",
    "supply",
    "clippy",
    "clippy-wasm",
    "doc",
    "native",
    "postgres",
    "browser",
    "generated",
    "dist",
    "e2e",
    "trunk",
    "firefox",
];
/// What Firefox cannot be driven to (its driver cuts no network and does not tell what the console says), and what does not
/// hang on the engine: what axe finds, and the same flows in the other language.
const NOT_IN_FIREFOX: [&str; 3] = ["without_a_network", "accessibility::", "_in_english"];

/// Runs all parts, or those that are named.
pub fn run(only: &[String]) -> Result<()> {
    for name in only {
        ensure!(PARTS.contains(&name.as_str()), "no part `{name}`; there are {}", PARTS.join(", "));
    }
    let run = Run { steps: Steps::parallel(), only, backend: OnceLock::new() };
    let (released, release) = mpsc::channel();
    thread::scope(|scope| {
        let run = &run;
        scope.spawn(move || run.native_lane(&release));
        run.browser_lane(released);
    });
    run.steps.finish()
}

struct Run<'a> {
    steps: std::sync::Arc<Steps>,
    only: &'a [String],
    backend: OnceLock<PathBuf>,
}

impl Run<'_> {
    fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == part)
    }

    fn part<T>(&self, name: &str, work: impl FnOnce(&Step) -> Result<T>) -> Option<T> {
        self.wants(name).then(|| self.steps.run(name, work).ok()).flatten()
    }

    /// Ends with Firefox, once there is a release: the other lane is the longer one.
    fn native_lane(&self, release: &Receiver<PathBuf>) {
        self.part("fmt", parts::fmt);
        self.part("tidy", tidy::check);
        self.part("supply", supply::check);
        self.part("clippy", parts::clippy);
        self.part("native", native);
        self.part("postgres", postgres::tests);
        self.part("generated", generated::check);
        self.part("doc", parts::doc);
        if let Ok(site) = release.recv() {
            self.firefox(&site);
        }
    }

    fn browser_lane(&self, released: Sender<PathBuf>) {
        let steps = &self.steps;
        if ["clippy-wasm", "browser", "dist", "e2e", "trunk", "firefox"].iter().any(|part| self.wants(part))
            && steps.run("wasm target", tools::wasm_target).is_err()
        {
            return;
        }
        self.part("clippy-wasm", parts::clippy_wasm);
        let browser = (self.wants("browser") || self.wants("e2e") || self.wants("trunk"))
            .then(|| steps.run("chromium", browsers::chromium).ok())
            .flatten();
        let site = place::from_root("dist");
        let is_built = if ["dist", "e2e", "firefox"].iter().any(|part| self.wants(part)) {
            dist::build(steps, &crate::app::PRODUCT, &site).is_ok_and(|_| released.send(site.clone()).is_ok())
        } else {
            false
        };
        drop(released);
        match &browser {
            Some(browser) => {
                if is_built {
                    self.e2e(browser, &site);
                }
                self.part("browser", |step| browser_tests(step, browser));
                self.trunk(browser);
            }
            None => {
                for part in ["browser", "e2e", "trunk"] {
                    if self.wants(part) {
                        steps.skip(part);
                    }
                }
            }
        }
    }

    fn e2e(&self, browser: &Browser, site: &Path) {
        self.part("e2e", |step| {
            let backend = self.backend(step)?;
            e2e::run(step, "e2e", site, &backend, browser, &[])?;
            e2e::run(step, "faults", site, &backend, browser, &[])?;
            e2e::run(step, "smoke", site, &backend, browser, &[])
        });
    }

    /// The same tests, and the same flows with the same release, in the other engine.
    fn firefox(&self, site: &Path) {
        self.part("firefox", |step| {
            let firefox = browsers::firefox(step)?;
            browser_tests(step, &firefox)?;
            let backend = self.backend(step)?;
            let left_out = NOT_IN_FIREFOX.iter().flat_map(|name| ["--skip", *name]).collect::<Vec<_>>();
            e2e::run(step, "e2e", site, &backend, &firefox, &left_out)?;
            e2e::run(step, "smoke", site, &backend, &firefox, &[])
        });
    }

    /// Trunk's own release, opened in the browser under the same headers.
    fn trunk(&self, browser: &Browser) {
        self.part("trunk", |step| {
            let folders = [tools::trunk(step)?, tools::wasm_bindgen(step)?];
            let mut trunk = call::program(folders[0].join("trunk"));
            call::with_tools(&mut trunk, &folders);
            bundle::release_flags(&mut trunk)?;
            // What is asked here is whether Trunk's page starts; how small it gets, the release tells, and takes twenty minutes.
            trunk.env("CARGO_PROFILE_RELEASE_LTO", "off");
            trunk.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
            trunk.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
            step.call(trunk.args(["build", "--release"]))?;
            let backend = self.backend(step)?;
            e2e::run(step, "smoke", &place::target().join("trunk"), &backend, browser, &[])
        });
    }

    fn backend(&self, step: &Step) -> Result<PathBuf> {
        if let Some(backend) = self.backend.get() {
            return Ok(backend.clone());
        }
        let backend = parts::backend(step, false)?;
        Ok(self.backend.get_or_init(|| backend).clone())
    }
}

/// Controls and pages, each in a page of its own.
fn browser_tests(step: &Step, browser: &Browser) -> Result<()> {
    let folder = tools::wasm_bindgen(step)?;
    let mut cargo = call::cargo("test");
    call::with_tools(&mut cargo, &[folder]);
    cargo.args(["--package", "partner-center", "--target", tools::WASM, "--test", "browser"]);
    browser.for_runner(&mut cargo);
    // For all of them together; the usual twenty seconds are for a few.
    cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "600");
    step.call(&mut cargo)
}

/// Unit tests, property tests, and the backend over real HTTP with a real database.
fn native(step: &Step) -> Result<()> {
    for group in parts::NATIVE {
        let mut cargo = call::cargo("test");
        parts::add_packages(&mut cargo, group);
        if group.contains(&"partner-center") {
            // The app's other tests need a browser.
            cargo.arg("--lib");
        }
        step.call(&mut cargo)?;
    }
    Ok(())
}
