//! What changes nothing suffers as well: the list of customers, and signing in.

use crate::trouble::Trouble;
use harness::{Network, Person, Product};
use serde_json::Value;
use std::time::{Duration, Instant};

const TOLD_WITHIN: Duration = Duration::from_secs(35);
const PAUSE: Duration = Duration::from_millis(50);
const LIST: &str = "POST /v2/partners/sub-customers/query";
const SESSION: &str = "POST /v2/session";

/// What is planned of the network; the rest of what goes wrong needs a form.
fn troubles() -> Vec<Trouble> {
    let of_network = |trouble: &Trouble| matches!(trouble, Trouble::Once(_) | Trouble::Always(_));
    Trouble::all().into_iter().filter(of_network).collect()
}

fn plan(network: &Network, request: &str, trouble: Trouble) {
    match trouble {
        Trouble::Once(fault) => network.plan(request, fault, 1),
        Trouble::Always(fault) => network.plan(request, fault, usize::MAX),
        _ => {}
    }
}

/// Waits for one of two things; which of them came.
async fn either(person: &Person, good: &str, bad: &str) -> Option<bool> {
    let script = format!("return ({good}) ? 'good' : ({bad}) ? 'bad' : null");
    let since = Instant::now();
    while since.elapsed() < TOLD_WITHIN {
        match person.run(&script, Vec::new()).await {
            Value::String(found) => return Some(found == "good"),
            _ => tokio::time::sleep(PAUSE).await,
        }
    }
    None
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "minutes: cargo xtask faults"]
async fn a_list_shows_its_rows_or_says_what_to_do() {
    const ROWS: &str = "document.querySelector('main tbody tr a')";
    const TOLD: &str =
        "document.querySelector('main .error-panel button, main .error-panel time, main .notice')";
    let product = Product::start();
    let network = Network::before(&product.url(""));
    let person = Person::arrive_at(network.address(), "zh-CN").await;
    person.sign_in("yunfan-admin").await;
    let mut wrong = Vec::new();
    for trouble in troubles() {
        network.mend();
        plan(&network, LIST, trouble);
        person.go("/sales/customers").await;
        let shown = either(&person, ROWS, TOLD).await;
        network.mend();
        person.go("/sales/customers").await;
        let again = either(&person, ROWS, "false").await;
        if shown.is_none() || again != Some(true) {
            wrong.push(format!("{trouble:?}: {shown:?}, then {again:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    person.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "minutes: cargo xtask faults"]
async fn signing_in_keeps_the_name_and_says_what_to_do() {
    const IN: &str = "!document.querySelector('input[type=password]') && document.querySelector('main h1')";
    const TOLD: &str = "document.querySelector('.error-panel, .field__error')";
    let product = Product::start();
    let network = Network::before(&product.url(""));
    let mut wrong = Vec::new();
    for trouble in troubles() {
        network.mend();
        let person = Person::arrive_at(network.address(), "zh-CN").await;
        plan(&network, SESSION, trouble);
        person.begin_to_sign_in("yunfan-admin").await;
        let first = either(&person, IN, TOLD).await;
        network.mend();
        if first == Some(false) {
            let name = "document.querySelector(\"input[autocomplete='username']\")?.value === 'yunfan-admin'";
            let kept = person.run(&format!("return {name}"), Vec::new()).await;
            person.click("form button[type='submit']").await;
            if kept != true || either(&person, IN, "false").await != Some(true) {
                wrong.push(format!("{trouble:?}: name kept {kept}, not signed in afterwards"));
            }
        } else if first.is_none() {
            wrong.push(format!("{trouble:?}: nothing to go on with after 35 s"));
        }
        person.leave().await;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
