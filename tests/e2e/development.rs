//! Winning customers: filing, importing, inviting, joining on a phone, and a link that runs out.

use harness::{Person, Product};
use serde_json::{Value, json};
use std::io::Write;
use thirtyfour::prelude::*;

const PAGE: &str = "/sales/customer-development";
const DAY_S: u32 = 86_400;
/// Nobody has this number.
const NEW_PHONE: &str = "15711110001";
/// Followed by direct sales, so that the vendor looks at it first.
const REVIEWED_PHONE: &str = "15500010007";
/// Has a contract with the vendor.
const CONTRACT_PHONE: &str = "15500010002";
/// A page of filings that are in force, of which the demo has eight.
const FILED: &str = "/sales/customer-development?status=FILED";

/// What the screens say.
struct Words {
    tag: &'static str,
    file_customer: &'static str,
    file: &'static str,
    name: &'static str,
    phone: &'static str,
    email: &'static str,
    can_invite: &'static str,
    reviewed_first: &'static str,
    cannot_be_filed: &'static str,
    contract: &'static str,
    check_rows: &'static str,
    some_wrong: &'static str,
    hand_over: &'static str,
    rehearsed: &'static str,
    file_now: &'static str,
    every_row: &'static str,
    failed_rows: &'static str,
    pick_page: &'static str,
    invite: &'static str,
    send: &'static str,
    invited: &'static str,
    subject: &'static str,
    mobile_number: &'static str,
    get_code: &'static str,
    code_sent: &'static str,
    code: &'static str,
    login_name: &'static str,
    password: &'static str,
    read_notes: &'static str,
    terms: &'static str,
    register: &'static str,
    joined: &'static str,
    associated: &'static str,
    expired: &'static str,
    link_expired: &'static str,
    actions_for: &'static str,
    send_again: &'static str,
    sent_again: &'static str,
    replaced: &'static str,
}

const ZH: Words = Words {
    tag: "zh-CN",
    file_customer: "报备客户",
    file: "提交报备",
    name: "客户名称",
    phone: "手机号",
    email: "邮箱",
    can_invite: "已报备，可以发送邀请",
    reviewed_first: "已提交，需云厂商审核（直销团队正在跟进）",
    cannot_be_filed: "该客户不能报备",
    contract: "该客户已与云厂商直接签约。",
    check_rows: "检查数据",
    some_wrong: "共 1,000 行，其中 20 行有问题",
    hand_over: "预演 980 行",
    rehearsed: "预演完成，尚未报备任何客户。",
    file_now: "开始报备",
    every_row: "全部处理完毕。",
    failed_rows: "20 行未能报备",
    pick_page: "选择本页",
    invite: "邀请",
    send: "发送邀请（8）",
    invited: "已向 8 个客户发送邀请",
    subject: "邀请您关联",
    mobile_number: "手机号",
    get_code: "获取验证码",
    code_sent: "验证码已发送至",
    code: "短信验证码",
    login_name: "账号名",
    password: "密码",
    read_notes: "我已阅读并同意以上须知",
    terms: "我同意《云服务客户协议》",
    register: "注册并关联",
    joined: "关联成功",
    associated: "已关联",
    expired: "邀请链接已过期",
    link_expired: "链接已过期",
    actions_for: "东莞****公司 的操作",
    send_again: "重发邀请",
    sent_again: "邀请已重发",
    replaced: "邀请链接已更新",
};

const EN: Words = Words {
    tag: "en-US",
    file_customer: "File a customer",
    file: "File",
    name: "Customer name",
    phone: "Mobile phone",
    email: "E-mail",
    can_invite: "is filed. You can invite it now",
    reviewed_first: "The vendor reviews it first (followed by direct sales)",
    cannot_be_filed: "This customer cannot be filed",
    contract: "This customer has a contract with the vendor.",
    check_rows: "Check the rows",
    some_wrong: "20 of 1,000 rows are wrong",
    hand_over: "Rehearse 980 rows",
    rehearsed: "Rehearsed. Nobody is filed yet",
    file_now: "File now",
    every_row: "Every row is done.",
    failed_rows: "20 rows were not filed",
    pick_page: "Pick this page",
    invite: "Invite",
    send: "Send invitations (8)",
    invited: "Customers invited: 8",
    subject: "invites you to associate",
    mobile_number: "Mobile number",
    get_code: "Get code",
    code_sent: "The code was sent to",
    code: "Code",
    login_name: "Login name",
    password: "Password",
    read_notes: "I have read and accept the notice above",
    terms: "I accept the customer agreement of the cloud service",
    register: "Register and associate",
    joined: "You are associated",
    associated: "Associated",
    expired: "This link has expired",
    link_expired: "Link expired",
    actions_for: "Actions for 东莞****公司",
    send_again: "Send again",
    sent_again: "Invitation sent again",
    replaced: "There is a newer link",
};

