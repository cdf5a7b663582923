//! The tasks of this repository. `cargo xtask` alone lists them.
//!
//! Read `serve` or `test` top to bottom; the other modules are the steps that they are made of. Nothing here is
//! shipped: the release is what `dist` writes.

mod app;
mod assemble;
mod bench;
mod browsers;
mod bundle;
mod call;
mod check;
mod compress;
mod dist;
mod e2e;
mod faults;
mod fuzz;
mod generated;
mod help;
mod kill;
mod load;
mod parts;
mod place;
mod postgres;
mod publish;
mod reproduce;
mod schemathesis;
mod scratch;
mod serve;
mod steps;
mod styles;
mod supply;
mod test;
mod tidy;
mod tools;
mod wasm;

use anyhow::{Result, bail};
use pico_args::Arguments;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask TASK

  serve  [--port 8080] [--customers N] [--release]
         builds what is missing, seeds data/ and serves app and API on one loopback address
  test   [--only PART]
         everything that CI checks; parts: fmt tidy supply clippy clippy-wasm doc native postgres
         browser generated dist e2e trunk firefox
  check  fmt, tidy and clippy for both targets
  dist   [--out dist]
         the static release for a CDN
  bench  [--sizes-only]
         sizes of the release against xtask/budgets.json, and time to the usable customers table
  bench  --shared-job DIR
         the job of the side-by-side comparison, built into DIR (docs/performance.md)
  bench  --compare RUNS
         the same job in other stacks and in this one, measured in one interleaved run; needs Node
  faults [--flows TagCustomer,MakeLink]
         every change against everything that goes wrong with network, session, hands and files
  kill   [--rounds 100]
         kills the backend at its work and checks that nothing acknowledged is lost or doubled
  load   [--customers 1000000] [--seconds 60] [--rate 500]
         measures the release of the backend under load; the data is kept in target/load
  fuzz   [--seconds 60] [--only csv]
         what parses, for so long each; the targets are the files of fuzz/targets
  schemathesis [--examples 20]
         tests docs/openapi.json against the demo in all phases; needs Python
  reproduce
         builds the release twice in two places and compares every file
  sbom
         what app and backend are made of, as CycloneDX, into target/sbom
  openapi
         rewrites docs/openapi.json and the header files of deploy/ from the backend
  style  [--out target/style/style.css]
         one style sheet from style/ (Trunk calls this)
  help   [--out target/help]
         the help as files (Trunk calls this)
";

fn main() -> ExitCode {
    match run(Arguments::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut args: Arguments) -> Result<()> {
    let task = args.subcommand()?;
    if args.contains(["-h", "--help"]) {
        print!("{HELP}");
        return Ok(());
    }
    match task.as_deref() {
        Some("serve") => {
            let options = serve::Options {
                port: args.opt_value_from_str("--port")?.unwrap_or(8080),
                customers: args.opt_value_from_str("--customers")?,
                release: args.contains("--release"),
            };
            finish(args)?;
            serve::run(&options)
        }
        Some("test") => {
            let only = args.values_from_str("--only")?;
            finish(args)?;
            test::run(&only)
        }
        Some("check") => {
            finish(args)?;
            check::run()
        }
        Some("dist") => {
            let out: Option<String> = args.opt_value_from_str("--out")?;
            finish(args)?;
            dist::run(&place::from_root(out.as_deref().unwrap_or("dist")))
        }
        Some("bench") => {
            let sizes_only = args.contains("--sizes-only");
            let shared_job: Option<String> = args.opt_value_from_str("--shared-job")?;
            let compare = args.opt_value_from_str("--compare")?;
            finish(args)?;
            match (shared_job, compare) {
                (Some(out), _) => bench::shared_job(&place::from_root(&out)),
                (None, Some(runs)) => bench::compare(runs),
                (None, None) => bench::run(sizes_only),
            }
        }
        Some("faults") => {
            let flows: Option<String> = args.opt_value_from_str("--flows")?;
            finish(args)?;
            faults::run(flows.as_deref())
        }
        Some("kill") => {
            let rounds = args.opt_value_from_str("--rounds")?.unwrap_or(100);
            finish(args)?;
            kill::run(rounds)
        }
        Some("load") => {
            let options = load::Options {
                customers: args.opt_value_from_str("--customers")?.unwrap_or(1_000_000),
                seconds: args.opt_value_from_str("--seconds")?.unwrap_or(60),
                rate: args.opt_value_from_str("--rate")?.unwrap_or(500),
            };
            finish(args)?;
            load::run(&options)
        }
        Some("fuzz") => {
            let seconds = args.opt_value_from_str("--seconds")?.unwrap_or(60);
            let only: Option<String> = args.opt_value_from_str("--only")?;
            finish(args)?;
            fuzz::run(seconds, only.as_deref())
        }
        Some("schemathesis") => {
            let examples = args.opt_value_from_str("--examples")?.unwrap_or(20);
            finish(args)?;
            schemathesis::run(examples)
        }
        Some("reproduce") => {
            finish(args)?;
            reproduce::run()
        }
        Some("sbom") => {
            finish(args)?;
            supply::sbom()
        }
        Some("openapi") => {
            finish(args)?;
            generated::write()
        }
        Some("style") => {
            let out: Option<String> = args.opt_value_from_str("--out")?;
            finish(args)?;
            styles::write(&place::from_root(out.as_deref().unwrap_or(styles::FILE)))
        }
        Some("help") => {
            let out: Option<String> = args.opt_value_from_str("--out")?;
            finish(args)?;
            help::write(&place::from_root(out.as_deref().unwrap_or(help::FOLDER)))
        }
        Some(other) => bail!("no task `{other}`\n\n{HELP}"),
        None => {
            print!("{HELP}");
            Ok(())
        }
    }
}

/// Nothing may be left over: a mistyped option is an error, not a surprise.
fn finish(args: Arguments) -> Result<()> {
    let rest = args.finish();
    if rest.is_empty() { Ok(()) } else { bail!("unknown option: {rest:?}\n\n{HELP}") }
}
