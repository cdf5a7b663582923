//! A capability label from the application to its badge: the checklist with evidence over a reload, material asked for, a
//! defence scheduled and held, the material handed in again, both reviews, the countersigning, the mail, the badge.

use harness::{Person, Product, pdf};
use serde_json::{Value, json};
use std::io::Write as _;
use thirtyfour::prelude::*;

/// A label that this partner has had nothing to do with.
const APPLY: &str = "/capability/certifications/apply/cloud-security";
/// Its mandatory items.
const ITEMS: [&str; 5] = ["sa-team", "sa-cases", "sa-method", "so-shift", "so-drill"];

/// What the screens say.
struct Words {
    tag: &'static str,
    label: &'static str,
    hand_in: &'static str,
    answer_missing: &'static str,
    answered: &'static str,
    draft_saved: &'static str,
    handed_in: &'static str,
    initial_review: &'static str,
    take_up: &'static str,
    taken_up: &'static str,
    pass_the_rest: &'static str,
    opinion: &'static str,
    give: &'static str,
    judged: &'static str,
    to_be_updated: &'static str,
    request_defence: &'static str,
    reason: &'static str,
    item: &'static str,
    preferred: &'static str,
    send_request: &'static str,
    requested: &'static str,
    paused: &'static str,
    schedule: &'static str,
    use_time: &'static str,
    place: &'static str,
    scheduled: &'static str,
    hold: &'static str,
    minutes: &'static str,
    held: &'static str,
    update: &'static str,
    hand_in_update: &'static str,
    updated: &'static str,
    passed: &'static str,
    valid_until: &'static str,
}

const ZH: Words = Words {
    tag: "zh-CN",
    label: "云安全服务",
    hand_in: "提交认证申请",
    answer_missing: "请选择是否满足",
    answered: "已填写 5 / 6 项",
    draft_saved: "草稿已保存：",
    handed_in: "认证申请已提交，等待材料初审",
    initial_review: "材料初审",
    take_up: "领取审核",
    taken_up: "已领取",
    pass_the_rest: "其余未评定项设为通过",
    opinion: "总体意见",
    give: "提交结论",
    judged: "结论已提交，伙伴已收到通知",
    to_be_updated: "审核材料待更新",
    request_defence: "申请答辩/澄清",
    reason: "申请理由",
    item: "至少 2 名持有效信息安全认证的工程师",
    preferred: "期望时间 1（GMT+8）",
    send_request: "提交答辩申请",
    requested: "答辩/澄清申请已提交，等待安排",
    paused: "材料更新计时已暂停",
    schedule: "安排答辩",
    use_time: "选用",
    place: "地点或会议链接",
    scheduled: "答辩已安排，伙伴已收到通知",
    hold: "提交会议纪要",
    minutes: "会议纪要",
    held: "会议纪要已提交",
    update: "更新材料",
    hand_in_update: "提交更新的材料",
    updated: "材料已更新，等待审核",
    passed: "认证已通过",
    valid_until: "有效期至",
};

const EN: Words = Words {
    tag: "en-US",
    label: "Cloud Security Services",
    hand_in: "Hand in",
    answer_missing: "Say whether it is met",
    answered: "5 of 6 answered",
    draft_saved: "Draft saved ",
    handed_in: "Handed in. It waits for the initial review",
    initial_review: "Initial review",
    take_up: "Take up the review",
    taken_up: "You have taken it up",
    pass_the_rest: "Pass all items without a result",
    opinion: "Opinion on the whole",
    give: "Give the judgement",
    judged: "The judgement is given and the partner is told",
    to_be_updated: "Material to be updated",
    request_defence: "Request defence",
    reason: "Reason",
    item: "At least two engineers with a valid information security certificate",
    preferred: "Preferred time 1 (GMT+8)",
    send_request: "Send the request",
    requested: "The defence is requested. It is to be scheduled",
    paused: "The clock for the material stands still",
    schedule: "Schedule",
    use_time: "Use",
    place: "Place or link",
    scheduled: "The defence is scheduled and the partner is told",
    hold: "Hand in the minutes",
    minutes: "Minutes",
    held: "The minutes are handed in",
    update: "Update material",
    hand_in_update: "Hand in the material",
    updated: "The material is handed in. It waits for the review",
    passed: "The label is passed",
    valid_until: "Valid until",
};

