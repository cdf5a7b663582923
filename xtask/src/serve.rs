//! `cargo xtask serve`: from a fresh checkout to the running product, by the quickest sound way: the app unoptimised
//! and in one file, the backend with its own demo data.

use crate::{
    app::PRODUCT,
    assemble, bundle,
    bundle::Profile,
    call, help, parts, place, publish,
    steps::{Step, Steps},
    styles, tools,
};
use anyhow::{Context, Result, bail};
use std::{
    env, fs,
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
    let wasm = steps.run("app", |step| bundle::compile(step, &PRODUCT, profile))?;
    let site = steps.run("site", |_| site(&wasm))?;
    let backend = steps.run("backend", |step: &Step| parts::backend(step, options.release))?;
    Ok((site, backend))
}

/// The app as files, for this machine only; left alone when nothing that it is made of has changed.
fn site(wasm: &Path) -> Result<PathBuf> {
    let to = place::target().join("site-dev");
    let stamp = place::target().join("site-dev.stamp");
    let made_of = made_of(wasm)?;
    if to.join("index.html").is_file() && fs::read_to_string(&stamp).is_ok_and(|old| old == made_of) {
        return Ok(to);
    }
    let bundle = bundle::whole(wasm)?;
    publish::write(&assemble::site(&PRODUCT, bundle, false)?, &to, false)?;
    fs::write(stamp, made_of)?;
    Ok(to)
}

/// Names the content of the wasm file, of this program, of the style sheet and of the static files.
fn made_of(wasm: &Path) -> Result<String> {
    let mut files = vec![wasm.to_owned(), env::current_exe()?, place::from_root("index.html")];
    let mut public = fs::read_dir(place::from_root("public"))?.collect::<Result<Vec<_>, _>>()?;
    public.sort_by_key(fs::DirEntry::file_name);
    files.extend(public.iter().map(fs::DirEntry::path));
    let mut names = vec![assemble::integrity(styles::sheet(None)?.as_bytes())];
    names.extend(help::files()?.iter().map(|(name, bytes)| name.clone() + &assemble::integrity(bytes)));
    for file in files {
        names.push(assemble::integrity(&fs::read(&file).with_context(|| format!("{}", file.display()))?));
    }
    Ok(names.join("\n"))
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
