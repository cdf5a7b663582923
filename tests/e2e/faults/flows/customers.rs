//! Customers: associations, labels, filings, invitations, migrations.

use super::{Flow, PLAIN, TWO_ARE_TWO, TYPED, count, fill_in_code, total};
use crate::trouble::Trouble;
use harness::{Fault, Person};
use serde_json::{Value, json};

const NEW_PHONE: &str = "15711110001";

pub const ALL: &[Flow] = &[
    DISASSOCIATE,
    REJECT_REQUEST,
    TAG_CUSTOMER,
    FILE_CUSTOMER,
    INVITE_CUSTOMERS,
    MAKE_LINK,
    MIGRATE_CUSTOMERS,
    FREEZE_CUSTOMER,
    GRANT_AMOUNT,
    PAY_ORDER,
];

const DISASSOCIATE: Flow = Flow {
    name: "Disassociate",
    account: "huashang-admin",
    request: "POST /v2/partners/associations/requests",
    // The second one of the dialog that asks for the code.
    button: "确定",
    done: "解除关联申请已提交",
    typed: Some(("申请原因", TYPED)),
    is_void: |trouble| match trouble {
        Trouble::TwoTabs => Some("tests/e2e/associations.rs has it, with two people"),
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/customers/c-310001/disassociate").await;
            person.press("下一步").await;
            person.tick("我已了解并同意以上注意事项").await;
            person.press("解除关联").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let of = json!({ "customer_id": "c-310001", "status_list": ["PENDING_CUSTOMER"] });
            total(person, "/v2/partners/associations/requests/query", of).await
        })
    },
    ..PLAIN
};

const REJECT_REQUEST: Flow = Flow {
    name: "RejectRequest",
    request: "POST /v2/partners/associations/requests/r-c-100016-1/reject",
    // The second one of the dialog that asks for the code.
    button: "确定",
    again: Some("驳回"),
    done: "申请已驳回",
    typed: Some(("处理意见", TYPED)),
    is_void: |trouble| match trouble {
        Trouble::TwoTabs | Trouble::Always(Fault::Refusal(412, _)) => {
            Some("the page goes on to what somebody else made of it; backend/tests/api/associations.rs")
        }
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/association-records/r-c-100016-1").await;
            person.press("驳回").await;
        })
    },
    then: |person| {
        Box::pin(async move {
            person.press("驳回").await;
            fill_in_code(person).await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let of = json!({ "customer_id": "c-100016", "status_list": ["REJECTED"] });
            total(person, "/v2/partners/associations/requests/query", of).await
        })
    },
    ..PLAIN
};

const TAG_CUSTOMER: Flow = Flow {
    name: "TagCustomer",
    request: "PUT /v2/partners/sub-customers/c-100001/label",
    button: "保存",
    done: "标签已保存",
    typed: Some(("自定义标签", "展会重点客户")),
    is_void: |trouble| match trouble {
        Trouble::TwoTabs => Some("saying the same again is no conflict"),
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/customers/c-100001").await;
            person.press("更多操作").await;
            person.press("设置标签").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let customer = person.call("GET", "/v2/partners/sub-customers/c-100001", &Value::Null).await;
            let entries = customer["timeline"].as_array().cloned().unwrap_or_default();
            count(&entries, |entry| entry["event"] == "TAG_CHANGED")
        })
    },
    ..PLAIN
};

const FILE_CUSTOMER: Flow = Flow {
    name: "FileCustomer",
    account: "yunfan-wang",
    request: "POST /v2/partners/customer-filings",
    button: "提交报备",
    done: "已报备，可以发送邀请",
    typed: Some(("客户名称", "青岛新客有限公司")),
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/customer-development").await;
            person.press("报备客户").await;
            person.fill("手机号", NEW_PHONE).await;
            person.fill("邮箱", "it@xinke.example.org").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let filings =
                person.call("POST", "/v2/partners/customer-filings/query", &json!({ "limit": 100 })).await;
            let rows = filings["filings"].as_array().cloned().unwrap_or_default();
            count(&rows, |row| row["customer_name"].as_str().is_some_and(|name| name.starts_with("青岛")))
        })
    },
    ..PLAIN
};

