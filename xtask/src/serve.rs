//! `cargo xtask serve`: from a fresh checkout to the running product, by the quickest sound way: the app unoptimised
//! and in one file, the backend with its own demo data.

use crate::{
    assemble, bundle,
    bundle::Profile,
    call, parts, place, publish,
    steps::{Step, Steps},
    tools,
};
use anyhow::{Context, Result, bail};
use std::{
    io::ErrorKind,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
};

/// What the user asked for.
pub struct Options {
    pub port: u16,
    /// Customers of the main demo partner; only for a database that does not exist yet.
    pub customers: Option<u32>,
    /// The app and the backend as they are released, but not compressed.
    pub release: bool,
}

/// Builds and serves until it is stopped.
pub fn run(options: &Options) -> Result<()> {
    port_is_free(options.port)?;
    let steps = Steps::new();
    let built = build(&steps, options);
    let table = steps.finish();
    let (site, backend) = built?;
    table?;
    let mut server = call::program(backend);
    server
        .args(["serve", "--demo", "--listen", &format!("127.0.0.1:{}", options.port)])
        .arg("--static-dir")
        .arg(site);
    if let Some(customers) = options.customers {
        server.args(["--customers", &customers.to_string()]);
        server.args(["--database", &format!("sqlite://data/partner-center-{customers}.db")]);
    }
    become_program(server)
}

fn build(steps: &Steps, options: &Options) -> Result<(PathBuf, PathBuf)> {
    steps.run("wasm target", tools::wasm_target)?;
    let profile = if options.release { Profile::Release } else { Profile::Dev };
    let wasm = steps.run("app", |step| bundle::compile(step, profile))?;
    let site = steps.run("site", |_| site(&wasm, profile))?;
    let backend = steps.run("backend", |step: &Step| parts::backend(step, options.release))?;
    Ok((site, backend))
}

/// The app as files, for this machine only.
fn site(wasm: &Path, profile: Profile) -> Result<PathBuf> {
    let to = place::target().join("site-dev");
    let bundle = bundle::whole(wasm, profile)?;
    publish::write(&assemble::site(bundle, false)?, &to, false)?;
    Ok(to)
}

fn port_is_free(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!(
                "port {port} is in use by another program; choose one with --port, such as --port {}",
                port.wrapping_add(1)
            )
        }
        Err(error) => Err(error).with_context(|| format!("port {port}")),
    }
}

/// The server takes the place of this program, so that Ctrl-C reaches it alone and it can end its work.
#[cfg(unix)]
fn become_program(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).context("the backend cannot be started")
}

#[cfg(not(unix))]
fn become_program(mut command: Command) -> Result<()> {
    let status = command.status().context("the backend cannot be started")?;
    anyhow::ensure!(status.success(), "the backend ended with {status}");
    Ok(())
}
