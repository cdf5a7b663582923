//! Certification of business information.

use super::{Flow, PLAIN, fill_in_code};
use harness::Person;
use serde_json::{Value, json};

const PRIVACY: &str = "我已阅读并同意隐私声明，同意云厂商为结算目的处理上述信息";

pub const ALL: &[Flow] = &[SUBMIT_BUSINESS_INFO, VERIFY_AMOUNT];

const SUBMIT_BUSINESS_INFO: Flow = Flow {
    name: "SubmitBusinessInfo",
    account: "lingxi-finance",
    request: "PUT /v2/partners/business-info",
    button: "提交认证",
    done: "商业信息已提交",
    prepare: |person| {
        Box::pin(async move {
            person.go("/partner-information/business?step=basic").await;
            person.have_ticked("一般纳税人").await;
            person.have_ticked(PRIVACY).await;
            person.press("下一步").await;
            person.until("location.search === '?step=bank'").await;
            person.press("下一步").await;
            person.reads("确认并提交").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/business-info", &Value::Null).await;
            shown["version"].as_u64().unwrap_or_default()
        })
    },
    ..PLAIN
};

const VERIFY_AMOUNT: Flow = Flow {
    name: "VerifyAmount",
    account: "huashang-finance",
    request: "POST /v2/partners/business-info/verify-amount",
    button: "确认金额",
    done: "商业信息认证成功",
    prepare: |person| {
        Box::pin(async move {
            await_amount(person).await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/business-info", &Value::Null).await;
            shown["version"].as_u64().unwrap_or_default()
        })
    },
    ..PLAIN
};

/// Certifies with the account that the supplier system holds, up to the amount, which the bank's message says.
async fn await_amount(person: &Person) {
    person.go("/partner-information/business").await;
    let info = person.call("GET", "/v2/partners/business-info", &Value::Null).await;
    let amount = match info["status"].as_str() {
        Some("AWAIT_AMOUNT") => amount_in_outbox(person).await,
        _ => apply_and_be_paid(person).await,
    };
    person.go("/partner-information/business").await;
    person.fill("入账金额", &amount).await;
}

async fn apply_and_be_paid(person: &Person) -> String {
    person.go("/partner-information/business").await;
    person.fill("统一社会信用代码 / 注册号", "91110108MA01B2C3D0").await;
    person.tick("一般纳税人").await;
    person.fill("联系人姓名", "曾琪").await;
    person.fill("联系人手机号", "13912345678").await;
    person.fill("联系人邮箱", "finance@huashang.example.com").await;
    person.tick(PRIVACY).await;
    person.press("下一步").await;
    person.until("location.search === '?step=bank'").await;
    person.press("下一步").await;
    person.press("提交认证").await;
    fill_in_code(person).await;
    person.press("确定").await;
    person.reads("系统核验中").await;
    // An hour at once would end the session.
    for _ in 0..2 {
        person.wait_on_the_clock(1_800).await;
        person.call("GET", "/v2/session", &Value::Null).await;
    }
    person.until_told("/v2/partners/business-info", |info| info["status"] == "AWAIT_AMOUNT").await;
    amount_in_outbox(person).await
}

/// As the bank says it in its message.
async fn amount_in_outbox(person: &Person) -> String {
    let outbox = person.call("POST", "/v2/demo/outbox/query", &json!({ "recipient": "13912345678" })).await;
    let body = outbox["messages"][0]["body"].as_str().unwrap_or_default();
    body.split("CNY ").nth(1).and_then(|rest| rest.split('，').next()).unwrap_or_default().to_owned()
}
