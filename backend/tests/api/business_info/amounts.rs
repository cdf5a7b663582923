//! Entering the amount: rules G5.13.

use super::{awaiting, check, entry, kept, shown, statement, wrong};
use crate::{harness::new_key, world::World};
use contract::{
    business_info::{SUBMIT, VERIFY},
    business_info_status::{BusinessInfoStatus as Status, TriesLeft},
    problem::ErrorCode,
};

#[tokio::test]
async fn of_two_members_who_enter_at_once_neither_has_a_fourth_try() {
    let world = World::new().await;
    let (finance, _) = awaiting(&world).await;
    let admin = world.sign_in("huashang-admin").await;
    let amount = wrong(statement(&world).await);
    let mut counted = 0;
    for _ in 0..4 {
        let version = shown(&finance).await.version;
        let try_one = entry(version, amount);
        let (one, other) =
            tokio::join!(finance.submit(&VERIFY, (), &try_one), admin.submit(&VERIFY, (), &try_one));
        for refused in [one, other] {
            match refused.code() {
                ErrorCode::WrongAmount => counted += 1,
                // The third is told so; whoever comes later is told the same, and is not counted.
                ErrorCode::AmountLocked | ErrorCode::Changed => {}
                code => panic!("{code:?}"),
            }
        }
    }
    assert_eq!(counted, 2);
    let audited = world.service.audited().await;
    let times = |action: &str| audited.iter().filter(|known| *known == action).count();
    assert_eq!((times("business_info.wrong_amount"), times("business_info.locked")), (2, 1));
}

#[tokio::test]
async fn the_same_call_again_is_the_same_try() {
    let world = World::new().await;
    let (finance, info) = awaiting(&world).await;
    let amount = statement(&world).await;
    let key = new_key();
    let first = finance.submit_as(&VERIFY, (), &entry(info.version, wrong(amount)), &key).await;
    let second = finance.submit_as(&VERIFY, (), &entry(info.version, wrong(amount)), &key).await;
    assert_eq!(first.refused().remaining_tries, Some(2));
    assert_eq!(second.refused().remaining_tries, Some(2));
    // And a right one, whose answer was lost, is right again.
    let version = shown(&finance).await.version;
    let key = new_key();
    let one = finance.submit_as(&VERIFY, (), &entry(version, amount), &key).await.ok();
    let two = finance.submit_as(&VERIFY, (), &entry(version, amount), &key).await.ok();
    assert_eq!(one, two);
}

#[tokio::test]
async fn an_amount_that_cannot_be_is_refused_without_costing_a_try() {
    let world = World::new().await;
    let (finance, info) = awaiting(&world).await;
    let version = info.version;
    for body in [
        format!(r#"{{"version":{version},"amount":0.421}}"#),
        format!(r#"{{"version":{version},"amount":"0.421"}}"#),
        format!(r#"{{"version":{version},"amount":1.00}}"#),
        format!(r#"{{"version":{version},"amount":0}}"#),
        format!(r#"{{"version":{version},"amount":-0.42}}"#),
        format!(r#"{{"version":{version}}}"#),
    ] {
        let refused = finance.submit_text(&VERIFY, (), &body).await;
        assert_eq!((refused.status(), refused.code()), (400, ErrorCode::InvalidParameter), "{body}");
    }
    assert_eq!(shown(&finance).await.status, Status::AwaitAmount { tries_left: TriesLeft::ALL });
    // An amount for an older state is none either.
    let stale = finance.submit(&VERIFY, (), &entry(version - 1, 42)).await;
    assert_eq!(stale.code(), ErrorCode::Changed);
}

#[tokio::test]
async fn sending_the_form_again_buys_no_further_tries() {
    let world = World::new().await;
    let (finance, info) = awaiting(&world).await;
    let amount = wrong(statement(&world).await);
    finance.submit(&VERIFY, (), &entry(info.version, amount)).await.refused();
    let version = shown(&finance).await.version;
    finance.submit(&SUBMIT, (), &kept(version)).await.ok();
    check(&world).await;
    let finance = world.sign_in("huashang-finance").await;
    let info = shown(&finance).await;
    assert_eq!(info.status, Status::AwaitAmount { tries_left: TriesLeft::try_from(2).unwrap() });
    // The older transfer is worth nothing any more, unless chance made both the same.
    assert_eq!(world.messages("BANK_STATEMENT").await.len(), 4);
}
