//! Money that comes in and goes out.

use super::{Flow, PLAIN, TWO_ARE_TWO, fill_in_code, total};
use crate::trouble::Trouble;
use harness::Person;
use serde_json::json;

const REFERENCE: &str = "2026112800015566";

pub const ALL: &[Flow] = &[TOP_UP, WITHDRAW, CLAIM_REMITTANCE];

const TOP_UP: Flow = Flow {
    name: "TopUp",
    request: "POST /v2/partners/funds/top-ups",
    button: "提交充值订单",
    done: "请在截止时间前完成支付",
    typed: Some(("充值金额（CNY）", "1234.56")),
    is_void: |trouble| match trouble {
        Trouble::TwoTabs => Some(TWO_ARE_TWO),
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/funds/top-up").await;
        })
    },
    effects: |person| {
        Box::pin(async move { total(person, "/v2/partners/funds/top-ups/query", json!({})).await })
    },
    ..PLAIN
};

const WITHDRAW: Flow = Flow {
    name: "Withdraw",
    request: "POST /v2/partners/funds/withdrawals",
    // The second one of the dialog that asks for the code.
    button: "确定",
    again: Some("确认提现"),
    done: "申请已提交，款项已冻结",
    is_void: |trouble| match trouble {
        Trouble::TwoTabs => Some(TWO_ARE_TWO),
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/funds/withdraw").await;
            person.fill("提现金额（CNY）", "100").await;
            person.press("下一步").await;
            person.press("确认提现").await;
            fill_in_code(person).await;
        })
    },
    effects: |person| {
        Box::pin(async move { total(person, "/v2/partners/funds/withdrawals/query", json!({})).await })
    },
    ..PLAIN
};

const CLAIM_REMITTANCE: Flow = Flow {
    name: "ClaimRemittance",
    request: "POST /v2/partners/funds/remittance-claims",
    button: "提交认领",
    done: "认领已提交",
    typed: Some(("银行流水号", REFERENCE)),
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/funds/remittance").await;
            person.fill("汇款金额（CNY）", "1234.56").await;
            person.set_date("汇款日期", &day_ago(person).await).await;
        })
    },
    effects: |person| {
        Box::pin(async move { total(person, "/v2/partners/funds/remittance-claims/query", json!({})).await })
    },
    ..PLAIN
};

/// Far enough ago that no clock calls it tomorrow.
async fn day_ago(person: &Person) -> String {
    let script = "return new Date(Date.now() - 10 * 86400000).toISOString().slice(0, 10)";
    person.run(script, Vec::new()).await.as_str().unwrap_or_default().to_owned()
}
