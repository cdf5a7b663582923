//! What has to be on the machine, installed only if absent, with a clear error when a download is refused.

use crate::{call, place, steps::Step};
use anyhow::{Context, Result, bail};
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError},
};

/// Compiled code for the browser.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Cargo's package, version and whether its own lock file is used.
struct Tool {
    package: &'static str,
    version: &'static str,
    program: &'static str,
    locked: bool,
    /// Does long work itself. The others only start what does, and are built in half the time without optimisation.
    optimised: bool,
}

// The same version as the app's `wasm-bindgen`; its own lock file names a version that not every registry has.
const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    version: "0.2.130",
    program: "wasm-bindgen-test-runner",
    locked: false,
    optimised: true,
};
// The newest that this toolchain can build.
const TRUNK: Tool =
    Tool { package: "trunk", version: "0.21.14", program: "trunk", locked: true, optimised: false };

// Debian has none for its Firefox.
const GECKODRIVER: Tool = Tool {
    package: "geckodriver",
    version: "0.37.1",
    program: "geckodriver",
    locked: true,
    optimised: false,
};
const CARGO_FUZZ: Tool =
    Tool { package: "cargo-fuzz", version: "0.13.1", program: "cargo-fuzz", locked: true, optimised: false };

/// The compiler's target for the browser.
pub fn wasm_target(step: &Step) -> Result<()> {
    let sysroot = output(call::program("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    step.call(call::program("rustup").args(["target", "add", WASM])).with_context(|| {
        format!("the compiler's target {WASM} is missing and could not be added.\n\
                 Tried: rustup target add {WASM}. Without rustup, install the package of your system that holds it.")
    })
}

/// The folder with `wasm-bindgen` and its test runner.
pub fn wasm_bindgen(step: &Step) -> Result<PathBuf> {
    installed(step, &WASM_BINDGEN)
}

/// The folder with `trunk`.
pub fn trunk(step: &Step) -> Result<PathBuf> {
    installed(step, &TRUNK)
}

/// The folder with `geckodriver`.
pub fn geckodriver(step: &Step) -> Result<PathBuf> {
    installed(step, &GECKODRIVER)
}

/// The folder with `cargo-fuzz`.
pub fn cargo_fuzz(step: &Step) -> Result<PathBuf> {
    installed(step, &CARGO_FUZZ)
}

fn installed(step: &Step, tool: &Tool) -> Result<PathBuf> {
    let root = place::tools().join(format!("{}-{}", tool.package, tool.version));
    let folder = root.join("bin");
    if folder.join(format!("{}{}", tool.program, env::consts::EXE_SUFFIX)).is_file() {
        return Ok(folder);
    }
    let wanted = format!("{}@{}", tool.package, tool.version);
    step.say(&format!("{wanted} is built once, into {}", root.display()))?;
    let mut install = call::cargo("install");
    install.arg(&wanted).arg("--root").arg(&root);
    // A folder of its own, so that an interrupted build goes on where it stopped.
    install.arg("--target-dir").arg(place::target().join("tools"));
    if tool.locked {
        install.arg("--locked");
    }
    if !tool.optimised {
        install.arg("--debug").env("CARGO_PROFILE_DEV_DEBUG", "false");
    }
    step.call(&mut install).with_context(|| {
        format!("{wanted} could not be built.\n\
                 If the download was refused: cargo needs a registry that has it (see [source] in cargo's configuration), \
                 or install it elsewhere and set PARTNER_CENTER_TOOLS to a folder with {}-{}/bin/{}.",
                tool.package, tool.version, tool.program)
    })?;
    Ok(folder)
}

/// A file that a variable of the environment names.
pub fn env_path(name: &str) -> Option<PathBuf> {
    env::var_os(name).map(PathBuf::from).filter(|path| path.is_file())
}

/// The first of these programs on the search path.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders = env::split_paths(&path).collect::<Vec<_>>();
    let mut candidates = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates.find(|candidate| candidate.is_file())
}

/// Two lanes may want packages at the same time, and only one of them would get the lock.
static PACKAGES: Mutex<()> = Mutex::new(());

/// Installs packages of Debian or Ubuntu; `or` says what to do by hand when that fails.
pub fn apt(step: &Step, packages: &[&str], or: &str) -> Result<()> {
    let why = || {
        let packages = packages.join(" ");
        format!("{packages} could not be installed.\nTried: apt-get update; apt-get install {packages}. {or}")
    };
    let apt = |args: &[&str]| {
        let as_root = output(call::program("id").arg("-u")).is_ok_and(|user| user.trim() == "0");
        let mut command = if as_root { call::program("apt-get") } else { call::program("sudo") };
        if !as_root {
            command.args(["-n", "apt-get"]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive").args(args);
        command
    };
    let _one = PACKAGES.lock().unwrap_or_else(PoisonError::into_inner);
    step.call(&mut apt(&["update"])).with_context(why)?;
    let mut install = apt(&["install", "-y", "--no-install-recommends"]);
    step.call(install.args(packages)).with_context(why)
}

/// What a program prints.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("{}", command.get_program().display()))?;
    if !output.status.success() {
        bail!("{} ended with {}", command.get_program().display(), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
