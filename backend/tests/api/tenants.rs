//! What is somebody else's might as well not exist: answered byte for byte like what is missing, and no text of it
//! ever leaves for another partner.

use crate::{
    harness::{Answer, Browser, Service},
    permissions::{
        calls::{self, Ids},
        planting::Owner,
    },
};
use backend::openapi;
use contract::permissions::Access;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Stands in every text of the foreign partner.
const MARK: &str = "kanari";
/// A customer of Nimbus's whose account check passes.
const NIMBUS_CUSTOMER: &str = "c-340001";

async fn customer_of(service: &Service, manager: &str) -> String {
    let sql = "SELECT MIN(customer_id) FROM customers WHERE manager_user_id = $1";
    let mut conn = service.app.store.read().await.unwrap();
    sqlx::query_scalar(sql).bind(manager).fetch_one(&mut *conn).await.unwrap()
}

async fn no_codes(service: &Service) {
    service.write("UPDATE partners SET verification_enabled = 0").await;
}

async fn nimbus(service: &Service) -> (Browser, Ids) {
    service
        .write(format!(
            "INSERT INTO custom_roles (role_id, partner_id, name, description, permissions, created_at)
             VALUES ('rl-nimbus-1', 'p-nimbus', '{MARK} role', '{MARK} description', '[\"VIEW_BILLS\"]', 0)"
        ))
        .await;
    let browser = service.signed_in("nimbus-admin").await;
    let owner = Owner {
        browser: &browser,
        mark: MARK,
        customer_id: NIMBUS_CUSTOMER,
        phone: "+6591239901",
        language: "en-US",
    };
    let mut ids = owner.of_administrator().await;
    for (name, id) in [
        ("offering_id", "off-nimbus-1"),
        ("incentive_id", "ib-nimbus-02-a"),
        ("line_id", "ib-nimbus-02-a-1"),
        ("payout_id", "pa-nimbus-1"),
        ("user_id", "u-nimbus-operator"),
        ("role_id", "rl-nimbus-1"),
        ("task_id", "mt-340001"),
        ("certification_id", "cert-340001"),
        ("project_id", "dp-340001"),
    ] {
        ids.insert(name, id.to_owned());
    }
    (browser, ids)
}

async fn member(service: &Service, name: &str, phone: &str) -> (Browser, Ids) {
    let browser = service.signed_in(name).await;
    let customer_id = customer_of(service, &format!("u-{name}")).await;
    let owner = Owner { browser: &browser, mark: name, customer_id: &customer_id, phone, language: "zh-CN" };
    let ids = owner.of_member().await;
    (browser, ids)
}

/// Like an id, but nothing has it.
fn missing(id: &str) -> String {
    let kept = id.len() - 3;
    format!("{}zzz", &id[..kept])
}

/// What can be told apart by who reads it: all but the request's own name, and the id that was asked for.
fn told(answer: &Answer, id: &str) -> String {
    let request_id = answer.header("x-request-id");
    let headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| !["x-request-id", "date"].contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    let body = answer.body.replace(request_id, "REQUEST").replace(id, "ID");
    format!("{} {}\n{body}", answer.status, headers.join("\n"))
}

#[tokio::test]
async fn a_foreign_id_is_answered_like_a_missing_one_byte_for_byte() {
    let service = Service::start().await;
    no_codes(&service).await;
    let (_, foreign) = nimbus(&service).await;
    let (wang, own) = member(&service, "yunfan-wang", "15512349901").await;
    let (_, colleagues) = member(&service, "yunfan-zhao", "15512349902").await;
    // What account managers have for themselves; the rest is the whole partner's.
    let of_one =
        ["customer_id", "filing_id", "invitation_id", "link_id", "import_id", "form_id", "suggestion_id"];
    let colleagues: Ids = colleagues.into_iter().filter(|(name, _)| of_one.contains(name)).collect();
    let admin = service.signed_in("yunfan-admin").await;
    let customer = service.signed_in("lantian").await;
    let (mut compared, mut told_apart) = (0, 0);
    let (mut wrong, mut named) = (Vec::new(), BTreeSet::new());
    for (who, browser, own, others) in [
        ("administrator", &admin, &own, &foreign),
        ("manager", &wang, &own, &foreign),
        ("manager, of a colleague", &wang, &own, &colleagues),
        ("customer", &customer, &Ids::new(), &foreign),
    ] {
        for endpoint in calls::all() {
            let spec = endpoint.spec;
            let text = format!("{} {}", spec.path, calls::body(spec.id).unwrap_or_default());
            for name in calls::placeholders(&text) {
                let Some(id) = others.get(name.as_str()) else { continue };
                let name = *others.get_key_value(name.as_str()).unwrap().0;
                let (mut theirs, mut nobodys) = (own.clone(), own.clone());
                theirs.insert(name, id.clone());
                nobodys.insert(name, missing(id));
                let first = calls::send(browser, &spec, &nobodys).await;
                let second = calls::send(browser, &spec, &theirs).await;
                let (first, second) = (told(&first, &missing(id)), told(&second, id));
                if !spec.changes && own.contains_key(name) {
                    let mine = calls::send(browser, &spec, own).await;
                    told_apart += usize::from(told(&mine, &own[name]) != first);
                }
                if first != second {
                    wrong.push(format!("{who} {} {name}:\n-- missing {first}\n-- foreign {second}", spec.id));
                }
                compared += 1;
                named.insert(name);
            }
        }
    }
    println!(
        "{compared} pairs compared, ids of {named:?}; {told_apart} reads of one's own are answered otherwise"
    );
    assert!(told_apart >= 20, "{told_apart}");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n\n"));
}

