//! The headers of the static site, said once: the backend sends them, and the configurations of web servers and CDNs
//! are printed from here. The text is the same for every build, so that no cache pairs a new page with old headers.

use serde_json::{Value, json};
use std::fmt::Write as _;

/// Where browsers report violations.
pub const REPORTS_PATH: &str = "/v2/csp-reports";

const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'none'; frame-src 'none'; \
    object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types default; upgrade-insecure-requests; report-to csp; \
    report-uri /v2/csp-reports";
const HSTS: &str = "max-age=63072000; includeSubDomains; preload";

/// Headers of every file.
pub const SITE_HEADERS: [(&str, &str); 10] = [
    ("content-security-policy", CSP),
    ("reporting-endpoints", "csp=\"/v2/csp-reports\""),
    ("integrity-policy", "blocked-destinations=(script), endpoints=(csp)"),
    ("strict-transport-security", HSTS),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(), clipboard-write=(self)",
    ),
];

/// For files whose name holds the hash of what they hold.
pub const CACHE_HASHED: &str = "public, max-age=31536000, immutable";
/// For everything else: the browser asks each time whether its copy is still good.
pub const CACHE_NAMED: &str = "no-cache";

/// How [`print()`] writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines for a `server` block.
    Nginx,
    /// A `_headers` file (Netlify, Cloudflare Pages).
    Netlify,
    /// A response headers policy of `CloudFront`.
    CloudFront,
    /// An object of names and values.
    Json,
}

impl Format {
    /// Reads the name that the command line takes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "nginx" => Some(Self::Nginx),
            "netlify" => Some(Self::Netlify),
            "cloudfront" => Some(Self::CloudFront),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// Whether the name of a file holds a hash: a part of at least eight hex digits behind a hyphen.
#[must_use]
pub fn is_hashed(name: &str) -> bool {
    name.split('-').skip(1).any(|part| {
        let digits = part.bytes().take_while(u8::is_ascii_hexdigit).count();
        digits >= 8 && part[digits..].starts_with(['.', '_'])
    })
}

/// The headers as configuration.
#[must_use]
pub fn print(format: Format) -> String {
    match format {
        Format::Nginx => SITE_HEADERS.iter().fold(String::new(), |mut text, (name, value)| {
            let quoted = value.replace('"', "\\\"");
            let _ = writeln!(text, "add_header {name} \"{quoted}\" always;");
            text
        }),
        Format::Netlify => netlify(),
        Format::CloudFront => pretty(&cloudfront()),
        Format::Json => {
            let headers = SITE_HEADERS.iter().map(|(name, value)| ((*name).to_owned(), json!(value)));
            pretty(&Value::Object(headers.collect()))
        }
    }
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

fn netlify() -> String {
    let mut text = "/*\n".to_owned();
    for (name, value) in SITE_HEADERS {
        let _ = writeln!(text, "  {name}: {value}");
    }
    for (path, cache) in [
        ("/", CACHE_NAMED),
        ("/index.html", CACHE_NAMED),
        ("/config.json", CACHE_NAMED),
        ("/version.json", CACHE_NAMED),
        ("/*.js", CACHE_HASHED),
        ("/*.css", CACHE_HASHED),
        ("/*.wasm", CACHE_HASHED),
        ("/help/*", CACHE_HASHED),
    ] {
        let _ = write!(text, "{path}\n  cache-control: {cache}\n");
    }
    text
}

/// `CloudFront` knows some headers by name and takes the others as custom ones.
fn cloudfront() -> Value {
    let known =
        ["content-security-policy", "strict-transport-security", "x-content-type-options", "referrer-policy"];
    let custom: Vec<Value> = SITE_HEADERS
        .iter()
        .filter(|(name, _)| !known.contains(name))
        .map(|(name, value)| json!({ "Header": name, "Value": value, "Override": true }))
        .collect();
    json!({
        "Name": "partner-center-site",
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": { "ContentSecurityPolicy": CSP, "Override": true },
            "StrictTransportSecurity": {
                "AccessControlMaxAgeSec": 63_072_000, "IncludeSubdomains": true, "Preload": true, "Override": true
            },
            "ContentTypeOptions": { "Override": true },
            "ReferrerPolicy": { "ReferrerPolicy": "no-referrer", "Override": true }
        },
        "CustomHeadersConfig": { "Quantity": custom.len(), "Items": custom }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_in_a_name_is_recognised() {
        assert!(is_hashed("app-0123456789abcdef.js"));
        assert!(is_hashed("partner-center-0123456789abcdef_bg.wasm"));
        assert!(!is_hashed("index.html"));
        assert!(!is_hashed("icons-large.svg"));
        assert!(!is_hashed("app-deadbeef"));
    }

    #[test]
    fn every_format_holds_every_header() {
        for format in [Format::Nginx, Format::Netlify, Format::Json] {
            let text = print(format);
            assert!(SITE_HEADERS.iter().all(|(name, _)| text.contains(name)), "{format:?}");
        }
        assert!(print(Format::CloudFront).contains("integrity-policy"));
        assert!(print(Format::Nginx).contains(r#"reporting-endpoints "csp=\"/v2/csp-reports\"" always;"#));
    }
}
