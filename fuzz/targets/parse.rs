//! Ids, keys, tokens, amounts and instants out of texts: refused, or written as they are read.
#![no_main]

use contract::{
    ids::{CustomerId, IdempotencyKey},
    money::Amount,
    time::{Date, Timestamp},
};
use libfuzzer_sys::fuzz_target;
use std::{
    fmt::{Debug, Display},
    str::FromStr,
};

fn again<T: FromStr + Display + PartialEq + Debug>(text: &str) {
    let Ok(value) = text.parse::<T>() else { return };
    let said = value.to_string();
    assert_eq!(said.parse::<T>().ok().as_ref(), Some(&value), "{text:?} → {said:?}");
}

fuzz_target!(|text: &str| {
    again::<Amount>(text);
    again::<Date>(text);
    again::<Timestamp>(text);
    again::<CustomerId>(text);
    again::<IdempotencyKey>(text);
});
