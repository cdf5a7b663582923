//! What a member is told: a link out of a mail, the list, how one wants to be told, whether it arrives, and the bell in another
//! browser.

use harness::{Person, Product};

/// What the screens say.
struct Words {
    tag: &'static str,
    forwarded: &'static str,
    shared: &'static str,
    required: &'static str,
    kind: &'static str,
    cannot_archive: &'static str,
    by_site: &'static str,
    by_mail: &'static str,
    keep_one: &'static str,
    save: &'static str,
    saved: &'static str,
    check: &'static str,
    test_message: &'static str,
    as_text: &'static str,
    why: &'static str,
    mark_all: &'static str,
    all_read: &'static str,
    bell: &'static str,
}

const ZH: Words = Words {
    tag: "zh-CN",
    forwarded: "请为新客户分配客户经理",
    shared: "您收到一个共享机会点",
    required: "必办",
    kind: "类型",
    cannot_archive: "必办消息办理完成或超过期限后才能归档",
    by_site: "机会点、站内信",
    by_mail: "机会点、邮件",
    keep_one: "请至少保留一个渠道",
    save: "保存",
    saved: "消息接收设置已保存",
    check: "发送测试消息",
    test_message: "伙伴中心测试消息",
    as_text: "纯文本",
    why: "您收到此邮件，是因为您在伙伴中心有账号",
    mark_all: "全部标为已读",
    all_read: "全部消息已标为已读",
    bell: "消息",
};

const EN: Words = Words {
    tag: "en-US",
    forwarded: "Assign account managers",
    shared: "An opportunity was shared with you",
    required: "Required",
    kind: "Kind",
    cannot_archive: "A required message can be archived when it is done or its deadline is over",
    by_site: "Opportunities, In-site message",
    by_mail: "Opportunities, Email",
    keep_one: "keep at least one channel",
    save: "Save",
    saved: "Message settings are saved",
    check: "Send test message",
    test_message: "Test message of the Partner Center",
    as_text: "Plain text",
    why: "You get this mail because you have an account",
    mark_all: "Mark all as read",
    all_read: "All messages are marked as read",
    bell: "Messages",
};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_told_something_finds_it_and_chooses_how_in_chinese() {
    told(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_told_something_finds_it_and_chooses_how_in_english() {
    told(&EN).await;
}

async fn told(words: &Words) {
    let product = Product::start();
    // A link out of a mail, before anybody has signed in.
    let admin = Person::arrive(&product, words.tag).await;
    admin.go("/messages/n-100002").await;
    admin.sign_in("yunfan-admin").await;
    admin.reads(words.forwarded).await;
    // Messages are written in the language that their reader chose, not in that of the browser.
    admin.call("PUT", "/v2/session/preferences", &serde_json::json!({ "language": words.tag })).await;

    admin.go("/messages").await;
    admin.reads(words.shared).await;
    admin.choose(words.kind, words.required).await;
    let gone = format!("!document.querySelector('.messages').innerText.includes('{}')", words.forwarded);
    admin.until(&gone).await;
    // Why it cannot be put away is the description of the button.
    let says =
        "[...document.querySelectorAll('.message .button__reason')].some((why) => why.textContent.includes";
    admin.until(&format!("{says}('{}'))", words.cannot_archive)).await;

    how_one_is_told(&admin, words).await;

    // In another browser the bell follows without anything being pressed there.
    let elsewhere = Person::signed_in(&product, words.tag, "yunfan-admin").await;
    let bell = "document.querySelector('.bell')?.getAttribute('aria-label')";
    elsewhere.until(&format!("/\\d/.test({bell} ?? '')")).await;
    admin.go("/messages").await;
    admin.press(words.mark_all).await;
    admin.reads(words.all_read).await;
    elsewhere.until(&format!("{bell} === '{}'", words.bell)).await;
    elsewhere.leave().await;
    admin.leave().await;
}

async fn how_one_is_told(admin: &Person, words: &Words) {
    admin.go("/messages/settings").await;
    let (site, mail) =
        (format!("input[aria-label='{}']", words.by_site), format!("input[aria-label='{}']", words.by_mail));
    admin.click(&site).await;
    admin.click(&mail).await;
    admin.reads(words.keep_one).await;
    admin.click(&site).await;
    admin.press(words.save).await;
    admin.reads(words.saved).await;

    admin.press(words.check).await;
    // In-site message, mail and text message have left.
    admin.until("document.querySelectorAll('[role=status] .badge--success').length === 3").await;

    admin.go("/demo/outbox").await;
    admin.reads(words.test_message).await;
    admin.press(words.as_text).await;
    admin.reads(words.why).await;
}
