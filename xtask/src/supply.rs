//! What the product is made of: whether its licences, sources and crates are those that `deny.toml` allows, and the list
//! of them (SBOM).

use crate::{call, place, steps::Step, steps::Steps, tools};
use anyhow::{Context, Result, ensure};
use regex::Regex;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";
/// What is given to somebody, and for which machine.
const SHIPPED: [(&str, &str); 2] =
    [("partner-center", tools::WASM), ("partner-center-backend", "x86_64-unknown-linux-gnu")];

/// Licences, sources and bans of every crate that anything here is made with; the policy is `deny.toml`, which
/// `cargo deny check` reads as well.
pub fn check(step: &Step) -> Result<()> {
    let policy = fs::read_to_string(place::from_root("deny.toml")).context("deny.toml")?;
    let allowed = listed(&policy, "allow");
    let banned = banned(&policy)?;
    ensure!(!allowed.is_empty() && !banned.is_empty(), "deny.toml allows or bans nothing");
    let metadata = metadata(None)?;
    let packages = metadata["packages"].as_array().context("packages")?;
    let mut wrong = Vec::new();
    for package in packages {
        let text = |field: &str| package[field].as_str().unwrap_or_default();
        let (name, version) = (text("name"), text("version"));
        if !permits(text("license"), &allowed) {
            wrong.push(format!("{name} {version}: licence {:?} is not allowed", text("license")));
        }
        if package["source"].as_str().is_some_and(|source| source != REGISTRY) {
            wrong.push(format!("{name} {version}: comes from {}", package["source"]));
        }
        if banned.contains(name) {
            wrong.push(format!("{name} {version}: is banned"));
        }
    }
    for finding in &wrong {
        step.say(finding)?;
    }
    step.say(&format!(
        "{} crates, {} licences are allowed, {} crates are banned",
        packages.len(),
        allowed.len(),
        banned.len()
    ))?;
    ensure!(wrong.is_empty(), "{} crates that deny.toml does not allow", wrong.len());
    Ok(())
}

/// `cargo xtask sbom`: a `CycloneDX` list for each program that is shipped, into `target/sbom`.
pub fn sbom() -> Result<()> {
    let steps = Steps::new();
    let folder = place::target().join("sbom");
    let _ = steps.run("sbom", |step| {
        fs::create_dir_all(&folder)?;
        for (package, target) in SHIPPED {
            let list = components(package, target)?;
            let count = list["components"].as_array().map_or(0, Vec::len);
            let path = folder.join(format!("{package}.cdx.json"));
            fs::write(&path, serde_json::to_string_pretty(&list)? + "\n")?;
            step.say(&format!("{} components in {}", count, path.display()))?;
        }
        Ok(())
    });
    steps.finish()
}

/// Everything that ends up in a program: normal dependencies on its machine, with the checksums of `Cargo.lock`.
fn components(root: &str, target: &str) -> Result<Value> {
    let metadata = metadata(Some(target))?;
    let packages = metadata["packages"].as_array().context("packages")?;
    let by_id = packages.iter().filter_map(|package| Some((package["id"].as_str()?, package)));
    let by_id = by_id.collect::<BTreeMap<_, _>>();
    let nodes = metadata["resolve"]["nodes"].as_array().context("nodes")?;
    let deps = nodes.iter().filter_map(|node| Some((node["id"].as_str()?, node["deps"].as_array()?)));
    let deps = deps.collect::<BTreeMap<_, _>>();
    let is_root = |package: &&Value| package["name"] == root;
    let root = packages.iter().find(is_root).context("no such package")?;
    let mut found = BTreeSet::new();
    let mut left = vec![root["id"].as_str().context("id")?];
    while let Some(id) = left.pop() {
        if found.insert(id) {
            let normal = deps.get(id).into_iter().copied().flatten().filter(|dep| is_normal(dep));
            left.extend(normal.filter_map(|dep| dep["pkg"].as_str()));
        }
    }
    let checksums = checksums(&fs::read_to_string(place::from_root("Cargo.lock"))?)?;
    let component = |package: &Value| {
        let (name, version) = (package["name"].as_str()?, package["version"].as_str()?);
        let mut component = json!({
            "type": "library", "name": name, "version": version,
            "purl": format!("pkg:cargo/{name}@{version}"),
            "licenses": [{ "expression": package["license"].as_str().unwrap_or("Apache-2.0") }],
        });
        if let Some(sha256) = checksums.get(&(name.to_owned(), version.to_owned())) {
            component["hashes"] = json!([{ "alg": "SHA-256", "content": sha256 }]);
        }
        Some(component)
    };
    let components = found.iter().filter(|id| **id != root["id"]).filter_map(|id| component(by_id.get(id)?));
    Ok(json!({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": { "component": { "type": "application", "name": root["name"], "version": root["version"] } },
        "components": components.collect::<Vec<_>>(),
    }))
}

