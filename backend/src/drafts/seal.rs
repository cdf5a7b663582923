//! Encryption at rest: ChaCha20-Poly1305 under a key derived from the pepper, bound to user and form, so that a row
//! copied to another user does not open.

use crate::{
    problem::Fault,
    secret::{self, Pepper},
};
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit,
    aead::{Aead, Payload},
};
use contract::ids::FormId;

const NONCE_BYTES: usize = 12;

/// Hex of nonce and ciphertext.
pub(super) fn seal(pepper: &Pepper, user_id: &str, form_id: &FormId, text: &str) -> Result<String, Fault> {
    let nonce: [u8; NONCE_BYTES] = secret::random()?;
    let aad = bound_to(user_id, form_id);
    let payload = Payload { msg: text.as_bytes(), aad: aad.as_bytes() };
    let sealed =
        cipher(pepper).encrypt(&nonce.into(), payload).map_err(|_| Fault::new("a draft cannot be sealed"))?;
    Ok(secret::hex(&nonce) + &secret::hex(&sealed))
}

/// `None` when it was sealed with another key, or for another user or form.
pub(super) fn open(pepper: &Pepper, user_id: &str, form_id: &FormId, sealed: &str) -> Option<String> {
    let bytes = secret::unhex(sealed)?;
    let (nonce, sealed) = bytes.split_at_checked(NONCE_BYTES)?;
    let nonce: [u8; NONCE_BYTES] = nonce.try_into().ok()?;
    let aad = bound_to(user_id, form_id);
    let payload = Payload { msg: sealed, aad: aad.as_bytes() };
    String::from_utf8(cipher(pepper).decrypt(&nonce.into(), payload).ok()?).ok()
}

fn cipher(pepper: &Pepper) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(&pepper.derive("drafts").into())
}

fn bound_to(user_id: &str, form_id: &FormId) -> String {
    format!("{user_id}\n{form_id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_opens_for_its_user_and_form_only() {
        let pepper = Pepper::from_hex(&"07".repeat(32)).unwrap();
        let (form, other): (FormId, FormId) =
            ("disassociate-c1".parse().unwrap(), "switch-c1".parse().unwrap());
        let sealed = seal(&pepper, "u-1", &form, "客户要求").unwrap();
        assert_eq!(open(&pepper, "u-1", &form, &sealed), Some("客户要求".to_owned()));
        assert_eq!(open(&pepper, "u-2", &form, &sealed), None);
        assert_eq!(open(&pepper, "u-1", &other, &sealed), None);
        assert!(!sealed.contains("客户"));
    }
}
