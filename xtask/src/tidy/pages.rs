//! A page that has a route has the same address as a type, and is looked at by the accessibility test: neither is told by
//! a compiler when it is forgotten.

use super::{Findings, Source};

/// `sources` are all Rust files.
pub fn check(sources: &[&Source], findings: &mut Findings) {
    let find = |path: &str| sources.iter().find(|source| source.path == path);
    let [Some(app), Some(routes), Some(looked_at)] =
        ["src/app.rs", "src/routes.rs", "tests/e2e/accessibility.rs"].map(find)
    else {
        return;
    };
    let known = addresses(&routes.text).map(template).collect::<Vec<_>>();
    let pages = app.code().filter(|(_, line)| !line.contains("<Redirect"));
    let pages = pages
        .filter_map(|(number, line)| Some((number, line.split_once("path!(\"")?.1.split_once('"')?.0)))
        .collect::<Vec<_>>();
    let is_page = |address: &str| pages.iter().any(|(_, page)| *page == address);
    let visited =
        addresses(&looked_at.text).map(|address| address.split(['?', '#']).next().unwrap_or(address));
    let visited = visited.collect::<Vec<_>>();
    for (number, page) in &pages {
        if !known.contains(&template(page)) {
            findings.add(app, *number, "no address in src/routes.rs is like this one");
        }
        let covers = |address: &&str| *address == *page || (!is_page(address) && fits(page, address));
        if !visited.iter().any(covers) {
            findings.add(app, *number, "tests/e2e/accessibility.rs does not look at this page");
        }
    }
}

/// Texts in quotation marks that begin with a slash.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2).filter(|text| text.starts_with('/'))
}

/// `/a/:b` and `/a/{id}` alike.
fn template(address: &str) -> String {
    let open = |part: &str| part.starts_with(':') || part.starts_with('{');
    address.split('/').map(|part| if open(part) { "*" } else { part }).collect::<Vec<_>>().join("/")
}

fn fits(page: &str, address: &str) -> bool {
    let (page, address) = (page.split('/'), address.split('/'));
    page.clone().count() == address.clone().count()
        && page.zip(address).all(|(part, word)| part == word || (part.starts_with(':') && !word.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(app: &str) -> Vec<String> {
        let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let sources = [
            source("src/app.rs", app),
            source(
                "src/routes.rs",
                r#"Self::A => "/a", Self::New => "/a/new", Self::One(id) => format!("/a/{id}")"#,
            ),
            source("tests/e2e/accessibility.rs", r#"["/a?tab=1", "/a/new"]"#),
        ];
        let mut findings = Findings::default();
        check(&sources.iter().collect::<Vec<_>>(), &mut findings);
        findings.0
    }

    #[test]
    fn a_page_without_its_address_or_its_look_is_told() {
        assert_eq!(told(r#"<Route path=path!("/a") />"#), [""; 0]);
        assert_eq!(told(r#"<Route path=path!("/b") />"#).len(), 2);
    }

    #[test]
    fn another_page_does_not_stand_for_one_with_an_id() {
        let pages = "path!(\"/a/new\")\npath!(\"/a/:id\")";
        assert_eq!(told(pages), ["src/app.rs:2: tests/e2e/accessibility.rs does not look at this page"]);
    }
}
