//! Verification codes: when they are asked for, what they are good for, and how often one may guess.

use crate::harness::{Answer, Browser, Service, new_key};
use contract::{
    endpoint::header,
    problem::ErrorCode,
    verification::{
        Challenge, CodeSent, Operation, ReceiverType, SEND, SET_SETTINGS, SETTINGS, SendCode,
        VerificationSettings, VerificationSwitch,
    },
};

pub const OFF: VerificationSwitch = VerificationSwitch { enabled: false };
pub const ON: VerificationSwitch = VerificationSwitch { enabled: true };

/// Asks to turn verification off, which always needs a code.
pub async fn ask(browser: &Browser, key: &str) -> Challenge {
    browser.submit_as(&SET_SETTINGS, (), &OFF, key, &[]).await.problem().challenge.unwrap()
}

pub async fn send(browser: &Browser, challenge: &Challenge) -> Answer {
    let wish = SendCode { challenge_id: challenge.challenge_id.clone(), receiver_type: ReceiverType::Sms };
    browser.submit(&SEND, (), &wish).await
}

pub async fn attempt(browser: &Browser, key: &str, challenge: &Challenge, code: &str) -> Answer {
    let headers = [
        (header::VERIFICATION_CHALLENGE, challenge.challenge_id.as_str()),
        (header::VERIFICATION_CODE, code),
    ];
    browser.submit_as(&SET_SETTINGS, (), &OFF, key, &headers).await
}

/// A code that is not `code`.
pub fn wrong(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

pub async fn is_on(service: &Service) -> bool {
    service.count("SELECT verification_enabled FROM partners WHERE partner_id = 'p-yunfan'").await == 1
}

#[tokio::test]
async fn turning_off_needs_a_code_and_turning_on_does_not() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let key = new_key();
    let refused = browser.submit_as(&SET_SETTINGS, (), &OFF, &key, &[]).await;
    assert_eq!(refused.code(), ErrorCode::CodeNeeded);
    assert!(is_on(&service).await);
    let challenge = ask(&browser, &key).await;
    assert_eq!((challenge.operation, challenge.remaining_tries), (Operation::Setting, 5));
    let channels: Vec<ReceiverType> =
        challenge.receivers.iter().map(|receiver| receiver.receiver_type).collect();
    assert_eq!(channels, [ReceiverType::Sms], "this one goes by text message only");
    assert!(challenge.receivers[0].masked.contains("****"));
    send(&browser, &challenge).await.ok::<CodeSent>();
    attempt(&browser, &key, &challenge, &service.newest_code().await).await.ok::<()>();
    assert!(!is_on(&service).await);
    browser.submit(&SET_SETTINGS, (), &ON).await.ok::<()>();
    assert!(is_on(&service).await);
    service.pass(60);
    browser.submit_with_code(&service, &SET_SETTINGS, (), &OFF).await.ok::<()>();
    assert!(!is_on(&service).await);
}

#[tokio::test]
async fn the_same_change_gets_the_same_challenge() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let first = ask(&browser, "k-1").await;
    assert_eq!(ask(&browser, "k-1").await.challenge_id, first.challenge_id);
    assert_ne!(ask(&browser, "k-2").await.challenge_id, first.challenge_id);
}

#[tokio::test]
async fn the_message_says_what_it_is_for_in_the_users_language() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let challenge = ask(&browser, "k-1").await;
    let sent: CodeSent = send(&browser, &challenge).await.ok();
    assert_eq!((sent.expires_in_seconds, sent.resend_after_seconds, sent.remaining_sends), (600, 60, 4));
    assert_eq!(sent.expire_at, service.now().plus_seconds(600));
    let message = service.newest_message("137").await;
    let code = service.newest_code().await;
    for part in ["关闭敏感操作验证", "10 分钟", "请勿告诉任何人", &code] {
        assert!(message.body.contains(part), "{part}");
    }
    assert!(message.body.ends_with(&format!("\n@partner.example #{code}")));
    assert!(!message.subject.contains(&code));
    let english = service.signed_in("nimbus-admin").await;
    english.submit(&SET_SETTINGS, (), &ON).await.ok::<()>();
    let challenge = ask(&english, "k-1").await;
    send(&english, &challenge).await.ok::<CodeSent>();
    let message = service.newest_message("137").await;
    assert!(message.body.contains("valid for 10 minutes. Never tell it to anyone"), "{}", message.body);
}

#[tokio::test]
async fn a_pasted_code_is_understood() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let challenge = ask(&browser, "k-1").await;
    send(&browser, &challenge).await.ok::<CodeSent>();
    let code = service.newest_code().await;
    attempt(&browser, "k-1", &challenge, &format!("{}-{} ", &code[..3], &code[3..])).await.ok::<()>();
}

