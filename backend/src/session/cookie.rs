//! The session cookie: no script reads it, no foreign page sends it, and it dies with the browser.

use crate::{problem::Fault, secret};
use http::{HeaderMap, HeaderName, HeaderValue, header};

const NAME: &str = "__Host-sid";

/// A new secret: 32 random bytes in hex.
///
/// # Errors
/// When the system has no randomness to give.
pub fn new_secret() -> Result<String, Fault> {
    Ok(secret::hex(&secret::random::<32>()?))
}

/// What the database keeps of a secret.
#[must_use]
pub fn hash(secret: &str) -> String {
    secret::sha256_hex(secret.as_bytes())
}

/// The header that gives the browser a secret.
///
/// # Errors
/// Never with a secret of [`new_secret`].
pub fn give(secret: &str) -> Result<(HeaderName, HeaderValue), Fault> {
    let text = format!("{NAME}={secret}; Path=/; Secure; HttpOnly; SameSite=Strict");
    let value = HeaderValue::from_str(&text).map_err(|_| Fault::new("a secret that is no header value"))?;
    Ok((header::SET_COOKIE, value))
}

/// The header that takes it away.
#[must_use]
pub fn take_away() -> (HeaderName, HeaderValue) {
    let value = HeaderValue::from_static("__Host-sid=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    (header::SET_COOKIE, value)
}

/// The secret that the browser sent.
#[must_use]
pub fn read(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(NAME)?.strip_prefix('=').map(str::to_owned))
}
