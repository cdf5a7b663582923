//! Encryption at rest for what holds personal data or typed text: ChaCha20-Poly1305 under a key derived from the
//! pepper for each purpose, bound to the row's owner, so that a row copied to another owner does not open.

use crate::{
    problem::Fault,
    secret::{self, Pepper},
};
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit,
    aead::{Aead, Payload},
};

const NONCE_BYTES: usize = 12;

/// What is sealed; each purpose has a key of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Drafts,
    Operations,
    /// Rows of a file that is being imported.
    Imports,
    /// Messages with a code or a link, until they leave.
    Outbox,
    /// Finance contact and bank account of a partner.
    BusinessInfo,
    /// Where withdrawals are paid to.
    Payees,
}

/// Hex of nonce and ciphertext.
///
/// # Errors
/// When the system has no randomness to give.
pub fn seal(pepper: &Pepper, purpose: Purpose, owner: &[&str], text: &str) -> Result<String, Fault> {
    let nonce: [u8; NONCE_BYTES] = secret::random()?;
    let aad = owner.join("\n");
    let payload = Payload { msg: text.as_bytes(), aad: aad.as_bytes() };
    let sealed = cipher(pepper, purpose)
        .encrypt(&nonce.into(), payload)
        .map_err(|_| Fault::new("a text cannot be sealed"))?;
    Ok(secret::hex(&nonce) + &secret::hex(&sealed))
}

/// `None` when it was sealed with another key, for another purpose or for another owner.
#[must_use]
pub fn open(pepper: &Pepper, purpose: Purpose, owner: &[&str], sealed: &str) -> Option<String> {
    let bytes = secret::unhex(sealed)?;
    let (nonce, sealed) = bytes.split_at_checked(NONCE_BYTES)?;
    let nonce: [u8; NONCE_BYTES] = nonce.try_into().ok()?;
    let aad = owner.join("\n");
    let payload = Payload { msg: sealed, aad: aad.as_bytes() };
    String::from_utf8(cipher(pepper, purpose).decrypt(&nonce.into(), payload).ok()?).ok()
}

fn cipher(pepper: &Pepper, purpose: Purpose) -> ChaCha20Poly1305 {
    let purpose = match purpose {
        Purpose::Drafts => "drafts",
        Purpose::Operations => "operations",
        Purpose::Imports => "imports",
        Purpose::Outbox => "outbox",
        Purpose::BusinessInfo => "business-info",
        Purpose::Payees => "payees",
    };
    ChaCha20Poly1305::new(&pepper.derive(purpose).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_for_its_owner_and_purpose_only() {
        let pepper = Pepper::from_hex(&"07".repeat(32)).unwrap();
        let sealed = seal(&pepper, Purpose::Drafts, &["u-1", "disassociate-c1"], "客户要求").unwrap();
        let opened = |purpose, owner: &[&str]| open(&pepper, purpose, owner, &sealed);
        assert_eq!(opened(Purpose::Drafts, &["u-1", "disassociate-c1"]), Some("客户要求".to_owned()));
        assert_eq!(opened(Purpose::Drafts, &["u-2", "disassociate-c1"]), None);
        assert_eq!(opened(Purpose::Operations, &["u-1", "disassociate-c1"]), None);
        assert!(!sealed.contains("客户"));
    }
}