/// The bodies that an endpoint's schema allows: its example, and each field of it with whatever it can be.
fn variants(id: &str, document: &Value) -> Vec<String> {
    let Some(example) = calls::body(id) else { return vec![String::new()] };
    let paths = document["paths"].as_object().unwrap().values();
    let mut operations = paths.flat_map(|methods| methods.as_object().unwrap().values());
    let operation = operations.find(|operation| operation["operationId"] == id).unwrap();
    let schema = resolved(&operation["requestBody"]["content"]["application/json"]["schema"], document);
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let mut base: Value = serde_json::from_str(example).unwrap();
    base.as_object_mut().unwrap().retain(|name, _| required.contains(&json!(name)));
    let mut bodies = vec![example.to_owned(), base.to_string()];
    for (name, property) in schema["properties"].as_object().unwrap() {
        for value in values(name, property, document) {
            let mut body = base.clone();
            body[name] = value;
            bodies.push(body.to_string());
        }
    }
    bodies
}

fn resolved<'a>(schema: &'a Value, document: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

fn values(name: &str, property: &Value, document: &Value) -> Vec<Value> {
    let property = resolved(property, document);
    if name == "limit" {
        return vec![json!(1), json!(100)];
    }
    if name == "offset" {
        return vec![json!(1), json!(10)];
    }
    let mut all: Vec<Value> = Vec::new();
    for part in ["anyOf", "oneOf"] {
        for option in property[part].as_array().into_iter().flatten() {
            all.extend(values("", option, document));
        }
    }
    all.extend(property["enum"].as_array().cloned().unwrap_or_default());
    all.extend((!property["const"].is_null()).then(|| property["const"].clone()));
    if property["type"] == "boolean" || property["type"] == json!(["boolean", "null"]) {
        all.extend([json!(true), json!(false)]);
    }
    let is_text = property["type"] == "string" || property["type"] == json!(["string", "null"]);
    if is_text && property["enum"].is_null() && property["const"].is_null() {
        all.extend([json!(MARK), json!("2026-11-23"), json!("")]);
    }
    if property["type"] == "array" {
        all.extend(values("", &property["items"], document).into_iter().map(|value| json!([value])));
    }
    all
}

/// Reads whatever can be read: calls, bytes, and the words that begin with the mark.
async fn crawl(browser: &Browser, ids: &Ids, document: &Value) -> (usize, usize, BTreeSet<String>) {
    let (mut calls_made, mut bytes, mut words) = (0, 0, BTreeSet::new());
    for spec in calls::all().into_iter().map(|endpoint| endpoint.spec) {
        if spec.changes || matches!(spec.access, Access::Operator | Access::Demo) {
            continue;
        }
        for body in variants(spec.id, document) {
            let headers = [("content-type", "application/json")];
            let headers = if spec.method.as_str() == "GET" { &headers[..0] } else { &headers[..] };
            let (path, body) = (calls::fill(spec.path, ids), calls::fill(&body, ids));
            let answer = browser.raw(spec.method.as_str(), &path, headers, body).await;
            assert!(answer.status < 500, "{}: {}", spec.id, answer.body);
            calls_made += 1;
            let received = format!("{:?} {}", answer.headers, answer.body).to_lowercase();
            bytes += received.len();
            for rest in received.split(MARK).skip(1) {
                let word: String = rest.chars().take(12).collect();
                words.insert(format!("{} …{word}", spec.id));
            }
        }
    }
    (calls_made, bytes, words)
}

#[tokio::test]
async fn no_text_of_another_partner_is_ever_received() {
    let service = Service::start().await;
    no_codes(&service).await;
    let (owner, foreign) = nimbus(&service).await;
    let (wang, own) = member(&service, "yunfan-wang", "15512349901").await;
    let document = openapi::document();
    let (_, _, seen_by_owner) = crawl(&owner, &foreign, &document).await;
    assert!(seen_by_owner.len() >= 20, "the owner reads its own texts: {seen_by_owner:?}");
    let mut all = (0, 0);
    for (name, browser) in [
        ("yunfan-admin", service.signed_in("yunfan-admin").await),
        ("yunfan-wang", wang),
        ("yunfan-finance", service.signed_in("yunfan-finance").await),
        ("huashang-admin", service.signed_in("huashang-admin").await),
        ("lantian", service.signed_in("lantian").await),
        ("nobody", service.visitor()),
    ] {
        for ids in [&own, &foreign, &Ids::new()] {
            let (calls_made, bytes, words) = crawl(&browser, ids, &document).await;
            assert!(words.is_empty(), "{name} received {words:?}");
            all = (all.0 + calls_made, all.1 + bytes);
        }
    }
    println!(
        "{} calls, {} bytes, {} places in which the owner sees a mark",
        all.0,
        all.1,
        seen_by_owner.len()
    );
}
