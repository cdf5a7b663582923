//! `cargo xtask kill`: many more rounds of the test that kills the backend at its work.

use crate::{call, parts, steps::Steps};
use anyhow::Result;

/// Kills the backend so many times under eight writers, and checks that every acknowledged change is there once.
pub fn run(rounds: u32) -> Result<()> {
    let steps = Steps::new();
    let _ = steps.run("kill", |step| {
        let mut cargo = call::cargo("test");
        parts::add_packages(&mut cargo, parts::NATIVE[0]);
        cargo.args(["--test", "kill", "--", "--nocapture"]).env("KILL_ROUNDS", rounds.to_string());
        step.call(&mut cargo)
    });
    steps.finish()
}
