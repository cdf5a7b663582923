//! What only the demo has: its accounts, its outbox, its clock.

use crate::harness::Service;
use backend::{clock::Clock, demo::restore_clock};
use contract::{
    demo::{ACCOUNTS, ADVANCE_CLOCK, ClockDraft, ClockNow, DemoAccounts, OUTBOX, Outbox, OutboxQuery},
    problem::ErrorCode,
    session::{ME, Me},
    verification::{SEND, SET_SETTINGS, SendCode, VerificationSwitch},
};

const DAY: u32 = 86_400;

#[tokio::test]
async fn one_can_sign_in_as_everybody_who_is_listed() {
    let service = Service::start().await;
    let listed: DemoAccounts = service.visitor().fetch(&ACCOUNTS, (), &()).await.ok();
    assert!(listed.accounts.len() > 20);
    for account in listed.accounts.iter().step_by(5) {
        service.visitor().sign_in(&account.account_name, &account.password).await.ok::<Me>();
    }
}

#[tokio::test]
async fn time_passes_for_everybody_and_a_restart_does_not_turn_it_back() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let before = service.now();
    let draft = ClockDraft { advance_seconds: 90 * DAY };
    let now: ClockNow = service.visitor().submit(&ADVANCE_CLOCK, (), &draft).await.ok();
    assert_eq!(now.now, before.plus_seconds(i64::from(90 * DAY)));
    assert_eq!(service.now(), now.now);
    assert_eq!(browser.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
    let restarted = Clock::standing_at(before);
    restore_clock(&service.app.store, &restarted).await.unwrap();
    assert_eq!(restarted.now(), now.now);
    let too_far = ClockDraft { advance_seconds: 315_360_001 };
    assert_eq!(
        service.visitor().submit(&ADVANCE_CLOCK, (), &too_far).await.problem().fields[0].field,
        "advance_seconds"
    );
}

#[tokio::test]
async fn a_repeated_wish_moves_the_clock_once() {
    let service = Service::start().await;
    let draft = ClockDraft { advance_seconds: DAY };
    let before = service.now();
    for _ in 0..2 {
        service.visitor().submit_as(&ADVANCE_CLOCK, (), &draft, "k-1", &[]).await.ok::<ClockNow>();
    }
    assert_eq!(service.now(), before.plus_seconds(i64::from(DAY)));
}

#[tokio::test]
async fn the_outbox_shows_the_newest_first_and_can_be_searched() {
    let service = Service::start().await;
    let off = VerificationSwitch { enabled: false };
    for name in ["yunfan-admin", "yunfan-admin2"] {
        let browser = service.signed_in(name).await;
        let challenge = browser.submit(&SET_SETTINGS, (), &off).await.problem().challenge.unwrap();
        let receiver_type = challenge.receivers[0].receiver_type;
        browser.submit(&SEND, (), &SendCode { challenge_id: challenge.challenge_id, receiver_type }).await;
    }
    let visitor = service.visitor();
    let all: Outbox = visitor.fetch(&OUTBOX, (), &OutboxQuery::default()).await.ok();
    assert_eq!((all.messages.len(), all.total_count), (2, 2));
    let query = OutboxQuery { recipient: Some(all.messages[1].recipient.clone()), ..OutboxQuery::default() };
    let one: Outbox = visitor.fetch(&OUTBOX, (), &query).await.ok();
    assert_eq!(one.messages, [all.messages[1].clone()]);
    let none: Outbox = visitor
        .fetch(&OUTBOX, (), &OutboxQuery { recipient: Some("%".to_owned()), ..OutboxQuery::default() })
        .await
        .ok();
    assert_eq!(none.total_count, 0, "a percent sign is no wildcard");
    let page = OutboxQuery { limit: Some(101), ..OutboxQuery::default() };
    assert_eq!(visitor.fetch(&OUTBOX, (), &page).await.problem().fields[0].field, "limit");
}
