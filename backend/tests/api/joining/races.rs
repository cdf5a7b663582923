//! Two at the same moment, and the same call twice.

use super::{PHONE, assert_dead, association, free_customer, messages, online, registration, send, sql};
use crate::{harness::new_key, world::World};
use contract::{
    joining::{ASSOCIATE, AccountName, LinkState, REGISTER, RegisterDraft},
    problem::ErrorCode,
};

#[tokio::test]
async fn two_at_the_same_second_and_one_wins() {
    let world = World::new().await;
    let token = online(&world).await;
    send(&world.anybody(), &token, PHONE).await.ok();
    let code = world.service.newest_code().await;
    let tries: Vec<_> = (0..8)
        .map(|number| {
            let browser = world.service.visitor();
            let mut draft = registration(&token, PHONE, &code);
            draft.account_name = AccountName::try_from(format!("racer_{number}")).unwrap();
            tokio::spawn(async move { browser.submit(&REGISTER, (), &draft).await })
        })
        .collect();
    let mut won = 0;
    for answer in tries {
        let answer = answer.await.unwrap();
        if answer.status == 200 {
            won += 1;
        } else {
            assert_dead(&answer.problem(), LinkState::Used);
        }
    }
    assert_eq!(won, 1);
    assert_eq!(world.number("SELECT COUNT(*) FROM users WHERE phone = $1", PHONE).await, 1);
    assert_eq!(messages(&world.service, "ASSOCIATED").await.len(), 1);
}

#[tokio::test]
async fn a_registering_and_a_signed_in_customer_race_for_one_link() {
    let world = World::new().await;
    let token = online(&world).await;
    // The account that is there has the filed number as well.
    let customer = free_customer(&world).await;
    sql(&world, "UPDATE users SET phone = '13611112222' WHERE customer_id = 'c-100001'").await;
    let key = new_key();
    let asked = customer.submit_as(&ASSOCIATE, (), &association(&token), &key).await.refused();
    let challenge = asked.challenge.unwrap();
    let wish = contract::verification::SendCode {
        challenge_id: challenge.challenge_id.clone(),
        receiver_type: contract::verification::ReceiverType::Sms,
    };
    customer.submit(&contract::verification::SEND, (), &wish).await.ok();
    let own_code = world.service.newest_code().await;
    send(&world.anybody(), &token, PHONE).await.ok();
    let code = world.service.newest_code().await;
    let browser = world.service.visitor();
    let draft = registration(&token, PHONE, &code);
    let registering = tokio::spawn(async move { browser.submit(&REGISTER, (), &draft).await });
    let twin = customer.browser.twin();
    let draft = association(&token);
    let associating = tokio::spawn(async move {
        let headers = [
            (contract::endpoint::header::VERIFICATION_CHALLENGE, challenge.challenge_id.as_str()),
            (contract::endpoint::header::VERIFICATION_CODE, own_code.as_str()),
        ];
        twin.submit_as(&ASSOCIATE, (), &draft, &key, &headers).await
    });
    let registered = registering.await.unwrap();
    let associated = associating.await.unwrap();
    // Registering cannot win: the number has an account.
    assert_eq!(associated.status, 200, "{}", associated.body);
    let code = registered.problem().error_code;
    assert!(matches!(code, ErrorCode::PhoneTaken | ErrorCode::LinkDead), "{code:?}");
}

#[tokio::test]
async fn the_same_call_again_gets_the_same_answer_and_happens_once() {
    let world = World::new().await;
    let token = online(&world).await;
    send(&world.anybody(), &token, PHONE).await.ok();
    let draft = registration(&token, PHONE, &world.service.newest_code().await);
    let first = world.anybody().submit_as(&REGISTER, (), &draft, "k-register").await;
    let again = world.anybody().submit_as(&REGISTER, (), &draft, "k-register").await;
    assert_eq!((first.status(), first.body()), (again.status(), again.body()));
    assert_eq!(again.raw.header(contract::endpoint::header::IDEMPOTENT_REPLAY), "true");
    assert_eq!(again.raw.header("set-cookie"), "", "an answer that is repeated signs nobody in");
    assert_eq!(messages(&world.service, "ASSOCIATED").await.len(), 1);
    let other = RegisterDraft { notes_accepted: false, ..draft };
    assert_eq!(
        world.anybody().submit_as(&REGISTER, (), &other, "k-register").await.code(),
        ErrorCode::KeyReused
    );
}
