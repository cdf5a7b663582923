//! The organization, by whom it concerns: contacts that a customer sees, a specialist who accepts by a link and is reviewed
//! by the vendor, a queue in a colleague's hands, and another device that is signed out.

use harness::{Person, Product};
use serde_json::{Value, json};

/// What the screens say.
struct Words {
    tag: &'static str,
    add: &'static str,
    name: &'static str,
    phone: &'static str,
    one_of_the_two: &'static str,
    save: &'static str,
    contacts: &'static str,
    invite: &'static str,
    mobile_number: &'static str,
    send: &'static str,
    invited: &'static str,
    your_name: &'static str,
    consent: &'static str,
    accept: &'static str,
    reviewed: &'static str,
    complete: &'static str,
    answer: &'static str,
    completed: &'static str,
    bound: &'static str,
    you_are_bound: &'static str,
    hand_over: &'static str,
    colleague: &'static str,
    first_day: &'static str,
    last_day: &'static str,
    note: &'static str,
    active: &'static str,
    you_cover: &'static str,
    covered_for: &'static str,
    end: &'static str,
    end_sure: &'static str,
    ended: &'static str,
    sign_out_others: &'static str,
    signed_out_others: &'static str,
}

const ZH: Words = Words {
    tag: "zh-CN",
    add: "添加联系人",
    name: "姓名或部门",
    phone: "电话",
    one_of_the_two: "请填写电话或邮箱",
    save: "保存",
    contacts: "联系人",
    invite: "邀请项目专员",
    mobile_number: "手机号",
    send: "发送邀请",
    invited: "邀请已发送，链接 7 天内有效",
    your_name: "您的姓名",
    consent: "我同意伙伴和云厂商为此保存我的姓名和联系方式",
    accept: "接受并提交审核",
    reviewed: "您已接受邀请，云厂商正在审核",
    complete: "完成",
    answer: "答复",
    completed: "事项已完成",
    bound: "已绑定",
    you_are_bound: "您是该伙伴的项目专员。",
    hand_over: "交给同事代班",
    colleague: "代班同事",
    first_day: "开始日期",
    last_day: "结束日期",
    note: "交接说明",
    active: "代班中",
    you_cover: "您正在代 王宁 处理工作",
    covered_for: "代班：王宁",
    end: "提前结束",
    end_sure: "立即不再看到",
    ended: "代班已结束",
    sign_out_others: "退出其他所有设备",
    signed_out_others: "已退出 1 台其他设备",
};

const EN: Words = Words {
    tag: "en-US",
    add: "Add a contact",
    name: "Name or team",
    phone: "Telephone",
    one_of_the_two: "Enter a telephone number or an e-mail address",
    save: "Save",
    contacts: "Contacts",
    invite: "Invite a specialist",
    mobile_number: "Mobile number",
    send: "Send",
    invited: "Sent. The link works for 7 days",
    your_name: "Your name",
    consent: "I agree that the partner and the vendor keep my name and contact for this",
    accept: "Accept",
    reviewed: "You have accepted. The vendor reviews",
    complete: "Complete",
    answer: "Answer",
    completed: "The item is completed",
    bound: "Bound",
    you_are_bound: "You are a project specialist of this partner.",
    hand_over: "Hand over",
    colleague: "Colleague",
    first_day: "First day",
    last_day: "Last day",
    note: "Handover note",
    active: "Active",
    you_cover: "You cover for 王宁 until",
    covered_for: "Covered for 王宁",
    end: "End it now",
    end_sure: "does not see the work of",
    ended: "The cover is ended",
    sign_out_others: "Sign out all others",
    signed_out_others: "Other devices signed out: 1",
};

