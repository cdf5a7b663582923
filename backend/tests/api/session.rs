//! Signing in and out, and how long that lasts.

use crate::harness::Service;
use backend::seed::PASSWORD;
use contract::{
    endpoint::header,
    problem::ErrorCode,
    session::{
        Language, ME, Me, PreferenceChange, Preferences, Principal, SESSIONS, SET_PREFERENCES, SIGN_IN,
        SIGN_OUT, SIGN_OUT_EVERYWHERE, SIGN_OUT_OTHERS, SIGN_OUT_THERE, Sessions, SignedOut,
    },
};

#[tokio::test]
async fn whoever_signs_in_learns_who_they_are() {
    let service = Service::start().await;
    let browser = service.visitor();
    let answer = browser.sign_in("yunfan-finance", PASSWORD).await;
    let me: Me = answer.ok();
    let Principal::Member(member) = me.principal else { panic!("no member") };
    assert_eq!(member.partner_id.as_str(), "p-yunfan");
    assert_eq!(member.administrators.len(), 2);
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-sid=") && !cookie.contains("Max-Age") && !cookie.contains("Domain"));
    for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] {
        assert!(cookie.contains(part), "{part}");
    }
    assert_eq!(browser.fetch(&ME, (), &()).await.ok::<Me>().name, me.name);
}

