//! What to run before every commit: format, fences, lints of both targets.

use crate::{parts, steps::Steps, tidy, tools};
use anyhow::Result;

/// Runs all, even when one fails.
pub fn run() -> Result<()> {
    let steps = Steps::new();
    let _ = steps.run("fmt", parts::fmt);
    let _ = steps.run("tidy", tidy::check);
    let _ = steps.run("clippy", parts::clippy);
    let _ = steps.run("clippy-wasm", |step| {
        tools::wasm_target(step)?;
        parts::clippy_wasm(step)
    });
    steps.finish()
}
