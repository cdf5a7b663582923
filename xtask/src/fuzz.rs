//! `cargo xtask fuzz`: what parses gets whatever a machine can think of, for some time each.

use crate::{call, place, steps::Steps, tools};
use anyhow::Result;

/// As in `fuzz/Cargo.toml`.
const TARGETS: [&str; 4] = ["csv", "query", "parse", "body"];

/// Fuzzes each target so many seconds, from the seeds that are kept and what was found before. Needs a nightly compiler
/// (`rustup toolchain install nightly`).
pub fn run(seconds: u32) -> Result<()> {
    let steps = Steps::new();
    if let Ok(fuzzer) = steps.run("cargo-fuzz", tools::cargo_fuzz) {
        for target in TARGETS {
            let _ = steps.run(target, |step| {
                let found = place::target().join("fuzz").join(target);
                std::fs::create_dir_all(&found)?;
                let mut fuzz = call::program("cargo");
                call::with_tools(&mut fuzz, std::slice::from_ref(&fuzzer));
                fuzz.arg("+nightly").args(["fuzz", "run", "--fuzz-dir"]).arg(place::from_root("fuzz"));
                fuzz.args(["--target-dir".as_ref(), place::target().join("fuzz-build").as_os_str()]);
                fuzz.arg(target).arg(found).arg(place::from_root("fuzz/seeds").join(target));
                fuzz.arg("--").arg(format!("-max_total_time={seconds}")).arg("-max_len=4096");
                step.call(&mut fuzz)
            });
        }
    }
    steps.finish()
}
