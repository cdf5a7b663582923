//! The partner itself: roles, contacts, suggestions.

use super::{Flow, PLAIN, TWO_ARE_TWO, TYPED, count, total};
use crate::trouble::Trouble;
use harness::Fault;
use serde_json::{Value, json};

pub const ALL: &[Flow] = &[CREATE_ROLE, ADD_CONTACT, MAKE_SUGGESTION];

const CREATE_ROLE: Flow = Flow {
    name: "CreateRole",
    request: "POST /v2/partners/roles",
    button: "创建自定义角色",
    done: "角色已创建",
    typed: Some(("角色名称", "展会接待")),
    is_void: |trouble| match trouble {
        Trouble::Always(Fault::Refusal(412, _)) => Some("what is new was changed by nobody"),
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            person.go("/organization/roles/new").await;
            person.have_ticked("设置客户标签").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let roles = person.call("GET", "/v2/partners/roles", &Value::Null).await;
            count(roles["roles"].as_array().unwrap_or(&Vec::new()), |_| true)
        })
    },
    ..PLAIN
};

const ADD_CONTACT: Flow = Flow {
    name: "AddContact",
    request: "PUT /v2/partners/customer-contacts",
    button: "保存",
    done: "联系人已保存，客户现在可以看到",
    typed: Some(("姓名或部门", "夜间服务台")),
    prepare: |person| {
        Box::pin(async move {
            person.go("/organization/contacts").await;
            person.press("添加联系人").await;
            person.fill("电话", "4008001234").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/customer-contacts", &Value::Null).await;
            count(shown["contacts"].as_array().unwrap_or(&Vec::new()), |_| true)
        })
    },
    ..PLAIN
};

const MAKE_SUGGESTION: Flow = Flow {
    name: "MakeSuggestion",
    request: "POST /v2/partners/feedbacks",
    button: "提交",
    done: "建议已提交",
    typed: Some(("建议内容", TYPED)),
    is_void: |trouble| match trouble {
        Trouble::TwoTabs => Some(TWO_ARE_TWO),
        _ => None,
    },
    prepare: |person| {
        Box::pin(async move {
            person.go("/support/suggestions").await;
        })
    },
    effects: |person| Box::pin(async move { total(person, "/v2/partners/feedbacks/query", json!({})).await }),
    ..PLAIN
};
