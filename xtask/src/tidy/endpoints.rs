//! Every endpoint of the contract stands in the registry. From there the tests demand the rest: a route, a place in the API
//! document, a call in the matrix of callers. Without it nothing would miss the endpoint.

use super::{Findings, Source};

/// `sources` are all Rust files.
pub fn check(sources: &[&Source], findings: &mut Findings) {
    let Some(registry) = sources.iter().find(|source| source.path == "contract/src/registry.rs") else {
        return;
    };
    for source in sources {
        let Some(module) = source.path.strip_prefix("contract/src/") else { continue };
        let module = module.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
        for (number, line) in source.code() {
            if let Some(name) = endpoint(line)
                && !registry.text.contains(&format!("&{module}::{name},"))
            {
                findings.add(
                    source,
                    number,
                    &format!("contract/src/registry.rs does not name {module}::{name}"),
                );
            }
        }
    }
}

/// The name of the endpoint that this line declares.
fn endpoint(line: &str) -> Option<&str> {
    let (name, kind) = line.strip_prefix("pub const ")?.split_once(": ")?;
    ["Fetch<", "Submit<", "Download<", "Events "].iter().any(|known| kind.starts_with(known)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_that_the_registry_does_not_name_is_told() {
        let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let sources = [
            source("contract/src/registry.rs", "    &notes::LIST,\n"),
            source(
                "contract/src/notes.rs",
                "pub const LIST: Fetch<(), (), ()> =\npub const ADD: Submit<(), (), ()> =",
            ),
        ];
        let mut findings = Findings::default();
        check(&sources.iter().collect::<Vec<_>>(), &mut findings);
        assert_eq!(
            findings.0,
            ["contract/src/notes.rs:2: contract/src/registry.rs does not name notes::ADD"]
        );
    }
}
