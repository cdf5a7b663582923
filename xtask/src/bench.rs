//! `cargo xtask bench`: what the release weighs against the budgets of `xtask/budgets.json`, and how long a browser
//! takes to the usable customers table.

use crate::{
    app::{PRODUCT, SHARED_JOB},
    browsers, call,
    dist::{self, Release},
    e2e, parts, place,
    publish::Sizes,
    steps::Steps,
};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::{collections::BTreeMap, fs, path::Path};

/// Bytes after brotli.
#[derive(Deserialize)]
struct Budgets {
    /// Everything that a browser loads for the first page.
    first_view: Budget,
    /// The wasm file that every page needs.
    main_wasm: Budget,
    /// Any other wasm file.
    page_wasm: Budget,
    style: Budget,
    boot: Budget,
}

/// What may not be exceeded, lowered whenever something became smaller, and where it shall end.
#[derive(Clone, Copy, Deserialize)]
struct Budget {
    limit: usize,
    goal: usize,
}

/// Builds, weighs, and unless `sizes_only` measures.
pub fn run(sizes_only: bool) -> Result<()> {
    let steps = Steps::new();
    let site = place::from_root("dist");
    let release = dist::build(&steps, &PRODUCT, &site)?;
    dist::print(&release);
    let within = weigh(&release);
    if !sizes_only {
        let backend = steps.run("backend", |step| parts::backend(step, true))?;
        let browser = steps.run("chromium", browsers::chromium)?;
        let args = ["--nocapture", "--test-threads=1"];
        let _ =
            steps.run("time to the table", |step| e2e::run(step, "speed", &site, &backend, &browser, &args));
    }
    steps.finish()?;
    within
}

/// Builds the job of the comparison with other stacks into `out`.
pub fn shared_job(out: &Path) -> Result<()> {
    let steps = Steps::new();
    let release = dist::build(&steps, &SHARED_JOB, out)?;
    dist::print(&release);
    steps.finish()
}

/// Measures the job side by side with the same job in other stacks: the only task that needs Node.
pub fn compare(runs: u32) -> Result<()> {
    let steps = Steps::new();
    dist::build(&steps, &SHARED_JOB, &place::target().join("shared-job"))?;
    let folder = place::from_root("benches/comparison");
    let there = |program: &str| {
        let mut command = call::program(program);
        command.current_dir(&folder);
        command
    };
    if !folder.join("node_modules").is_dir() {
        steps.run("packages", |step| {
            step.call(there("npm").args(["ci", "--no-audit", "--no-fund"]))
                .context("the comparison needs Node 20 with npm")
        })?;
    }
    if !folder.join("dist").is_dir() {
        steps.run("other stacks", |step| step.call(there("node").arg("build.mjs")))?;
    }
    steps.run("measure", |step| {
        let runs = runs.to_string();
        step.call(there("node").args([
            "bench.mjs",
            "--runs",
            &runs,
            "--leak-runs",
            "2",
            "--out",
            "results/last",
        ]))
    })?;
    steps.finish()
}

/// Prints each budget; an error when one is exceeded.
pub fn weigh(release: &Release) -> Result<()> {
    let budgets = fs::read(place::from_root("xtask/budgets.json")).context("xtask/budgets.json")?;
    let budgets: Budgets = serde_json::from_slice(&budgets).context("xtask/budgets.json")?;
    let sum = |chosen: &dyn Fn(&str) -> bool| {
        let sizes = release.sizes.iter().filter(|(name, _)| chosen(name)).map(|(_, size)| size);
        sizes.fold(Sizes::default(), |sum, size| Sizes {
            raw: sum.raw + size.raw,
            gzip: sum.gzip + size.gzip,
            brotli: sum.brotli + size.brotli,
        })
    };
    let first_view = &release.site.first_view;
    let pages = release.sizes.iter().filter(|(name, _)| name.contains(".wasm") && !name.starts_with("main-"));
    let largest_page = pages.max_by_key(|(_, size)| size.brotli).map(|(_, size)| *size).unwrap_or_default();
    let rows = BTreeMap::from([
        ("first view", (sum(&|name| first_view.iter().any(|first| first == name)), budgets.first_view)),
        ("main wasm", (sum(&|name| name.starts_with("main-")), budgets.main_wasm)),
        ("largest page wasm", (largest_page, budgets.page_wasm)),
        ("style", (sum(&|name| name.starts_with("style-")), budgets.style)),
        ("boot.js", (sum(&|name| name.starts_with("boot-")), budgets.boot)),
    ]);
    println!("\n{:<20} {:>9} {:>9} {:>9} {:>9} {:>9}", "part", "raw", "gzip", "brotli", "limit", "goal");
    let mut over = Vec::new();
    for (name, (size, budget)) in rows {
        let Budget { limit, goal } = budget;
        println!("{name:<20} {:>9} {:>9} {:>9} {limit:>9} {goal:>9}", size.raw, size.gzip, size.brotli);
        if size.brotli > limit {
            over.push(name);
        }
    }
    ensure!(over.is_empty(), "over budget: {}", over.join(", "));
    Ok(())
}
