//! A big order that expires: its account manager works on it to the end, its reseller may only look at it, and the administrator
//! finds in the activity log who did what.

use harness::{Person, Product};
use serde_json::json;

/// Of the demo: a task and its order; a reseller's task.
const TASK: &str = "/sales/marketing-tasks/mt-100101";
const ORDER: &str = "CS2611R100001";
const OTHER_ORDER: &str = "CS2611R100002";
const RESELLERS_TASK: &str = "/sales/marketing-tasks/mt-320101";
const NOTE: &str = "客户缩减一台云服务器后续订";

/// What the screens say.
struct Words {
    tag: &'static str,
    renewal: &'static str,
    resources: &'static str,
    not_renewed: &'static str,
    submit: &'static str,
    contact_missing: &'static str,
    reached: &'static str,
    partly: &'static str,
    note: &'static str,
    saved: &'static str,
    by: &'static str,
    status: &'static str,
    in_progress: &'static str,
    is_completed: &'static str,
    complete: &'static str,
    completed: &'static str,
    has_ended: &'static str,
    distributor: &'static str,
    log: &'static str,
    action: &'static str,
    done: &'static str,
    change: &'static str,
    export: &'static str,
    start: &'static str,
    created: &'static str,
}

const ZH: Words = Words {
    tag: "zh-CN",
    renewal: "大单续订任务",
    resources: "资源ID",
    not_renewed: "未续费",
    submit: "提交",
    contact_missing: "联系结果",
    reached: "已联系上",
    partly: "部分续订",
    note: "处理说明",
    saved: "处理记录已保存，任务进行中",
    by: "处理人：王宁",
    status: "任务状态",
    in_progress: "进行中",
    is_completed: "完成任务",
    complete: "完成",
    completed: "任务已完成",
    has_ended: "任务已结束，不能再处理。",
    distributor: "请联系您的总经销商处理",
    log: "操作日志",
    action: "操作",
    done: "完成营销任务",
    change: "状态：进行中 → 已完成",
    export: "导出",
    start: "开始导出",
    created: "导出任务创建成功",
};

const EN: Words = Words {
    tag: "en-US",
    renewal: "Big-order renewal tasks",
    resources: "Resource ID",
    not_renewed: "Not renewed",
    submit: "Submit",
    contact_missing: "Contact",
    reached: "Reached",
    partly: "Renews a part",
    note: "What came of it",
    saved: "What came of it is noted; the task is in progress",
    by: "By 王宁",
    status: "State",
    in_progress: "In progress",
    is_completed: "Task is completed",
    complete: "Complete",
    completed: "The task is completed",
    has_ended: "The task has ended and is not processed any more.",
    distributor: "Contact your general distributor",
    log: "Activity Log",
    action: "Action",
    done: "Completed a marketing task",
    change: "State: In progress → Completed",
    export: "Export",
    start: "Start the export",
    created: "Export task created",
};

#[tokio::test(flavor = "multi_thread")]
async fn a_big_order_is_worked_on_to_its_end_and_found_in_the_log_in_chinese() {
    renew(&ZH).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_big_order_is_worked_on_to_its_end_and_found_in_the_log_in_english() {
    renew(&EN).await;
}

async fn renew(words: &Words) {
    let product = Product::start();
    let wang = Person::signed_in(&product, words.tag, "yunfan-wang").await;
    process(&wang, words).await;
    let reseller = Person::signed_in(&product, words.tag, "lingxi-admin").await;
    reseller.go(RESELLERS_TASK).await;
    reseller.reads(words.distributor).await;
    assert!(!reseller.sees(words.note).await, "a reseller has no form");
    reseller.leave().await;
    let admin = Person::signed_in(&product, words.tag, "yunfan-admin").await;
    admin.go("/organization/activity-log").await;
    admin.reads(words.log).await;
    admin.choose(words.action, words.done).await;
    admin.reads(words.change).await;
    admin.reads("mt-100101").await;
    admin.until("new URLSearchParams(location.search).get('action') === 'marketing_task.complete'").await;
    admin.press(words.export).await;
    admin.see("dialog[open] form").await;
    admin.press(words.start).await;
    admin.reads(words.created).await;
    admin.leave().await;
    wang.leave().await;
}

async fn process(wang: &Person, words: &Words) {
    wang.go("/sales/marketing-tasks").await;
    wang.press(words.renewal).await;
    wang.reads(ORDER).await;
    wang.press(ORDER).await;
    wang.reads(words.resources).await;
    wang.reads(words.not_renewed).await;
    wang.go(TASK).await;
    wang.reads(words.contact_missing).await;
    // Nothing is sent before everything is there, and what was typed survives a reload.
    wang.fill(words.note, NOTE).await;
    wang.press(words.submit).await;
    wang.see("input[aria-invalid='true']").await;
    let is_kept = |draft: &serde_json::Value| draft["text"].as_str().is_some_and(|text| text.contains(NOTE));
    wang.until_told("/v2/drafts/marketing-task-mt-100101", is_kept).await;
    wang.go(TASK).await;
    wang.has(words.note, NOTE).await;
    wang.tick(words.reached).await;
    wang.tick(words.partly).await;
    wang.press(words.submit).await;
    wang.reads(words.saved).await;
    wang.reads(words.by).await;
    wang.reads(NOTE).await;
    // Only what is to be processed is listed, unless another state is chosen.
    wang.go("/sales/marketing-tasks?tab=renewal").await;
    wang.reads(OTHER_ORDER).await;
    wang.until(&format!("!document.querySelector('tbody').innerText.includes({})", json!(ORDER))).await;
    wang.choose(words.status, words.in_progress).await;
    wang.reads(ORDER).await;
    wang.go(TASK).await;
    wang.tick(words.reached).await;
    wang.tick(words.partly).await;
    wang.fill(words.note, NOTE).await;
    wang.tick(words.is_completed).await;
    wang.press(words.complete).await;
    wang.reads(words.completed).await;
    wang.reads(words.has_ended).await;
}