const INVITE_CUSTOMERS: Flow = Flow {
    name: "InviteCustomers",
    request: "POST /v2/partners/invitations",
    button: "发送邀请（7）",
    done: "已向 7 个客户发送邀请",
    is_void: |trouble| match trouble {
        Trouble::TwoTabs => Some("inviting again is no conflict, it replaces the link (D3.3)"),
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/customer-development?status=FILED").await;
            person.tick("选择本页").await;
            person.press("邀请").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            // Seven at a time, in whatever number there were.
            total(person, "/v2/partners/invitations/query", json!({ "limit": 1 })).await / 7
        })
    },
    ..PLAIN
};

const MAKE_LINK: Flow = Flow {
    name: "MakeLink",
    request: "POST /v2/partners/invitation-links",
    button: "生成链接",
    done: "链接已生成",
    typed: Some(("标签", "秋季展会")),
    is_void: |trouble| match trouble {
        Trouble::TwoTabs => Some("saying the same again is no conflict"),
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/customer-development?tab=offline").await;
            person.press("新建自定义链接").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let links =
                person.call("POST", "/v2/partners/invitation-links/query", &json!({ "limit": 100 })).await;
            let rows = links["links"].as_array().cloned().unwrap_or_default();
            count(&rows, |row| row["tag"] == "秋季展会")
        })
    },
    ..PLAIN
};

const MIGRATE_CUSTOMERS: Flow = Flow {
    name: "MigrateCustomers",
    request: "POST /v2/partners/migrations",
    button: "提交申请",
    done: "申请已提交",
    typed: Some(("申请原因", TYPED)),
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/customer-migrations/new?customers=c-100002,c-100010").await;
            person.fill("目标云经销商账号 ID", "p-lingxi").await;
        })
    },
    effects: |person| {
        Box::pin(async move { total(person, "/v2/partners/migrations/query", json!({})).await })
    },
    ..PLAIN
};

const FREEZE_CUSTOMER: Flow = Flow {
    name: "FreezeCustomer",
    request: "POST /v2/partners/sub-customers/freeze",
    button: "确定",
    again: Some("冻结"),
    done: "已冻结 1 个客户",
    typed: Some(("原因", TYPED)),
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/customers/c-100010").await;
            person.press("更多操作").await;
            person.press("冻结").await;
            person.see("dialog[open] form").await;
        })
    },
    then: |person| {
        Box::pin(async move {
            person.press("冻结").await;
            fill_in_code(person).await;
        })
    },
    effects: |person| Box::pin(events(person, "c-100010", "FROZEN")),
    ..PLAIN
};

const GRANT_AMOUNT: Flow = Flow {
    name: "GrantAmount",
    request: "POST /v2/accounts/partner-accounts/adjust-amount",
    button: "确定",
    again: Some("拨款"),
    done: "拨款 ¥1,234.56",
    typed: Some(("拨款金额（CNY）", "1234.56")),
    is_void: |trouble| (trouble == Trouble::TwoTabs).then_some(TWO_ARE_TWO),
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/customers/c-100002").await;
            person.press("拨款").await;
            person.see("dialog[open] form").await;
        })
    },
    then: |person| {
        Box::pin(async move {
            person.press("拨款").await;
            fill_in_code(person).await;
        })
    },
    effects: |person| Box::pin(events(person, "c-100002", "GRANTED")),
    ..PLAIN
};

const PAY_ORDER: Flow = Flow {
    name: "PayOrder",
    request: "POST /v2/partners/orders/h-c-100014-0/pay",
    button: "确定",
    again: Some("确认支付"),
    done: "已支付",
    prepare: |person| {
        Box::pin(async move {
            person.go("/sales/customers/c-100014").await;
            person.press("支付").await;
            person.see("dialog[open] form").await;
        })
    },
    then: |person| {
        Box::pin(async move {
            person.press("确认支付").await;
            fill_in_code(person).await;
        })
    },
    effects: |person| Box::pin(events(person, "c-100014", "ORDER_PAID")),
    ..PLAIN
};

/// How often it is told of a customer.
async fn events(person: &Person, customer: &str, event: &str) -> u64 {
    let shown = person.call("GET", &format!("/v2/partners/sub-customers/{customer}"), &Value::Null).await;
    count(shown["timeline"].as_array().unwrap_or(&Vec::new()), |entry| entry["event"] == event)
}
