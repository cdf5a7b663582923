//! `cargo xtask dist`: the static release for a CDN. The same source, lock file and compiler give the same bytes.

use crate::{
    app::{App, PRODUCT},
    assemble::{self, Site},
    bundle::{self, Profile},
    publish::{self, Sizes},
    steps::Steps,
    tools,
};
use anyhow::{Context, Result};
use serde_json::json;
use std::{collections::BTreeMap, fs, path::Path};

/// Builds the release into `out` and says what it weighs.
pub fn run(out: &Path) -> Result<()> {
    let steps = Steps::new();
    let built = build(&steps, &PRODUCT, out);
    let table = steps.finish();
    let release = built?;
    table?;
    print(&release);
    println!("\nRelease {} in {}", release.site.build.as_deref().unwrap_or_default(), out.display());
    Ok(())
}

/// What was built.
pub struct Release {
    pub site: Site,
    pub sizes: BTreeMap<String, Sizes>,
}

/// The steps, for a caller that has more of them.
pub fn build(steps: &Steps, app: &App, out: &Path) -> Result<Release> {
    steps.run("wasm target", tools::wasm_target)?;
    let wasm = steps.run("app, split and optimised", |step| bundle::compile(step, app, Profile::Split))?;
    let site = steps
        .run("split and bind", |_| assemble::site(app, bundle::split(&wasm, app.entry.split_name)?, true))?;
    let sizes = steps.run("compress", |_| {
        let sizes = publish::write(&site, out, true)?;
        fs::write(out.join("manifest.json"), manifest(&site, &sizes)?)?;
        Ok(sizes)
    })?;
    Ok(Release { site, sizes })
}

/// What is in the release and what it was made with, for checks after the upload.
fn manifest(site: &Site, sizes: &BTreeMap<String, Sizes>) -> Result<String> {
    let rustc = tools::output(crate::call::program("rustc").arg("--version"))?;
    let files = site.files.iter().map(|(name, bytes)| {
        let weight = sizes.get(name).copied().unwrap_or_default();
        let integrity = assemble::integrity(bytes);
        json!({ "file": name, "sha384": integrity, "bytes": weight.raw, "gzip": weight.gzip, "brotli": weight.brotli })
    });
    let manifest = json!({
        "build": site.build,
        "version": env!("CARGO_PKG_VERSION"),
        "compiler": rustc.trim(),
        "first_view": site.first_view,
        "files": files.collect::<Vec<_>>(),
    });
    Ok(serde_json::to_string_pretty(&manifest).context("manifest")? + "\n")
}

/// The sizes as a table.
pub fn print(release: &Release) {
    println!("\n{:<34} {:>9} {:>9} {:>9}  first view", "file", "raw", "gzip", "brotli");
    for (name, size) in &release.sizes {
        let first = if release.site.first_view.contains(name) { "yes" } else { "" };
        println!("{name:<34} {:>9} {:>9} {:>9}  {first}", size.raw, size.gzip, size.brotli);
    }
}
