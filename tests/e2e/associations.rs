//! Ending an association, from the failing check to the money in the partner's account.

use crate::words::{EN, Words, ZH};
use harness::{Person, Product};
use serde_json::json;

/// A consignment customer with a balance of 12,345.67 and vouchers of both issuers; it passes its check.
const CUSTOMER: &str = "c-100002";

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_mends_the_cause_and_ends_the_association_in_chinese() {
    end_the_association(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_mends_the_cause_and_ends_the_association_in_english() {
    end_the_association(&EN).await;
}

async fn end_the_association(words: &Words) {
    let product = Product::start();
    let customer = Person::signed_in(&product, words.tag, "haichuan").await;
    customer.call("POST", "/v2/customers/orders", &json!({ "title": "Server", "price": 100 })).await;

    // The check fails, because of the order.
    let admin = Person::signed_in(&product, words.tag, "yunfan-admin").await;
    admin.go("/sales/customers").await;
    admin.click("a[href$='/sales/customers/c-100002']").await;
    admin.press(words.more).await;
    admin.press(words.disassociate).await;
    admin.reads(words.one_fails).await;
    admin.reads(words.waiting_order).await;

    // The partner pays it, with a code from the outbox.
    admin.press(words.go_and_fix).await;
    admin.press(words.pay).await;
    admin.press(words.pay_now).await;
    admin.give_code(&words.code).await;
    admin.reads(words.paid).await;

    // Now it passes. A double press of OK submits once.
    admin.go(&format!("/sales/customers/{CUSTOMER}/disassociate")).await;
    admin.reads(words.all_pass).await;
    give_reason(&admin, words, "HTML stays text: <b>bold</b> & 你好").await;
    admin.press_twice(words.ok).await;
    admin.give_code(&words.code).await;
    admin.reads(words.submitted).await;

    // The customer sees the reason as it was typed, and agrees with a code of its own.
    customer.go("/my-partner").await;
    customer.press(words.handle_now).await;
    customer.reads("HTML stays text: <b>bold</b> & 你好").await;
    customer.tick(words.agree_to_end).await;
    customer.press(words.end).await;
    customer.give_code(&words.code).await;
    customer.reads(words.ended).await;

    // B4: the balance is back with the partner, its vouchers are recalled, the vendor's stay.
    customer.go("/my-account").await;
    customer.reads(words.my_account).await;
    customer.reads(words.cloud_vendor).await;
    assert!(!customer.sees("12,345.67").await);
    customer.go("/my-partner").await;
    customer.reads(words.no_partner).await;
    admin.go("/sales/funds").await;
    admin.reads("2,862,245.67").await;
    admin.press(words.issued_vouchers).await;
    admin.choose(words.voucher_state, words.recalled).await;
    admin.reads("v-c-100002").await;
    admin.leave().await;
    customer.leave().await;
}

/// From a passed check to the dialog with the reason filled in.
async fn give_reason(admin: &Person, words: &Words, reason: &str) {
    admin.press(words.next).await;
    admin.tick(words.agree).await;
    admin.press(words.disassociate).await;
    admin.fill(words.reason, reason).await;
}

/// The request as the API tells it, by the way: how many there are for the customer.
async fn open_requests(person: &Person, customer: &str) -> u64 {
    let query = json!({ "customer_id": customer, "status_list": ["PENDING_CUSTOMER"] });
    let records = person.call("POST", "/v2/partners/associations/requests/query", &query).await;
    records["total_count"].as_u64().expect("a total")
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_switch_no_code_is_asked_for() {
    let product = Product::start();
    let admin = Person::signed_in(&product, "en-US", "huashang-admin").await;
    admin.go("/sales/customers/c-310001/disassociate").await;
    admin.reads(EN.all_pass).await;
    give_reason(&admin, &EN, "No longer needed").await;
    admin.press_twice(EN.ok).await;
    admin.reads(EN.submitted).await;
    assert_eq!(open_requests(&admin, "c-310001").await, 1);
    admin.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_tells_the_tries_left_and_an_expired_one_asks_for_another() {
    let product = Product::start();
    let admin = Person::signed_in(&product, "en-US", "yunfan-admin").await;
    admin.go(&format!("/sales/customers/{CUSTOMER}/disassociate")).await;
    give_reason(&admin, &EN, "No longer needed").await;
    admin.press(EN.ok).await;
    admin.press(EN.code.get).await;
    admin.reads(EN.code.sent).await;
    let code = admin.code_in_outbox().await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    admin.fill(EN.code.field, wrong).await;
    admin.press(EN.ok).await;
    admin.reads("You have 4 tries left").await;
    admin.wait_on_the_clock(601).await;
    admin.fill(EN.code.field, &code).await;
    admin.press(EN.ok).await;
    admin.reads("The code has expired").await;
    assert_eq!(open_requests(&admin, CUSTOMER).await, 0);
    admin.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_in_the_middle_keeps_the_reason() {
    let product = Product::start();
    let admin = Person::signed_in(&product, "zh-CN", "yunfan-admin").await;
    admin.go(&format!("/sales/customers/{CUSTOMER}/disassociate")).await;
    give_reason(&admin, &ZH, "双方协商一致，终止合作").await;
    let draft = format!("/v2/drafts/disassociate-{CUSTOMER}");
    let saved = async || admin.call("GET", &draft, &json!({})).await["text"] == "双方协商一致，终止合作";
    for _ in 0..100 {
        if saved().await {
            break;
        }
    }
    assert!(saved().await, "the draft was not saved");
    admin.refresh().await.expect("reload");
    admin.tick(ZH.agree).await;
    admin.press(ZH.disassociate).await;
    admin.has(ZH.reason, "双方协商一致，终止合作").await;
    admin.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ends_in_the_middle_costs_nothing() {
    let product = Product::start();
    let admin = Person::signed_in(&product, "en-US", "huashang-admin").await;
    admin.go("/sales/customers/c-310001/disassociate").await;
    give_reason(&admin, &EN, "Contract has run out").await;
    admin.wait_on_the_clock(3_700).await;
    admin.press(EN.ok).await;
    admin.reads("Your session has ended").await;
    admin.sign_in_again("Sign in").await;
    admin.reads(EN.submitted).await;
    assert_eq!(open_requests(&admin, "c-310001").await, 1);
    admin.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_administrators_one_submits_and_the_other_is_shown_that_request() {
    let product = Product::start();
    let first = Person::signed_in(&product, "en-US", "yunfan-admin").await;
    let second = Person::signed_in(&product, "en-US", "yunfan-admin2").await;
    for admin in [&first, &second] {
        admin.go(&format!("/sales/customers/{CUSTOMER}/disassociate")).await;
        give_reason(admin, &EN, "Both of us want it").await;
    }
    first.press(EN.ok).await;
    first.give_code(&EN.code).await;
    first.reads(EN.submitted).await;
    second.press(EN.ok).await;
    second.reads("A request is open already").await;
    assert_eq!(open_requests(&first, CUSTOMER).await, 1);
    first.leave().await;
    second.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_placed_after_the_check_is_refused_at_submit_and_the_reason_stays() {
    let product = Product::start();
    let customer = Person::signed_in(&product, "en-US", "haichuan").await;
    let admin = Person::signed_in(&product, "en-US", "yunfan-admin").await;
    admin.go(&format!("/sales/customers/{CUSTOMER}/disassociate")).await;
    give_reason(&admin, &EN, "Passed a minute ago").await;
    customer.call("POST", "/v2/customers/orders", &json!({ "title": "Late", "price": 5 })).await;
    admin.press(EN.ok).await;
    admin.reads("Something changed after the check").await;
    admin.reads(EN.waiting_order).await;
    assert_eq!(open_requests(&admin, CUSTOMER).await, 0);
    admin.leave().await;
    customer.leave().await;
}
