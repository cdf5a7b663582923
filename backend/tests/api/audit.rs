//! The audit: everything once, and nothing bent unseen.

use crate::harness::{Service, new_key};
use backend::audit::verify::{Report, verify};
use contract::{
    endpoint::header,
    session::{Language, PreferenceChange, SET_PREFERENCES, SIGN_OUT},
    verification::{CodeSent, ReceiverType, SEND, SET_SETTINGS, SendCode, VerificationSwitch},
};

const ENGLISH: PreferenceChange = PreferenceChange::language(Language::EnUs);

async fn verified(service: &Service) -> Report {
    verify(&mut service.app.store.read().await.unwrap()).await.unwrap()
}

#[tokio::test]
async fn every_event_is_written_once_in_its_order() {
    let service = Service::start().await;
    let browser = service.visitor();
    browser.sign_in("yunfan-admin", "wrong").await;
    browser.sign_in("yunfan-admin", backend::seed::PASSWORD).await;
    browser.submit_as(&SET_PREFERENCES, (), &ENGLISH, "k-1", &[]).await;
    browser.submit_as(&SET_PREFERENCES, (), &ENGLISH, "k-1", &[]).await;
    let (off, key) = (VerificationSwitch { enabled: false }, new_key());
    let challenge = browser.submit_as(&SET_SETTINGS, (), &off, &key, &[]).await.problem().challenge.unwrap();
    let wish = SendCode { challenge_id: challenge.challenge_id.clone(), receiver_type: ReceiverType::Sms };
    browser.submit(&SEND, (), &wish).await.ok::<CodeSent>();
    let code = service.newest_code().await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for code in [wrong, &code] {
        let headers = [
            (header::VERIFICATION_CHALLENGE, challenge.challenge_id.as_str()),
            (header::VERIFICATION_CODE, code),
        ];
        browser.submit_as(&SET_SETTINGS, (), &off, &key, &headers).await;
    }
    browser.submit(&SIGN_OUT, (), &()).await;
    let denied = service.signed_in("yunfan-operator").await;
    denied.submit(&SET_SETTINGS, (), &off).await;
    assert_eq!(
        service.audited().await,
        [
            "sign_in.failed",
            "sign_in",
            "preferences.set",
            "code.sent",
            "code.wrong",
            "code.accepted",
            "verification.set",
            "sign_out",
            "sign_in",
            "permission.denied",
        ]
    );
    let report = verified(&service).await;
    assert_eq!((report.rows, report.broken.len()), (10, 0));
    let chains: Vec<(&str, i64)> =
        report.heads.iter().map(|(chain, seq, _)| (chain.as_str(), *seq)).collect();
    assert_eq!(chains, [("p-yunfan", 9), ("system", 1)]);
}

#[tokio::test]
async fn a_row_says_who_where_and_what() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    browser.submit(&SET_PREFERENCES, (), &ENGLISH).await.ok::<()>();
    let row = "SELECT COUNT(*) FROM audit WHERE action = 'preferences.set' AND actor = 'u-yunfan-admin'
               AND address = '127.0.0.0/24' AND length(session) = 10 AND result = 'DONE' AND length(request_id) = 36
               AND detail = '{\"after\":\"en-US\",\"before\":\"zh-CN\"}'";
    assert_eq!(service.count(row).await, 1);
}

#[tokio::test]
async fn the_table_takes_no_update_and_no_delete() {
    let service = Service::start().await;
    service.signed_in("yunfan-admin").await;
    for sql in ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"] {
        let mut tx = service.app.store.write().await.unwrap();
        let error = sqlx::query(sql).execute(&mut *tx).await.unwrap_err();
        assert!(error.to_string().contains("append-only"), "{error}");
    }
}

#[tokio::test]
async fn a_bent_row_is_named() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    for _ in 0..4 {
        browser.submit(&SET_PREFERENCES, (), &ENGLISH).await.ok::<()>();
    }
    service.unguard_audit().await;
    for (bend, mend, why) in [
        (
            "UPDATE audit SET actor = 'u-x' WHERE seq = 3",
            "UPDATE audit SET actor = 'u-yunfan-admin' WHERE seq = 3",
            "it was changed",
        ),
        (
            "UPDATE audit SET at = at + 1 WHERE seq = 3",
            "UPDATE audit SET at = at - 1 WHERE seq = 3",
            "it was changed",
        ),
        (
            "UPDATE audit SET action = action || 'x', object = substr(object, 2) WHERE seq = 3",
            "UPDATE audit SET action = 'preferences.set', object = 'u-yunfan-admin' WHERE seq = 3",
            "it was changed",
        ),
        (
            "UPDATE audit SET prev_hash = 'x' || prev_hash WHERE seq = 3",
            "UPDATE audit SET prev_hash = substr(prev_hash, 2) WHERE seq = 3",
            "it does not follow the row before it",
        ),
    ] {
        service.write(bend).await;
        let report = verified(&service).await;
        assert_eq!(report.broken.len(), 1, "{bend}");
        assert_eq!((report.broken[0].seq, report.broken[0].why), (3, why), "{bend}");
        service.write(mend).await;
        assert_eq!(verified(&service).await.broken, [], "{mend}");
    }
    service.write("DELETE FROM audit WHERE seq = 2").await;
    assert_eq!(verified(&service).await.broken[0].why, "rows before it are missing");
}
