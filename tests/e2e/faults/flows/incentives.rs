//! Incentives: reconciliation, payouts and their invoices.

use super::{Flow, PLAIN, TWO_ARE_TWO, fill_in_code, total};
use crate::trouble::Trouble;
use serde_json::{Value, json};

pub const ALL: &[Flow] = &[CONFIRM_INCENTIVES, APPLY_PAYOUT, HAND_IN_INVOICES];

const CONFIRM_INCENTIVES: Flow = Flow {
    name: "ConfirmIncentives",
    request: "POST /v2/partners/incentives/reconciliations/confirm",
    button: "确认对账",
    done: "对账成功",
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/incentives?status=PENDING_CONFIRM").await;
            person.press_in_row("代售业务激励", "确认对账").await;
            person.see("dialog[open] form").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let summary = person.call("GET", "/v2/partners/incentives/summary", &Value::Null).await;
            u64::from(summary["to_confirm"] == json!([]))
        })
    },
    ..PLAIN
};

const APPLY_PAYOUT: Flow = Flow {
    name: "ApplyPayout",
    request: "POST /v2/partners/incentives/payouts",
    // The second one of the dialog that asks for the code.
    button: "确定",
    again: Some("提交申请"),
    done: "申请已提交",
    typed: Some(("部分申付金额（CNY）", "1234.56")),
    is_void: |trouble| match trouble {
        Trouble::TwoTabs => Some(TWO_ARE_TWO),
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/incentives/apply?currency=CNY").await;
            person.press("只选支持“银行转账付款”的激励").await;
        })
    },
    then: |person| {
        Box::pin(async move {
            person.press("提交申请").await;
            fill_in_code(person).await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            total(person, "/v2/partners/incentives/payouts/query", json!({ "limit": 1 })).await
        })
    },
    ..PLAIN
};

const HAND_IN_INVOICES: Flow = Flow {
    name: "HandInInvoices",
    request: "POST /v2/partners/incentives/payouts/pa-yunfan-6/invoices",
    button: "提交发票",
    done: "发票已提交，等待审核",
    typed: Some(("发票号码", "31002600999901")),
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/incentives/payouts/pa-yunfan-6").await;
            person.see(".invoice-row").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let payout =
                person.call("GET", "/v2/partners/incentives/payouts/pa-yunfan-6", &Value::Null).await;
            payout["row"]["version"].as_u64().unwrap_or_default()
        })
    },
    ..PLAIN
};
