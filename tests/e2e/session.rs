//! Who sits here, in which language and colours; addresses that lead nowhere; a network that is gone.

use harness::{Fault, Network, Person, Product};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_deep_link_opens_after_signing_in() {
    let product = Product::start();
    let person = Person::arrive(&product, "en-US").await;
    person.go("/sales/customers/c-100001").await;
    person.sign_in("yunfan-admin").await;
    person.reads("c-100001").await;
    person.leave().await;
}

/// The start page is on its way still. Firefox tells it that its files are given up, which must not bring it back.
#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_opened_while_the_start_page_loads_is_where_one_arrives() {
    let product = Product::start();
    let network = Network::before(&product.url(""));
    let person = Person::arrive_at(network.address(), "en-US").await;
    network.plan("GET /main-*", Fault::Late(5_000), 1);
    network.plan("GET /i", Fault::Late(1_500), 1);
    // A page is complete for the driver without what boot.js fetches.
    person.go("/").await;
    person.go("/i#no-such-link").await;
    person.until("location.pathname === '/i' && document.querySelector('main h1')").await;
    assert_eq!(network.asked("GET /"), 2, "opened twice, and never by itself");
    person.leave().await;
}

/// Whoever is quick must not see what is about to be pressed move away: the page goes to its top once, with the address.
#[tokio::test(flavor = "multi_thread")]
async fn arriving_leads_the_keyboard_to_the_title_and_moves_the_page_once() {
    let product = Product::start();
    let person = Person::signed_in(&product, "en-US", "yunfan-admin").await;
    person.until("document.querySelector('main h1')").await;
    let count = "
        window.moves = 0;
        const move = window.scrollTo;
        window.scrollTo = (...to) => { window.moves += 1; move.apply(window, to); };";
    person.run(count, Vec::new()).await;
    let follow = "
        window.moves = 0;
        document.activeElement.blur();
        document.querySelector(`a[href='${arguments[0]}']`).click();";
    for page in ["/sales/customers", "/sales/opportunities"] {
        person.run(follow, vec![page.into()]).await;
        person.until("document.activeElement?.matches('main h1')").await;
        assert_eq!(person.run("return window.moves", Vec::new()).await, json!(1), "{page}");
    }
    person.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_refused_and_the_name_stays() {
    let product = Product::start();
    let person = Person::arrive(&product, "en-US").await;
    person.fill("Account name", "yunfan-admin").await;
    person.fill("Password", "not the password").await;
    person.press("Sign in").await;
    person.reads("CBC.0155").await;
    person.has("Account name", "yunfan-admin").await;
    person.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_here_and_in_the_other_tab() {
    let product = Product::start();
    let person = Person::signed_in(&product, "en-US", "yunfan-admin").await;
    person.call("DELETE", "/v2/session", &json!({})).await;
    person.go("/sales/customers").await;
    person.reads("Sign in to Partner Center").await;
    person.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_address_says_so_and_leads_home() {
    let product = Product::start();
    let person = Person::signed_in(&product, "zh-CN", "yunfan-admin").await;
    person.go("/no/such/page").await;
    person.see("main h1").await;
    person.click("main a[href='/']").await;
    person.until("location.pathname === '/'").await;
    person.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_nothing_is_lost_and_going_on_works_once() {
    let product = Product::start();
    let person = Person::signed_in(&product, "en-US", "huashang-admin").await;
    person.go("/sales/customers/c-310001/disassociate").await;
    person.press("Next").await;
    person.tick("I have understood the notes above and agree").await;
    person.press("Disassociate").await;
    person.fill("Reason", "Typed before the cable fell out").await;
    person.lose_network(true).await;
    person.press("OK").await;
    person.reads("Check result").await;
    person.has("Reason", "Typed before the cable fell out").await;
    person.lose_network(false).await;
    person.press("Check result").await;
    person.reads("Request submitted").await;
    let query = json!({ "customer_id": "c-310001", "status_list": ["PENDING_CUSTOMER"] });
    let records = person.call("POST", "/v2/partners/associations/requests/query", &query).await;
    assert_eq!(records["total_count"], 1);
    person.leave().await;
}