#[tokio::test(flavor = "multi_thread")]
async fn a_label_is_applied_for_defended_passed_and_its_badge_downloaded_in_chinese() {
    certify(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_label_is_applied_for_defended_passed_and_its_badge_downloaded_in_english() {
    certify(&EN).await;
}

async fn certify(words: &Words) {
    let product = Product::start();
    let admin = Person::signed_in(&product, words.tag, "huashang-admin").await;
    let operator = Person::signed_in(&product, words.tag, "vendor-operator").await;
    apply(&admin, words).await;
    let page = admin.run("return location.pathname", Vec::new()).await;
    let id = page.as_str().and_then(|page| page.rsplit('/').next()).expect("an application").to_owned();
    ask_for_material(&operator, &id, words).await;
    request_defence(&admin, words).await;
    hold_defence(&operator, words).await;
    update(&admin, words).await;
    for _ in ["initial review", "technical review", "countersigning"] {
        pass(&operator, &id, words).await;
    }
    receive(&admin, &id, words).await;
    operator.leave().await;
    admin.leave().await;
}

/// Evidence for every mandatory item; what is missing is named, and a reload loses nothing.
async fn apply(admin: &Person, words: &Words) {
    admin.go("/capability/certifications").await;
    admin.reads(words.label).await;
    admin.click(&format!("a[href='{APPLY}']")).await;
    admin.see("[data-item='sa-team']").await;
    admin.press(words.hand_in).await;
    admin.reads(words.answer_missing).await;
    let mut file = tempfile::Builder::new().suffix(".pdf").tempfile().expect("a file");
    file.write_all(&pdf(1_000)).expect("written");
    for item in ITEMS {
        admin.click(&format!("[data-item='{item}'] input[value=YES]")).await;
        let input = format!("[data-item='{item}'] input[type=file]");
        let input = admin.find(By::Css(input)).await.expect("a field for files");
        input.send_keys(file.path().to_string_lossy()).await.expect("chosen");
    }
    admin.type_into("[data-item='sa-team'] textarea", "三名工程师").await;
    admin.until(&format!("document.querySelectorAll('.upload__done').length === {}", ITEMS.len())).await;
    admin.reads(words.answered).await;
    admin.until_told("/v2/partners/certification-labels/cloud-security/draft", is_all_kept).await;
    admin.reads(words.draft_saved).await;
    admin.refresh().await.expect("a reload");
    admin.reads(words.answered).await;
    let note = "document.querySelector(\"[data-item='sa-team'] textarea\").value === '三名工程师'";
    admin.until(note).await;
    admin.press(words.hand_in).await;
    admin.reads(words.handed_in).await;
    admin.see("#certification-standing").await;
    admin.reads(words.initial_review).await;
}

fn is_all_kept(draft: &Value) -> bool {
    let material = draft["material"].as_array().cloned().unwrap_or_default();
    let files =
        material.iter().filter(|item| item["attachments"].as_array().is_some_and(|files| files.len() == 1));
    files.count() == ITEMS.len() && material.iter().any(|item| item["note"] == "三名工程师")
}

async fn ask_for_material(operator: &Person, id: &str, words: &Words) {
    operator.go("/operations/work-queue?kind=REVIEW_CERTIFICATION_MATERIAL").await;
    operator.click(&format!("a[href='/operations/certifications/{id}']")).await;
    operator.press(words.take_up).await;
    operator.reads(words.taken_up).await;
    operator.click(".capability-judging[data-item='sa-team'] input[value=FAIL]").await;
    operator.press(words.pass_the_rest).await;
    operator.click("input[value=ASK_MATERIAL]").await;
    operator.fill(words.opinion, "请补充有效证书").await;
    operator.type_into(".capability-judging[data-item='sa-team'] textarea", "证书已过期").await;
    operator.press(words.give).await;
    operator.reads(words.judged).await;
    operator.reads(words.to_be_updated).await;
}

async fn request_defence(admin: &Person, words: &Words) {
    admin.refresh().await.expect("a reload");
    admin.reads(words.to_be_updated).await;
    admin.reads("证书已过期").await;
    admin.press(words.request_defence).await;
    admin.fill(words.reason, "证书要求有疑问").await;
    admin.tick(words.item).await;
    let in_three_days = "return new Date(Date.now() + (3 * 24 + 8) * 3600e3).toISOString().slice(0, 16)";
    let time = admin.run(in_three_days, Vec::new()).await;
    admin.set_date(words.preferred, time.as_str().expect("a time")).await;
    admin.press(words.send_request).await;
    admin.reads(words.requested).await;
    admin.reads(words.paused).await;
}

async fn hold_defence(operator: &Person, words: &Words) {
    operator.refresh().await.expect("a reload");
    operator.press(words.schedule).await;
    operator.see("dialog[open] form").await;
    operator.press(words.use_time).await;
    operator.fill(words.place, "https://meeting.example.com/42").await;
    operator.press(words.schedule).await;
    operator.reads(words.scheduled).await;
    operator.until("!document.querySelector('dialog[open]')").await;
    operator.press(words.hold).await;
    operator.see("dialog[open] form").await;
    operator.fill(words.minutes, "以有效期内的证书为准").await;
    operator.press(words.hold).await;
    operator.reads(words.held).await;
}

async fn update(admin: &Person, words: &Words) {
    admin.refresh().await.expect("a reload");
    admin.reads("以有效期内的证书为准").await;
    admin.press(words.update).await;
    admin.see("#certification-update").await;
    admin.type_into("[data-item='sa-team'] textarea", "已换发新证书").await;
    admin.press(words.hand_in_update).await;
    admin.reads(words.updated).await;
}

async fn pass(operator: &Person, id: &str, words: &Words) {
    operator.go(&format!("/operations/certifications/{id}")).await;
    operator.see("#certification-judge").await;
    operator.press(words.pass_the_rest).await;
    // The items have one of these too.
    operator.click("#certification-judge ~ form > fieldset > fieldset.field input[value=PASS]").await;
    operator.fill(words.opinion, "材料齐全，符合标准").await;
    operator.press(words.give).await;
    operator.reads(words.judged).await;
}

/// The result by mail and on the page, and the badge with its record.
async fn receive(admin: &Person, id: &str, words: &Words) {
    admin.go("/demo/outbox").await;
    // Messages are in the language that their recipient chose, which is Chinese.
    admin.reads("能力认证已通过").await;
    admin.go(&format!("/capability/certifications/{id}")).await;
    admin.reads(words.passed).await;
    admin.go("/capability/certifications?tab=results").await;
    admin.reads(words.valid_until).await;
    for ending in ["svg", "png"] {
        let script = "
            const done = arguments[1];
            const link = document.querySelector(`a[download='cloud-security.${arguments[0]}']`);
            fetch(link.href).then((answer) => answer.blob()).then((blob) => done([blob.type, blob.size]));";
        let answer = admin.execute_async(script, vec![ending.into()]).await.expect("a badge");
        let (kind, size) = (&answer.json()[0], &answer.json()[1]);
        assert!(kind.as_str().is_some_and(|kind| kind.starts_with(&["image/", ending].concat())), "{kind}");
        assert!(size.as_u64().is_some_and(|size| size > 500), "{size}");
    }
    let downloads =
        admin.call("POST", "/v2/partners/capability-labels/badge-downloads/query", &json!({})).await;
    assert_eq!(downloads["total_count"], 2);
    admin.refresh().await.expect("a reload");
    admin.reads("PNG").await;
    admin.reads("SVG").await;
}
