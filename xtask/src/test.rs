//! `cargo xtask test`: everything, in two lanes for two cores. One lane lints and builds what tests are made of, the other
//! builds the release and tries it: cargo lets only one of its calls at a time into a folder of artifacts, and these are two.
//!
//! A part that fails stops only what needs it, so that one run shows all that is wrong.

use crate::{
    browsers::{self, Browser},
    call, dist, e2e, generated, parts, place, postgres,
    steps::{Step, Steps},
    supply, tidy, tools,
};
use anyhow::{Result, ensure};
use std::{
    path::{Path, PathBuf},
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

const PARTS: [&str; 15] = [
    "fmt",
    "tidy",
    "supply",
    "clippy",
    "fuzz-targets",
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
/// Trunk's page and the other engine are tried with all the rest as long as that takes less than an hour: then they have to
/// begin before this.
const IN_GOOD_TIME: Duration = Duration::from_mins(45);

/// Runs all parts, or those that are named.
pub fn run(only: &[String]) -> Result<()> {
    for name in only {
        ensure!(PARTS.contains(&name.as_str()), "no part `{name}`; there are {}", PARTS.join(", "));
    }
    let run = Run {
        steps: Steps::parallel()?,
        only,
        backend: OnceLock::new(),
        chromium: OnceLock::new(),
        controls: AtomicBool::new(false),
    };
    thread::scope(|scope| {
        let run = &run;
        scope.spawn(move || run.native_lane());
        run.release_lane();
    });
    run.steps.finish()
}

struct Run<'a> {
    steps: std::sync::Arc<Steps>,
    only: &'a [String],
    backend: OnceLock<PathBuf>,
    chromium: OnceLock<Option<Browser>>,
    /// Whether a lane has taken up the browser tests.
    controls: AtomicBool,
}

impl Run<'_> {
    fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == part)
    }

    fn part<T>(&self, name: &str, work: impl FnOnce(&Step) -> Result<T>) -> Option<T> {
        self.wants(name).then(|| self.steps.run(name, work).ok()).flatten()
    }

    fn native_lane(&self) {
        self.part("fmt", parts::fmt);
        self.part("tidy", tidy::check);
        self.part("supply", supply::check);
        self.part("clippy", parts::clippy);
        self.part("fuzz-targets", parts::fuzz_targets);
        self.part("native", native);
        self.part("postgres", postgres::tests);
        self.part("generated", generated::check);
        self.part("clippy-wasm", |step| {
            tools::wasm_target(step)?;
            parts::clippy_wasm(step)
        });
        self.part("doc", |step| {
            tools::wasm_target(step)?;
            parts::doc(step)
        });
        self.controls();
    }

    fn release_lane(&self) {
        let site = place::from_root("dist");
        let is_wanted = ["dist", "e2e", "firefox"].iter().any(|part| self.wants(part));
        let is_built = is_wanted && dist::build(&self.steps, &crate::app::PRODUCT, &site).is_ok();
        if is_built {
            self.with_chromium("e2e", |browser| self.e2e(browser, &site));
        } else if is_wanted {
            self.skip("e2e");
        }
        self.controls();
        if is_built {
            self.firefox(&site);
        } else if is_wanted {
            self.skip("firefox");
        }
    }

    /// The lane that is free first.
    fn controls(&self) {
        if self.controls.swap(true, Ordering::Relaxed) {
            return;
        }
        self.with_chromium("browser", |browser| {
            self.part("browser", |step| browser_tests(step, browser));
        });
        self.with_chromium("trunk", |browser| self.trunk(browser));
    }

    fn with_chromium(&self, part: &str, work: impl FnOnce(&Browser)) {
        if !self.wants(part) {
            return;
        }
        // Both lanes need it; whoever comes first installs it.
        let find = || self.steps.run("chromium", browsers::chromium).ok();
        match self.chromium.get_or_init(find) {
            Some(browser) => work(browser),
            None => self.skip(part),
        }
    }

    fn skip(&self, part: &str) {
        if self.wants(part) {
            self.steps.skip(part);
        }
    }

    /// A part that is left out when it is late and nobody asked for it.
    fn in_good_time(&self, name: &str, work: impl FnOnce(&Step) -> Result<()>) {
        if self.only.is_empty() && self.steps.elapsed() > IN_GOOD_TIME {
            self.steps.leave_out(name, &format!("left out, late: cargo xtask test --only {name}"));
        } else {
            self.part(name, work);
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
        self.in_good_time("firefox", |step| {
            let firefox = browsers::firefox(step)?;
            browser_tests(step, &firefox)?;
            let backend = self.backend(step)?;
            let left_out = NOT_IN_FIREFOX.iter().flat_map(|name| ["--skip", *name]).collect::<Vec<_>>();
            e2e::run(step, "e2e", site, &backend, &firefox, &left_out)?;
            e2e::run(step, "smoke", site, &backend, &firefox, &[])
        });
    }

    /// Trunk's own build, opened in the browser under the same headers; made of what the browser tests are made of.
    fn trunk(&self, browser: &Browser) {
        self.in_good_time("trunk", |step| {
            let folders = [tools::trunk(step)?, tools::wasm_bindgen(step)?];
            let mut trunk = call::program(folders[0].join("trunk"));
            call::with_tools(&mut trunk, &folders);
            step.call(trunk.arg("build"))?;
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
