//! Two members act on the same thing at the same instant: never two winners, and whoever loses is told.

use crate::{
    harness::{Answer, Browser, Service},
    permissions::calls::change,
};
use contract::problem::ErrorCode;
use serde_json::{Value, json};

/// Rounds of each race; which of two calls comes first is left to chance.
const ROUNDS: usize = 25;

async fn filed(browser: &Browser, number: usize) -> String {
    let body = json!({ "customer_name": "Quiet Water", "mobile_phone": format!("155123498{number:02}"),
        "email": "first@water.example.org" });
    let answer = change(browser, "POST", "/v2/partners/customer-filings", &body.to_string()).await;
    answer.ok::<Value>()["filing_id"].as_str().unwrap().to_owned()
}

async fn shown(browser: &Browser, filing_id: &str) -> Value {
    browser.raw("GET", &format!("/v2/partners/customer-filings/{filing_id}"), &[], "").await.ok()
}

async fn new_email(browser: &Browser, filing_id: &str, email: &str) -> Answer {
    let body = json!({ "version": 1, "email": email }).to_string();
    change(browser, "PUT", &format!("/v2/partners/customer-filings/{filing_id}/email"), &body).await
}

async fn withdraw(browser: &Browser, filing_id: &str) -> Answer {
    change(browser, "DELETE", &format!("/v2/partners/customer-filings/{filing_id}"), "").await
}

#[tokio::test]
async fn of_two_changes_to_the_same_version_one_wins_and_the_other_is_told() {
    let service = Service::start().await;
    let manager = service.signed_in("yunfan-wang").await;
    let admin = service.signed_in("yunfan-admin").await;
    for round in 0..ROUNDS {
        let filing_id = filed(&manager, round).await;
        let (first, second) = tokio::join!(
            new_email(&manager, &filing_id, "manager@water.example.org"),
            new_email(&admin, &filing_id, "admin@water.example.org")
        );
        let winners = [&first, &second].into_iter().filter(|answer| answer.status == 200).count();
        assert_eq!(winners, 1, "{} / {}", first.body, second.body);
        let loser = if first.status == 200 { &second } else { &first };
        assert_eq!(loser.code(), ErrorCode::Changed);
        assert_eq!(shown(&manager, &filing_id).await["version"], 2);
    }
}

#[tokio::test]
async fn whatever_comes_first_a_withdrawn_filing_ends_withdrawn() {
    let service = Service::start().await;
    let manager = service.signed_in("yunfan-wang").await;
    let admin = service.signed_in("yunfan-admin").await;
    for round in 0..ROUNDS {
        let filing_id = filed(&manager, round).await;
        let (changed, withdrawn) = tokio::join!(
            new_email(&admin, &filing_id, "admin@water.example.org"),
            withdraw(&manager, &filing_id)
        );
        assert_eq!(withdrawn.status, 200, "{}", withdrawn.body);
        assert_eq!(shown(&manager, &filing_id).await["status"], "WITHDRAWN");
        if changed.status != 200 {
            assert!([ErrorCode::Changed, ErrorCode::NotInThisState].contains(&changed.code()));
        }
    }
}

#[tokio::test]
async fn of_two_withdrawals_one_has_the_effect() {
    let service = Service::start().await;
    let manager = service.signed_in("yunfan-wang").await;
    let admin = service.signed_in("yunfan-admin").await;
    for round in 0..ROUNDS {
        let filing_id = filed(&manager, round).await;
        let (first, second) = tokio::join!(withdraw(&manager, &filing_id), withdraw(&admin, &filing_id));
        let winners = [&first, &second].into_iter().filter(|answer| answer.status == 200).count();
        assert_eq!(winners, 1, "{} / {}", first.body, second.body);
        let loser = if first.status == 200 { &second } else { &first };
        assert_eq!(loser.code(), ErrorCode::NotInThisState);
    }
}