#[tokio::test(flavor = "multi_thread")]
async fn three_customers_are_filed_and_one_of_them_becomes_a_customer_on_a_phone_in_chinese() {
    win_a_customer(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_customers_are_filed_and_one_of_them_becomes_a_customer_on_a_phone_in_english() {
    win_a_customer(&EN).await;
}

/// Of the mails that are shown, the first has a button with an invitation behind it.
const NEWEST_MAIL_HAS_A_LINK: &str =
    "document.querySelector('.mail-view')?.shadowRoot?.querySelector('a[href*=\"/i#t=\"]')";

async fn win_a_customer(words: &Words) {
    let product = Product::start();
    let member = Person::signed_in(&product, words.tag, "yunfan-wang").await;
    // One is filed, one is reviewed first, one is refused with its reason.
    member.go(PAGE).await;
    file(&member, words, "青岛新客有限公司", NEW_PHONE).await;
    member.reads(words.can_invite).await;
    file(&member, words, "拉萨审核旅游有限公司", REVIEWED_PHONE).await;
    member.reads(words.reviewed_first).await;
    file(&member, words, "合同客户有限公司", CONTRACT_PHONE).await;
    member.reads(words.cannot_be_filed).await;
    member.reads(words.contract).await;

    // Who is filed is invited, all of the page together.
    let admin = Person::signed_in(&product, words.tag, "yunfan-admin").await;
    admin.go(FILED).await;
    admin.tick(words.pick_page).await;
    admin.press(words.invite).await;
    admin.press(words.send).await;
    admin.reads(words.invited).await;

    // The mail lies in the outbox; its link opens on a phone.
    let customer = Person::arrive(&product, words.tag).await;
    customer.set_window_rect(0, 0, 390, 844).await.expect("a phone");
    customer.go("/demo/outbox").await;
    customer.reads(words.subject).await;
    let link = link_to(&customer, NEW_PHONE).await;
    customer.until(NEWEST_MAIL_HAS_A_LINK).await;
    customer.go(&link).await;
    join(&customer, words, NEW_PHONE, "xinke_qingdao").await;
    assert!(!customer.current_url().await.expect("an address").as_str().contains("t="));

    // The member sees the association, and is told.
    admin.go("/sales/customer-development?tab=history&status=ASSOCIATED").await;
    admin.reads("青岛****公司").await;
    admin.reads(words.associated).await;
    let told = member.call("POST", "/v2/demo/outbox/query", &json!({ "limit": 20 })).await;
    assert!(told.to_string().contains("CUSTOMER_ASSOCIATED"), "{told}");
    for person in [member, admin, customer] {
        person.leave().await;
    }
}

async fn file(member: &Person, words: &Words, name: &str, phone: &str) {
    member.until("!document.querySelector('dialog[open]')").await;
    member.press(words.file_customer).await;
    member.fill(words.name, name).await;
    member.fill(words.phone, phone).await;
    member.fill(words.email, "buyer@customer.example.com").await;
    member.press(words.file).await;
}

/// The path of the newest link that was sent to the customer with this number, as the mail has it.
async fn link_to(person: &Person, phone: &str) -> String {
    let masked = format!("{}****{}", &phone[..3], &phone[phone.len() - 4..]);
    let outbox = person.call("POST", "/v2/demo/outbox/query", &json!({ "limit": 50 })).await;
    let messages = outbox["messages"].as_array().cloned().unwrap_or_default();
    let body = |message: &Value| message["body"].as_str().unwrap_or_default().to_owned();
    let mail = messages.iter().map(body).find(|body| body.contains("/i#t=") && body.contains(&masked));
    let mail = mail.unwrap_or_else(|| panic!("no mail to {masked} in {outbox}"));
    let secret: String = mail
        .split("/i#t=")
        .nth(1)
        .unwrap_or_default()
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    format!("/i#t={secret}")
}

async fn join(customer: &Person, words: &Words, phone: &str, login_name: &str) {
    customer.fill(words.mobile_number, phone).await;
    customer.press(words.get_code).await;
    customer.reads(words.code_sent).await;
    let code = code_sent_to(customer, phone).await;
    customer.fill(words.code, &code).await;
    customer.fill(words.login_name, login_name).await;
    customer.fill(words.password, "three green horses 42").await;
    if customer.sees(words.read_notes).await {
        customer.tick(words.read_notes).await;
    }
    customer.tick(words.terms).await;
    customer.press(words.register).await;
    customer.reads(words.joined).await;
}

/// The newest code that was sent to a number, by whoever asked for it.
async fn code_sent_to(person: &Person, phone: &str) -> String {
    let query = json!({ "recipient": phone, "limit": 1 });
    let outbox = person.call("POST", "/v2/demo/outbox/query", &query).await;
    let body = outbox["messages"][0]["body"].as_str().unwrap_or_default().to_owned();
    let digits = body.rsplit('#').next().unwrap_or_default().trim().to_owned();
    assert_eq!(digits.len(), 6, "no code in {outbox}");
    digits
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_a_thousand_with_twenty_bad_rows_is_imported_in_chinese() {
    import_a_thousand(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_a_thousand_with_twenty_bad_rows_is_imported_in_english() {
    import_a_thousand(&EN).await;
}

async fn import_a_thousand(words: &Words) {
    let product = Product::start();
    let member = Person::signed_in(&product, words.tag, "yunfan-wang").await;
    member.go("/sales/customer-development/import").await;
    choose(&member, &a_thousand_with_twenty_bad()).await;
    member.press(words.check_rows).await;
    member.reads(words.some_wrong).await;
    member.press(words.hand_over).await;
    member.reads(words.rehearsed).await;
    member.press(words.file_now).await;
    member.reads(words.every_row).await;
    member.reads(words.failed_rows).await;
    let filings = json!({ "status_list": ["NOT_FILED"], "limit": 1 });
    let listed = member.call("POST", "/v2/partners/customer-filings/query", &filings).await;
    let listed = listed["total_count"].as_u64().expect("a count");
    assert!(listed > 850, "beyond the hundred places they are listed: {listed}");
    member.leave().await;
}

fn a_thousand_with_twenty_bad() -> String {
    let row = |number: u32| {
        let phone = if number % 50 == 7 { "12345".to_owned() } else { format!("159{number:08}") };
        format!("\"导入, 客户 {number}\",{phone},buyer{number}@import.example.com")
    };
    let mut lines = vec!["客户名称,手机号,邮箱".to_owned()];
    lines.extend((0..1_000).map(row));
    lines.join("\r\n")
}

/// Chooses a file with this text.
async fn choose(member: &Person, text: &str) {
    let mut file = tempfile::Builder::new().suffix(".csv").tempfile().expect("a file");
    file.write_all(text.as_bytes()).expect("written");
    member.until("document.querySelector('input[type=file]')").await;
    let input = member.find(By::Css("input[type=file]")).await.expect("a field for files");
    input.send_keys(file.path().to_string_lossy()).await.expect("chosen");
    // The browser reads it after this returns.
    member.until("!document.querySelector('input[type=file]')").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_runs_out_by_the_clock_and_is_sent_again_in_chinese() {
    run_out_and_send_again(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_runs_out_by_the_clock_and_is_sent_again_in_english() {
    run_out_and_send_again(&EN).await;
}

async fn run_out_and_send_again(words: &Words) {
    let product = Product::start();
    let member = Person::signed_in(&product, words.tag, "yunfan-wang").await;
    let draft = json!({ "filing_ids": ["f-100001"], "association_type": "1", "language": words.tag });
    let invited = member.call("POST", "/v2/partners/invitations", &draft).await;
    let url = invited["invitations"][0]["url"].as_str().expect("a link").to_owned();
    let first = format!("/i#{}", url.split_once('#').expect("a token").1);
    member.wait_on_the_clock(7 * DAY_S + 60).await;
    member.leave().await;

    let customer = Person::arrive(&product, words.tag).await;
    customer.go(&first).await;
    customer.reads(words.expired).await;

    let member = Person::signed_in(&product, words.tag, "yunfan-wang").await;
    member.go("/sales/customer-development?tab=history").await;
    member.reads(words.link_expired).await;
    member.press(words.actions_for).await;
    member.press(words.send_again).await;
    member.press(words.send_again).await;
    member.reads(words.sent_again).await;
    // The former link says that there is a newer one.
    customer.go("/").await;
    customer.go(&first).await;
    customer.reads(words.replaced).await;
    member.leave().await;
    customer.leave().await;
}
