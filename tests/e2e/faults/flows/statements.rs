//! Statements of a month, and exports.

use super::{Flow, PLAIN, TYPED, count, total};
use crate::trouble::Trouble;
use serde_json::{Value, json};

pub const ALL: &[Flow] = &[CONFIRM_STATEMENT, DISPUTE_STATEMENT, START_EXPORT, INVOICE_STATEMENT];

const CONFIRM_STATEMENT: Flow = Flow {
    name: "ConfirmStatement",
    account: "caizhi-finance",
    request: "POST /v2/partners/statements/confirm",
    button: "确认对账单",
    done: "已确认 1 张对账单",
    is_void: |trouble| match trouble {
        Trouble::TwoTabs => Some("the second is told for each statement; backend/tests/api/statements.rs"),
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/statements?status=PENDING_CONFIRM").await;
            person.press("确认对账单").await;
            person.see("dialog[open] form").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let of = json!({ "status_list": ["PENDING_COUNTERSIGN"] });
            total(person, "/v2/partners/statements/query", of).await
        })
    },
    ..PLAIN
};

const DISPUTE_STATEMENT: Flow = Flow {
    name: "DisputeStatement",
    account: "caizhi-finance",
    request: "POST /v2/partners/statements/st-100003/feedback",
    button: "提交反馈",
    done: "问题反馈已提交",
    typed: Some(("问题描述", TYPED)),
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/statements/st-100003").await;
            person.press("反馈问题").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/statements/st-100003", &Value::Null).await;
            count(shown["disputes"].as_array().unwrap_or(&Vec::new()), |_| true)
        })
    },
    ..PLAIN
};

const START_EXPORT: Flow = Flow {
    name: "StartExport",
    account: "caizhi-finance",
    request: "POST /v2/partners/exports",
    button: "开始导出",
    done: "导出任务创建成功",
    is_void: |trouble| match trouble {
        Trouble::TwoTabs => Some("saying the same again is no conflict"),
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/statements").await;
            person.press("导出").await;
            person.see("dialog[open] form").await;
        })
    },
    effects: |person| Box::pin(async move { total(person, "/v2/partners/exports/query", json!({})).await }),
    ..PLAIN
};

const INVOICE_STATEMENT: Flow = Flow {
    name: "InvoiceStatement",
    account: "caizhi-finance",
    request: "POST /v2/partners/statements/st-100109/invoices",
    button: "提交发票",
    done: "发票已提交，等待审核",
    typed: Some(("发票号码", "12345678")),
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/statements/st-100109").await;
            person.fill("金额（CNY）", "20552.33").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/statements/st-100109", &Value::Null).await;
            u64::from(shown["statement"]["status"] != "INVOICE_PENDING")
        })
    },
    ..PLAIN
};
