//! `cargo xtask load`: the release of the backend under the load of a busy day and far beyond, with a large database.

use crate::{call, parts, place, steps::Steps};
use anyhow::Result;

/// How much of what; the defaults are what is promised in `docs/reliability.md`.
pub struct Options {
    pub customers: u64,
    pub seconds: u64,
    pub rate: u64,
}

/// Measures, prints a table and writes it as Markdown.
pub fn run(options: &Options) -> Result<()> {
    let steps = Steps::new();
    let out = place::target().join("load.md");
    let measured = steps.run("load", |step| {
        let mut cargo = call::cargo("bench");
        parts::add_packages(&mut cargo, parts::NATIVE[0]);
        cargo.args(["--profile", "server", "--bench", "load"]);
        cargo.env("LOAD_CUSTOMERS", options.customers.to_string());
        // A tenth of all customers is one partner's.
        cargo.env("LOAD_LARGEST", (options.customers / 10).to_string());
        cargo.env("LOAD_SECONDS", options.seconds.to_string()).env("LOAD_RATE", options.rate.to_string());
        cargo.env("LOAD_DATA", place::target().join("load")).env("LOAD_OUT", &out);
        step.call(&mut cargo)
    });
    if measured.is_ok() {
        eprintln!("written to {}", out.display());
    }
    steps.finish()
}
