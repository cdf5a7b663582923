//! Random secrets, their hashes, and the pepper that is kept outside the database.

use crate::problem::Fault;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::{fmt, fs, io::Write, path::Path};

/// So many random bytes from the operating system.
///
/// # Errors
/// When the system has no randomness to give.
pub fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Fault::new(format!("no randomness: {error}")))?;
    Ok(bytes)
}

/// A new random id of 32 hex digits, for rows whose id must not be guessable.
///
/// # Errors
/// When the system has no randomness to give.
pub fn random_id() -> Result<String, Fault> {
    Ok(hex(&random::<16>()?))
}

/// Lower-case hex digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads what [`hex`] wrote.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.len().is_multiple_of(2) && text.is_ascii();
    pairs
        .then(|| (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok()).collect())?
}

/// SHA-256 in hex.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The key of verification codes. It lies beside the database, not in it: who steals only the database cannot try
/// out the million codes.
#[derive(Clone)]
pub struct Pepper([u8; 32]);

impl fmt::Debug for Pepper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pepper(***)")
    }
}

impl Pepper {
    /// A fresh one.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn fresh() -> Result<Self, Fault> {
        Ok(Self(random()?))
    }

    /// Out of 64 hex digits.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        unhex(text.trim())?.try_into().ok().map(Self)
    }

    /// Reads the file, or creates it, readable by its owner only.
    ///
    /// # Errors
    /// When the file cannot be read or created, or holds something else.
    pub fn load_or_create(path: &Path) -> Result<Self, Fault> {
        if path.exists() {
            let text = fs::read_to_string(path)?;
            return Self::from_hex(&text)
                .ok_or_else(|| Fault::new(format!("{} does not hold 64 hex digits", path.display())));
        }
        let pepper = Self::fresh()?;
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path)?.write_all(hex(&pepper.0).as_bytes())?;
        Ok(pepper)
    }

    /// HMAC-SHA-256 of `text`, in hex.
    #[must_use]
    pub fn mac(&self, text: &str) -> String {
        hex(&self.keyed(text).finalize().into_bytes())
    }

    /// Whether `mac` is the HMAC of `text`, in constant time.
    #[must_use]
    pub fn verify(&self, text: &str, mac: &str) -> bool {
        let mac = unhex(mac).unwrap_or_default();
        self.keyed(text).verify_slice(&mac).is_ok()
    }

    /// A secret of its own for whoever signs with it, so that one key never serves two.
    #[must_use]
    pub fn child(&self, purpose: &str) -> Self {
        Self(self.derive(purpose))
    }

    /// A key of its own for another purpose, so that one key never serves two.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        self.keyed(purpose).finalize().into_bytes().into()
    }

    fn keyed(&self, text: &str) -> Hmac<Sha256> {
        #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any key length");
        mac.update(text.as_bytes());
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mac_fits_its_text_only() {
        let pepper = Pepper::from_hex(&"07".repeat(32)).unwrap();
        let mac = pepper.mac("a|b|123456");
        assert!(pepper.verify("a|b|123456", &mac));
        assert!(!pepper.verify("a|b|123457", &mac));
        assert!(!Pepper::fresh().unwrap().verify("a|b|123456", &mac));
    }

    #[test]
    fn the_pepper_survives_a_restart() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("pepper");
        let first = Pepper::load_or_create(&path).unwrap();
        assert_eq!(first.mac("x"), Pepper::load_or_create(&path).unwrap().mac("x"));
    }
}