#[tokio::test(flavor = "multi_thread")]
async fn customers_see_the_contacts_and_a_specialist_is_bound_by_a_link_in_chinese() {
    contacts_and_specialists(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_see_the_contacts_and_a_specialist_is_bound_by_a_link_in_english() {
    contacts_and_specialists(&EN).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_covers_a_queue_and_another_device_is_signed_out_in_chinese() {
    cover_and_sessions(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_covers_a_queue_and_another_device_is_signed_out_in_english() {
    cover_and_sessions(&EN).await;
}

/// The link in the newest message that carries one.
async fn newest_link(person: &Person) -> String {
    let outbox = person.call("POST", "/v2/demo/outbox/query", &json!({ "limit": 20 })).await;
    let messages = outbox["messages"].as_array().cloned().unwrap_or_default();
    let body = |message: &Value| message["body"].as_str().unwrap_or_default().to_owned();
    let letter = messages.iter().map(body).find(|body| body.contains("/p#t="));
    let letter = letter.unwrap_or_else(|| panic!("no link in {outbox}"));
    let token = letter.split("/p#t=").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
    format!("/p#t={token}")
}

async fn contacts_and_specialists(words: &Words) {
    let product = Product::start();
    let admin = Person::signed_in(&product, words.tag, "yunfan-admin").await;
    admin.go("/organization/contacts").await;
    admin.reads("400-820-0000").await;
    admin.press(words.add).await;
    admin.fill(words.name, "夜间值班").await;
    // Nobody can be reached without a number and without an address.
    admin.press(words.save).await;
    admin.reads(words.one_of_the_two).await;
    admin.fill(words.phone, "400-820-1111").await;
    admin.press(words.save).await;
    admin.reads("夜间值班").await;
    let customer = Person::signed_in(&product, words.tag, "lantian").await;
    customer.go("/my-partner").await;
    customer.reads(words.contacts).await;
    customer.reads("400-820-1111").await;
    customer.leave().await;

    admin.go("/organization/personnel").await;
    admin.press(words.invite).await;
    admin.fill(words.mobile_number, "13911112222").await;
    admin.press(words.send).await;
    admin.reads(words.invited).await;
    admin.reads("139****2222").await;

    let specialist = Person::arrive(&product, words.tag).await;
    specialist.go(&newest_link(&admin).await).await;
    specialist.fill(words.your_name, "何苗").await;
    specialist.tick(words.consent).await;
    assert!(!specialist.current_url().await.expect("an address").as_str().contains("t="));
    specialist.press(words.accept).await;
    specialist.reads(words.reviewed).await;

    let operator = Person::signed_in(&product, words.tag, "vendor-operator").await;
    operator.go("/operations/work-queue?kind=REVIEW_PERSONNEL").await;
    operator.press_in_row("何苗", words.complete).await;
    operator.reads("139****2222").await;
    operator.fill(words.answer, "资料齐全").await;
    operator.press(words.complete).await;
    operator.reads(words.completed).await;
    operator.leave().await;

    admin.go("/organization/personnel?status=BOUND").await;
    admin.reads("何苗").await;
    admin.reads(words.bound).await;
    admin.leave().await;
    // A reload finds the link again, although the address does not hold it.
    specialist.refresh().await.expect("a reload");
    specialist.reads(words.you_are_bound).await;
    specialist.leave().await;
}

async fn cover_and_sessions(words: &Words) {
    let product = Product::start();
    let wang = Person::signed_in(&product, words.tag, "yunfan-wang").await;
    let today = wang.call("GET", "/v2/partners/covers/colleagues", &Value::Null).await;
    let today = today["today"].as_str().expect("a day").to_owned();
    wang.go("/organization/cover").await;
    wang.press(words.hand_over).await;
    wang.choose(words.colleague, "赵晴").await;
    wang.set_date(words.first_day, &today).await;
    wang.set_date(words.last_day, &today).await;
    wang.fill(words.note, "报价请在今天发出").await;
    wang.press(words.hand_over).await;
    wang.reads(words.active).await;
    wang.reads("报价请在今天发出").await;

    let zhao = Person::signed_in(&product, words.tag, "yunfan-zhao").await;
    zhao.go("/").await;
    zhao.reads(words.you_cover).await;
    zhao.go("/sales/customers").await;
    zhao.reads(words.covered_for).await;

    wang.press(words.end).await;
    wang.reads(words.end_sure).await;
    wang.press(words.end).await;
    wang.reads(words.ended).await;
    zhao.go("/").await;
    zhao.go("/sales/customers").await;
    zhao.until("document.querySelector('tbody tr')").await;
    assert!(!zhao.sees(words.covered_for).await);
    zhao.leave().await;

    // The same member on a second device.
    let second = Person::signed_in(&product, words.tag, "yunfan-wang").await;
    second.go("/partner-information").await;
    second.press(words.sign_out_others).await;
    second.reads(words.signed_out_others).await;
    second.leave().await;
    let out = wang.run("return fetch('/v2/session').then((answer) => answer.status);", Vec::new()).await;
    assert_eq!(out, json!(401));
    wang.leave().await;
}
