//! One call as it arrived, without its body: what pipeline, session, verification and audit need to know of it.

use crate::config::Config;
use contract::{
    endpoint::{Spec, header},
    ids::IdempotencyKey,
};
use http::{HeaderMap, header as standard, request::Parts};
use std::net::{IpAddr, SocketAddr};

/// Longest description of a browser that is kept.
const DEVICE_CHARS: usize = 60;

/// One call.
#[derive(Clone, Debug)]
pub struct Call {
    pub spec: Spec,
    pub request_id: String,
    /// As the browser names this product; only for addresses that are shown to people.
    pub host: Option<String>,
    /// Address of the client, shortened to its network (/24 or /48) wherever it is stored.
    pub address: Option<IpAddr>,
    /// Browser and system in a few words.
    pub device: String,
    /// Secret of the session cookie.
    pub secret: Option<String>,
    pub background: bool,
    /// With changes.
    pub key: Option<IdempotencyKey>,
    /// Keyed hash of method, path and canonical body, in hex; empty until the body is read.
    pub fingerprint: String,
    pub challenge: Option<String>,
    pub code: Option<String>,
}

impl Call {
    /// Reads the headers.
    #[must_use]
    pub fn read(spec: Spec, request_id: String, parts: &Parts, behind_proxy: bool) -> Self {
        let text =
            |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Self {
            spec,
            request_id,
            host: text("host"),
            address: address(parts, behind_proxy),
            device: device(&text("user-agent").unwrap_or_default()),
            secret: crate::session::cookie::read(&parts.headers),
            background: text(header::BACKGROUND).as_deref() == Some("1"),
            key: None,
            fingerprint: String::new(),
            challenge: text(header::VERIFICATION_CHALLENGE),
            code: text_lossy(&parts.headers, header::VERIFICATION_CODE),
        }
    }

    /// Address of the product's own pages, without a slash at its end.
    #[must_use]
    pub fn site(&self, config: &Config) -> String {
        config.origin.clone().unwrap_or_else(|| {
            let scheme = if config.behind_proxy { "https" } else { "http" };
            format!("{scheme}://{}", self.host.as_deref().unwrap_or("localhost"))
        })
    }

    /// The network of the client: enough to recognise an attack, too little to find a person.
    #[must_use]
    pub fn network(&self) -> String {
        match self.address {
            Some(IpAddr::V4(address)) => {
                let [a, b, c, _] = address.octets();
                format!("{a}.{b}.{c}.0/24")
            }
            Some(IpAddr::V6(address)) => {
                let [a, b, c, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}::/48")
            }
            None => String::new(),
        }
    }
}

/// A code may be typed in full-width digits, which are not ASCII.
fn text_lossy(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// Behind a proxy the last `X-Forwarded-For` counts, because that one was written by the proxy itself.
pub(crate) fn address(parts: &Parts, behind_proxy: bool) -> Option<IpAddr> {
    let forwarded = || {
        let value = parts.headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        value.rsplit(',').next()?.trim().parse().ok()
    };
    let direct = || parts.extensions.get::<axum::extract::ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    if behind_proxy { forwarded().or_else(direct) } else { direct() }
}

/// "Firefox, Windows" out of a `User-Agent`.
fn device(agent: &str) -> String {
    let first = |names: &[(&'static str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("iPad", "iPadOS"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    let words: Vec<&str> = [browser, system].into_iter().flatten().collect();
    if words.is_empty() {
        let plain = agent.chars().filter(|c| c.is_ascii_alphanumeric() || " ./-_".contains(*c));
        return plain.take(DEVICE_CHARS).collect();
    }
    words.join(", ")
}

/// Whether the body is declared as JSON.
#[must_use]
pub fn is_json(headers: &HeaderMap) -> bool {
    let declared =
        headers.get(standard::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    declared.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_in_two_words() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36";
        assert_eq!(device(chrome), "Chrome, Linux");
        assert_eq!(device("curl/8.5"), "curl/8.5");
        assert_eq!(device("<script>"), "script");
    }
}
