//! The fingerprint by which a repeated change is known: the same for the same JSON, however it is laid out.
#![no_main]

use backend::http::body::fingerprint;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let as_sent = fingerprint("POST", "/v2/x", body);
    assert_eq!(as_sent.len(), 64);
    if let Ok(value) = serde_json::from_slice::<serde_json::Value>(body) {
        let pretty = serde_json::to_vec_pretty(&value).expect("JSON");
        assert_eq!(as_sent, fingerprint("POST", "/v2/x", &pretty));
    }
    assert_ne!(as_sent, fingerprint("PUT", "/v2/x", body));
});
