//! Delivery evaluation as a new user meets it: evidence for a sampled project, a rejection, once more, and the score.

use harness::{Person, Product};
use serde_json::Value;
use std::fmt::Write;
use thirtyfour::By;

/// Of the demo: sampled, without any evidence.
const PROJECT: &str = "dp-100004";
const PATH: &str = "/v2/partners/delivery-projects/dp-100004";
/// The vendor says it in one language only.
const FINDING: &str = "第 3 页缺少客户签字";
const OPINION: &str = "材料齐全，运行稳定";

/// What the screens say.
struct Words {
    tag: &'static str,
    delivery: &'static str,
    title: &'static str,
    project: &'static str,
    to_do: &'static str,
    missing: &'static str,
    attached: &'static str,
    submit: &'static str,
    submitted: &'static str,
    judge: &'static str,
    verdict_reject: &'static str,
    finding: &'static str,
    comment: &'static str,
    reject: &'static str,
    rejected: &'static str,
    to_mend: &'static str,
    remove: &'static str,
    removed: &'static str,
    verdict_score: &'static str,
    scores: [&'static str; 4],
    evaluate: &'static str,
    evaluated: &'static str,
    total: &'static str,
}

const ZH: Words = Words {
    tag: "zh-CN",
    delivery: "交付",
    title: "项目交付评价",
    project: "政务热线迁移",
    to_do: "请提交举证材料",
    missing: "还缺少：客户验证报告",
    attached: "文件已添加",
    submit: "提交举证材料",
    submitted: "举证材料已提交，状态为评价中",
    judge: "去评价",
    verdict_reject: "驳回",
    finding: "客户验证报告：需修改之处",
    comment: "意见",
    reject: "驳回举证材料",
    rejected: "已驳回，伙伴会收到通知",
    to_mend: "举证材料被驳回，请修改后重新提交",
    remove: "移除 report.pdf",
    removed: "文件已移除",
    verdict_score: "评分",
    scores: ["材料完整真实（0–100）", "交付质量（0–100）", "按期交付（0–100）", "客户满意度（0–100）"],
    evaluate: "提交评分",
    evaluated: "评分已提交，伙伴会收到通知",
    total: "总分 86 分",
};

const EN: Words = Words {
    tag: "en-US",
    delivery: "Delivery",
    title: "Project Delivery Evaluation",
    project: "政务热线迁移",
    to_do: "Submit the evidence",
    missing: "Still missing: Customer validation report",
    attached: "The file was added",
    submit: "Submit the evidence",
    submitted: "Submitted. The project is in evaluation now",
    judge: "Judge it",
    verdict_reject: "Reject it",
    finding: "Customer validation report: to mend",
    comment: "Comment",
    reject: "Reject the evidence",
    rejected: "Rejected. The partner is told",
    to_mend: "The evidence was rejected: mend it and submit it again",
    remove: "Remove report.pdf",
    removed: "The file was removed",
    verdict_score: "Score it",
    scores: ["Evidence (0–100)", "Quality (0–100)", "Schedule (0–100)", "Customer satisfaction (0–100)"],
    evaluate: "Submit the scores",
    evaluated: "Scored. The partner is told",
    total: "Total 86 points",
};

#[tokio::test(flavor = "multi_thread")]
async fn evidence_of_a_sampled_project_is_rejected_mended_and_scored_in_chinese() {
    prove(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn evidence_of_a_sampled_project_is_rejected_mended_and_scored_in_english() {
    prove(&EN).await;
}

async fn prove(words: &Words) {
    let product = Product::start();
    let admin = Person::signed_in(&product, words.tag, "yunfan-admin").await;
    let operator = Person::signed_in(&product, words.tag, "vendor-operator").await;
    // By the menu, as somebody new would.
    admin.press(words.delivery).await;
    admin.reads(words.title).await;
    admin.press(words.project).await;
    admin.reads(words.to_do).await;
    upload(&admin, "SOW", "sow.pdf", "statement of work", words).await;
    admin.is_told_why(words.submit, words.missing).await;
    upload(&admin, "VALIDATION_REPORT", "report.pdf", "unsigned report", words).await;
    admin.press(words.submit).await;
    admin.reads(words.submitted).await;

    operator.go("/operations/work-queue?kind=EVALUATE_DELIVERY").await;
    operator.reads(words.project).await;
    operator.go(&["/operations/deliveries/", PROJECT].concat()).await;
    operator.tick(words.verdict_reject).await;
    operator.fill(words.finding, FINDING).await;
    operator.fill(words.comment, "请补充签字").await;
    operator.press(words.reject).await;
    operator.reads(words.rejected).await;

    admin.refresh().await.expect("reload");
    admin.reads(words.to_mend).await;
    admin.reads(FINDING).await;
    admin.press(words.remove).await;
    admin.reads(words.removed).await;
    upload(&admin, "VALIDATION_REPORT", "signed.pdf", "signed report", words).await;
    admin.press(words.submit).await;
    admin.reads(words.submitted).await;

    operator.go("/operations/work-queue?kind=EVALUATE_DELIVERY&size=50").await;
    operator.reads(words.judge).await;
    operator.go(&["/operations/deliveries/", PROJECT].concat()).await;
    operator.tick(words.verdict_score).await;
    for (label, points) in words.scores.iter().zip(["90", "80", "85", "87"]) {
        operator.fill(label, points).await;
    }
    operator.fill(words.comment, OPINION).await;
    operator.press(words.evaluate).await;
    operator.reads(words.evaluated).await;

    admin.refresh().await.expect("reload");
    admin.reads(words.total).await;
    admin.reads(OPINION).await;
    let told = |answer: &Value| answer["project"]["status"] == "EVALUATED";
    admin.until_told(PATH, told).await;
    admin.leave().await;
    operator.leave().await;
}

/// Chooses a file for a kind of evidence, and waits until the project has it.
async fn upload(person: &Person, kind: &str, name: &str, text: &str, words: &Words) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, pdf(text)).expect("written");
    let input = ["input[type=file][aria-describedby~='evidence-hint-", kind, "']"].concat();
    person.see(&input).await;
    let input = person.find(By::Css(&input)).await.expect("a field for files");
    input.send_keys(path.to_string_lossy()).await.expect("chosen");
    person.reads(words.attached).await;
    person.reads(name).await;
    let there = |answer: &Value| {
        answer["evidences"]
            .as_array()
            .is_some_and(|all| all.iter().any(|one| one["attachment"]["name"] == name))
    };
    person.until_told(PATH, there).await;
}

/// One page, with a remark that makes its content its own.
fn pdf(remark: &str) -> String {
    let mut text = ["%PDF-1.7\n% ", remark, "\n"].concat();
    let mut places = "0000000000 65535 f \n".to_owned();
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ];
    for (number, object) in (1..).zip(objects) {
        writeln!(places, "{:010} 00000 n ", text.len()).expect("a place");
        writeln!(text, "{number} 0 obj\n{object}\nendobj").expect("an object");
    }
    let start = text.len();
    writeln!(text, "xref\n0 4\n{places}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF")
        .expect("a trailer");
    text
}
