//! Too much at once, and what breaks on our side.

use crate::harness::Service;
use backend::config::Config;
use contract::{
    endpoint::header,
    problem::ErrorCode,
    session::{Language, ME, PreferenceChange, SET_PREFERENCES},
};

const OURS: [(&str, &str); 3] =
    [("sec-fetch-site", "same-origin"), ("x-csrf", "1"), ("content-type", "application/json")];
const ENGLISH: PreferenceChange = PreferenceChange::language(Language::EnUs);

#[tokio::test]
async fn who_calls_too_often_is_told_to_wait() {
    let service = Service::start_with(Config { calls_per_second: Some(10), ..Config::default() }).await;
    let browser = service.signed_in("yunfan-admin").await;
    let mut refused = None;
    for _ in 0..200 {
        let answer = browser.fetch(&ME, (), &()).await;
        if answer.status == 429 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("200 calls in a moment were all answered");
    assert_eq!(refused.code(), ErrorCode::TooManyRequests);
    assert_eq!(refused.header("retry-after"), "1");
    service.signed_in("yunfan-admin2").await.fetch(&ME, (), &()).await.ok::<contract::session::Me>();
}

#[tokio::test]
async fn reports_are_taken_from_anybody_but_not_too_many() {
    let service = Service::start().await;
    let browser = service.visitor();
    let report = r#"{"csp-report":{"violated-directive":"script-src"}}"#;
    let kind = [("content-type", "application/csp-report")];
    assert_eq!(browser.raw("POST", "/v2/csp-reports", &kind, "x".repeat(16 * 1024 + 1)).await.status, 413);
    assert_eq!(browser.raw("POST", "/v2/client-errors", &kind, "nonsense").await.status, 400);
    for _ in 0..8 {
        assert_eq!(browser.raw("POST", "/v2/csp-reports", &kind, report).await.status, 204);
    }
    assert_eq!(
        browser.raw("POST", "/v2/csp-reports", &kind, report).await.code(),
        ErrorCode::TooManyRequests
    );
}

#[tokio::test]
async fn health_and_readiness_are_told() {
    let service = Service::start().await;
    assert_eq!(service.visitor().raw("GET", "/health", &[], "").await.status, 200);
    assert_eq!(service.visitor().raw("GET", "/ready", &[], "").await.status, 200);
    service.app.store.close().await;
    assert_eq!(service.visitor().raw("GET", "/health", &[], "").await.status, 200);
    assert_eq!(service.visitor().raw("GET", "/ready", &[], "").await.code(), ErrorCode::Unavailable);
}

#[tokio::test]
async fn when_too_many_changes_wait_the_next_one_is_sent_away_politely() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let held = service.app.store.write().await.unwrap();
    let mut waiting = tokio::task::JoinSet::new();
    for _ in 0..256 {
        let store = service.app.store.clone();
        waiting.spawn(async move { store.write().await.map(drop) });
    }
    tokio::task::yield_now().await;
    let refused = browser.submit(&SET_PREFERENCES, (), &ENGLISH).await;
    assert_eq!((refused.code(), refused.header("retry-after")), (ErrorCode::Unavailable, "1"));
    drop(held);
    while let Some(done) = waiting.join_next().await {
        done.unwrap().unwrap();
    }
    browser.submit(&SET_PREFERENCES, (), &ENGLISH).await.ok::<()>();
}

#[tokio::test]
async fn a_fault_tells_the_caller_nothing_but_its_id() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    service.write("ALTER TABLE outbox RENAME TO gone").await;
    let answer = browser.raw("POST", "/v2/demo/outbox/query", &OURS, "{}").await;
    assert_eq!(answer.code(), ErrorCode::ServerFault);
    assert!(!answer.body.contains("outbox") && !answer.header(header::REQUEST_ID).is_empty());
}

#[tokio::test]
async fn a_change_that_fails_halfway_leaves_nothing() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let make_room = service.fill_disk_for("operations").await;
    let answer = browser.submit_as(&SET_PREFERENCES, (), &ENGLISH, "same-key", &[]).await;
    assert_eq!(answer.code(), ErrorCode::ServerFault);
    let changed = "SELECT COUNT(*) FROM users WHERE user_id = 'u-yunfan-admin' AND language = 'en-US'";
    assert_eq!(service.count(changed).await, 0);
    assert!(!service.audited().await.contains(&"preferences.set".to_owned()));
    service.write(make_room).await;
    browser.submit_as(&SET_PREFERENCES, (), &ENGLISH, "same-key", &[]).await.ok::<()>();
    assert_eq!(service.count(changed).await, 1);
}
