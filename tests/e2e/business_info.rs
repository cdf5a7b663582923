//! Certification of business information: from the application that it interrupts, over a reload and one wrong amount, to
//! certified and back; and three wrong amounts, which only the vendor's operator unlocks.

use harness::{CodeWords, Person, Product};
use serde_json::Value;
use std::io::Write;
use thirtyfour::prelude::*;

const PAGE: &str = "/partner-information/business";
const CREDIT_CODE: &str = "91110108MA01B2C3D0";
const MOBILE: &str = "13912345678";
const ACCOUNT: &str = "6222020200112233445";
/// Half of the hour after which the machine has checked: a session outlives it.
const HALF_AN_HOUR_S: u32 = 1_800;

/// What the screens say.
pub struct Words {
    tag: &'static str,
    code: CodeWords,
    interrupted: &'static str,
    number: &'static str,
    general: &'static str,
    contact: [&'static str; 3],
    privacy: &'static str,
    next: &'static str,
    new_account: &'static str,
    known_account: &'static str,
    holder: &'static str,
    bank: &'static str,
    branch: &'static str,
    account: &'static str,
    uploaded: &'static str,
    restored: &'static str,
    submit: &'static str,
    checking: &'static str,
    amount: &'static str,
    confirm: &'static str,
    wrong: &'static str,
    certified: &'static str,
    go_on: &'static str,
    change: &'static str,
    locked: &'static str,
    note: &'static str,
    raise: &'static str,
    raised: &'static str,
    complete: &'static str,
    answer: &'static str,
    completed: &'static str,
    ask: &'static str,
}

pub const ZH: Words = Words {
    tag: "zh-CN",
    code: CodeWords {
        get: "获取验证码", sent: "验证码已发送至", field: "验证码", ok: "确定"
    },
    interrupted: "激励发放申请需要先完成商业信息认证",
    number: "统一社会信用代码 / 注册号",
    general: "一般纳税人",
    contact: ["联系人姓名", "联系人手机号", "联系人邮箱"],
    privacy: "我已阅读并同意隐私声明，同意云厂商为结算目的处理上述信息",
    next: "下一步",
    new_account: "填写新账户",
    known_account: "使用供应商系统中的账户",
    holder: "户名",
    bank: "开户银行",
    branch: "开户支行",
    account: "银行账号",
    uploaded: "已上传，",
    restored: "已恢复您上次填写的内容",
    submit: "提交认证",
    checking: "系统核验中",
    amount: "入账金额",
    confirm: "确认金额",
    wrong: "还可以填写 2 次",
    certified: "商业信息已认证，激励等款项将付至以下账户。",
    go_on: "继续申请发放",
    change: "修改基本与税务信息",
    locked: "金额已错误三次，认证已锁定",
    note: "问题说明",
    raise: "提交工单",
    raised: "工单处理中",
    complete: "完成",
    answer: "答复",
    completed: "事项已完成",
    ask: "管理员和财务可以管理。请联系：方正、曾琪。",
};

pub const EN: Words = Words {
    tag: "en-US",
    code: CodeWords { get: "Get code", sent: "The code was sent to", field: "Code", ok: "OK" },
    interrupted: "Your payout application waits for this certification",
    number: "Unified social credit code / registration number",
    general: "General taxpayer",
    contact: ["Contact name", "Contact mobile number", "Contact e-mail"],
    privacy: "I have read the privacy statement and agree that the vendor processes this information to settle payments",
    next: "Next",
    new_account: "Another account",
    known_account: "The one in the supplier system",
    holder: "Account holder",
    bank: "Bank name",
    branch: "Branch",
    account: "Account number",
    uploaded: "Uploaded, ",
    restored: "What you typed the last time is back",
    submit: "Submit",
    checking: "Being checked",
    amount: "Amount that arrived",
    confirm: "Confirm the amount",
    wrong: "Tries left: 2",
    certified: "Business information is certified. Incentives and other money are paid to the account below.",
    go_on: "Go on with the application",
    change: "Change company and tax",
    locked: "Three wrong amounts: the certification is locked",
    note: "What happened",
    raise: "Raise the ticket",
    raised: "Your ticket is being handled",
    complete: "Complete",
    answer: "Answer",
    completed: "Item completed",
    ask: "Administrators and finance can. Contact: 方正, 曾琪.",
};

#[tokio::test(flavor = "multi_thread")]
async fn from_nothing_to_certified_with_one_wrong_amount_in_chinese() {
    certify(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_nothing_to_certified_with_one_wrong_amount_in_english() {
    certify(&EN).await;
}

async fn certify(words: &Words) {
    let product = Product::start();
    let finance = Person::signed_in(&product, words.tag, "huashang-finance").await;
    finance.go(&[PAGE, "?return=payout"].concat()).await;
    finance.reads(words.interrupted).await;
    fill_in_company(&finance, words).await;
    finance.press(words.next).await;
    finance.until("location.search === '?step=bank&return=payout'").await;
    finance.tick(words.new_account).await;
    finance.has(words.holder, "华上云渠道（北京）股份有限公司").await;
    finance.fill(words.bank, "中国工商银行").await;
    finance.fill(words.branch, "北京海淀支行").await;
    finance.fill(words.account, ACCOUNT).await;
    upload(&finance, words).await;
    // The draft has all of it, and the letter: a reload loses nothing.
    finance
        .until_told("/v2/drafts/business-info", |draft| {
            draft["text"]
                .as_str()
                .is_some_and(|text| text.contains(ACCOUNT) && !text.contains(r#""letter_id":"""#))
        })
        .await;
    finance.refresh().await.expect("reload");
    finance.reads(words.restored).await;
    finance.has(words.account, ACCOUNT).await;
    finance.reads("letter.pdf").await;
    finance.press(words.next).await;
    finance.until("location.search === '?step=review&return=payout'").await;
    finance.reads("6222 0202 0011 2233 445").await;
    finance.reads("letter.pdf").await;
    // Each part has its way back, and nothing is lost on it.
    finance.press(words.change).await;
    finance.has(words.number, CREDIT_CODE).await;
    finance.go(&[PAGE, "?step=review&return=payout"].concat()).await;
    finance.reads("6222 0202 0011 2233 445").await;
    finance.press(words.submit).await;
    finance.give_code(&words.code).await;
    finance.reads(words.checking).await;
    finance.reads("**** 3445").await;
    finance.until("location.search === '?return=payout'").await;

    let amount = transferred(&finance, 1).await;
    finance.go(&[PAGE, "?return=payout"].concat()).await;
    finance.fill(words.amount, &other(&amount)).await;
    finance.press(words.confirm).await;
    finance.reads(words.wrong).await;
    finance.fill(words.amount, &amount).await;
    finance.press(words.confirm).await;
    finance.reads(words.certified).await;
    finance.press(words.go_on).await;
    finance.until("location.pathname === '/sales/incentives/apply'").await;
    // Whoever may not manage it is told whom to ask.
    let sun = Person::signed_in(&product, words.tag, "huashang-sun").await;
    sun.go(PAGE).await;
    sun.reads(words.ask).await;
    assert!(!sun.sees("3445").await);
    sun.leave().await;
    finance.leave().await;
}

/// The short way for whoever was sent here by an application: with the account that the supplier system holds, to certified
/// and on.
pub async fn certify_and_go_on(finance: &Person, words: &Words) {
    finance.reads(words.interrupted).await;
    fill_in_company(finance, words).await;
    finance.press(words.next).await;
    finance.tick(words.known_account).await;
    finance.press(words.next).await;
    finance.press(words.submit).await;
    finance.give_code(&words.code).await;
    finance.reads(words.checking).await;
    let amount = transferred(finance, 1).await;
    finance.go(&[PAGE, "?return=payout"].concat()).await;
    finance.fill(words.amount, &amount).await;
    finance.press(words.confirm).await;
    finance.reads(words.certified).await;
    finance.press(words.go_on).await;
}

async fn fill_in_company(person: &Person, words: &Words) {
    person.fill(words.number, CREDIT_CODE).await;
    person.tick(words.general).await;
    person.fill(words.contact[0], "曾琪").await;
    person.fill(words.contact[1], MOBILE).await;
    person.fill(words.contact[2], "finance@huashang.example.com").await;
    person.tick(words.privacy).await;
}

async fn upload(person: &Person, words: &Words) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("letter.pdf");
    std::fs::File::create(&path).expect("a file").write_all(&harness::pdf(2_000)).expect("written");
    let input = person.find(By::Css("main input[type=file]")).await.expect("a field for files");
    input.send_keys(path.to_string_lossy()).await.expect("chosen");
    person.reads(words.uploaded).await;
}

/// Lets the machine check, and reads on the outbox page what the bank wrote the last of so many times.
async fn transferred(person: &Person, times: u64) -> String {
    for _ in 0..2 {
        person.wait_on_the_clock(HALF_AN_HOUR_S).await;
        person.call("GET", "/v2/session", &Value::Null).await;
    }
    person.until_told("/v2/partners/business-info", |info| info["status"] == "AWAIT_AMOUNT").await;
    statement(person, times).await
}

/// A text message for each transfer, the newest first; the mail beside it is shown as HTML, which is no text of the page.
async fn statement(person: &Person, times: u64) -> String {
    person.go("/demo/outbox").await;
    let amounts = "[...document.querySelector('main').innerText.matchAll(/CNY (0\\.[0-9]{2})/g)].map((found) => found[1])";
    person.until(&format!("{amounts}.length >= {times}")).await;
    let newest = person.run(&format!("return {amounts}[0]"), Vec::new()).await;
    newest.as_str().expect("an amount").to_owned()
}

fn other(amount: &str) -> String {
    if amount == "0.99" { "0.98" } else { "0.99" }.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn three_wrong_amounts_lock_it_and_the_operator_unlocks_it_with_another_transfer() {
    let words = &ZH;
    let product = Product::start();
    let finance = Person::signed_in(&product, words.tag, "huashang-finance").await;
    finance.go(PAGE).await;
    fill_in_company(&finance, words).await;
    finance.press(words.next).await;
    // The account that the supplier system holds is offered, and nothing of it is typed.
    finance.tick(words.known_account).await;
    finance.press(words.next).await;
    finance.press(words.submit).await;
    finance.give_code(&words.code).await;
    finance.reads(words.checking).await;
    let amount = transferred(&finance, 1).await;
    finance.go(PAGE).await;
    for left in ["还可以填写 2 次", "还可以填写 1 次", words.locked] {
        finance.fill(words.amount, &other(&amount)).await;
        finance.press(words.confirm).await;
        finance.reads(left).await;
    }
    finance.fill(words.note, "回单看错了，请解锁").await;
    finance.press(words.raise).await;
    finance.reads(words.raised).await;

    let operator = Person::signed_in(&product, words.tag, "vendor-operator").await;
    operator.go("/operations/work-queue?kind=UNLOCK_BUSINESS_INFO").await;
    operator.press_in_row("回单看错了", words.complete).await;
    operator.reads("**** 8801").await;
    operator.fill(words.answer, "已核实").await;
    operator.press(words.complete).await;
    operator.reads(words.completed).await;
    operator.leave().await;

    let amount = statement(&finance, 2).await;
    finance.go(PAGE).await;
    finance.fill(words.amount, &amount).await;
    finance.press(words.confirm).await;
    finance.reads(words.certified).await;
    finance.leave().await;
}
