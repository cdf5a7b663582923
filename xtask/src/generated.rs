//! Files that the backend writes and the repository keeps: the OpenAPI document, the table of permissions and the
//! header files of `deploy/`.

use crate::{
    call, parts, place,
    steps::{Step, Steps},
    tools,
};
use anyhow::{Context, Result, ensure};
use std::{fs, path::Path};

/// File and what the backend is asked for.
const FILES: [(&str, &[&str]); 5] = [
    ("docs/openapi.json", &["openapi"]),
    ("docs/permissions.md", &["permissions"]),
    ("deploy/site-headers.conf", &["site-headers", "--format", "nginx"]),
    ("deploy/_headers", &["site-headers", "--format", "netlify"]),
    ("deploy/cloudfront.json", &["site-headers", "--format", "cloudfront"]),
];

/// Writes all of them.
pub fn write() -> Result<()> {
    let steps = Steps::new();
    let _ = steps.run("generated files", |step| {
        let backend = parts::backend(step, false)?;
        for (file, args) in FILES {
            fs::write(place::from_root(file), text(&backend, args)?).with_context(|| file.to_owned())?;
            step.say(file)?;
        }
        Ok(())
    });
    steps.finish()
}

/// An error when one is not what the backend would write now.
pub fn check(step: &Step) -> Result<()> {
    let backend = parts::backend(step, false)?;
    let mut stale = Vec::new();
    for (file, args) in FILES {
        if fs::read_to_string(place::from_root(file)).unwrap_or_default() != text(&backend, args)? {
            stale.push(file);
        }
    }
    ensure!(
        stale.is_empty(),
        "stale: {}; run `cargo xtask openapi` and commit what changed",
        stale.join(", ")
    );
    Ok(())
}

fn text(backend: &Path, args: &[&str]) -> Result<String> {
    tools::output(call::program(backend).args(args))
}
