//! Opportunities: answered from the inbox with an undo, worked on until delivery; written, sent back, verified; and one
//! that nobody answers in time.

use harness::{Person, Product};
use serde_json::Value;
use std::io::Write;
use thirtyfour::prelude::*;

/// Its last working day runs, so it stands first in the inbox.
const URGENT: &str = "/sales/opportunities/ho-100003";
const WAITING: &str = "/sales/opportunities/ho-100002";
const DAY_S: u32 = 86_400;

/// What the screens say.
struct Words {
    tag: &'static str,
    accept: &'static str,
    accepting: &'static str,
    undo: &'static str,
    accepted: &'static str,
    not_sent: &'static str,
    in_progress: &'static str,
    report: &'static str,
    signed: &'static str,
    signed_amount: &'static str,
    description: &'static str,
    uploaded: &'static str,
    submit_report: &'static str,
    reported: &'static str,
    delivered_stage: &'static str,
    submit_delivered: &'static str,
    delivered: &'static str,
    name: &'static str,
    save_draft: &'static str,
    saved: &'static str,
    edit_title: &'static str,
    submit: &'static str,
    mend_first: &'static str,
    company: &'static str,
    industry: &'static str,
    region: &'static str,
    amount: &'static str,
    signing_day: &'static str,
    bant: [&'static str; 4],
    activity: &'static str,
    offering: &'static str,
    service: &'static str,
    support: &'static str,
    contact: [&'static str; 2],
    consent: &'static str,
    submitted: &'static str,
    under_review: &'static str,
    decline: &'static str,
    complete: &'static str,
    answer: &'static str,
    field: &'static str,
    budget: &'static str,
    add_note: &'static str,
    told: [&'static str; 2],
    sent_back: &'static str,
    mend: &'static str,
    resubmit: &'static str,
    verified: &'static str,
    timed_out: &'static str,
    nothing_more: &'static str,
}

const ZH: Words = Words {
    tag: "zh-CN",
    accept: "接受",
    accepting: "正在接受“灾备中心建设”",
    undo: "撤销",
    accepted: "已接受“灾备中心建设”",
    not_sent: "尚未提交，可撤销",
    in_progress: "更新进展中",
    report: "更新进展",
    signed: "已签约",
    signed_amount: "签约金额（CNY）",
    description: "进展说明",
    uploaded: "已上传，",
    submit_report: "提交进展",
    reported: "进展已更新",
    delivered_stage: "交付完成",
    submit_delivered: "提交并结束为已交付",
    delivered: "交付完成",
    name: "机会点名称",
    save_draft: "保存草稿",
    saved: "已保存",
    edit_title: "编辑机会点",
    submit: "提交",
    mend_first: "以下内容需要补充或修改",
    company: "客户公司",
    industry: "行业",
    region: "区域",
    amount: "预计金额（CNY）",
    signing_day: "预计签约日期",
    bant: ["预算（Budget）", "决策人（Authority）", "需求（Need）", "时间（Timing）"],
    activity: "客户拜访",
    offering: "伙伴方案",
    service: "数据库",
    support: "报价与商务",
    contact: ["联系人姓名", "联系人手机"],
    consent: "客户已同意将其信息提供给厂商",
    submitted: "已提交。可在详情中查看审核进展",
    under_review: "审核中",
    decline: "拒绝",
    complete: "完成",
    answer: "答复",
    field: "字段",
    budget: "预算（Budget）",
    add_note: "添加说明",
    told: ["事项已拒绝", "事项已完成"],
    sent_back: "审核不通过",
    mend: "修改并重新提交",
    resubmit: "重新提交",
    verified: "验证通过",
    timed_out: "超时自动拒绝",
    nothing_more: "不能再操作",
};

const EN: Words = Words {
    tag: "en-US",
    accept: "Accept",
    accepting: "Accepting “灾备中心建设”",
    undo: "Undo",
    accepted: "Accepted “灾备中心建设”",
    not_sent: "Not sent yet; can be undone",
    in_progress: "In progress",
    report: "Report progress",
    signed: "Signed",
    signed_amount: "Signed amount (CNY)",
    description: "What happened",
    uploaded: "Uploaded, ",
    submit_report: "Report",
    reported: "Progress reported",
    delivered_stage: "Delivered",
    submit_delivered: "Report as delivered",
    delivered: "Delivered",
    name: "Opportunity name",
    save_draft: "Save draft",
    saved: "Saved",
    edit_title: "Edit the opportunity",
    submit: "Submit",
    mend_first: "This is missing or wrong",
    company: "Customer company",
    industry: "Industry",
    region: "Region",
    amount: "Estimated amount (CNY)",
    signing_day: "Expected signing date",
    bant: ["Budget", "Authority", "Need", "Timing"],
    activity: "Customer visit",
    offering: "Partner offering",
    service: "Database",
    support: "Quotation and commercial support",
    contact: ["Contact's name", "Contact's mobile phone"],
    consent: "The customer agreed that its information is shared with the vendor",
    submitted: "Submitted. Follow the status in the opportunity",
    under_review: "Under review",
    decline: "Decline",
    complete: "Complete",
    answer: "Answer",
    field: "Field",
    budget: "Budget",
    add_note: "Add a note",
    told: ["The item is declined", "The item is completed"],
    sent_back: "Review not passed",
    mend: "Edit and resubmit",
    resubmit: "Resubmit",
    verified: "Verified",
    timed_out: "Timed out",
    nothing_more: "nothing more can be done",
};

#[tokio::test(flavor = "multi_thread")]
async fn one_is_accepted_from_the_inbox_after_an_undo_and_worked_on_until_delivery_in_chinese() {
    accept_and_deliver(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_is_accepted_from_the_inbox_after_an_undo_and_worked_on_until_delivery_in_english() {
    accept_and_deliver(&EN).await;
}

async fn accept_and_deliver(words: &Words) {
    let product = Product::start();
    let wang = Person::signed_in(&product, words.tag, "yunfan-wang").await;
    wang.press(words.accept).await;
    wang.see("dialog[open] select").await;
    wang.press(words.accept).await;
    wang.reads(words.accepting).await;
    wang.press(words.undo).await;
    wang.see("dialog[open] select").await;
    assert!(!wang.sees(words.accepted).await, "nothing was sent");
    wang.press(words.accept).await;
    wang.reads(words.in_progress).await;
    // Leaving the page settles it: it is sent at once, and once.
    wang.go(URGENT).await;
    wang.until("!document.querySelector('main [aria-busy=true]')").await;
    wang.reads("陈工").await;
    wang.reads(words.in_progress).await;

    wang.press(words.report).await;
    wang.tick(words.signed).await;
    wang.fill(words.signed_amount, "5100000").await;
    wang.fill(words.description, "双方已签署合同").await;
    attach_contract(&wang, words).await;
    wang.press(words.submit_report).await;
    wang.reads(words.reported).await;
    wang.until("!document.querySelector('dialog[open]')").await;
    assert_eq!(bytes_of_first_file(&wang).await, CONTRACT_BYTES);
    wang.press(words.report).await;
    wang.tick(words.delivered_stage).await;
    wang.fill(words.description, "客户验收通过").await;
    wang.press(words.submit_delivered).await;
    wang.until("!document.querySelector('dialog[open]')").await;
    wang.reads(words.delivered).await;
    assert!(!wang.sees(words.not_sent).await);
    assert!(!pressable(&wang, words.report).await, "nothing more to report");
    wang.leave().await;
}

/// Larger than two parts.
const CONTRACT_BYTES: u64 = 300_000;

/// Chooses a file and waits until all of it has arrived.
async fn attach_contract(person: &Person, words: &Words) {
    let mut file = tempfile::Builder::new().suffix(".pdf").tempfile().expect("a file");
    let content = harness::pdf(usize::try_from(CONTRACT_BYTES).expect("a size"));
    file.write_all(&content).expect("written");
    let input = person.find(By::Css("dialog[open] input[type=file]")).await.expect("a field for files");
    input.send_keys(file.path().to_string_lossy()).await.expect("chosen");
    person.reads(words.uploaded).await;
}

/// How much a click on the first file of the history would bring.
async fn bytes_of_first_file(person: &Person) -> u64 {
    person.see("main a[download]").await;
    let script = "
        const done = arguments[0];
        fetch(document.querySelector('main a[download]').href).then((answer) => answer.blob()).then((blob) => done(blob.size));";
    let answer = person.execute_async(script, Vec::new()).await.expect("a file");
    answer.json().as_u64().unwrap_or_default()
}

async fn pressable(person: &Person, name: &str) -> bool {
    let script = "return [...document.querySelectorAll('main button')].some((one) => one.innerText.trim() === arguments[0])";
    person.run(script, vec![name.into()]).await == Value::Bool(true)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opportunity_is_written_over_a_reload_sent_back_mended_and_verified_in_chinese() {
    share_and_verify(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opportunity_is_written_over_a_reload_sent_back_mended_and_verified_in_english() {
    share_and_verify(&EN).await;
}

async fn share_and_verify(words: &Words) {
    let product = Product::start();
    let wang = Person::signed_in(&product, words.tag, "yunfan-wang").await;
    wang.go("/sales/opportunities/new").await;
    wang.fill(words.name, "智慧园区平台").await;
    wang.press(words.save_draft).await;
    wang.reads(words.saved).await;
    wang.until("location.pathname.endsWith('/edit')").await;
    // The address changes before the page does, and the page comes before what was saved.
    wang.reads(words.edit_title).await;
    wang.has(words.name, "智慧园区平台").await;
    wang.press(words.submit).await;
    wang.reads(words.mend_first).await;
    wang.fill(words.company, "星海置业有限公司").await;
    wang.fill(words.industry, "地产").await;
    wang.fill(words.region, "厦门").await;
    wang.fill(words.amount, "1280000.50").await;
    wang.press(words.save_draft).await;
    // Saved, and so no longer kept as unsaved.
    let id = wang.run("return location.pathname.split('/')[3]", Vec::new()).await;
    let id = id.as_str().unwrap_or_default().to_owned();
    let is_saved = |answer: &Value| answer["row"]["version"] == 2;
    wang.until_told(&["/v2/partners/opportunities/", &id].concat(), is_saved).await;
    wang.until_told(&["/v2/drafts/opportunity-", &id].concat(), |answer| answer["text"].is_null()).await;
    // Come back later: everything is still there.
    wang.refresh().await.expect("reload");
    wang.see("main form").await;
    wang.has(words.company, "星海置业有限公司").await;
    wang.has(words.name, "智慧园区平台").await;
    for label in words.bant {
        wang.fill(label, "已与信息中心确认").await;
    }
    wang.set_date(words.signing_day, "2099-03-01").await;
    wang.tick(words.activity).await;
    wang.choose(words.offering, "云帆工业数据平台").await;
    wang.tick(words.service).await;
    wang.tick(words.support).await;
    wang.fill(words.contact[0], "邱工").await;
    wang.fill(words.contact[1], "13800138000").await;
    wang.tick(words.consent).await;
    wang.press(words.submit).await;
    wang.reads(words.submitted).await;
    wang.reads(words.under_review).await;

    let pdm = Person::signed_in(&product, words.tag, "vendor-pdm").await;
    answer(&pdm, words, "REVIEW_OPPORTUNITY", false).await;
    wang.refresh().await.expect("reload");
    wang.reads(words.sent_back).await;
    wang.press(words.mend).await;
    wang.reads("请写明金额").await;
    wang.fill(words.bant[0], "预算一百三十万元，已批复").await;
    wang.press(words.resubmit).await;
    wang.reads(words.under_review).await;
    answer(&pdm, words, "REVIEW_OPPORTUNITY", true).await;
    pdm.leave().await;
    let bd = Person::signed_in(&product, words.tag, "vendor-bd").await;
    answer(&bd, words, "VERIFY_OPPORTUNITY", true).await;
    bd.leave().await;
    wang.refresh().await.expect("reload");
    wang.reads(words.verified).await;
    assert!(pressable(&wang, words.report).await);
    wang.leave().await;
}

/// The vendor answers the entry of the queue about the opportunity: passes it, or sends it back with a note.
async fn answer(reviewer: &Person, words: &Words, kind: &str, pass: bool) {
    reviewer.go(&["/operations/work-queue?answered_by=me&kind=", kind].concat()).await;
    let act = if pass { words.complete } else { words.decline };
    reviewer.press_in_row("智慧园区平台", act).await;
    reviewer.fill(words.answer, "已核对").await;
    if !pass {
        reviewer.choose(words.field, words.budget).await;
        reviewer.press(words.add_note).await;
        reviewer.fill(words.budget, "请写明金额").await;
    }
    reviewer.press(act).await;
    reviewer.reads(words.told[usize::from(pass)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opportunity_that_nobody_answers_times_out_by_the_clock_in_chinese() {
    time_out(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opportunity_that_nobody_answers_times_out_by_the_clock_in_english() {
    time_out(&EN).await;
}

async fn time_out(words: &Words) {
    let product = Product::start();
    let wang = Person::signed_in(&product, words.tag, "yunfan-wang").await;
    wang.go(WAITING).await;
    wang.reads("GMT+8").await;
    // No run of holidays is longer.
    wang.wait_on_the_clock(14 * DAY_S).await;
    wang.leave().await;
    let later = Person::signed_in(&product, words.tag, "yunfan-wang").await;
    later.go(WAITING).await;
    later.reads(words.timed_out).await;
    later.reads(words.nothing_more).await;
    assert!(!pressable(&later, words.accept).await);
    later.leave().await;
}
