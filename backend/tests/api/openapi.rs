//! The OpenAPI document and what is really served.

use crate::harness::Service;
use backend::{http::router, openapi};
use contract::problem::ErrorCode;
use std::collections::BTreeSet;

#[test]
fn the_checked_in_document_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        stored == openapi::text(),
        "run: cargo run -p partner-center-backend -- openapi > docs/openapi.json"
    );
}

#[test]
fn the_checked_in_permissions_are_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/permissions.md");
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    assert!(stored == openapi::permissions::text(), "run: cargo xtask openapi");
}

#[test]
fn what_is_described_is_served_and_nothing_else() {
    let document = openapi::document();
    let mut described = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            described.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let reports = ["POST /v2/csp-reports", "POST /v2/client-errors"].map(str::to_owned);
    let served: BTreeSet<String> = router::served()
        .iter()
        .map(|spec| format!("{} {}", spec.method.as_str(), spec.path))
        .chain(reports)
        .collect();
    assert_eq!(served, described);
    assert_eq!(router::served().len() + 2, served.len(), "served twice");
}

#[tokio::test]
async fn every_described_address_answers() {
    let service = Service::start().await;
    let browser = service.visitor();
    for (path, methods) in openapi::document()["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            let parts = path.split('/').map(|part| if part.starts_with('{') { "x-1" } else { part });
            let filled = parts.collect::<Vec<_>>().join("/");
            let answer = browser.raw(&method.to_uppercase(), &filled, &[], "").await;
            let is_missing = answer.status == 404 || answer.status == 405;
            assert!(!is_missing, "{method} {path}: {}", answer.body);
        }
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_operation_has_a_name_of_its_own() {
    let document = openapi::document();
    let text = document.to_string();
    let mut references: Vec<&str> =
        text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    references.sort_unstable();
    references.dedup();
    assert!(references.len() > 30);
    for reference in references {
        assert!(document.pointer(reference).is_some(), "{reference}");
    }
    let mut names: Vec<&str> =
        text.split("\"operationId\":\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

/// Files were once described as 204: nothing to say.
#[test]
fn whatever_is_got_is_described_as_there() {
    for (path, methods) in openapi::document()["paths"].as_object().unwrap() {
        let Some(got) = methods.get("get") else { continue };
        assert!(got["responses"]["200"]["content"].is_object(), "{path}");
    }
}

#[test]
fn every_code_is_described() {
    let text = openapi::text();
    assert!(ErrorCode::ALL.iter().all(|code| text.contains(code.as_str())));
}
