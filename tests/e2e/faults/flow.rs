//! What people do that changes something: how to get to the last press, what is said when it is done, and how often it
//! was done in truth.

use harness::Person;
use serde_json::{Value, json};

/// A change (one of them with a code) and the way to it, in Chinese: whatever reads English on the way is a text that nobody translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    Disassociate,
    RejectRequest,
    TagCustomer,
    FileCustomer,
    InviteCustomers,
    MakeLink,
    MigrateCustomers,
    ReportProgress,
    AcceptOpportunity,
}

const TYPED: &str = "双方已在电话会议中确认，请尽快处理";
const NEW_PHONE: &str = "15711110001";

impl Flow {
    pub const ALL: [Self; 9] = [
        Self::Disassociate,
        Self::RejectRequest,
        Self::TagCustomer,
        Self::FileCustomer,
        Self::InviteCustomers,
        Self::MakeLink,
        Self::MigrateCustomers,
        Self::ReportProgress,
        Self::AcceptOpportunity,
    ];

    pub const fn account(self) -> &'static str {
        match self {
            Self::Disassociate => "huashang-admin",
            Self::FileCustomer | Self::ReportProgress | Self::AcceptOpportunity => "yunfan-wang",
            _ => "yunfan-admin",
        }
    }

    /// The change that suffers.
    pub const fn request(self) -> &'static str {
        match self {
            Self::Disassociate => "POST /v2/partners/associations/requests",
            Self::RejectRequest => "POST /v2/partners/associations/requests/r-c-100016-1/reject",
            Self::TagCustomer => "PUT /v2/partners/sub-customers/c-100001/label",
            Self::FileCustomer => "POST /v2/partners/customer-filings",
            Self::InviteCustomers => "POST /v2/partners/invitations",
            Self::MakeLink => "POST /v2/partners/invitation-links",
            Self::MigrateCustomers => "POST /v2/partners/migrations",
            Self::ReportProgress => "POST /v2/partners/opportunities/po-100007/progress",
            Self::AcceptOpportunity => "POST /v2/partners/opportunities/ho-100003/accept",
        }
    }

    /// The button of the last press.
    pub const fn button(self) -> &'static str {
        match self {
            // The second one of the dialog that asks for the code.
            Self::Disassociate | Self::RejectRequest => "确定",
            Self::TagCustomer => "保存",
            Self::FileCustomer => "提交报备",
            Self::InviteCustomers => "发送邀请（7）",
            Self::MakeLink => "生成链接",
            Self::MigrateCustomers => "提交申请",
            Self::ReportProgress => "提交进展",
            Self::AcceptOpportunity => "接受",
        }
    }

    /// What the screen says when it is done, and only then.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Disassociate => "解除关联申请已提交",
            Self::RejectRequest => "申请已驳回",
            Self::TagCustomer => "标签已保存",
            Self::FileCustomer => "已报备，可以发送邀请",
            Self::InviteCustomers => "已向 7 个客户发送邀请",
            Self::MakeLink => "链接已生成",
            Self::MigrateCustomers => "申请已提交",
            Self::ReportProgress => "进展已更新",
            Self::AcceptOpportunity => "已接受“灾备中心建设”",
        }
    }

    /// The field whose words must not be lost, and the words.
    pub const fn typed(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Disassociate | Self::MigrateCustomers => Some(("申请原因", TYPED)),
            Self::RejectRequest => Some(("处理意见", TYPED)),
            Self::TagCustomer => Some(("自定义标签", "展会重点客户")),
            Self::FileCustomer => Some(("客户名称", "青岛新客有限公司")),
            Self::MakeLink => Some(("标签", "秋季展会")),
            Self::ReportProgress => Some(("进展说明", TYPED)),
            Self::InviteCustomers | Self::AcceptOpportunity => None,
        }
    }

    /// Up to the last press, which is left to the caller.
    pub async fn prepare(self, person: &Person) {
        match self {
            Self::Disassociate => {
                person.go("/sales/customers/c-310001/disassociate").await;
                person.press("下一步").await;
                person.tick("我已了解并同意以上注意事项").await;
                person.press("解除关联").await;
            }
            Self::RejectRequest => {
                person.go("/sales/association-records/r-c-100016-1").await;
                person.press("驳回").await;
            }
            Self::TagCustomer => {
                person.go("/sales/customers/c-100001").await;
                person.press("更多操作").await;
                person.press("设置标签").await;
            }
            Self::FileCustomer => {
                person.go("/sales/customer-development").await;
                person.press("报备客户").await;
                person.fill("手机号", NEW_PHONE).await;
                person.fill("邮箱", "it@xinke.example.org").await;
            }
            Self::InviteCustomers => {
                person.go("/sales/customer-development?status=FILED").await;
                person.tick("选择本页").await;
                person.press("邀请").await;
            }
            Self::MakeLink => {
                person.go("/sales/customer-development?tab=offline").await;
                person.press("新建自定义链接").await;
            }
            Self::MigrateCustomers => {
                person.go("/sales/customer-migrations/new?customers=c-100002,c-100010").await;
                person.fill("目标云经销商账号 ID", "p-lingxi").await;
            }
            Self::ReportProgress => {
                person.go("/sales/opportunities/po-100007").await;
                person.press("更新进展").await;
            }
            Self::AcceptOpportunity => {
                person.go("/").await;
                person.press("接受").await;
                person.see("dialog[open] select").await;
            }
        }
        if let Some((label, words)) = self.typed() {
            person.fill(label, words).await;
        }
        if self == Self::RejectRequest {
            person.press("驳回").await;
            fill_in_code(person).await;
        }
    }

    /// Whether what was typed still stands where it was typed.
    pub async fn is_kept(self, person: &Person) -> bool {
        let Some((_, words)) = self.typed() else { return true };
        let script = "return [...document.querySelectorAll('input, textarea')].some((field) => field.value === arguments[0])";
        person.run(script, vec![words.into()]).await == Value::Bool(true)
    }

    /// How often it was done, as the backend tells it; grows by one each time.
    pub async fn effects(self, person: &Person) -> u64 {
        let total = async |path: &str, query: Value| {
            person.call("POST", path, &query).await["total_count"].as_u64().unwrap_or_default()
        };
        match self {
            Self::Disassociate => {
                let of = json!({ "customer_id": "c-310001", "status_list": ["PENDING_CUSTOMER"] });
                total("/v2/partners/associations/requests/query", of).await
            }
            Self::RejectRequest => {
                let of = json!({ "customer_id": "c-100016", "status_list": ["REJECTED"] });
                total("/v2/partners/associations/requests/query", of).await
            }
            Self::TagCustomer => {
                let customer = person.call("GET", "/v2/partners/sub-customers/c-100001", &Value::Null).await;
                let entries = customer["timeline"].as_array().cloned().unwrap_or_default();
                count(&entries, |entry| entry["event"] == "TAG_CHANGED")
            }
            Self::FileCustomer => {
                let filings = person
                    .call("POST", "/v2/partners/customer-filings/query", &json!({ "limit": 100 }))
                    .await;
                let rows = filings["filings"].as_array().cloned().unwrap_or_default();
                count(&rows, |row| row["customer_name"].as_str().is_some_and(|name| name.starts_with("青岛")))
            }
            Self::InviteCustomers => {
                // Eight at a time, in whatever number there were.
                total("/v2/partners/invitations/query", json!({ "limit": 1 })).await / 7
            }
            Self::MakeLink => {
                let links = person
                    .call("POST", "/v2/partners/invitation-links/query", &json!({ "limit": 100 }))
                    .await;
                let rows = links["links"].as_array().cloned().unwrap_or_default();
                count(&rows, |row| row["tag"] == "秋季展会")
            }
            Self::MigrateCustomers => total("/v2/partners/migrations/query", json!({})).await,
            Self::ReportProgress => {
                let shown = person.call("GET", "/v2/partners/opportunities/po-100007", &Value::Null).await;
                u64::try_from(shown.to_string().matches(TYPED).count()).unwrap_or_default()
            }
            Self::AcceptOpportunity => {
                let shown = person.call("GET", "/v2/partners/opportunities/ho-100003", &Value::Null).await;
                shown["row"]["version"].as_u64().unwrap_or_default()
            }
        }
    }
}

fn count(rows: &[Value], is_it: impl Fn(&&Value) -> bool) -> u64 {
    u64::try_from(rows.iter().filter(is_it).count()).unwrap_or_default()
}

/// In the dialog that asks for it. Where it is too soon for another one, the former is still good.
pub async fn fill_in_code(person: &Person) {
    person.press("获取验证码").await;
    person.until("document.body.innerText.includes('验证码已发送至') || document.querySelector('dialog[open] .error-panel')").await;
    let code = person.code_in_outbox().await;
    person.fill("验证码", &code).await;
}
