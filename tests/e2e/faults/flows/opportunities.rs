//! Opportunities in both directions, and marketing tasks.

use super::{Flow, PLAIN, TWO_ARE_TWO, TYPED, count, total};
use crate::trouble::Trouble;
use harness::Person;
use serde_json::{Value, json};

pub const ALL: &[Flow] =
    &[REPORT_PROGRESS, ACCEPT_OPPORTUNITY, SHARE_OPPORTUNITY, PROCESS_TASK, TERMINATE_TASK];

const REPORT_PROGRESS: Flow = Flow {
    name: "ReportProgress",
    account: "yunfan-wang",
    request: "POST /v2/partners/opportunities/po-100007/progress",
    button: "提交进展",
    done: "进展已更新",
    typed: Some(("进展说明", TYPED)),
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/opportunities/po-100007").await;
            person.press("更新进展").await;
            person.have_ticked("交付中").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/opportunities/po-100007", &Value::Null).await;
            u64::try_from(shown.to_string().matches(TYPED).count()).unwrap_or_default()
        })
    },
    ..PLAIN
};

const ACCEPT_OPPORTUNITY: Flow = Flow {
    name: "AcceptOpportunity",
    account: "yunfan-wang",
    request: "POST /v2/partners/opportunities/ho-100003/accept",
    button: "接受",
    done: "已接受“灾备中心建设”",
    held: true,
    is_void: |trouble| match trouble {
        Trouble::TwoTabs => Some("tests/e2e/opportunities.rs has it"),
        Trouble::ReloadMeanwhile | Trouble::BackAndForward => {
            Some("leaving sends at once; tests/browser/held.rs")
        }
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            person.go("/").await;
            person.press("接受").await;
            person.see("dialog[open] select").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/opportunities/ho-100003", &Value::Null).await;
            shown["row"]["version"].as_u64().unwrap_or_default()
        })
    },
    ..PLAIN
};

const SHARE_OPPORTUNITY: Flow = Flow {
    name: "ShareOpportunity",
    account: "yunfan-wang",
    request: "POST /v2/partners/opportunities",
    button: "提交",
    done: "已提交。可在详情中查看审核进展",
    typed: Some(("机会点名称", "智慧园区平台")),
    is_void: |trouble| match trouble {
        Trouble::TwoTabs => Some(TWO_ARE_TWO),
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            write_opportunity(person).await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let of = json!({ "direction": "PO", "keyword": "智慧园区平台" });
            total(person, "/v2/partners/opportunities/query", of).await
        })
    },
    ..PLAIN
};

const PROCESS_TASK: Flow = Flow {
    name: "ProcessTask",
    account: "yunfan-wang",
    request: "POST /v2/partners/marketing-tasks/mt-100001/process",
    button: "提交",
    done: "处理记录已保存，任务进行中",
    typed: Some(("处理说明", TYPED)),
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/marketing-tasks/mt-100001").await;
            person.tick("已联系上").await;
            person.tick("有意向").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/marketing-tasks/mt-100001", &Value::Null).await;
            let records = shown["records"].as_array().cloned().unwrap_or_default();
            count(&records, |_| true)
        })
    },
    ..PLAIN
};

const TERMINATE_TASK: Flow = Flow {
    name: "TerminateTask",
    account: "yunfan-wang",
    request: "POST /v2/partners/marketing-tasks/mt-100002/terminate",
    button: "终止任务",
    done: "任务已终止",
    typed: Some(("终止原因", TYPED)),
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/marketing-tasks/mt-100002").await;
            person.press("终止任务").await;
            person.see("dialog[open] form").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/marketing-tasks/mt-100002", &Value::Null).await;
            u64::from(shown["task"]["status"] == "TERMINATED")
        })
    },
    ..PLAIN
};

async fn write_opportunity(person: &Person) {
    person.go("/sales/opportunities/new").await;
    person.have_ticked("客户拜访").await;
    person.choose("伙伴方案", "云帆工业数据平台").await;
    person.have_ticked("报价与商务").await;
    describe(person, ["星海置业有限公司", "地产", "厦门"]).await;
    person.have_ticked("客户已同意将其信息提供给厂商").await;
}

/// What both directions ask for: the customer (company, industry, region), the need, and whom to ask.
pub async fn describe(person: &Person, customer: [&str; 3]) {
    for (label, words) in ["客户公司", "行业", "区域"].into_iter().zip(customer) {
        person.fill(label, words).await;
    }
    person.fill("预计金额（CNY）", "1280000.50").await;
    for label in ["预算（Budget）", "决策人（Authority）", "需求（Need）", "时间（Timing）"]
    {
        person.fill(label, "已与信息中心确认").await;
    }
    person.set_date("预计签约日期", "2099-03-01").await;
    person.have_ticked("数据库").await;
    person.fill("联系人姓名", "邱工").await;
    person.fill("联系人手机", "13800138000").await;
}
