//! How often one may guess a verification code, and have one sent.

use crate::{
    harness::Service,
    verification::{OFF, ask, attempt, is_on, send, wrong},
};
use contract::{
    problem::ErrorCode,
    session::ME,
    verification::{Challenge, CodeSent, SET_SETTINGS},
};

#[tokio::test]
async fn after_five_wrong_tries_even_the_right_code_is_worth_nothing() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let challenge = ask(&browser, "k-1").await;
    send(&browser, &challenge).await.ok::<CodeSent>();
    let code = service.newest_code().await;
    for left in [4, 3, 2, 1] {
        let problem = attempt(&browser, "k-1", &challenge, &wrong(&code)).await.problem();
        assert_eq!((problem.error_code, problem.remaining_tries), (ErrorCode::WrongCode, Some(left)));
    }
    for code in [wrong(&code), code] {
        let problem = attempt(&browser, "k-1", &challenge, &code).await.problem();
        assert_eq!((problem.error_code, problem.remaining_tries), (ErrorCode::TooManyTries, Some(0)));
    }
    assert_eq!(send(&browser, &challenge).await.code(), ErrorCode::TooManyTries);
    assert!(is_on(&service).await);
}

#[tokio::test]
async fn parallel_guesses_are_counted_one_by_one() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let challenge = ask(&browser, "k-1").await;
    send(&browser, &challenge).await.ok::<CodeSent>();
    let code = wrong(&service.newest_code().await);
    let guesses: Vec<_> = (0..20)
        .map(|_| {
            let (browser, challenge, code) = (browser.clone(), challenge.clone(), code.clone());
            tokio::spawn(async move { attempt(&browser, "k-1", &challenge, &code).await.code() })
        })
        .collect();
    let mut counted = 0;
    for guess in guesses {
        counted += i32::from(guess.await.unwrap() == ErrorCode::WrongCode);
    }
    assert_eq!(counted, 4, "the fifth is the last that is looked at");
}

#[tokio::test]
async fn ten_codes_an_hour_are_enough() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    for number in 0..10 {
        let challenge = ask(&browser, &format!("k-{number}")).await;
        send(&browser, &challenge).await.ok::<CodeSent>();
    }
    let challenge = ask(&browser, "k-11").await;
    let refused = send(&browser, &challenge).await;
    assert_eq!(refused.code(), ErrorCode::TooManyCodes);
    assert_eq!(refused.header("retry-after"), "3600");
}

#[tokio::test]
async fn a_code_can_be_sent_again_after_a_minute_and_five_times_in_all() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let challenge = ask(&browser, "k-1").await;
    for left in [4, 3, 2, 1, 0] {
        assert_eq!(send(&browser, &challenge).await.ok::<CodeSent>().remaining_sends, left);
        let problem = send(&browser, &challenge).await.problem();
        assert_eq!((problem.error_code, problem.retry_after_seconds), (ErrorCode::CodeJustSent, Some(60)));
        service.pass(60);
    }
    assert_eq!(send(&browser, &challenge).await.code(), ErrorCode::TooManyCodes);
}

#[tokio::test]
async fn fifteen_wrong_codes_lock_verification_but_not_the_account() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    for key in ["k-1", "k-2", "k-3"] {
        let challenge = ask(&browser, key).await;
        send(&browser, &challenge).await.ok::<CodeSent>();
        let code = wrong(&service.newest_code().await);
        for _ in 0..5 {
            attempt(&browser, key, &challenge, &code).await.problem();
        }
    }
    let locked = browser.submit_as(&SET_SETTINGS, (), &OFF, "k-4", &[]).await;
    assert_eq!(locked.code(), ErrorCode::StepUpLocked);
    assert_eq!(locked.header("retry-after"), "900");
    browser.fetch(&ME, (), &()).await.ok::<contract::session::Me>();
    assert!(service.audited().await.contains(&"code.locked".to_owned()));
    service.pass(900);
    let challenge = ask(&browser, "k-4").await;
    send(&browser, &challenge).await.ok::<CodeSent>();
    let code = service.newest_code().await;
    let problem = attempt(&browser, "k-4", &challenge, &wrong(&code)).await.problem();
    assert_eq!(problem.remaining_tries, Some(4), "one more wrong code does not lock again at once");
    attempt(&browser, "k-4", &challenge, &code).await.ok::<()>();
}

#[tokio::test]
async fn after_a_hundred_wrong_codes_in_a_row_waiting_does_not_help() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    service.write("UPDATE users SET code_failures = 99 WHERE user_id = 'u-yunfan-admin'").await;
    let challenge = ask(&browser, "k-1").await;
    send(&browser, &challenge).await.ok::<CodeSent>();
    let code = service.newest_code().await;
    assert_eq!(attempt(&browser, "k-1", &challenge, &wrong(&code)).await.code(), ErrorCode::WrongCode);
    let refused = attempt(&browser, "k-1", &challenge, &code).await.problem();
    assert_eq!((refused.error_code, refused.retry_after_seconds), (ErrorCode::StepUpLocked, None));
}

#[tokio::test]
async fn a_code_is_good_for_nothing_but_its_own_change() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let challenge = ask(&browser, "k-1").await;
    send(&browser, &challenge).await.ok::<CodeSent>();
    let code = service.newest_code().await;
    let reference = attempt(&browser, "k-1", &challenge, &wrong(&code)).await;

    let other_key = attempt(&browser, "k-2", &challenge, &code).await;
    assert_eq!((other_key.status, &other_key.body), (reference.status, &reference.body));
    assert_eq!(attempt(&browser, "k-1", &challenge, &code).await.code(), ErrorCode::TooManyTries);

    let challenge = ask(&browser, "k-3").await;
    send(&browser, &challenge).await.ok::<CodeSent>();
    let code = service.newest_code().await;
    let other_session = service.signed_in("yunfan-admin").await;
    let refused = attempt(&other_session, "k-3", &challenge, &code).await;
    assert_eq!(refused.body, reference.body);
    let other_user = service.signed_in("yunfan-admin2").await;
    let refused = attempt(&other_user, "k-3", &challenge, &code).await;
    assert_eq!(refused.body, reference.body);
    assert_eq!(send(&other_user, &challenge).await.code(), ErrorCode::WrongCode);
    let made_up = Challenge { challenge_id: "v-00".parse().unwrap(), ..challenge };
    assert_eq!(attempt(&other_user, "k-5", &made_up, &code).await.body, reference.body);
    assert!(is_on(&service).await);
    assert!(service.audited().await.contains(&"code.mismatch".to_owned()));
}
