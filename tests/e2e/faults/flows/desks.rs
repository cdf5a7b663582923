//! What the vendor's people do: the work queue, reviews, evaluations, opportunities handed over.

use super::{Flow, PLAIN, TWO_ARE_TWO, TYPED, count, opportunities::describe, total};
use crate::trouble::Trouble;
use harness::Person;
use serde_json::{Value, json};

pub const ALL: &[Flow] = &[PAY_PAYOUT, JUDGE_CERTIFICATION, EVALUATE_DELIVERY, HAND_OVER_OPPORTUNITY];

const PAY_PAYOUT: Flow = Flow {
    name: "PayPayout",
    account: "vendor-operator",
    request: "POST /v2/operations/work-items/*",
    button: "完成",
    done: "事项已完成，已通知伙伴",
    typed: Some(("答复", TYPED)),
    prepare: |person| {
        Box::pin(async move {
            person.go("/operations/work-queue?kind=PAY_PAYOUT").await;
            person.press_in_row("云帆", "完成").await;
            person.see("dialog[open] form").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let payout = person.call("GET", "/v2/operations/payouts/pa-yunfan-4", &Value::Null).await;
            u64::from(payout["payout"]["row"]["paid_at"].is_string())
        })
    },
    ..PLAIN
};

const JUDGE_CERTIFICATION: Flow = Flow {
    name: "JudgeCertification",
    account: "vendor-operator",
    request: "POST /v2/operations/certifications/cert-340001/judge",
    button: "提交结论",
    done: "结论已提交，伙伴已收到通知",
    typed: Some(("总体意见", TYPED)),
    prepare: |person| {
        Box::pin(async move {
            person.go("/operations/certifications/cert-340001").await;
            person.see("#certification-judge").await;
            person.press("其余未评定项设为通过").await;
            // The items have one of these too.
            person.click("#certification-judge ~ form > fieldset > fieldset.field input[value=PASS]").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let case = person.call("GET", "/v2/operations/certifications/cert-340001", &Value::Null).await;
            count(case["detail"]["judgements"].as_array().unwrap_or(&Vec::new()), |_| true)
        })
    },
    ..PLAIN
};

const EVALUATE_DELIVERY: Flow = Flow {
    name: "EvaluateDelivery",
    account: "vendor-operator",
    request: "POST /v2/operations/delivery-projects/dp-100006/evaluate",
    button: "提交评分",
    done: "评分已提交，伙伴会收到通知",
    typed: Some(("意见", TYPED)),
    prepare: |person| {
        Box::pin(async move {
            person.go("/operations/deliveries/dp-100006").await;
            person.tick("评分").await;
            let scores =
                ["材料完整真实（0–100）", "交付质量（0–100）", "按期交付（0–100）", "客户满意度（0–100）"];
            for label in scores {
                person.fill(label, "88").await;
            }
        })
    },
    effects: |person| {
        Box::pin(async move {
            let case = person.call("GET", "/v2/operations/delivery-projects/dp-100006", &Value::Null).await;
            u64::from(case["detail"]["project"]["status"] == "EVALUATED")
        })
    },
    ..PLAIN
};

const HAND_OVER_OPPORTUNITY: Flow = Flow {
    name: "HandOverOpportunity",
    account: "vendor-pdm",
    request: "POST /v2/operations/opportunities",
    button: "共享机会点",
    done: "机会点已共享给",
    typed: Some(("机会点名称", "滨海港口调度平台")),
    is_void: |trouble| (trouble == Trouble::TwoTabs).then_some(TWO_ARE_TWO),
    prepare: |person| Box::pin(write_opportunity(person)),
    effects: |person| {
        Box::pin(total(person, "/v2/operations/opportunities/query", json!({ "keyword": "滨海港口" })))
    },
    ..PLAIN
};

async fn write_opportunity(person: &Person) {
    person.go("/operations/opportunities/new").await;
    person.choose("合作伙伴", "云帆").await;
    describe(person, ["滨海港务有限公司", "交通", "天津"]).await;
    person.have_ticked("客户已同意将其信息共享给该伙伴").await;
}
