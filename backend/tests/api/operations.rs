//! Nothing happens twice, and a lost answer can be had again.

use crate::harness::{Browser, Service, new_key};
use backend::upkeep;
use contract::{
    endpoint::header,
    operations::{OUTCOME, Outcome, OutcomeState},
    problem::ErrorCode,
    session::{Language, PreferenceChange, SET_PREFERENCES},
    verification::{SET_SETTINGS, VerificationSwitch},
};

const ENGLISH: PreferenceChange = PreferenceChange::language(Language::EnUs);
const CHINESE: PreferenceChange = PreferenceChange::language(Language::ZhCn);

async fn outcome(browser: &Browser, key: &str) -> Outcome {
    browser.fetch(&OUTCOME, (key.parse().unwrap(),), &()).await.ok()
}

#[tokio::test]
async fn a_repeated_change_gets_the_first_answer_and_happens_once() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let first = browser.submit_as(&SET_PREFERENCES, (), &ENGLISH, "k-1", &[]).await;
    assert_eq!((first.status, first.header(header::IDEMPOTENT_REPLAY)), (204, ""));
    browser.submit(&SET_PREFERENCES, (), &CHINESE).await.ok::<()>();
    let second = browser.submit_as(&SET_PREFERENCES, (), &ENGLISH, "k-1", &[]).await;
    assert_eq!((second.status, second.header(header::IDEMPOTENT_REPLAY)), (204, "true"));
    assert_eq!(second.body, first.body);
    let english = "SELECT COUNT(*) FROM users WHERE user_id = 'u-yunfan-admin' AND language = 'en-US'";
    assert_eq!(service.count(english).await, 0);
}

#[tokio::test]
async fn fifty_at_once_with_one_key_are_one_change() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let tries = (0..50).map(|_| {
        let browser = browser.clone();
        tokio::spawn(async move { browser.submit_as(&SET_PREFERENCES, (), &ENGLISH, "k-1", &[]).await })
    });
    let mut replays = 0;
    for tried in tries.collect::<Vec<_>>() {
        let answer = tried.await.unwrap();
        answer.ok::<()>();
        replays += i32::from(answer.header(header::IDEMPOTENT_REPLAY) == "true");
    }
    assert_eq!(replays, 49);
    let audited = service.audited().await;
    assert_eq!(audited.iter().filter(|action| *action == "preferences.set").count(), 1);
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_user() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    browser.submit_as(&SET_PREFERENCES, (), &ENGLISH, "k-1", &[]).await.ok::<()>();
    let other_body = browser.submit_as(&SET_PREFERENCES, (), &CHINESE, "k-1", &[]).await;
    assert_eq!(other_body.code(), ErrorCode::KeyReused);
    let switch = VerificationSwitch { enabled: true };
    let other_path = browser.submit_as(&SET_SETTINGS, (), &switch, "k-1", &[]).await;
    assert_eq!(other_path.code(), ErrorCode::KeyReused);
    let other_user = service.signed_in("yunfan-admin2").await;
    other_user.submit_as(&SET_PREFERENCES, (), &CHINESE, "k-1", &[]).await.ok::<()>();
}

#[tokio::test]
async fn what_became_of_a_change_can_be_asked_by_its_user_alone() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let key = new_key();
    let not_seen = Outcome { state: OutcomeState::NotSeen, status: None };
    assert_eq!(outcome(&browser, &key).await, not_seen);
    browser.submit_as(&SET_PREFERENCES, (), &ENGLISH, &key, &[]).await.ok::<()>();
    assert_eq!(outcome(&browser, &key).await, Outcome { state: OutcomeState::Done, status: Some(204) });
    assert_eq!(outcome(&service.signed_in("yunfan-admin2").await, &key).await, not_seen);
}

#[tokio::test]
async fn a_refused_change_may_be_tried_again_with_its_key() {
    let service = Service::start().await;
    let browser = service.signed_in("huashang-operator").await;
    let switch = VerificationSwitch { enabled: true };
    let refused = browser.submit_as(&SET_SETTINGS, (), &switch, "k-1", &[]).await;
    assert_eq!(refused.code(), ErrorCode::AdministratorOnly);
    service
        .write("INSERT INTO user_roles (user_id, role) VALUES ('u-huashang-operator', 'ADMINISTRATOR')")
        .await;
    browser.submit_as(&SET_SETTINGS, (), &switch, "k-1", &[]).await.ok::<()>();
}

#[tokio::test]
async fn answers_are_kept_for_72_hours() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    browser.submit_as(&SET_PREFERENCES, (), &ENGLISH, "k-1", &[]).await.ok::<()>();
    service.pass(72 * 3_600 - 1);
    upkeep::clean(&service.app).await.unwrap();
    assert_eq!(service.count("SELECT COUNT(*) FROM operations").await, 1);
    service.pass(1);
    upkeep::clean(&service.app).await.unwrap();
    assert_eq!(service.count("SELECT COUNT(*) FROM operations").await, 0);
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_restart() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    browser.submit(&SET_PREFERENCES, (), &ENGLISH).await.ok::<()>();
    let store = service.found_by_the_next_process().await;
    let english = "SELECT COUNT(*) FROM users WHERE user_id = 'u-yunfan-admin' AND language = 'en-US'";
    let count: i64 = sqlx::query_scalar(english).fetch_one(&mut *store.read().await.unwrap()).await.unwrap();
    assert_eq!(count, 1);
}
