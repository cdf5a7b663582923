//! Whether a change comes from our own page. Any doubt is a refusal.

use contract::endpoint::header;
use http::{HeaderMap, header as standard};

/// `true` when a foreign page cannot have sent this: the browser says "same origin" (or, where it says nothing, the
/// origin is ours), and the header that only a script of ours can set is there.
#[must_use]
pub fn is_ours(headers: &HeaderMap, origin: Option<&str>) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    if text(header::CSRF) != Some("1") {
        return false;
    }
    match (text("sec-fetch-site"), text(standard::ORIGIN.as_str())) {
        (Some(site), _) => site == "same-origin",
        (None, Some(sent)) => match (origin, text(standard::HOST.as_str())) {
            (Some(origin), _) => sent == origin,
            (None, Some(host)) => sent.split_once("://").is_some_and(|(_, from)| from == host),
            (None, None) => false,
        },
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs.iter().map(|(name, value)| {
            (http::HeaderName::from_static(name), http::HeaderValue::from_static(value))
        });
        is_ours(&headers.collect(), None)
    }

    #[test]
    fn only_our_own_page_may_change_something() {
        assert!(ours(&[("x-csrf", "1"), ("sec-fetch-site", "same-origin")]));
        assert!(ours(&[("x-csrf", "1"), ("origin", "http://a.example:8080"), ("host", "a.example:8080")]));
        assert!(!ours(&[("sec-fetch-site", "same-origin")]));
        for site in ["cross-site", "same-site", "none"] {
            assert!(!ours(&[
                ("x-csrf", "1"),
                ("sec-fetch-site", site),
                ("origin", "http://a"),
                ("host", "a")
            ]));
        }
        for origin in ["null", "http://b.example", "http://a.example.b.example"] {
            assert!(!ours(&[("x-csrf", "1"), ("origin", origin), ("host", "a.example")]));
        }
        assert!(!ours(&[("x-csrf", "1"), ("host", "a.example")]));
    }
}
