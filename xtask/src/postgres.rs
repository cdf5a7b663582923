//! A PostgreSQL server for the tests: its own data, its own port, gone afterwards.

use crate::{call, parts, steps::Step, tools};
use anyhow::{Context, Result};
use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
};

const OR: &str = "Install PostgreSQL 15 or newer by hand, or set PG_BIN to the folder of its programs.";
/// Who may start the server: it refuses to run as root.
const USER: &str = "postgres";
/// Nothing of it has to survive, so it need not wait for the disk.
const SETTINGS: &str =
    "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=300";

/// The backend's tests over HTTP, and those of several nodes, on PostgreSQL.
pub fn tests(step: &Step) -> Result<()> {
    let server = Server::start(step)?;
    for (test, args) in [("api", [].as_slice()), ("postgres", &["--ignored"])] {
        let mut cargo = call::cargo("test");
        parts::add_packages(&mut cargo, parts::NATIVE[0]);
        cargo.args(["--test", test, "--"]).args(args).env("TEST_DATABASE_URL", &server.url);
        step.call(&mut cargo)?;
    }
    Ok(())
}

struct Server {
    programs: PathBuf,
    folder: PathBuf,
    url: String,
}

impl Server {
    fn start(step: &Step) -> Result<Self> {
        if find().is_none() {
            tools::apt(step, &["postgresql"], OR)?;
        }
        let programs = find().with_context(|| format!("PostgreSQL is still missing. {OR}"))?;
        // Not in the target folder, which another user may not be able to enter.
        let folder = step.temporary().join(format!("postgres-{}", std::process::id()));
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let url = format!("postgres://{USER}@127.0.0.1:{port}/postgres");
        let server = Self { programs, folder, url };
        fs::create_dir_all(&server.folder)?;
        if is_root() {
            step.call(Command::new("chown").arg(USER).arg(&server.folder))?;
        }
        let data = server.folder.join("data");
        let args = ["-A", "trust", "-E", "UTF8", "--locale=C", "-U", USER];
        step.call(server.program("initdb").arg("-D").arg(&data).args(args))?;
        let options =
            format!("-p {port} -k {} -c listen_addresses=127.0.0.1 {SETTINGS}", server.folder.display());
        let log = server.folder.join("log");
        let mut start = server.program("pg_ctl");
        start.arg("-D").arg(&data).arg("-l").arg(log).args(["-w", "-o", &options, "start"]);
        step.call(&mut start)?;
        Ok(server)
    }

    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        if !is_root() {
            return call::program(program);
        }
        let mut as_user = call::program("runuser");
        as_user.args(["-u", USER, "--"]).arg(program);
        as_user
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.folder.join("data");
        let _ = self.program("pg_ctl").arg("-D").arg(data).args(["-m", "immediate", "stop"]).output();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// `PG_BIN`, else the newest of Debian's, else the search path.
fn find() -> Option<PathBuf> {
    let is_there = |folder: &PathBuf| folder.join("initdb").is_file();
    let given = tools::env_path("PG_BIN").filter(is_there);
    let debian = || {
        let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
        let mut folders =
            versions.map(|version| version.path().join("bin")).filter(is_there).collect::<Vec<_>>();
        folders.sort();
        folders.pop()
    };
    let path = || tools::on_path(&["initdb"])?.parent().map(Path::to_owned);
    given.or_else(debian).or_else(path)
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
