//! `cargo xtask faults`: every change × everything that can go wrong, and every file of the release × every damage.

use crate::{app::PRODUCT, browsers, call, dist, e2e, parts, place, steps::Steps, tools};
use anyhow::Result;

/// Runs the whole matrix against the release and fills in the tables of `docs/faults/`. `flows` names some of them
/// (`TagCustomer,MakeLink`), or cells of them (`TagCustomer:TwoTabs`); then only these are run.
pub fn run(flows: Option<&str>) -> Result<()> {
    let steps = Steps::new();
    let tables = place::from_root("docs/faults");
    let today = tools::output(call::program("date").arg("+%F"))?;
    let site = place::from_root("dist");
    if dist::build(&steps, &PRODUCT, &site).is_ok()
        && let Ok(browser) = steps.run("chromium", browsers::chromium)
    {
        let ran = steps.run("faults", |step| {
            let backend = parts::backend(step, false)?;
            let wanted = [
                ("PARTNER_CENTER_FAULTS_TABLES", tables.as_os_str()),
                ("PARTNER_CENTER_TODAY", today.trim().as_ref()),
                ("PARTNER_CENTER_FLOWS", flows.unwrap_or("").as_ref()),
            ];
            let mut args = vec!["--include-ignored", "--test-threads", "1"];
            if flows.is_some() {
                args.push("every_change_survives_every_trouble");
            }
            e2e::run_with(step, "faults", &site, &backend, &browser, &args, &wanted)
        });
        eprintln!("{} {}", if ran.is_ok() { "all hold;" } else { "not all hold;" }, tables.display());
    }
    steps.finish()
}
