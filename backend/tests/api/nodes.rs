//! Two nodes on one database. SQLite's file has one writer, whoever it is; on PostgreSQL two write at once, and the engine
//! undoes one of two transactions that cannot both have been first.

use crate::{harness::Service, permissions::calls::change};
use contract::problem::ErrorCode;
use serde_json::json;
use std::collections::BTreeSet;

/// Changes of each node.
const CHANGES: usize = 30;

/// Sends a change until it is acknowledged; how often it was told to come again.
async fn insist(browser: &crate::harness::Browser, path: &str, body: &str) -> usize {
    for told in 0.. {
        let answer = change(browser, "PUT", path, body).await;
        if answer.status < 300 {
            return told;
        }
        assert_eq!(answer.code(), ErrorCode::Unavailable, "{}", answer.body);
    }
    unreachable!("it is asked without end")
}

#[tokio::test]
async fn two_nodes_that_write_at_once_lose_nothing_and_keep_one_chain() {
    let one = Service::start().await;
    let other = one.beside().await;
    let (admin, colleague) = (one.signed_in("yunfan-admin").await, other.signed_in("yunfan-admin2").await);
    let work = async |browser: &crate::harness::Browser, customer: &str| {
        let mut told = 0;
        for number in 0..CHANGES {
            let path = format!("/v2/partners/sub-customers/{customer}/label");
            told += insist(browser, &path, &json!({ "label": format!("tag {number}") }).to_string()).await;
        }
        told
    };
    // Both write to the chain of their partner with each change.
    let (told_one, told_other) = tokio::join!(work(&admin, "c-100001"), work(&colleague, "c-100002"));
    let tagged = "SELECT COUNT(*) FROM audit WHERE action = 'customer.label'";
    assert_eq!(one.count(tagged).await, i64::try_from(2 * CHANGES).unwrap());
    let report = backend::audit::verify::verify(&mut one.app.store.read().await.unwrap()).await.unwrap();
    assert_eq!(report.broken, []);
    // The backend tries again by itself; hardly anybody has to be told.
    assert!(told_one + told_other <= CHANGES / 5, "told {told_one} and {told_other} times");
}

#[tokio::test]
async fn what_two_nodes_say_at_once_with_one_key_happens_once() {
    let one = Service::start().await;
    let other = one.beside().await;
    let browser = one.signed_in("yunfan-admin").await;
    let beside = browser.at(other.address);
    let mut answers = BTreeSet::new();
    for round in 0..10 {
        let key = format!("one-key-{round}");
        let body = json!({ "customer_name": "Quiet Water", "mobile_phone": format!("1551234980{round}"),
            "email": "first@water.example.org" })
        .to_string();
        let headers = [
            ("sec-fetch-site", "same-origin"),
            (contract::endpoint::header::CSRF, "1"),
            ("content-type", "application/json"),
            (contract::endpoint::header::IDEMPOTENCY_KEY, key.as_str()),
        ];
        let path = "/v2/partners/customer-filings";
        let (first, second) = tokio::join!(
            browser.raw("POST", path, &headers, body.clone()),
            beside.raw("POST", path, &headers, body.clone())
        );
        for answer in [first, second] {
            // Told to come again, or the one answer.
            if answer.status == 200 {
                answers.insert(answer.body.clone());
            } else {
                assert_eq!(answer.code(), ErrorCode::Unavailable, "{}", answer.body);
            }
        }
        assert_eq!(answers.len(), round + 1);
    }
    assert_eq!(one.count("SELECT COUNT(*) FROM audit WHERE action = 'filing.file'").await, 10);
}
