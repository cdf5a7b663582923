//! The fingerprint by which a repeated change is known: the same for the same JSON, however it is laid out.
#![no_main]

use backend::{http::body::fingerprint, secret::Pepper};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static PEPPER: LazyLock<Pepper> =
    LazyLock::new(|| Pepper::from_hex(&"2a".repeat(32)).expect("64 hex digits"));

fuzz_target!(|body: &[u8]| {
    let as_sent = fingerprint(&PEPPER, "POST", "/v2/x", body);
    assert_eq!(as_sent.len(), 64);
    if let Ok(value) = serde_json::from_slice::<serde_json::Value>(body) {
        let pretty = serde_json::to_vec_pretty(&value).expect("JSON");
        assert_eq!(as_sent, fingerprint(&PEPPER, "POST", "/v2/x", &pretty));
    }
    assert_ne!(as_sent, fingerprint(&PEPPER, "PUT", "/v2/x", body));
});
