//! What happens to a call before and after its handler.

use crate::harness::{Service, new_key};
use backend::config::Config;
use contract::{endpoint::header, problem::ErrorCode, session::ME, text::Rule};

const OURS: [(&str, &str); 3] =
    [("sec-fetch-site", "same-origin"), ("x-csrf", "1"), ("content-type", "application/json")];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&OURS[..], more].concat()
}

#[tokio::test]
async fn every_answer_has_a_request_id_and_the_headers_of_the_api() {
    let service = Service::start().await;
    let browser = service.visitor();
    for (method, path) in
        [("GET", "/v2/session"), ("GET", "/v2/nothing"), ("PATCH", "/v2/session"), ("GET", "/health")]
    {
        let answer = browser.raw(method, path, &[], "").await;
        assert_eq!(answer.header(header::REQUEST_ID).len(), 36, "{path}");
        for (name, value) in backend::http::answer::API_HEADERS {
            assert_eq!(answer.header(name), value, "{path} {name}");
        }
        assert_eq!(answer.header("server"), "");
    }
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_method_are_problems_too() {
    let service = Service::start().await;
    let browser = service.visitor();
    assert_eq!(browser.raw("GET", "/v2/nothing", &[], "").await.code(), ErrorCode::UnknownAddress);
    let wrong = browser.raw("PATCH", "/v2/session", &[], "").await;
    assert_eq!(wrong.code(), ErrorCode::MethodNotAllowed);
    for method in ["GET", "POST", "DELETE"] {
        assert!(wrong.header("allow").contains(method));
    }
    assert_eq!(browser.raw("TRACE", "/v2/session", &[], "").await.code(), ErrorCode::MethodNotAllowed);
}

#[tokio::test]
async fn a_change_from_a_foreign_page_has_no_effect() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let key = new_key();
    let json = ("content-type", "application/json");
    let key = (header::IDEMPOTENCY_KEY, key.as_str());
    let foreign: [&[(&str, &str)]; 7] = [
        &[json, key],
        &[json, key, ("x-csrf", "1")],
        &[json, key, ("sec-fetch-site", "same-origin")],
        &[json, key, ("x-csrf", "1"), ("sec-fetch-site", "cross-site")],
        &[json, key, ("x-csrf", "1"), ("sec-fetch-site", "same-site")],
        &[json, key, ("x-csrf", "1"), ("origin", "null")],
        &[json, key, ("x-csrf", "1"), ("origin", "https://evil.example")],
    ];
    for headers in foreign {
        let answer = browser.raw("PUT", "/v2/session/preferences", headers, r#"{"language":"en-US"}"#).await;
        assert_eq!(answer.code(), ErrorCode::AccessDenied, "{headers:?}");
    }
    assert_eq!(
        service
            .count("SELECT COUNT(*) FROM users WHERE user_id = 'u-yunfan-admin' AND language = 'en-US'")
            .await,
        0
    );
    let origin = format!("http://{}", service.address);
    let ours = [json, key, ("x-csrf", "1"), ("origin", origin.as_str())];
    let answer = browser.raw("PUT", "/v2/session/preferences", &ours, r#"{"language":"en-US"}"#).await;
    assert_eq!(answer.status, 204);
}

#[tokio::test]
async fn signing_in_from_a_foreign_page_is_refused_as_well() {
    let service = Service::start().await;
    let headers = [("content-type", "application/json"), ("x-csrf", "1"), ("sec-fetch-site", "cross-site")];
    let answer = service.visitor().raw("POST", "/v2/session", &headers, "{}").await;
    assert_eq!(answer.code(), ErrorCode::AccessDenied);
}

#[tokio::test]
async fn only_json_of_a_decent_size_is_read() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let path = "/v2/partners/sub-customers/query";
    for kind in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json5"]
    {
        let answer = browser.raw("POST", path, &[("content-type", kind)], "{}").await;
        assert_eq!(answer.code(), ErrorCode::UnsupportedMediaType, "{kind}");
    }
    assert_eq!(browser.raw("POST", path, &[], "{}").await.code(), ErrorCode::UnsupportedMediaType);
    let json = [("content-type", "application/json; charset=utf-8")];
    assert_eq!(
        browser.raw("POST", path, &json, " ".repeat(256 * 1024 + 1)).await.code(),
        ErrorCode::BodyTooLarge
    );
    assert_eq!(
        browser.raw("POST", path, &json, format!("{}{{}}", " ".repeat(256 * 1024 - 2))).await.status,
        200
    );
}

#[tokio::test]
async fn what_is_wrong_in_a_body_is_named() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let path = "/v2/partners/sub-customers/query";
    for (body, field, rule) in [
        (r#"{"role":"ADMINISTRATOR"}"#, "role", Rule::Unexpected),
        (r#"{"limit":"ten"}"#, "limit", Rule::Malformed),
        (r#"{"associated_on_begin":"yesterday"}"#, "associated_on_begin", Rule::Malformed),
        ("[]", "body", Rule::Malformed),
    ] {
        let problem = browser.raw("POST", path, &OURS, body).await.problem();
        assert_eq!(problem.error_code, ErrorCode::InvalidParameter);
        assert_eq!((problem.fields[0].field.as_str(), &problem.fields[0].rule), (field, &rule), "{body}");
    }
    for body in ["{", "", "{} {}", "\u{0}", "nonsense"] {
        assert_eq!(
            browser.raw("POST", path, &OURS, body).await.code(),
            ErrorCode::InvalidParameter,
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_refusal_quotes_nothing_that_was_typed() {
    let service = Service::start().await;
    let body = r#"{"account_name":"yunfan-admin","password":"secret-1234","x":1}"#;
    let answer =
        service.visitor().raw("POST", "/v2/session", &with(&[(header::IDEMPOTENCY_KEY, "k")]), body).await;
    assert_eq!(answer.code(), ErrorCode::InvalidParameter);
    assert!(!answer.body.contains("secret-1234"));
}

#[tokio::test]
async fn a_change_needs_a_key_that_is_one() {
    let service = Service::start().await;
    let browser = service.signed_in("yunfan-admin").await;
    let (path, body) = ("/v2/session/preferences", r#"{"language":"en-US"}"#);
    assert_eq!(browser.raw("PUT", path, &OURS, body).await.code(), ErrorCode::KeyMissing);
    let bad = with(&[(header::IDEMPOTENCY_KEY, "a b")]);
    assert_eq!(browser.raw("PUT", path, &bad, body).await.problem().fields[0].field, header::IDEMPOTENCY_KEY);
}

#[tokio::test]
async fn nobody_gets_in_without_a_session_or_with_a_made_up_one() {
    let service = Service::start().await;
    let browser = service.visitor();
    assert_eq!(browser.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
    for cookie in ["__Host-sid=", "__Host-sid=00", "sid=1"] {
        browser.set_cookie(Some(cookie.to_owned()));
        assert_eq!(browser.fetch(&ME, (), &()).await.code(), ErrorCode::SignedOut);
    }
}

#[tokio::test]
async fn every_endpoint_refuses_whom_it_is_not_for() {
    use contract::permissions::{Access, Permission};
    let service = Service::start().await;
    let visitor = service.visitor();
    let member = service.signed_in("yunfan-operator").await;
    let procurer = service.signed_in("caizhi-admin").await;
    let customer = service.signed_in("lantian").await;
    let operator = service.signed_in("vendor-operator").await;
    for spec in backend::http::router::served() {
        let parts = spec.path.split('/').map(|part| if part.starts_with('{') { "x-1" } else { part });
        let path = parts.collect::<Vec<_>>().join("/");
        let key = new_key();
        let headers = with(&[(header::IDEMPOTENCY_KEY, &key)]);
        let status = async |browser: &crate::harness::Browser| {
            browser.raw(spec.method.as_str(), &path, &headers, r#"{"unknown":1}"#).await.status
        };
        let refused: &[(&crate::harness::Browser, u16)] = match spec.access {
            Access::Public | Access::Demo => &[],
            Access::SignedIn => &[(&visitor, 401)],
            Access::Member => &[(&visitor, 401), (&customer, 403), (&operator, 403)],
            Access::MemberWithCustomers => {
                &[(&visitor, 401), (&procurer, 403), (&customer, 403), (&operator, 403)]
            }
            // Of every identity.
            Access::Partner(
                Permission::WorkOpportunities
                | Permission::JoinProgrammes
                | Permission::AttachFiles
                | Permission::ManageBusinessInfo
                | Permission::ManageMembers
                | Permission::ManagePersonnel
                | Permission::ViewCertifications
                | Permission::ManageCertifications
                | Permission::ViewDeliveries
                | Permission::ManageDeliveries
                | Permission::ViewActivityLog,
            ) => &[(&visitor, 401), (&member, 403), (&customer, 403), (&operator, 403)],
            // Of procurement partners only: the others did not join that programme.
            Access::Partner(Permission::ViewStatements | Permission::ConfirmStatements) => {
                &[(&visitor, 401), (&member, 400), (&customer, 403), (&operator, 403)]
            }
            Access::Partner(_) => {
                &[(&visitor, 401), (&member, 403), (&procurer, 403), (&customer, 403), (&operator, 403)]
            }
            Access::Customer => &[(&visitor, 401), (&member, 403), (&procurer, 403), (&operator, 403)],
            Access::Operator => &[(&visitor, 401), (&member, 403), (&procurer, 403), (&customer, 403)],
        };
        for (browser, expected) in refused {
            assert_eq!(status(browser).await, *expected, "{} {}", spec.id, spec.path);
        }
    }
    let freeze = contract::customers::FREEZE.spec;
    assert_eq!(freeze.access, Access::Partner(Permission::FreezeCustomer));
    let key = new_key();
    let answer = service
        .signed_in("yunfan-finance")
        .await
        .raw("POST", freeze.path, &with(&[(header::IDEMPOTENCY_KEY, &key)]), "{}")
        .await;
    assert_eq!(answer.code(), ErrorCode::AdministratorOnly);
}

#[tokio::test]
async fn outside_the_demo_its_addresses_do_not_exist() {
    let service = Service::start_with(Config::default()).await;
    let browser = service.visitor();
    let missing = browser.raw("GET", "/v2/nothing", &[], "").await;
    let accounts = browser.raw("GET", "/v2/demo/accounts", &[], "").await;
    assert_eq!((accounts.status, accounts.body), (missing.status, missing.body));
    assert_eq!(browser.raw("POST", "/v2/demo/clock", &OURS, r#"{"advance_seconds":1}"#).await.status, 404);
}