#[tokio::test]
async fn each_kind_of_account_is_signed_in_as_what_it_is() {
    let service = Service::start().await;
    let customer = service.signed_in("lantian").await.fetch(&ME, (), &()).await.ok::<Me>();
    assert!(
        matches!(customer.principal, Principal::Customer { customer_id, .. } if customer_id.as_str() == "c-100001")
    );
    let operator = service.signed_in("vendor-operator").await.fetch(&ME, (), &()).await.ok::<Me>();
    assert_eq!(operator.principal, Principal::Operator);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_get_the_same_answer() {
    let service = Service::start().await;
    let wrong = service.visitor().sign_in("yunfan-admin", "wrong").await;
    let unknown = service.visitor().sign_in("nobody", "wrong").await;
    assert_eq!(wrong.code(), ErrorCode::BadCredentials);
    assert_eq!((wrong.status, wrong.body), (unknown.status, unknown.body));
    assert_eq!(wrong.headers.get("set-cookie"), None);
}

#[tokio::test]
async fn after_five_wrong_passwords_not_even_the_right_one_is_taken_for_a_quarter_of_an_hour() {
    let service = Service::start().await;
    let browser = service.visitor();
    for _ in 0..5 {
        assert_eq!(browser.sign_in("yunfan-admin", "wrong").await.code(), ErrorCode::BadCredentials);
    }
    let refused = browser.sign_in("yunfan-admin", PASSWORD).await;
    assert_eq!(refused.code(), ErrorCode::TooManyRequests);
    assert_eq!(refused.header("retry-after"), "900");
    browser.sign_in("yunfan-admin2", PASSWORD).await.ok::<Me>();
    service.pass(899);
    assert_eq!(browser.sign_in("yunfan-admin", PASSWORD).await.code(), ErrorCode::TooManyRequests);
    service.pass(1);
    browser.sign_in("yunfan-admin", PASSWORD).await.ok::<Me>();
    assert!(service.audited().await.contains(&"sign_in.locked".to_owned()));
}

#[tokio::test]
async fn a_right_password_forgives_the_wrong_ones_before_it() {
    let service = Service::start().await;
    let browser = service.visitor();
    for _ in 0..2 {
        for _ in 0..4 {
            browser.sign_in("yunfan-admin", "wrong").await;
        }
        browser.sign_in("yunfan-admin", PASSWORD).await.ok::<Me>();
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_and_clears_the_browser() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let thief = browser.twin();
    let answer = browser.submit(&SIGN_OUT, (), &()).await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("clear-site-data"), "\"cookies\", \"storage\"");
    assert_eq!(browser.cookie(), None);
    assert_eq!(thief.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_of_this_user_only() {
    let service = Service::start().await;
    let (here, there) = (service.signed_in("yunfan-admin").await, service.signed_in("yunfan-admin").await);
    let other = service.signed_in("yunfan-admin2").await;
    let listed = here.fetch(&SESSIONS, (), &()).await.ok::<Sessions>().sessions;
    assert_eq!((listed.len(), listed.iter().filter(|session| session.current).count()), (2, 1));
    assert_eq!(here.submit(&SIGN_OUT_EVERYWHERE, (), &()).await.status, 204);
    assert_eq!(there.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
    other.fetch(&ME, (), &()).await.ok::<Me>();
}

#[tokio::test]
async fn another_device_is_signed_out_from_here_and_is_out_at_its_next_call() {
    let service = Service::start().await;
    let (here, there) = (service.signed_in("yunfan-admin").await, service.signed_in("yunfan-admin").await);
    let other = service.signed_in("yunfan-admin2").await;
    let listed = here.fetch(&SESSIONS, (), &()).await.ok::<Sessions>().sessions;
    let of_other = other.fetch(&SESSIONS, (), &()).await.ok::<Sessions>().sessions.remove(0).session_id;
    let id_of =
        |current: bool| listed.iter().find(|session| session.current == current).unwrap().session_id.clone();
    // Neither the one that asks nor somebody else's.
    let own = here.submit(&SIGN_OUT_THERE, (id_of(true),), &()).await;
    assert_eq!((own.status, own.code()), (409, ErrorCode::NotInThisState));
    let foreign = here.submit(&SIGN_OUT_THERE, (of_other,), &()).await;
    let missing = here.submit(&SIGN_OUT_THERE, ("s-none".parse().unwrap(),), &()).await;
    assert_eq!((foreign.code(), foreign.body), (ErrorCode::NotFound, missing.body));
    assert_eq!(here.submit(&SIGN_OUT_THERE, (id_of(false),), &()).await.status, 204);
    assert_eq!(there.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
    assert_eq!(here.submit(&SIGN_OUT_THERE, (id_of(false),), &()).await.code(), ErrorCode::NotFound);
    here.fetch(&ME, (), &()).await.ok::<Me>();
    other.fetch(&ME, (), &()).await.ok::<Me>();
    assert!(service.audited().await.contains(&"sign_out.there".to_owned()));
}

#[tokio::test]
async fn signing_out_the_others_leaves_this_session_alone() {
    let service = Service::start().await;
    let here = service.signed_in("yunfan-admin").await;
    let there = [service.signed_in("yunfan-admin").await, service.signed_in("yunfan-admin").await];
    let other = service.signed_in("yunfan-admin2").await;
    assert_eq!(here.submit(&SIGN_OUT_OTHERS, (), &()).await.ok::<SignedOut>().ended, 2);
    for browser in &there {
        assert_eq!(browser.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
    }
    other.fetch(&ME, (), &()).await.ok::<Me>();
    let left = here.fetch(&SESSIONS, (), &()).await.ok::<Sessions>().sessions;
    assert!(left.len() == 1 && left[0].current);
    assert_eq!(here.submit(&SIGN_OUT_OTHERS, (), &()).await.ok::<SignedOut>().ended, 0);
}

#[tokio::test]
async fn a_session_ends_after_an_hour_without_an_action() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    service.pass(3_599);
    assert_eq!(browser.fetch(&ME, (), &()).await.header(header::SESSION_ENDS_IN), "3600");
    service.pass(3_600);
    assert_eq!(browser.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
}

#[tokio::test]
async fn background_polling_does_not_keep_a_session_alive() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    for left in ["2700", "1800", "900"] {
        service.pass(900);
        let polled = browser.raw("GET", "/v2/session", &[(header::BACKGROUND, "1")], "").await;
        assert_eq!(polled.header(header::SESSION_ENDS_IN), left);
    }
    service.pass(900);
    assert_eq!(browser.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_whatever_is_done() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    for _ in 0..23 {
        service.pass(1_800);
        browser.fetch(&ME, (), &()).await.ok::<Me>();
    }
    service.pass(1_799);
    assert_eq!(browser.fetch(&ME, (), &()).await.header(header::SESSION_ENDS_IN), "1");
    service.pass(1);
    assert_eq!(browser.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
}

#[tokio::test]
async fn the_secret_is_renewed_and_the_old_one_dies_soon_after_the_new_one_is_used() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let old = browser.twin();
    service.pass(1_800);
    browser.fetch(&ME, (), &()).await.ok::<Me>();
    assert_ne!(browser.cookie(), old.cookie());
    old.twin().fetch(&ME, (), &()).await.ok::<Me>();
    browser.fetch(&ME, (), &()).await.ok::<Me>();
    service.pass(29);
    old.twin().fetch(&ME, (), &()).await.ok::<Me>();
    service.pass(1);
    assert_eq!(old.twin().fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
    browser.fetch(&ME, (), &()).await.ok::<Me>();
}

#[tokio::test]
async fn a_lost_answer_with_the_new_secret_signs_nobody_out() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let old = browser.twin();
    service.pass(1_800);
    browser.fetch(&ME, (), &()).await.ok::<Me>();
    let never_arrived = browser;
    service.pass(600);
    old.fetch(&ME, (), &()).await.ok::<Me>();
    old.fetch(&ME, (), &()).await.ok::<Me>();
    assert_eq!(never_arrived.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
}

#[tokio::test]
async fn the_eleventh_session_ends_the_oldest() {
    let service = Service::start().await;
    let first = service.signed_in("yunfan-admin").await;
    for _ in 0..10 {
        service.pass(1);
        service.signed_in("yunfan-admin").await;
    }
    assert_eq!(first.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
    assert_eq!(service.count("SELECT COUNT(*) FROM sessions").await, 10);
}

#[tokio::test]
async fn a_changed_role_counts_at_once_and_a_disabled_user_is_out() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-finance").await;
    service.write("DELETE FROM user_roles WHERE user_id = 'u-yunfan-finance'").await;
    let Principal::Member(member) = browser.fetch(&ME, (), &()).await.ok::<Me>().principal else { panic!() };
    assert!(member.roles.is_empty());
    service.write("UPDATE users SET disabled = 1 WHERE user_id = 'u-yunfan-finance'").await;
    assert_eq!(browser.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
    assert_eq!(browser.sign_in("yunfan-finance", PASSWORD).await.code(), ErrorCode::BadCredentials);
}

#[tokio::test]
async fn the_language_is_kept_on_every_device() {
    let service = Service::start().await;
    let english = PreferenceChange::language(Language::EnUs);
    service.signed_in("yunfan-admin").await.submit(&SET_PREFERENCES, (), &english).await.ok::<()>();
    let me: Me = service.signed_in("yunfan-admin").await.fetch(&ME, (), &()).await.ok();
    assert_eq!(me.preferences, Preferences { language: Language::EnUs, hide_intl_site_notice: false });
}

#[tokio::test]
async fn the_notice_of_the_international_site_is_for_its_accounts_until_their_user_has_had_enough() {
    let service = Service::start().await;
    let told = async |account_name: &str| -> bool {
        service.signed_in(account_name).await.fetch(&ME, (), &()).await.ok::<Me>().is_told_of_intl_site()
    };
    assert!(told("nimbus-admin").await && told("hw_harbour").await, "a partner and a customer of that site");
    for elsewhere in ["yunfan-admin", "hw_hetong", "vendor-operator"] {
        assert!(!told(elsewhere).await, "{elsewhere}");
    }
    let enough = PreferenceChange { hide_intl_site_notice: Some(true), ..PreferenceChange::default() };
    service.signed_in("nimbus-admin").await.submit(&SET_PREFERENCES, (), &enough).await.ok::<()>();
    assert!(!told("nimbus-admin").await, "another session of the same user");
    assert!(told("hw_harbour").await, "somebody else");
    // The language is another matter.
    let english = PreferenceChange::language(Language::EnUs);
    service.signed_in("nimbus-admin").await.submit(&SET_PREFERENCES, (), &english).await.ok::<()>();
    assert!(!told("nimbus-admin").await);
    let again = PreferenceChange { hide_intl_site_notice: Some(false), ..PreferenceChange::default() };
    service.signed_in("nimbus-admin").await.submit(&SET_PREFERENCES, (), &again).await.ok::<()>();
    assert!(told("nimbus-admin").await);
}

#[tokio::test]
async fn a_change_of_preferences_that_names_none_is_refused() {
    let service = Service::start().await;
    let browser = service.signed_in("nimbus-admin").await;
    let nothing = browser.submit(&SET_PREFERENCES, (), &PreferenceChange::default()).await;
    assert_eq!(nothing.code(), ErrorCode::InvalidParameter);
}

#[tokio::test]
async fn the_database_holds_neither_passwords_nor_secrets() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let secret = browser.cookie().unwrap().split_once('=').unwrap().1.to_owned();
    let bytes = service.bytes().await;
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("yunfan-admin") && !holds(PASSWORD) && !holds(&secret));
}

#[tokio::test]
async fn signing_in_is_never_answered_from_memory() {
    let service = Service::start().await;
    let browser = service.visitor();
    let credentials = contract::session::Credentials {
        account_name: "yunfan-admin".to_owned(),
        password: PASSWORD.to_owned(),
    };
    let first = browser.submit_as(&SIGN_IN, (), &credentials, "same-key", &[]).await;
    let second = browser.submit_as(&SIGN_IN, (), &credentials, "same-key", &[]).await;
    assert_ne!(first.header("set-cookie"), second.header("set-cookie"));
    assert_eq!(service.count("SELECT COUNT(*) FROM operations").await, 0);
}
