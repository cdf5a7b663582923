//! The code that proves a mobile number before there is an account.

use super::{PHONE, offline, offline_of, online, register, registration, send};
use crate::{
    verification::wrong,
    world::{Answer, World},
};
use contract::{
    associations::AssociationType,
    joining::{AccountName, JoinCodeSent, REGISTER, Token},
    problem::ErrorCode,
    verification::{CODE_LIFETIME_S, MAX_SENDS, RESEND_AFTER_S},
};

#[tokio::test]
async fn a_code_is_needed_right_fresh_and_not_guessed() {
    let world = World::new().await;
    let token = online(&world).await;
    let visitor = world.anybody();
    let attempt = async |code: &str| visitor.submit(&REGISTER, (), &registration(&token, PHONE, code)).await;
    assert_eq!(attempt("123456").await.code(), ErrorCode::WrongCode, "none was sent");
    let malformed = attempt("12 34").await.refused();
    assert_eq!(malformed.fields[0].field, "verification_code");
    send(&visitor, &token, PHONE).await.ok();
    let code = world.service.newest_code().await;
    world.service.pass(CODE_LIFETIME_S + 1);
    assert_eq!(attempt(&code).await.code(), ErrorCode::ExpiredCode);
    send(&visitor, &token, PHONE).await.ok();
    let code = world.service.newest_code().await;
    for left in [4, 3, 2, 1] {
        let problem = attempt(&wrong(&code)).await.refused();
        assert_eq!((problem.error_code, problem.remaining_tries), (ErrorCode::WrongCode, Some(left)));
    }
    for code in [wrong(&code), code.clone()] {
        let problem = attempt(&code).await.refused();
        assert_eq!((problem.error_code, problem.remaining_tries), (ErrorCode::TooManyTries, Some(0)));
    }
    world.service.pass(RESEND_AFTER_S);
    assert_eq!(
        send(&visitor, &token, PHONE).await.code(),
        ErrorCode::TooManyCodes,
        "a new code gives no new tries"
    );
    world.service.pass(CODE_LIFETIME_S - RESEND_AFTER_S);
    send(&visitor, &token, PHONE).await.ok();
    let code = world.service.newest_code().await;
    attempt(
        &code
            .chars()
            .map(|c| char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap())
            .collect::<String>(),
    )
    .await
    .ok();
}

#[tokio::test]
async fn parallel_guesses_are_counted_one_by_one() {
    let world = World::new().await;
    let token = online(&world).await;
    send(&world.anybody(), &token, PHONE).await.ok();
    let code = wrong(&world.service.newest_code().await);
    let guesses: Vec<_> = (0..20)
        .map(|_| {
            let (browser, draft) = (world.service.visitor(), registration(&token, PHONE, &code));
            tokio::spawn(async move { browser.submit(&REGISTER, (), &draft).await.code() })
        })
        .collect();
    let mut counted = 0;
    for guess in guesses {
        counted += i32::from(guess.await.unwrap() == ErrorCode::WrongCode);
    }
    assert_eq!(counted, 4, "the fifth is the last that is looked at");
}

#[tokio::test]
async fn codes_are_sent_now_and_then_only() {
    let world = World::new().await;
    let token = offline(&world).await;
    let visitor = world.anybody();
    let mut sends = 0;
    for _ in 0..3 {
        for _ in 0..MAX_SENDS {
            send(&visitor, &token, PHONE).await.ok();
            sends += 1;
            let soon = send(&visitor, &token, PHONE).await.refused();
            assert_eq!((soon.error_code, soon.retry_after_seconds), (ErrorCode::CodeJustSent, Some(60)));
            world.service.pass(RESEND_AFTER_S);
        }
        let enough = send(&visitor, &token, PHONE).await.refused();
        assert_eq!((enough.error_code, enough.retry_after_seconds), (ErrorCode::TooManyCodes, Some(540)));
        world.service.pass(540);
    }
    assert_eq!(sends, 15);
    // By another link neither.
    let another = offline_of(&world, "yunfan-li", AssociationType::Referral).await;
    for token in [&token, &another] {
        assert_eq!(send(&visitor, token, PHONE).await.code(), ErrorCode::TooManyCodes);
    }
    send(&visitor, &token, "13611113333").await.ok();
    world.service.pass(86_400);
    send(&visitor, &token, PHONE).await.ok();
}

#[tokio::test]
async fn a_code_proves_one_number_for_one_link() {
    let world = World::new().await;
    let one = offline(&world).await;
    let other = offline_of(&world, "yunfan-li", AssociationType::Referral).await;
    let visitor = world.anybody();
    send(&visitor, &one, PHONE).await.ok();
    let code = world.service.newest_code().await;
    let attempt = async |token: &Token, phone: &str| {
        visitor.submit(&REGISTER, (), &registration(token, phone, &code)).await
    };
    assert_eq!(attempt(&other, PHONE).await.code(), ErrorCode::WrongCode);
    assert_eq!(attempt(&one, "13611113333").await.code(), ErrorCode::WrongCode);
    attempt(&one, PHONE).await.ok();
}

#[tokio::test]
async fn whether_a_number_has_an_account_is_told_only_to_who_proved_it() {
    let world = World::new().await;
    let token = offline(&world).await;
    let known =
        world.texts("SELECT telephone FROM customers WHERE customer_id = $1", "c-100001").await.remove(0);
    let answers =
        [send(&world.anybody(), &token, &known).await, send(&world.anybody(), &token, "13900009999").await];
    let shape =
        |answer: &Answer<JoinCodeSent>| (answer.status(), answer.body().replace(char::is_numeric, "0"));
    assert_eq!(shape(&answers[0]), shape(&answers[1]));
    for phone in [known.as_str(), "13900009999"] {
        let guess =
            world.anybody().submit(&REGISTER, (), &registration(&token, phone, "000000")).await.refused();
        assert_eq!((guess.error_code, guess.remaining_tries), (ErrorCode::WrongCode, Some(4)));
    }
    world.service.pass(RESEND_AFTER_S);
    assert_eq!(register(&world, &token, &known).await.code(), ErrorCode::PhoneTaken);
}

#[tokio::test]
async fn a_login_name_that_is_taken_costs_neither_code_nor_typing() {
    let world = World::new().await;
    let token = online(&world).await;
    send(&world.anybody(), &token, PHONE).await.ok();
    let code = world.service.newest_code().await;
    let mut draft = registration(&token, PHONE, &code);
    draft.account_name = AccountName::try_from("LanTian".to_owned()).unwrap();
    assert_eq!(world.anybody().submit(&REGISTER, (), &draft).await.code(), ErrorCode::AccountNameTaken);
    draft.account_name = AccountName::try_from("chenxi_cloud".to_owned()).unwrap();
    world.anybody().submit(&REGISTER, (), &draft).await.ok();
}
