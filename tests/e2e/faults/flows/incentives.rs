//! Incentives: reconciliation, payouts and their invoices.

use super::{Flow, PLAIN, TWO_ARE_TWO, TYPED, fill_in_code, total};
use crate::trouble::Trouble;
use serde_json::{Value, json};

pub const ALL: &[Flow] =
    &[CONFIRM_INCENTIVES, APPLY_PAYOUT, HAND_IN_INVOICES, GIVE_FEEDBACK, REQUEST_TRANSFER, SWITCH_AUTO_APPLY];

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

const GIVE_FEEDBACK: Flow = Flow {
    name: "GiveFeedback",
    request: "POST /v2/partners/incentives/reconciliations/ib-yunfan-01-b/feedback",
    button: "提交反馈",
    done: "反馈已提交",
    typed: Some(("问题描述", TYPED)),
    is_void: |trouble| (trouble == Trouble::TwoTabs).then_some(TWO_ARE_TWO),
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/incentives?status=PENDING_CONFIRM").await;
            person.press_in_row("代售业务激励", "问题反馈").await;
            person.see("dialog[open] form").await;
        })
    },
    effects: |person| Box::pin(total(person, "/v2/partners/incentives/feedbacks/query", json!({}))),
    ..PLAIN
};

const REQUEST_TRANSFER: Flow = Flow {
    name: "RequestTransfer",
    request: "POST /v2/partners/incentives/transfers",
    button: "提交申请",
    done: "申请已提交，请等待办理",
    typed: Some(("申请原因", TYPED)),
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/incentive-transfers").await;
            person.press("申请转移激励").await;
            person.click("dialog[open] input[type=radio]").await;
        })
    },
    effects: |person| Box::pin(total(person, "/v2/partners/incentives/transfers/query", json!({}))),
    ..PLAIN
};

const SWITCH_AUTO_APPLY: Flow = Flow {
    name: "SwitchAutoApply",
    request: "PUT /v2/partners/incentives/auto-apply",
    button: "确定",
    again: Some("开启"),
    done: "自动申请已开启",
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/incentives?tab=payouts").await;
            person.press("开启").await;
            person.click("dialog[open] input[type=radio]").await;
        })
    },
    then: |person| {
        Box::pin(async move {
            person.press("开启").await;
            fill_in_code(person).await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/incentives/auto-apply", &Value::Null).await;
            shown["version"].as_u64().unwrap_or_default()
        })
    },
    ..PLAIN
};
