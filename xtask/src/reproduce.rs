//! `cargo xtask reproduce`: the release built twice from clean checkouts in two places, and every file compared.

use crate::{call, place, steps::Steps};
use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, env, fs, path::Path};

/// Builds what is committed, in two folders of different depth and name.
pub fn run() -> Result<()> {
    let steps = Steps::new();
    let scratch = env::temp_dir().join(format!("partner-center-reproduce-{}", std::process::id()));
    let places = [scratch.join("one"), scratch.join("another/place/with-a-longer-name")];
    for (number, checkout) in places.iter().enumerate() {
        let built = steps.run(if number == 0 { "first build" } else { "second build" }, |step| {
            fs::create_dir_all(checkout)?;
            let mut clone = call::program("git");
            step.call(clone.args(["clone", "--quiet", "--no-hardlinks"]).arg(place::root()).arg(checkout))?;
            // This very program, told that it stands there.
            let mut dist = call::program(env::current_exe()?);
            dist.arg("dist").env(place::ROOT, checkout).env("CARGO_TARGET_DIR", checkout.join("target"));
            step.call(dist.current_dir(checkout))?;
            // Two of these folders are more than many disks have left.
            Ok(fs::remove_dir_all(checkout.join("target"))?)
        });
        if built.is_err() {
            break;
        }
    }
    let _ = steps.run("compare", |step| {
        let [first, second] = places.map(|checkout| hashes(&checkout.join("dist")));
        let (first, second) = (first?, second?);
        ensure!(!first.is_empty(), "nothing was built");
        let names = first.keys().chain(second.keys()).collect::<std::collections::BTreeSet<_>>();
        let differing =
            names.iter().filter(|name| first.get(**name) != second.get(**name)).collect::<Vec<_>>();
        step.say(&format!("{} files, {} differ", names.len(), differing.len()))?;
        ensure!(differing.is_empty(), "they differ: {differing:?}");
        Ok(())
    });
    let _ = fs::remove_dir_all(&scratch);
    steps.finish()
}

/// Path → SHA-256 of every file.
fn hashes(folder: &Path) -> Result<BTreeMap<String, [u8; 32]>> {
    let mut hashes = BTreeMap::new();
    add_hashes(folder, "", &mut hashes)?;
    Ok(hashes)
}

fn add_hashes(folder: &Path, prefix: &str, hashes: &mut BTreeMap<String, [u8; 32]>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("{}", folder.display()))? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            add_hashes(&entry.path(), &format!("{name}/"), hashes)?;
        } else {
            hashes.insert(name, Sha256::digest(fs::read(entry.path())?).into());
        }
    }
    Ok(())
}
