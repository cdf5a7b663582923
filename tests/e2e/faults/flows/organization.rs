//! The partner itself: roles, contacts, suggestions.

use super::{Flow, PLAIN, TWO_ARE_TWO, TYPED, count, fill_in_code, total};
use crate::trouble::Trouble;
use harness::Fault;
use serde_json::{Value, json};

pub const ALL: &[Flow] = &[
    CREATE_ROLE,
    ADD_CONTACT,
    MAKE_SUGGESTION,
    CREATE_MEMBER,
    CHANGE_ROLES,
    COVER_COLLEAGUE,
    INVITE_SPECIALIST,
    JOIN_PROGRAMME,
];

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

const CREATE_MEMBER: Flow = Flow {
    name: "CreateMember",
    request: "POST /v2/partners/members",
    button: "确定",
    again: Some("确认"),
    done: "人员已创建",
    prepare: |person| {
        Box::pin(async move {
            person.go("/organization/members/new").await;
            person.fill("账号名", "yunfan-anran").await;
            person.fill("姓名", "安然").await;
            person.fill("邮箱", "yunfan-anran@mail.example.com").await;
            person.fill("初始密码", "一只灰鹦鹉在正午的屋顶上放声歌唱").await;
            person.press("下一步").await;
            person.have_ticked("财务").await;
            person.press("确认").await;
            fill_in_code(person).await;
        })
    },
    effects: |person| Box::pin(total(person, "/v2/partners/members/query", json!({}))),
    ..PLAIN
};

const CHANGE_ROLES: Flow = Flow {
    name: "ChangeRoles",
    request: "PUT /v2/partners/members/u-yunfan-operator/roles",
    button: "保存",
    done: "角色已修改，对方下一次操作时生效",
    prepare: |person| {
        Box::pin(async move {
            person.go("/organization/members/u-yunfan-operator").await;
            person.press("修改角色").await;
            person.have_ticked("财务").await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/members/u-yunfan-operator", &Value::Null).await;
            count(shown["member"]["roles"].as_array().unwrap_or(&Vec::new()), |_| true)
        })
    },
    ..PLAIN
};

const COVER_COLLEAGUE: Flow = Flow {
    name: "CoverColleague",
    account: "yunfan-wang",
    request: "POST /v2/partners/covers",
    button: "交给同事代班",
    done: "已交给同事，双方都会收到通知",
    typed: Some(("交接说明", TYPED)),
    prepare: |person| {
        Box::pin(async move {
            person.go("/organization/cover").await;
            let today = person.call("GET", "/v2/partners/covers/colleagues", &Value::Null).await;
            let today = today["today"].as_str().unwrap_or_default().to_owned();
            person.press("交给同事代班").await;
            person.choose("代班同事", "赵晴").await;
            person.set_date("开始日期", &today).await;
            person.set_date("结束日期", &today).await;
        })
    },
    effects: |person| Box::pin(total(person, "/v2/partners/covers/query", json!({}))),
    ..PLAIN
};

const INVITE_SPECIALIST: Flow = Flow {
    name: "InviteSpecialist",
    request: "POST /v2/partners/dedicated-personnel",
    button: "发送邀请",
    done: "邀请已发送，链接 7 天内有效",
    typed: Some(("手机号", "13911112222")),
    prepare: |person| {
        Box::pin(async move {
            person.go("/organization/personnel").await;
            person.press("邀请项目专员").await;
            person.see("dialog[open] form").await;
        })
    },
    effects: |person| Box::pin(total(person, "/v2/partners/dedicated-personnel/query", json!({}))),
    ..PLAIN
};

const JOIN_PROGRAMME: Flow = Flow {
    name: "JoinProgramme",
    account: "huashang-admin",
    request: "POST /v2/partners/programmes/engagement/join",
    button: "提交申请",
    done: "已加入合作伙伴共拓计划",
    prepare: |person| {
        Box::pin(async move {
            person.go("/programmes/engagement").await;
            person.see("main form input[type=checkbox]").await;
            let tick_all = "document.querySelectorAll('main form input[type=checkbox]:not(:checked)').forEach((box) => box.click())";
            person.run(tick_all, Vec::new()).await;
        })
    },
    effects: |person| {
        Box::pin(async move {
            let shown = person.call("GET", "/v2/partners/programmes/engagement", &Value::Null).await;
            u64::from(!shown["joined_at"].is_null())
        })
    },
    ..PLAIN
};
