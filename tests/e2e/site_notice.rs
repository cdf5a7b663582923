//! The recommendation of the international site (A1–A4): for its accounts, until it is put away for now, or for good.

use harness::{Person, Product};
use serde_json::json;

struct Words {
    tag: &'static str,
    sentence: &'static str,
    link: &'static str,
    never: &'static str,
    close: &'static str,
}

const ZH: Words = Words {
    tag: "zh-CN",
    sentence: "您登录的是国际站账号，建议您使用国际站。",
    link: "前往国际站",
    never: "不再显示此消息",
    close: "关闭国际站提示",
};
const EN: Words = Words {
    tag: "en-US",
    sentence: "You are signed in with an account of the international site",
    link: "Go to the international site",
    never: "Don't show this again",
    close: "Close the notice of the international site",
};

#[tokio::test(flavor = "multi_thread")]
async fn the_international_site_is_recommended_until_one_has_had_enough_in_chinese() {
    recommended(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_international_site_is_recommended_until_one_has_had_enough_in_english() {
    recommended(&EN).await;
}

async fn recommended(words: &Words) {
    let product = Product::start();
    let admin = Person::signed_in(&product, words.tag, "nimbus-admin").await;
    admin.call("PUT", "/v2/session/preferences", &json!({ "language": words.tag })).await;
    admin.go("/").await;
    admin.reads(words.sentence).await;
    admin.reads(words.link).await;
    // In this tab, and above the top bar.
    admin
        .until("document.querySelector('.site-notice a').href === 'https://www.huaweicloud.com/intl/zh-cn'")
        .await;
    admin.until("document.querySelector('.site-notice a').target === ''").await;
    admin.until("document.querySelector('.site-notice').compareDocumentPosition(document.querySelector('.top-bar')) === 4").await;

    // For this session: not on another page, nor after a reload.
    admin.press(words.close).await;
    gone(&admin, "/sales/customers").await;
    sign_in_again(&admin).await;
    admin.reads(words.sentence).await;

    // For good: after a reload, after signing in again, and in another browser.
    admin.press(words.never).await;
    let hidden = |told: &serde_json::Value| told["preferences"]["hide_intl_site_notice"] == true;
    admin.until_told("/v2/session", hidden).await;
    gone(&admin, "/").await;
    sign_in_again(&admin).await;
    gone(&admin, "/").await;
    let elsewhere = Person::signed_in(&product, words.tag, "nimbus-admin").await;
    gone(&elsewhere, "/sales/customers").await;
    elsewhere.leave().await;
    admin.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_of_the_china_site_are_recommended_nothing() {
    let product = Product::start();
    let admin = Person::signed_in(&product, "zh-CN", "yunfan-admin").await;
    gone(&admin, "/sales/customers").await;
    admin.leave().await;
}

/// Opens a page, on which the notice is not.
async fn gone(person: &Person, path: &str) {
    person.go(path).await;
    person.see("main h1").await;
    person.until("!document.querySelector('.site-notice')").await;
}

async fn sign_in_again(person: &Person) {
    person.call("DELETE", "/v2/session", &json!({})).await;
    person.go("/").await;
    person.sign_in("nimbus-admin").await;
    person.see("main h1").await;
}
