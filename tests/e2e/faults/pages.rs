//! Whole pages: answers of a newer backend, a crash, and a release while the page is open.

use crate::cell::WITNESS;
use harness::{Fault, Network, Person, Product};
use thirtyfour::prelude::*;

/// Every page of a member that asks something.
const PAGES: [&str; 14] = [
    "/",
    "/sales/customers",
    "/sales/customers/c-100008",
    "/sales/customers/c-100008/disassociate",
    "/sales/association-records",
    "/sales/association-records/r-c-100016-1",
    "/sales/customer-development",
    "/sales/customer-development?tab=offline",
    "/sales/customer-migrations/new?customers=c-100002",
    "/sales/opportunities",
    "/sales/opportunities/po-100007",
    "/programmes/engagement",
    "/sales/funds",
    "/partner-information",
];

/// Fields and words that this release does not know.
#[tokio::test(flavor = "multi_thread")]
async fn no_page_breaks_on_the_answers_of_a_newer_backend() {
    let product = Product::start();
    let network = Network::before(&product.url(""));
    let person = Person::arrive_at(network.address(), "zh-CN").await;
    person.sign_in("yunfan-admin").await;
    person.run_first(WITNESS).await;
    for method in ["GET", "POST"] {
        network.plan(&format!("{method} /v2/*"), Fault::FromTheFuture, usize::MAX);
    }
    // Who is signed in decides which pages there are at all.
    network.plan("GET /v2/session", Fault::Late(0), usize::MAX);
    for page in PAGES {
        person.go(page).await;
        person.see("main h1").await;
        person.until("!document.querySelector('main [aria-busy=true]')").await;
        let crashed = person.run("return !!document.querySelector('#crash[open]')", Vec::new()).await;
        assert_eq!(crashed, false, "{page} crashed");
        let uncaught = person.run("return window.uncaught.join('; ')", Vec::new()).await;
        assert_eq!(uncaught, "", "on {page}");
    }
    person.leave().await;
}

/// The instance is dead: the static page says so, and a reload brings everything back.
#[tokio::test(flavor = "multi_thread")]
async fn a_crash_on_any_page_is_told_within_a_second_and_a_reload_mends_it() {
    let product = Product::start();
    let person = Person::signed_in(&product, "zh-CN", "yunfan-admin").await;
    let dies = "
        const [done] = arguments;
        const since = performance.now();
        const told = () => document.querySelector('#crash[open]') ? done(performance.now() - since) : setTimeout(told, 5);
        dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }));
        told();";
    for page in PAGES {
        person.go(page).await;
        person.see("main h1").await;
        let told = person.execute_async(dies, Vec::new()).await.expect("a dialog");
        let after = told.json().as_f64().expect("a time");
        assert!(after < 1_000.0, "{page}: told after {after} ms");
        person.click("#crash[open] button").await;
        person.until("!document.querySelector('#crash[open]') && document.querySelector('main h1')").await;
    }
    person.leave().await;
}

/// The files of the release that is open are gone: the page that needs one reloads by itself, once.
#[tokio::test(flavor = "multi_thread")]
async fn a_release_while_a_tab_is_open_costs_one_reload() {
    let product = Product::start();
    let network = Network::before(&product.url(""));
    let person = Person::arrive_at(network.address(), "zh-CN").await;
    person.sign_in("yunfan-admin").await;
    person.go("/sales/customers").await;
    person.see("main tbody tr").await;
    // As long as this page is open; the next one gets its own files.
    person.run("window.open_before = true", Vec::new()).await;
    let pages = "GET /page-*";
    let before = network.asked("GET /sales/customer-development");
    network.plan(pages, Fault::Gateway(404), 2);
    network.plan("GET /chunk-*", Fault::Gateway(404), 2);
    person.click("a[href='/sales/customer-development']").await;
    person.until("!window.open_before && document.querySelector('main h1')?.innerText === '客户拓展'").await;
    assert_eq!(network.asked("GET /sales/customer-development") - before, 1, "one reload");
    assert!(person.find(By::Css("#not-loaded[open]")).await.is_err());
    person.leave().await;
}