fn is_normal(dependency: &Value) -> bool {
    dependency["dep_kinds"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
}

fn metadata(target: Option<&str>) -> Result<Value> {
    let mut cargo = call::cargo("metadata");
    cargo.args(["--format-version", "1"]);
    if let Some(target) = target {
        cargo.args(["--filter-platform", target]);
    }
    Ok(serde_json::from_str(&tools::output(&mut cargo)?)?)
}

/// Name and version → checksum.
fn checksums(lock: &str) -> Result<BTreeMap<(String, String), String>> {
    let entry = Regex::new(
        "name = \"([^\"]+)\"\nversion = \"([^\"]+)\"\nsource = \"[^\"]+\"\nchecksum = \"([0-9a-f]{64})\"",
    )?;
    let found = entry.captures_iter(lock);
    Ok(found.map(|one| ((one[1].to_owned(), one[2].to_owned()), one[3].to_owned())).collect())
}

/// Texts of the first list of this name.
fn listed(policy: &str, name: &str) -> BTreeSet<String> {
    let list = policy.split(&format!("\n{name} = [")).nth(1).and_then(|rest| rest.split(']').next());
    list.unwrap_or_default().split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn banned(policy: &str) -> Result<BTreeSet<String>> {
    let entry = Regex::new(r#"crate = "([^"]+)""#)?;
    Ok(entry.captures_iter(policy).map(|one| one[1].to_owned()).collect())
}

/// Whether an SPDX expression can be satisfied by what is allowed. `AND` binds before `OR`; `/` is an old `OR`.
fn permits(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words = spaced.split_whitespace().collect::<Vec<_>>();
    let mut words = words.as_slice();
    !words.is_empty() && either(&mut words, allowed) && words.is_empty()
}

fn either(words: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let mut holds = both(words, allowed);
    while let ["OR", rest @ ..] = words {
        *words = rest;
        let other = both(words, allowed);
        holds = holds || other;
    }
    holds
}

fn both(words: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let mut holds = one(words, allowed);
    while let ["AND", rest @ ..] = words {
        *words = rest;
        let other = one(words, allowed);
        holds = holds && other;
    }
    holds
}

fn one(words: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    match words {
        ["(", rest @ ..] => {
            *words = rest;
            let holds = either(words, allowed);
            if let [")", rest @ ..] = words {
                *words = rest;
                return holds;
            }
            false
        }
        [licence, "WITH", exception, rest @ ..] => {
            let named = format!("{licence} WITH {exception}");
            *words = rest;
            allowed.contains(&named)
        }
        [licence, rest @ ..] => {
            let holds = allowed.contains(*licence);
            *words = rest;
            holds
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_holds_by_what_is_allowed() {
        let allowed =
            BTreeSet::from(["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned));
        for (expression, holds) in [
            ("MIT", true),
            ("GPL-3.0-only", false),
            ("GPL-3.0-only OR MIT", true),
            ("MIT AND GPL-3.0-only", false),
            ("(MIT OR GPL-3.0-only) AND Apache-2.0", true),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("GPL-2.0-only WITH Classpath-exception-2.0", false),
            ("MIT/Apache-2.0", true),
            ("", false),
            ("(MIT", false),
        ] {
            assert_eq!(permits(expression, &allowed), holds, "{expression}");
        }
    }

    #[test]
    fn the_policy_is_read_as_it_is_written() {
        let policy =
            "[licenses]\nallow = [\n \"MIT\", \"ISC\",\n]\n[bans]\ndeny = [ { crate = \"openssl\" } ]\n";
        assert_eq!(listed(policy, "allow"), BTreeSet::from(["MIT".to_owned(), "ISC".to_owned()]));
        assert_eq!(banned(policy).ok(), Some(BTreeSet::from(["openssl".to_owned()])));
    }

    #[test]
    fn a_program_is_listed_with_what_is_in_it_and_nothing_else() {
        let list = components("partner-center", tools::WASM).expect("a list");
        let names = list["components"].as_array().expect("components").iter().map(|one| one["name"].clone());
        let names = names.collect::<Vec<_>>();
        assert!(names.contains(&json!("leptos")) && !names.contains(&json!("axum")), "{names:?}");
        let hashed = |one: &Value| one["hashes"][0]["content"].as_str().is_some_and(|hash| hash.len() == 64);
        let of_ours =
            |one: &Value| one["name"].as_str().is_some_and(|name| name.starts_with("partner-center"));
        let all = list["components"].as_array().expect("components");
        assert!(all.iter().all(|one| of_ours(one) || hashed(one)));
    }
}
