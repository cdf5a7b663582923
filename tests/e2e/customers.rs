//! The customer list: its address, its masks, its tabs.

use harness::{Person, Product};

const ROWS: &str =
    "[...document.querySelectorAll('tbody a[href*=\"/sales/customers/c-\"]')].map((a) => a.href).join()";

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_address_shows_the_same_rows_elsewhere_and_back_returns_to_them() {
    let product = Product::start();
    let person = Person::signed_in(&product, "en-US", "yunfan-admin").await;
    person.go("/sales/customers").await;
    person.see("tbody a[href$='/c-100001']").await;
    person.press("Next page").await;
    person
        .until(
            "location.search.includes('page=2') && !document.querySelector('tbody a[href$=\"/c-100001\"]')",
        )
        .await;
    let rows = person.run(&format!("return {ROWS}"), Vec::new()).await;
    let address = person.run("return location.pathname + location.search", Vec::new()).await;
    let other = Person::signed_in(&product, "zh-CN", "yunfan-admin2").await;
    other.go(address.as_str().expect("an address")).await;
    other.until(&format!("{ROWS} === {rows}")).await;
    person.click("tbody a[href*='/sales/customers/c-']").await;
    person.reads("Customer data").await;
    person.back().await.expect("back");
    person.until(&format!("{ROWS} === {rows}")).await;
    other.leave().await;
    person.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_eye_shows_full_values_until_it_is_closed() {
    let product = Product::start();
    let person = Person::signed_in(&product, "en-US", "yunfan-admin").await;
    person.go("/sales/customers").await;
    person.reads("la***an").await;
    assert!(!person.sees("lantian").await);
    person.click("thead button[aria-pressed='false']").await;
    person.reads("lantian").await;
    person.click("thead button[aria-pressed='true']").await;
    person.until("!document.body.innerText.includes('lantian')").await;
    person.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_distributor_has_its_resellers_customers_in_a_second_tab() {
    let product = Product::start();
    let person = Person::signed_in(&product, "zh-CN", "huashang-admin").await;
    person.go("/sales/customers").await;
    person.press("云经销商的客户").await;
    person.reads("灵犀云科技（成都）有限公司").await;
    person.until("location.search.length > 1").await;
    person.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_without_the_permission_is_told_whom_to_ask() {
    let product = Product::start();
    let person = Person::signed_in(&product, "en-US", "yunfan-operator").await;
    person.go("/sales/customers").await;
    person.reads("林岚").await;
    assert!(!person.sees("c-100001").await);
    person.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_customer_is_refused_with_its_code_and_leaks_nothing() {
    let product = Product::start();
    let person = Person::signed_in(&product, "en-US", "yunfan-admin").await;
    person.go("/sales/customers/c-310001").await;
    person.reads("CBC.99000035").await;
    assert!(!person.sees("华泰").await);
    person.leave().await;
}
