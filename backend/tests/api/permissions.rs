//! The matrix of endpoints and callers, generated from the contract's list: a new endpoint is in it at once, and fails
//! here until `calls.rs` knows a call of it.

pub mod calls;
mod effects;
mod people;
pub mod planting;

use crate::harness::Service;
use calls::Ids;
use contract::{endpoint::Method, problem::ErrorCode};

/// Refusals of access, whatever the business thinks of the call.
const REFUSALS: [ErrorCode; 4] = [
    ErrorCode::SignedOut,
    ErrorCode::AccessDenied,
    ErrorCode::AdministratorOnly,
    ErrorCode::PasswordChangeNeeded,
];

/// Where the input decides as well: which list is exported. `exports.rs` tries who may export what.
const DECIDED_BY_INPUT: &str = "CreateExport";

#[test]
fn every_endpoint_with_an_input_has_an_example_and_no_example_is_left_over() {
    for endpoint in calls::all() {
        assert_eq!(calls::body(endpoint.spec.id).is_some(), endpoint.input.is_some(), "{}", endpoint.spec.id);
    }
}

#[tokio::test]
async fn everybody_may_call_what_the_contract_says_and_nothing_else() {
    let service = Service::start().await;
    let people = people::all(&service).await;
    let endpoints = calls::all();
    let ids = Ids::from([("customer_id", "c-100001".to_owned()), ("request_id", "r-1".to_owned())]);
    let (mut allowed, mut refused, mut wrong) = (0, 0, Vec::new());
    for person in &people {
        let before = effects::everything(&service).await;
        for spec in endpoints.iter().map(|endpoint| endpoint.spec) {
            let Some(code) = person.who.refusal(&spec) else { continue };
            let answer = calls::send(&person.browser, &spec, &ids).await;
            refused += 1;
            if (answer.status, answer.refusal()) != (code.status(), Some(code)) {
                wrong.push(format!(
                    "{} {}: not {code:?} but {} {}",
                    person.name, spec.id, answer.status, answer.body
                ));
            }
        }
        let after = effects::everything(&service).await;
        effects::assert_nothing_changed(&before, &after, person.name);
    }
    for person in &people {
        for spec in endpoints.iter().map(|endpoint| endpoint.spec) {
            if person.who.refusal(&spec).is_some() {
                continue;
            }
            // These two end sessions: they get one of their own, and afterwards everybody is signed in again.
            let ends_sessions = matches!(spec.id, "SignOut" | "SignOutEverywhere");
            let browser =
                if ends_sessions { service.signed_in(person.name).await } else { person.browser.twin() };
            let answer = calls::send(&browser, &spec, &ids).await;
            allowed += 1;
            let refused = answer.refusal().is_some_and(|code| REFUSALS.contains(&code));
            if refused && spec.id != DECIDED_BY_INPUT || answer.status >= 500 {
                wrong.push(format!("{} {}: {} {}", person.name, spec.id, answer.status, answer.body));
            }
            if spec.id == "SignOutEverywhere" {
                person.browser.set_cookie(service.signed_in(person.name).await.cookie());
            }
        }
    }
    println!("{} cells: {allowed} allowed, {refused} refused", allowed + refused);
    assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn no_forged_request_has_an_effect() {
    let service = Service::start().await;
    let customer = ("lantian", service.signed_in("lantian").await);
    let operator = ("vendor-operator", service.signed_in("vendor-operator").await);
    let admin = ("yunfan-admin", service.signed_in("yunfan-admin").await);
    let ids = Ids::from([("customer_id", "c-100001".to_owned()), ("form_id", "a-form".to_owned())]);
    let forged: [&[(&str, &str)]; 9] = [
        &[],
        &[("x-csrf", "1")],
        &[("sec-fetch-site", "same-origin")],
        &[("x-csrf", "1"), ("sec-fetch-site", "cross-site")],
        &[("x-csrf", "1"), ("sec-fetch-site", "same-site")],
        &[("x-csrf", "1"), ("origin", "null")],
        &[("x-csrf", "1"), ("origin", "https://evil.example")],
        &[("x-csrf", "1"), ("sec-fetch-site", "same-origin"), ("content-type", "text/plain")],
        &[("sec-fetch-site", "cross-site"), ("content-type", "application/x-www-form-urlencoded")],
    ];
    let before = effects::everything(&service).await;
    let mut sent = 0;
    for spec in calls::all().into_iter().map(|endpoint| endpoint.spec).filter(|spec| spec.changes) {
        for (name, browser) in [&customer, &operator, &admin] {
            for headers in forged {
                let answer = calls::send_with(browser, &spec, &ids, headers).await;
                let what = format!("{name} {} {headers:?}: {} {}", spec.id, answer.status, answer.body);
                let is_typed = headers.iter().any(|(name, _)| *name == "content-type");
                let expected =
                    if is_typed { ErrorCode::UnsupportedMediaType } else { ErrorCode::AccessDenied };
                assert_eq!(answer.refusal(), Some(expected), "{what}");
                sent += 1;
            }
            // A safe method that claims to be another one is what it is: a read, or no address at all.
            let overridden = [("x-http-method-override", spec.method.as_str()), ("x-csrf", "1")];
            let path = calls::fill(spec.path, &ids);
            let answer = browser.raw(Method::Get.as_str(), &path, &overridden, "").await;
            assert!(answer.status < 500, "{} {}", spec.id, answer.body);
            sent += 1;
        }
    }
    println!("{sent} forged requests");
    effects::assert_nothing_changed(&before, &effects::everything(&service).await, "forged requests");
}
