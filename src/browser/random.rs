//! Randomness of the browser: keys for changes, jitter for retries.

use contract::ids::IdempotencyKey;
use std::fmt::Write;

/// 0 ≤ x < 1; not for secrets.
#[must_use]
pub fn random() -> f64 {
    js_sys::Math::random()
}

/// A random UUID (version 4), by the browser's secure generator.
#[must_use]
pub fn random_uuid() -> IdempotencyKey {
    let mut bytes = [0_u8; 16];
    // `crypto.randomUUID` is missing on plain http; `getRandomValues` is everywhere.
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        bytes.fill_with(weak_byte);
    }
    loop {
        // A UUID is an id: the first turn is the last.
        if let Ok(key) = uuid(bytes).parse() {
            return key;
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 ≤ x < 256")]
fn weak_byte() -> u8 {
    (random() * 256.0) as u8
}

/// RFC 9562, section 5.4.
fn uuid(mut bytes: [u8; 16]) -> String {
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_carries_its_version_and_is_an_id() {
        let text = uuid([0xff; 16]);
        assert_eq!(text, "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert!(text.parse::<IdempotencyKey>().is_ok());
    }
}
