//! `cargo xtask schemathesis`: the API document's own tester in all its phases, as each kind of user, against the demo.

use crate::{
    call, parts, place,
    steps::{Step, Steps},
};
use anyhow::{Context, Result, ensure};
use std::{
    env, fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

const VERSION: &str = "4.32.5";
const SEED: &str = "20261123";
/// Who asks. Each sees other operations succeed; all of them ask for all.
const USERS: [&str; 3] = ["yunfan-admin", "vendor-operator", "haichuan"];
/// They would end the tester's own session, move its clock past it, or never end.
const LEFT_OUT: [&str; 5] =
    ["SignIn", "SignOut", "SignOutEverywhere", "AdvanceDemoClock", "WatchNotifications"];
const CHECKS: &str =
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";

/// Tests with so many generated examples for each operation.
pub fn run(examples: u32) -> Result<()> {
    let steps = Steps::new();
    if let Ok(program) = steps.run("schemathesis", install)
        && let Ok(backend) = steps.run("backend", |step| parts::backend(step, false))
    {
        for user in USERS {
            let _ = steps.run(user, |step| test(step, &program, &backend, user, examples));
        }
    }
    steps.finish()
}

/// Into a folder of its own; nothing of the machine's Python changes.
fn install(step: &Step) -> Result<PathBuf> {
    let folder = place::target().join(format!("schemathesis-{VERSION}"));
    let program = folder.join("bin/schemathesis");
    if !program.is_file() {
        step.call(call::program("python3").args(["-m", "venv"]).arg(&folder))?;
        let package = format!("schemathesis=={VERSION}");
        step.call(call::program(folder.join("bin/pip")).args(["install", "--quiet", &package]))?;
    }
    Ok(program)
}

fn test(step: &Step, program: &Path, backend: &Path, user: &str, examples: u32) -> Result<()> {
    let demo = Demo::start(backend)?;
    let cookie = demo.sign_in(user)?;
    let mut schemathesis = call::program(program);
    schemathesis.arg("run").arg(place::from_root("docs/openapi.json"));
    schemathesis.args([
        "--url",
        &format!("http://{}", demo.address),
        "--seed",
        SEED,
        "--continue-on-failure",
    ]);
    schemathesis.args(["--phases", "examples,coverage,fuzzing,stateful", "--checks", CHECKS]);
    schemathesis.args(["--max-examples", &examples.to_string(), "--no-color"]);
    schemathesis.args([
        "-H",
        &format!("Cookie: {cookie}"),
        "-H",
        "x-csrf: 1",
        "-H",
        "sec-fetch-site: same-origin",
    ]);
    for id in LEFT_OUT {
        schemathesis.args(["--exclude-operation-id", id]);
    }
    step.call(&mut schemathesis)
}

/// The backend with demo data of its own, for one user's test.
struct Demo {
    address: String,
    server: Child,
    folder: PathBuf,
}

impl Demo {
    fn start(backend: &Path) -> Result<Self> {
        let folder = env::temp_dir().join(format!("partner-center-schemathesis-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let mut command = call::program(backend);
        command.args(["serve", "--demo", "--calls-per-second", "0", "--listen", &address]);
        command.arg("--database").arg(format!("sqlite://{}", folder.join("demo.db").display()));
        command.arg("--files-dir").arg(folder.join("files")).env("RUST_LOG", "error");
        let server = command.stdout(Stdio::null()).spawn().context("the backend")?;
        let demo = Self { address, server, folder };
        let since = Instant::now();
        while TcpStream::connect(&demo.address).is_err() {
            ensure!(since.elapsed() < Duration::from_mins(1), "the backend does not start");
            thread::sleep(Duration::from_millis(100));
        }
        Ok(demo)
    }

    /// The session's cookie.
    fn sign_in(&self, user: &str) -> Result<String> {
        let body = format!(r#"{{"account_name":"{user}","password":"Partner-Center-2026"}}"#);
        let request = format!(
            "POST /v2/session HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\nx-csrf: 1\r\n\
             sec-fetch-site: same-origin\r\nidempotency-key: schemathesis-{user}\r\ncontent-length: {}\r\n\
             connection: close\r\n\r\n{body}",
            self.address,
            body.len()
        );
        let mut connection = TcpStream::connect(&self.address)?;
        connection.write_all(request.as_bytes())?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        let header = answer.lines().find(|line| line.to_ascii_lowercase().starts_with("set-cookie:"));
        let cookie = header.and_then(|line| line.split_once(':')?.1.split(';').next());
        Ok(cookie.context("nobody was signed in")?.trim().to_owned())
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
