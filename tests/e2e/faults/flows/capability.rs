//! Certification of capabilities, and evidence of delivery.

use super::{Flow, PLAIN, TYPED, count, total};
use crate::trouble::Trouble;
use harness::{Fault, Person};
use serde_json::{Value, json};

const DRAFT_OF_CERTIFICATION: &str = "/v2/partners/certification-labels/data-ai/draft";

pub const ALL: &[Flow] = &[SUBMIT_CERTIFICATION, UPDATE_MATERIAL, SUBMIT_EVIDENCE, REQUEST_DEFENCE];

const SUBMIT_CERTIFICATION: Flow = Flow {
    name: "SubmitCertification",
    request: "POST /v2/partners/certifications",
    button: "提交认证申请",
    done: "认证申请已提交，等待材料初审",
    typed: Some(("说明", TYPED)),
    is_void: |trouble| match trouble {
        Trouble::Always(Fault::Refusal(412, _)) => {
            Some("both drafts are shown; tests/browser/certifications.rs")
        }
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            person.go("/capability/certifications/apply/data-ai").await;
            let draft = person.call("GET", DRAFT_OF_CERTIFICATION, &Value::Null).await;
            // In another tab before: then there is nothing that the page could save.
            person.run("window.wasKept = arguments[0]", vec![is_kept(&draft).into()]).await;
            say_no(person, &["dp-team", "dp-cases", "dp-governance", "ai-cases", "ai-evaluation"]).await;
        })
    },
    // Its draft saves itself: nothing of that is to be in the way of the last press.
    then: |person| {
        Box::pin(async move {
            person.until_told(DRAFT_OF_CERTIFICATION, is_kept).await;
            person.until("window.wasKept || document.body.innerText.includes('草稿已保存')").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            total(person, "/v2/partners/certifications/query", json!({ "label_id": "data-ai" })).await
        })
    },
    ..PLAIN
};

const UPDATE_MATERIAL: Flow = Flow {
    name: "UpdateMaterial",
    request: "PUT /v2/partners/certifications/cert-100002/materials",
    button: "提交更新的材料",
    done: "材料已更新，等待审核",
    typed: Some(("说明", TYPED)),
    prepare: |person| {
        Box::pin(async move {
            person.go("/capability/certifications/cert-100002?part=update").await;
            say_no(person, &["sa-team", "sa-cases", "sa-method", "so-shift", "so-drill"]).await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/certifications/cert-100002", &Value::Null).await;
            shown["certification"]["round"].as_u64().unwrap_or_default()
        })
    },
    ..PLAIN
};

const SUBMIT_EVIDENCE: Flow = Flow {
    name: "SubmitEvidence",
    request: "POST /v2/partners/delivery-projects/dp-100007/evidences/submit",
    button: "提交举证材料",
    done: "举证材料已提交，状态为评价中",
    // Rejected, with its files as they were.
    prepare: |person| {
        Box::pin(async move {
            person.go("/delivery/evaluations/dp-100007").await;
            person.see("main .delivery__slots").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/delivery-projects/dp-100007", &Value::Null).await;
            let steps = shown["steps"].as_array().cloned().unwrap_or_default();
            count(&steps, |step| step["status"] == "EVALUATING")
        })
    },
    ..PLAIN
};

const REQUEST_DEFENCE: Flow = Flow {
    name: "RequestDefence",
    request: "POST /v2/partners/certifications/cert-100002/defences",
    button: "提交答辩申请",
    done: "答辩/澄清申请已提交，等待安排",
    typed: Some(("申请理由", TYPED)),
    prepare: |person| {
        Box::pin(async move {
            person.go("/capability/certifications/cert-100002").await;
            person.press("申请答辩/澄清").await;
            person.have_ticked("至少 2 名持有效信息安全认证的工程师").await;
            let time = "return new Date(Date.now() + (3 * 24 + 8) * 3600e3).toISOString().slice(0, 16)";
            let time = person.run(time, Vec::new()).await;
            person.set_date("期望时间 1（GMT+8）", time.as_str().unwrap_or_default()).await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/certifications/cert-100002", &Value::Null).await;
            count(shown["defences"].as_array().unwrap_or(&Vec::new()), |_| true)
        })
    },
    ..PLAIN
};

fn is_kept(draft: &Value) -> bool {
    draft.to_string().contains(TYPED)
}

/// What is not met needs no evidence.
async fn say_no(person: &Person, items: &[&str]) {
    for item in items {
        person.click(&format!("[data-item='{item}'] input[value=NO]")).await;
    }
}