#[tokio::test]
async fn a_code_is_good_for_ten_minutes_and_not_a_second_longer() {
    for (seconds, expected) in [(600, None), (601, Some(ErrorCode::ExpiredCode))] {
        let service = Service::start().await;
        let browser = service.signed_in("yunfan-admin").await;
        let challenge = ask(&browser, "k-1").await;
        send(&browser, &challenge).await.ok::<CodeSent>();
        let code = service.newest_code().await;
        service.pass(seconds);
        let answer = attempt(&browser, "k-1", &challenge, &code).await;
        assert_eq!((answer.status >= 400).then(|| answer.code()), expected);
    }
}

#[tokio::test]
async fn a_new_code_replaces_the_old_one_but_not_the_count_of_tries() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let challenge = ask(&browser, "k-1").await;
    send(&browser, &challenge).await.ok::<CodeSent>();
    let old = service.newest_code().await;
    attempt(&browser, "k-1", &challenge, &wrong(&old)).await.problem();
    service.pass(60);
    send(&browser, &challenge).await.ok::<CodeSent>();
    let new = service.newest_code().await;
    if old != new {
        let problem = attempt(&browser, "k-1", &challenge, &old).await.problem();
        assert_eq!(problem.remaining_tries, Some(3));
    }
    attempt(&browser, "k-1", &challenge, &new).await.ok::<()>();
}

#[tokio::test]
async fn a_repeated_sending_sends_once() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let challenge = ask(&browser, "k-1").await;
    let wish = SendCode { challenge_id: challenge.challenge_id.clone(), receiver_type: ReceiverType::Sms };
    for _ in 0..3 {
        browser.submit_as(&SEND, (), &wish, "send-1", &[]).await.ok::<CodeSent>();
    }
    assert_eq!(service.count("SELECT COUNT(*) FROM outbox").await, 1);
}

#[tokio::test]
async fn a_used_code_answers_its_own_change_again_and_no_other() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let challenge = ask(&browser, "k-1").await;
    send(&browser, &challenge).await.ok::<CodeSent>();
    let code = service.newest_code().await;
    let before = browser.cookie();
    attempt(&browser, "k-1", &challenge, &code).await.ok::<()>();
    assert_ne!(browser.cookie(), before, "the session's secret is new after a verification");
    let again = browser.submit_as(&SET_SETTINGS, (), &OFF, "k-1", &[]).await;
    assert_eq!((again.status, again.header(header::IDEMPOTENT_REPLAY)), (204, "true"));
    browser.submit(&SET_SETTINGS, (), &ON).await.ok::<()>();
    assert_eq!(attempt(&browser, "k-2", &challenge, &code).await.code(), ErrorCode::WrongCode);
}

#[tokio::test]
async fn without_phone_there_is_no_way_to_turn_it_off() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    service.write("UPDATE users SET phone = NULL WHERE user_id = 'u-yunfan-admin'").await;
    assert_eq!(browser.submit(&SET_SETTINGS, (), &OFF).await.code(), ErrorCode::NoCodeReceiver);
}

#[tokio::test]
async fn a_code_by_mail_does_not_turn_verification_off() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let challenge = ask(&browser, "k-1").await;
    let wish = SendCode { challenge_id: challenge.challenge_id, receiver_type: ReceiverType::Email };
    assert_eq!(browser.submit(&SEND, (), &wish).await.problem().fields[0].field, "receiver_type");
}

#[tokio::test]
async fn the_setting_is_for_partners_with_customers_and_its_switch_for_administrators() {
    let service = Service::start().await;
    for name in ["yunfan-finance", "huashang-admin", "lingxi-admin"] {
        let settings: VerificationSettings =
            service.signed_in(name).await.fetch(&SETTINGS, (), &()).await.ok();
        assert_eq!(
            settings.always_required,
            [
                Operation::Setting,
                Operation::PayoutAccount,
                Operation::Withdraw,
                Operation::ActivateRemittance
            ]
        );
        assert_eq!((settings.sensitive.len(), settings.receivers.len()), (10, 2));
        assert_eq!(settings.enabled, name == "yunfan-finance");
    }
    let procurer = service.signed_in("caizhi-admin").await;
    assert_eq!(procurer.fetch(&SETTINGS, (), &()).await.code(), ErrorCode::AccessDenied);
    let finance = service.signed_in("yunfan-finance").await;
    assert_eq!(finance.submit(&SET_SETTINGS, (), &OFF).await.code(), ErrorCode::AdministratorOnly);
}

#[tokio::test]
async fn a_code_stands_in_its_message_and_nowhere_else() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let challenge = ask(&browser, "k-1").await;
    let sent = send(&browser, &challenge).await;
    let code = service.newest_code().await;
    assert!(!sent.body.contains(&code));
    for sql in [
        "SELECT COUNT(*) FROM challenges WHERE code_mac LIKE '%' || (SELECT substr(body, -6) FROM outbox) || '%' AND length(code_mac) <> 64",
        "SELECT COUNT(*) FROM audit WHERE detail LIKE '%' || (SELECT substr(body, -6) FROM outbox) || '%'",
        "SELECT COUNT(*) FROM operations WHERE body LIKE '%' || (SELECT substr(body, -6) FROM outbox) || '%'",
    ] {
        assert_eq!(service.count(sql).await, 0, "{sql}");
    }
}
