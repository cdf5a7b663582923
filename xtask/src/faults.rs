//! `cargo xtask faults`: every change × everything that can go wrong, and every file of the release × every damage.

use crate::{app::PRODUCT, browsers, dist, e2e, parts, place, steps::Steps};
use anyhow::Result;

/// Runs the whole matrix against the release and writes its table. `flows` names some of them (`TagCustomer,MakeLink`).
pub fn run(flows: Option<&str>) -> Result<()> {
    let steps = Steps::new();
    let table = place::target().join("faults.md");
    let site = place::from_root("dist");
    if dist::build(&steps, &PRODUCT, &site).is_ok()
        && let Ok(browser) = steps.run("chromium", browsers::chromium)
    {
        let ran = steps.run("faults", |step| {
            let backend = parts::backend(step, false)?;
            let wanted = [
                ("PARTNER_CENTER_FAULTS_TABLE", table.as_os_str()),
                ("PARTNER_CENTER_FLOWS", flows.unwrap_or("").as_ref()),
            ];
            let all = ["--include-ignored", "--test-threads", "1"];
            e2e::run_with(step, "faults", &site, &backend, &browser, &all, &wanted)
        });
        if ran.is_ok() {
            eprintln!("written to {}", table.display());
        }
    }
    steps.finish()
}
