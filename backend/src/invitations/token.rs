//! The secret end of an invitation's address (`docs/decisions/0011`).

use crate::{
    config::Config,
    http::call::Call,
    problem::Fault,
    secret::{self, Pepper},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use contract::ids::LinkId;

/// Bytes of a link's id, and of the MAC behind it.
const ID_BYTES: usize = 8;
const MAC_BYTES: usize = 16;

/// A token that nobody has seen yet.
pub struct Fresh {
    pub token: String,
    /// What is stored of it.
    pub hash: String,
}

impl Fresh {
    /// 256 random bits.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn new() -> Result<Self, Fault> {
        let token = BASE64.encode(secret::random::<32>()?);
        let hash = hash(&token);
        Ok(Self { token, hash })
    }
}

/// SHA-256 in hex.
#[must_use]
pub fn hash(token: &str) -> String {
    secret::sha256_hex(token.as_bytes())
}

/// The token of an offline link: made of its id by a key that is not in the database.
#[must_use]
pub fn offline(pepper: &Pepper, link_id: &LinkId) -> String {
    let mut bytes = secret::unhex(link_id.as_str()).unwrap_or_default();
    let mac = pepper.derive(&["invitation link", link_id.as_str()].join("\n"));
    bytes.extend_from_slice(&mac[..MAC_BYTES]);
    BASE64.encode(bytes)
}

/// Which link a token opens; `None` when it is none of ours, or not an offline link's.
#[must_use]
pub fn link_of(pepper: &Pepper, token: &str) -> Option<LinkId> {
    let bytes = BASE64.decode(token).ok().filter(|bytes| bytes.len() == ID_BYTES + MAC_BYTES)?;
    let link_id: LinkId = secret::hex(&bytes[..ID_BYTES]).parse().ok()?;
    // Hashes are compared, so that how long it takes tells nothing of the MAC.
    (hash(&offline(pepper, &link_id)) == hash(token)).then_some(link_id)
}

/// The address that a customer opens. The token stands behind `#`: no server and no referrer sees it.
#[must_use]
pub fn url(config: &Config, call: &Call, token: &str) -> String {
    url_of(config, call, "/i", token)
}

/// The same for another page of the app.
#[must_use]
pub fn url_of(config: &Config, call: &Call, page: &str, token: &str) -> String {
    let origin = call.site(config);
    format!("{origin}{page}#t={token}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offline_token_opens_its_own_link_and_cannot_be_made_without_the_key() {
        let pepper = Pepper::fresh().unwrap();
        let link_id: LinkId = "0123456789abcdef".parse().unwrap();
        let token = offline(&pepper, &link_id);
        assert_eq!(token.len(), 32);
        assert_eq!(link_of(&pepper, &token), Some(link_id));
        assert_eq!(link_of(&Pepper::fresh().unwrap(), &token), None);
        for bent in [&token[..31], &token[1..], "", "%%%", &format!("A{}", &token[1..])] {
            assert!(link_of(&pepper, bent).is_none_or(|_| bent == token), "{bent}");
        }
    }

    #[test]
    fn an_online_token_has_256_bits_and_is_no_offline_one() {
        let fresh = Fresh::new().unwrap();
        assert_eq!(fresh.token.len(), 43);
        assert_eq!(fresh.hash, hash(&fresh.token));
        assert_eq!(link_of(&Pepper::fresh().unwrap(), &fresh.token), None);
    }
}
