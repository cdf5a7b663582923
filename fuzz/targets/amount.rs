//! Money as people type it: refused with a reason, or an amount that is written, sent and added up without losing a cent.
#![no_main]

use contract::money::Amount;
use libfuzzer_sys::fuzz_target;
use partner_center::flows::amount::{amount_sentence, read_amount};

fuzz_target!(|text: &str| {
    let amount = match read_amount(text) {
        Ok(amount) => amount,
        Err(rule) => return assert!(!amount_sentence(&rule).is_empty()),
    };
    assert!(amount.is_positive() && amount <= Amount::MAX, "{text:?} → {amount}");
    let said = amount.to_string();
    assert_eq!(read_amount(&said), Ok(amount), "{text:?} → {said}");
    let sent = serde_json::to_string(&amount).expect("an amount can be sent");
    assert_eq!(serde_json::from_str::<Amount>(&sent).expect("and received"), amount, "{text:?} → {sent}");
    assert_eq!(amount.minus(amount), Some(Amount::ZERO));
    if let Some(twice) = amount.plus(amount) {
        assert_eq!(twice.minus(amount), Some(amount));
    }
});
