//! What lists are asked: refused, or understood and said again in the same way.
#![no_main]

use contract::{
    associations::RecordQuery, customers::CustomerQuery, filings::FilingQuery,
    opportunities::OpportunityQuery,
};
use libfuzzer_sys::fuzz_target;
use serde::{Serialize, de::DeserializeOwned};

fn again<Q: DeserializeOwned + Serialize>(text: &str) {
    let Ok(query) = serde_json::from_str::<Q>(text) else { return };
    let said = serde_json::to_string(&query).expect("a query can be said");
    let query = serde_json::from_str::<Q>(&said).expect("and read");
    assert_eq!(said, serde_json::to_string(&query).expect("again"));
}

fuzz_target!(|text: &str| {
    again::<CustomerQuery>(text);
    again::<FilingQuery>(text);
    again::<OpportunityQuery>(text);
    again::<RecordQuery>(text);
});
