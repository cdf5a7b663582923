//! Incentives as a new partner meets them: applying before the certification, being led through it and back to the same
//! application, invoices that are sent back and mended, and the money in the funds; a period that is confirmed, feedback
//! that is answered, and a transfer between two accounts of a company.

use crate::business_info;
use harness::{Person, Product};
use serde_json::{Value, json};

/// A part of what there is, so that the form has something to lose.
const PART: &str = "1000.01";
const REASON: &str = "购买方税号填写有误，请重新开具";

/// What the screens say.
struct Words {
    tag: &'static str,
    certification: &'static business_info::Words,
    certify: &'static str,
    not_certified: &'static str,
    part: &'static str,
    only_account: &'static str,
    account: &'static str,
    submit: &'static str,
    applied: &'static str,
    at: [&'static str; 5],
    invoice_list: &'static str,
    service_fee: &'static str,
    back: &'static str,
    amount: &'static str,
    missing: &'static str,
    add: &'static str,
    fits: &'static str,
    hand_in: &'static str,
    handed_in: &'static str,
    sent_back: &'static str,
    number: &'static str,
    decline: &'static str,
    complete: &'static str,
    answer: &'static str,
    told: [&'static str; 2],
    funds: &'static str,
}

const ZH: Words = Words {
    tag: "zh-CN",
    certification: &business_info::ZH,
    certify: "前往商业信息认证",
    not_certified: "商业信息尚未认证",
    part: "部分申付金额（CNY）",
    only_account: "只选支持“返华为云账户”的激励",
    account: "返华为云账户",
    submit: "提交申请",
    applied: "申请已提交",
    at: ["申请处理中", "待伙伴开票", "发票待审核", "申付审核中", "已完成"],
    invoice_list: "开票清单",
    service_fee: "服务费",
    back: "返回申付单",
    amount: "价税合计（CNY）",
    missing: "还差 ¥400.01",
    add: "再加一张发票",
    fits: "金额一致",
    hand_in: "提交发票",
    handed_in: "发票已提交，等待审核",
    sent_back: "发票已退回，请更正后重新提交",
    number: "发票号码",
    decline: "拒绝",
    complete: "完成",
    answer: "答复",
    told: ["事项已拒绝", "事项已完成"],
    funds: "查看资金管理",
};

const EN: Words = Words {
    tag: "en-US",
    certification: &business_info::EN,
    certify: "Go to business certification",
    not_certified: "Business information is not certified",
    part: "Partial amount (CNY)",
    only_account: "Choose only what Credit to the cloud account pays",
    account: "Credit to the cloud account",
    submit: "Submit",
    applied: "The application was submitted",
    at: [
        "Being processed",
        "Waiting for your invoices",
        "Invoices under review",
        "Payment under review",
        "Paid",
    ],
    invoice_list: "Invoicing list",
    service_fee: "Service fee",
    back: "Back to the application",
    amount: "Amount with tax (CNY)",
    missing: "CN¥400.01 is missing",
    add: "Add an invoice",
    fits: "They fit",
    hand_in: "Hand in",
    handed_in: "The invoices were handed in",
    sent_back: "The invoices were sent back",
    number: "Invoice no.",
    decline: "Decline",
    complete: "Complete",
    answer: "Answer",
    told: ["The item is declined", "The item is completed"],
    funds: "Look at Funds",
};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_partner_is_certified_invoices_twice_and_finds_the_money_in_chinese() {
    be_paid(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_partner_is_certified_invoices_twice_and_finds_the_money_in_english() {
    be_paid(&EN).await;
}

async fn be_paid(words: &Words) {
    let product = Product::start();
    let finance = Person::signed_in(&product, words.tag, "huashang-finance").await;
    finance.go("/sales/incentives/apply").await;
    finance.reads(words.not_certified).await;
    finance.press(words.only_account).await;
    finance.fill(words.part, PART).await;
    // Kept with the server: the way to the certification and back loses nothing.
    let is_kept = |draft: &Value| draft["text"].as_str().is_some_and(|text| text.contains(PART));
    finance.until_told("/v2/drafts/incentive-payout", is_kept).await;
    finance.press(words.certify).await;
    business_info::certify_and_go_on(&finance, words.certification).await;
    finance.until("location.pathname === '/sales/incentives/apply'").await;
    finance.has(words.part, PART).await;
    finance.until("document.querySelector('input[value=ACCOUNT]')?.checked").await;
    assert!(!finance.sees(words.not_certified).await);
    let before = cash(&finance).await;
    finance.press(words.submit).await;
    finance.reads(words.applied).await;
    finance.reads(words.at[0]).await;
    let id = finance.run("return location.pathname.split('/').pop()", Vec::new()).await;
    let here = ["/sales/incentives/payouts/", id.as_str().unwrap_or_default()].concat();

    let operator = Person::signed_in(&product, words.tag, "vendor-operator").await;
    answer(&operator, words, "REVIEW_PAYOUT", true).await;
    finance.go(&here).await;
    finance.reads(words.at[1]).await;
    finance.press(words.invoice_list).await;
    finance.reads(words.service_fee).await;
    finance.press(words.back).await;
    hand_in(&finance, words).await;
    answer(&operator, words, "REVIEW_PAYOUT_INVOICES", false).await;
    finance.go(&here).await;
    finance.reads(words.sent_back).await;
    finance.reads(REASON).await;
    // What was handed in stands there again; only the number is another one.
    finance.reads(words.fits).await;
    finance.fill(words.number, "26312000008800009999").await;
    finance.press(words.hand_in).await;
    finance.reads(words.handed_in).await;
    answer(&operator, words, "REVIEW_PAYOUT_INVOICES", true).await;
    finance.go(&here).await;
    finance.reads(words.at[3]).await;
    answer(&operator, words, "RELEASE_PAYOUT", true).await;
    answer(&operator, words, "PAY_PAYOUT", true).await;
    operator.leave().await;

    finance.go(&here).await;
    finance.reads(words.at[4]).await;
    finance.press(words.funds).await;
    finance.until("location.pathname === '/sales/funds'").await;
    let after = cash(&finance).await;
    assert_eq!(after - before, 100_001, "to the cent");
    let shown = "return new Intl.NumberFormat(arguments[0], { style: 'currency', currency: 'CNY' }).format(arguments[1])";
    let shown = finance.run(shown, vec![words.tag.into(), json!(hundredths(after))]).await;
    finance.reads(shown.as_str().unwrap_or_default()).await;
    finance.leave().await;
}

/// Two electronic invoices, of which the second is filled in by a press.
async fn hand_in(finance: &Person, words: &Words) {
    finance.fill(words.amount, "600").await;
    finance.reads(words.missing).await;
    finance.press(words.add).await;
    finance.until("document.querySelectorAll('.invoice-row').length === 2").await;
    let script = "
        [...document.querySelectorAll('.invoice-row')].forEach((row, position) => {
            const write = (field, text) => {
                field.value = text;
                field.dispatchEvent(new Event('input', { bubbles: true }));
            };
            write(row.querySelector('input[type=text]'), '2631200000880000000' + (position + 1));
            write(row.querySelector('input[type=date]'), arguments[0]);
        });
        [...document.querySelectorAll('.invoice-row')][1].querySelector('.invoice-row__amount button').click();";
    finance.run(script, vec!["2026-01-05".into()]).await;
    finance.reads(words.fits).await;
    finance.press(words.hand_in).await;
    finance.reads(words.handed_in).await;
    finance.reads(words.at[2]).await;
}

/// The vendor answers the only entry of this kind about the partner.
async fn answer(operator: &Person, words: &Words, kind: &str, pass: bool) {
    operator.go(&["/operations/work-queue?kind=", kind].concat()).await;
    let act = if pass { words.complete } else { words.decline };
    operator.press_in_row("华上云", act).await;
    operator.reads(words.account).await;
    operator.fill(words.answer, if pass { "已核对" } else { REASON }).await;
    operator.press(act).await;
    operator.reads(words.told[usize::from(pass)]).await;
}

/// What is in the cash account, in hundredths.
async fn cash(person: &Person) -> i64 {
    let balances = person.call("GET", "/v2/accounts/partner-accounts/balances", &Value::Null).await;
    let accounts = balances["account_balances"].as_array().cloned().unwrap_or_default();
    let cash = accounts.iter().find(|account| account["account_type"] == 1);
    let amount = cash.expect("a cash account")["amount"].to_string();
    let (whole, cents) = amount.split_once('.').unwrap_or((&amount, "0"));
    whole.parse::<i64>().expect("an amount") * 100 + format!("{cents:0<2}").parse::<i64>().expect("cents")
}

fn hundredths(minor: i64) -> f64 {
    format!("{}.{:02}", minor / 100, minor % 100).parse().expect("an amount")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_is_confirmed_as_it_is_shown_and_feedback_is_answered() {
    let product = Product::start();
    let admin = Person::signed_in(&product, "zh-CN", "yunfan-admin").await;
    admin.go("/").await;
    admin.press("激励对账 1").await;
    admin.press("去对账").await;
    admin.until("location.pathname === '/sales/incentives' && location.search.startsWith('?period=')").await;
    admin.press_in_row("代售业务激励", "问题反馈").await;
    admin.fill("问题描述", "十月的一笔消费没有计入").await;
    admin.press("提交反馈").await;
    admin.reads("反馈已提交").await;
    admin.press_in_row("代售业务激励", "确认对账").await;
    admin.reads("条反馈待答复。确认不影响答复").await;
    admin.press("确认对账").await;
    admin.reads("对账成功").await;
    admin.reads("发放中").await;
    assert!(!admin.sees("的激励待确认").await, "nothing waits any more");

    let operator = Person::signed_in(&product, "zh-CN", "vendor-operator").await;
    operator.go("/operations/work-queue?kind=ANSWER_INCENTIVE_FEEDBACK").await;
    operator.press_in_row("云帆", "完成").await;
    operator.reads("十月的一笔消费没有计入").await;
    operator.fill("答复", "已核实，下月以调整补发").await;
    operator.press("完成").await;
    operator.reads("事项已完成").await;
    operator.leave().await;
    admin.run("[...document.querySelectorAll('tbody a')].find((link) => link.innerText.includes('代售业务激励')).click()", Vec::new()).await;
    admin.reads("云厂商答复：已核实，下月以调整补发").await;
    admin.reads("已采纳").await;
    admin.leave().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn incentives_go_to_the_other_account_of_the_company_when_the_vendor_agrees() {
    let product = Product::start();
    let admin = Person::signed_in(&product, "zh-CN", "yunfan-admin").await;
    admin.go("/sales/incentive-transfers").await;
    assert!(to_apply_for(&admin).await > 0);
    admin.press("申请转移激励").await;
    admin.run("document.querySelector('dialog[open] input[type=radio]').click()", Vec::new()).await;
    admin.fill("申请原因", "业务由新账号承接").await;
    admin.press("提交申请").await;
    admin.reads("等待云厂商办理").await;
    let operator = Person::signed_in(&product, "zh-CN", "vendor-operator").await;
    operator.go("/operations/work-queue?kind=DECIDE_INCENTIVE_TRANSFER").await;
    operator.press_in_row("云帆", "完成").await;
    operator.reads("业务由新账号承接").await;
    operator.fill("答复", "同意").await;
    operator.press("完成").await;
    operator.reads("事项已完成").await;
    operator.leave().await;
    admin.refresh().await.expect("reload");
    admin.reads("已同意").await;
    assert_eq!(to_apply_for(&admin).await, 0, "only what is frozen stays");
    admin.leave().await;
}

/// How many incentives are open and not frozen.
async fn to_apply_for(person: &Person) -> usize {
    let found = person.call("GET", "/v2/partners/incentives/payables", &Value::Null).await;
    let payables = found["payables"].as_array().expect("what can be paid");
    payables.iter().filter(|payable| payable["freeze"].is_null()).count()
}
