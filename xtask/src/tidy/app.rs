//! Fences inside the app: features stay apart, one module has the network, one has the browser, one has the addresses.

use super::{Findings, Source};

/// Words that only some places may name.
struct Fence {
    words: &'static [&'static str],
    allowed: &'static [&'static str],
    instead: &'static str,
}

const FENCES: [Fence; 6] = [
    Fence {
        words: &["web_sys::Request", "web_sys::Response", "fetch_with_"],
        allowed: &["src/api"],
        instead: "only src/api touches the network: use flows::fetch or flows::submit",
    },
    Fence {
        words: &[
            "local_storage",
            "session_storage",
            "web_sys::Storage",
            ".clipboard()",
            "BroadcastChannel",
            "IdbFactory",
        ],
        allowed: &["src/browser"],
        instead: "only src/browser touches storage, clipboard and channels",
    },
    Fence {
        words: &["inner_html", "insert_adjacent_html", "outer_html"],
        allowed: &[],
        instead: "markup from text is never set",
    },
    Fence {
        words: &[" style=\"", " style=move", " style=format"],
        allowed: &[],
        instead: "the page's policy refuses style attributes: use a class or style:property=",
    },
    Fence {
        words: &[
            "\"/sales",
            "\"/my-",
            "\"/demo/",
            "\"/operations/",
            "\"/partner-information",
            "\"/organization",
            "\"/capability",
            "\"/support",
            "href=\"/",
            "navigate(\"/",
        ],
        allowed: &["src/routes.rs", "src/app.rs"],
        instead: "addresses are made by routes::Route",
    },
    Fence {
        words: &["\"/v2/", "\"/v1/"],
        allowed: &[],
        instead: "endpoints are named by the contract's constants",
    },
];

pub fn check(source: &Source, findings: &mut Findings) {
    if !source.is_in("src") || source.path.ends_with("/tests.rs") {
        return;
    }
    for fence in FENCES.iter().filter(|fence| !fence.allowed.iter().any(|place| source.is_in(place))) {
        for (number, line) in source.code() {
            if fence.words.iter().any(|word| line.contains(word)) {
                findings.add(source, number, fence.instead);
            }
        }
    }
    features_stay_apart(source, findings);
    controls_know_no_call(source, findings);
}

fn features_stay_apart(source: &Source, findings: &mut Findings) {
    let Some((own, _)) = source.path.strip_prefix("src/features/").and_then(|rest| rest.split_once('/'))
    else {
        return;
    };
    for (number, line) in source.code() {
        for named in line.split("features::").skip(1) {
            let other = named.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            if other != own && other.starts_with(|c: char| c.is_ascii_lowercase()) {
                let what = format!(
                    "features don't import each other ({other}): a rule goes to contract, a look to ui, an interruption to flows"
                );
                findings.add(source, number, &what);
            }
        }
    }
}

fn controls_know_no_call(source: &Source, findings: &mut Findings) {
    if !source.is_in("src/ui") {
        return;
    }
    for (number, line) in source.code() {
        if ["api::fetch", "api::send", "flows::", "features::"].iter().any(|word| line.contains(word)) {
            findings.add(
                source,
                number,
                "controls call nothing and know no feature: give them what they show",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::told, check};

    #[test]
    fn a_feature_may_name_itself_but_no_other() {
        let told = |text| told(check, "src/features/customers/page.rs", text).len();
        assert_eq!(told("use crate::features::customers::model;"), 0);
        assert_eq!(told("use crate::features::accounts::model;"), 1);
        assert_eq!(told("// like features::accounts"), 0);
    }

    #[test]
    fn the_network_is_named_in_one_place() {
        assert_eq!(told(check, "src/api/transport.rs", "use web_sys::Request;").len(), 0);
        assert_eq!(told(check, "src/flows/fetch.rs", "use web_sys::Request;").len(), 1);
    }

    #[test]
    fn style_attributes_are_refused_and_style_properties_are_not() {
        assert_eq!(told(check, "src/ui/x.rs", "<p style=\"color: red\">").len(), 1);
        assert_eq!(told(check, "src/ui/x.rs", "<p style:width=move || width()>").len(), 0);
    }

    #[test]
    fn addresses_come_from_the_routes() {
        assert_eq!(told(check, "src/shell/nav.rs", "<a href=\"/sales/customers\">").len(), 1);
        assert_eq!(told(check, "src/routes.rs", "\"/sales/customers\".to_owned()").len(), 0);
    }
}
