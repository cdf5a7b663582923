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
    SubmitBusinessInfo,
    VerifyAmount,
    ConfirmIncentives,
    ApplyPayout,
    HandInInvoices,
    TopUp,
    Withdraw,
    ConfirmStatement,
    DisputeStatement,
    StartExport,
    ProcessTask,
    SubmitCertification,
    UpdateMaterial,
    SubmitEvidence,
    MakeSuggestion,
    ShareOpportunity,
    ClaimRemittance,
    CreateRole,
    AddContact,
}

const TYPED: &str = "双方已在电话会议中确认，请尽快处理";
const REFERENCE: &str = "2026112800015566";
const NEW_PHONE: &str = "15711110001";
const DRAFT_OF_CERTIFICATION: &str = "/v2/partners/certification-labels/data-ai/draft";
const PRIVACY: &str = "我已阅读并同意隐私声明，同意云厂商为结算目的处理上述信息";

impl Flow {
    pub const ALL: [Self; 28] = [
        Self::Disassociate,
        Self::RejectRequest,
        Self::TagCustomer,
        Self::FileCustomer,
        Self::InviteCustomers,
        Self::MakeLink,
        Self::MigrateCustomers,
        Self::ReportProgress,
        Self::AcceptOpportunity,
        Self::SubmitBusinessInfo,
        Self::VerifyAmount,
        Self::ConfirmIncentives,
        Self::ApplyPayout,
        Self::HandInInvoices,
        Self::TopUp,
        Self::Withdraw,
        Self::ConfirmStatement,
        Self::DisputeStatement,
        Self::StartExport,
        Self::ProcessTask,
        Self::SubmitCertification,
        Self::UpdateMaterial,
        Self::SubmitEvidence,
        Self::MakeSuggestion,
        Self::ShareOpportunity,
        Self::ClaimRemittance,
        Self::CreateRole,
        Self::AddContact,
    ];

    pub const fn account(self) -> &'static str {
        match self {
            Self::Disassociate => "huashang-admin",
            Self::SubmitBusinessInfo => "lingxi-finance",
            Self::VerifyAmount => "huashang-finance",
            Self::FileCustomer
            | Self::ReportProgress
            | Self::AcceptOpportunity
            | Self::ProcessTask
            | Self::ShareOpportunity => "yunfan-wang",
            Self::ConfirmStatement | Self::DisputeStatement | Self::StartExport => "caizhi-finance",
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
            Self::SubmitBusinessInfo => "PUT /v2/partners/business-info",
            Self::VerifyAmount => "POST /v2/partners/business-info/verify-amount",
            Self::ConfirmIncentives => "POST /v2/partners/incentives/reconciliations/confirm",
            Self::ApplyPayout => "POST /v2/partners/incentives/payouts",
            Self::HandInInvoices => "POST /v2/partners/incentives/payouts/pa-yunfan-6/invoices",
            Self::TopUp => "POST /v2/partners/funds/top-ups",
            Self::Withdraw => "POST /v2/partners/funds/withdrawals",
            Self::ConfirmStatement => "POST /v2/partners/statements/confirm",
            Self::DisputeStatement => "POST /v2/partners/statements/st-100003/feedback",
            Self::StartExport => "POST /v2/partners/exports",
            Self::ProcessTask => "POST /v2/partners/marketing-tasks/mt-100001/process",
            Self::SubmitCertification => "POST /v2/partners/certifications",
            Self::UpdateMaterial => "PUT /v2/partners/certifications/cert-100002/materials",
            Self::SubmitEvidence => "POST /v2/partners/delivery-projects/dp-100007/evidences/submit",
            Self::MakeSuggestion => "POST /v2/partners/feedbacks",
            Self::ShareOpportunity => "POST /v2/partners/opportunities",
            Self::ClaimRemittance => "POST /v2/partners/funds/remittance-claims",
            Self::CreateRole => "POST /v2/partners/roles",
            Self::AddContact => "PUT /v2/partners/customer-contacts",
        }
    }

    /// The button of the last press.
    pub const fn button(self) -> &'static str {
        match self {
            // The second one of the dialog that asks for the code.
            Self::Disassociate | Self::RejectRequest | Self::ApplyPayout | Self::Withdraw => "确定",
            Self::TagCustomer | Self::AddContact => "保存",
            Self::FileCustomer => "提交报备",
            Self::InviteCustomers => "发送邀请（7）",
            Self::MakeLink => "生成链接",
            Self::MigrateCustomers => "提交申请",
            Self::ReportProgress => "提交进展",
            Self::AcceptOpportunity => "接受",
            Self::SubmitBusinessInfo => "提交认证",
            Self::VerifyAmount => "确认金额",
            Self::ConfirmIncentives => "确认对账",
            Self::HandInInvoices => "提交发票",
            Self::TopUp => "提交充值订单",
            Self::ConfirmStatement => "确认对账单",
            Self::DisputeStatement => "提交反馈",
            Self::StartExport => "开始导出",
            Self::ProcessTask | Self::MakeSuggestion | Self::ShareOpportunity => "提交",
            Self::ClaimRemittance => "提交认领",
            Self::CreateRole => "创建自定义角色",
            Self::SubmitCertification => "提交认证申请",
            Self::UpdateMaterial => "提交更新的材料",
            Self::SubmitEvidence => "提交举证材料",
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
            Self::MigrateCustomers | Self::ApplyPayout => "申请已提交",
            Self::ReportProgress => "进展已更新",
            Self::AcceptOpportunity => "已接受“灾备中心建设”",
            Self::SubmitBusinessInfo => "商业信息已提交",
            Self::VerifyAmount => "商业信息认证成功",
            Self::ConfirmIncentives => "对账成功",
            Self::HandInInvoices => "发票已提交，等待审核",
            Self::TopUp => "请在截止时间前完成支付",
            Self::Withdraw => "申请已提交，款项已冻结",
            Self::ConfirmStatement => "已确认 1 张对账单",
            Self::DisputeStatement => "问题反馈已提交",
            Self::StartExport => "导出任务创建成功",
            Self::ProcessTask => "处理记录已保存，任务进行中",
            Self::SubmitCertification => "认证申请已提交，等待材料初审",
            Self::UpdateMaterial => "材料已更新，等待审核",
            Self::SubmitEvidence => "举证材料已提交，状态为评价中",
            Self::MakeSuggestion => "建议已提交",
            Self::ShareOpportunity => "已提交。可在详情中查看审核进展",
            Self::ClaimRemittance => "认领已提交",
            Self::CreateRole => "角色已创建",
            Self::AddContact => "联系人已保存，客户现在可以看到",
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
            Self::DisputeStatement => Some(("问题描述", TYPED)),
            Self::ProcessTask => Some(("处理说明", TYPED)),
            Self::SubmitCertification | Self::UpdateMaterial => Some(("说明", TYPED)),
            Self::MakeSuggestion => Some(("建议内容", TYPED)),
            Self::ShareOpportunity => Some(("机会点名称", "智慧园区平台")),
            Self::ClaimRemittance => Some(("银行流水号", REFERENCE)),
            Self::CreateRole => Some(("角色名称", "展会接待")),
            Self::AddContact => Some(("姓名或部门", "夜间服务台")),
            Self::ApplyPayout => Some(("部分申付金额（CNY）", "1234.56")),
            Self::HandInInvoices => Some(("发票号码", "31002600999901")),
            Self::InviteCustomers
            | Self::Withdraw
            | Self::AcceptOpportunity
            | Self::SubmitBusinessInfo
            | Self::VerifyAmount
            | Self::ConfirmIncentives
            | Self::ConfirmStatement
            | Self::StartExport
            | Self::SubmitEvidence => None,
            Self::TopUp => Some(("充值金额（CNY）", "1234.56")),
        }
    }

    /// Up to the last press, which is left to the caller.
    #[expect(clippy::too_many_lines, reason = "one arm for each flow")]
    pub async fn prepare(self, person: &Person) {
        // In another tab before.
        let mut was_kept = false;
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
                person.have_ticked("交付中").await;
            }
            Self::AcceptOpportunity => {
                person.go("/").await;
                person.press("接受").await;
                person.see("dialog[open] select").await;
            }
            Self::SubmitBusinessInfo => {
                person.go("/partner-information/business?step=basic").await;
                person.have_ticked("一般纳税人").await;
                person.have_ticked(PRIVACY).await;
                person.press("下一步").await;
                person.until("location.search === '?step=bank'").await;
                person.press("下一步").await;
                person.reads("确认并提交").await;
            }
            Self::VerifyAmount => await_amount(person).await,
            Self::ConfirmIncentives => {
                person.go("/sales/incentives?status=PENDING_CONFIRM").await;
                person.press_in_row("代售业务激励", "确认对账").await;
                person.see("dialog[open] form").await;
            }
            Self::ApplyPayout => {
                person.go("/sales/incentives/apply?currency=CNY").await;
                person.press("只选支持“银行转账付款”的激励").await;
            }
            Self::HandInInvoices => {
                person.go("/sales/incentives/payouts/pa-yunfan-6").await;
                person.see(".invoice-row").await;
            }
            Self::TopUp => person.go("/sales/funds/top-up").await,
            Self::Withdraw => {
                person.go("/sales/funds/withdraw").await;
                person.fill("提现金额（CNY）", "100").await;
                person.press("下一步").await;
                person.press("确认提现").await;
                fill_in_code(person).await;
            }
            Self::ConfirmStatement => {
                person.go("/sales/statements?status=PENDING_CONFIRM").await;
                person.press("确认对账单").await;
                person.see("dialog[open] form").await;
            }
            Self::DisputeStatement => {
                person.go("/sales/statements/st-100003").await;
                person.press("反馈问题").await;
            }
            Self::StartExport => {
                person.go("/sales/statements").await;
                person.press("导出").await;
                person.see("dialog[open] form").await;
            }
            Self::ProcessTask => {
                person.go("/sales/marketing-tasks/mt-100001").await;
                person.tick("已联系上").await;
                person.tick("有意向").await;
            }
            Self::SubmitCertification => {
                person.go("/capability/certifications/apply/data-ai").await;
                was_kept = person
                    .call("GET", DRAFT_OF_CERTIFICATION, &Value::Null)
                    .await
                    .to_string()
                    .contains(TYPED);
                say_no(person, &["dp-team", "dp-cases", "dp-governance", "ai-cases", "ai-evaluation"]).await;
            }
            Self::UpdateMaterial => {
                person.go("/capability/certifications/cert-100002?part=update").await;
                say_no(person, &["sa-team", "sa-cases", "sa-method", "so-shift", "so-drill"]).await;
            }
            // Rejected, with its files as they were.
            Self::SubmitEvidence => {
                person.go("/delivery/evaluations/dp-100007").await;
                person.see("main .delivery__slots").await;
            }
            Self::MakeSuggestion => person.go("/support/suggestions").await,
            Self::ShareOpportunity => write_opportunity(person).await,
            Self::ClaimRemittance => {
                person.go("/sales/funds/remittance").await;
                person.fill("汇款金额（CNY）", "1234.56").await;
                person.set_date("汇款日期", &day_ago(person).await).await;
            }
            Self::CreateRole => {
                person.go("/organization/roles/new").await;
                person.have_ticked("设置客户标签").await;
            }
            Self::AddContact => {
                person.go("/organization/contacts").await;
                person.press("添加联系人").await;
                person.fill("电话", "4008001234").await;
            }
        }
        if let Some((label, words)) = self.typed() {
            person.fill(label, words).await;
        }
        if self == Self::SubmitCertification && !was_kept {
            // Its draft saves itself: nothing of that is to be in the way of the last press.
            let is_kept = |draft: &Value| draft.to_string().contains(TYPED);
            person.until_told(DRAFT_OF_CERTIFICATION, is_kept).await;
            person.reads("草稿已保存").await;
        }
        let asks_for_code = match self {
            Self::RejectRequest => Some("驳回"),
            Self::ApplyPayout => Some("提交申请"),
            _ => None,
        };
        if let Some(button) = asks_for_code {
            person.press(button).await;
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
    #[expect(clippy::too_many_lines, reason = "one arm for each flow")]
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
                // Seven at a time, in whatever number there were.
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
            Self::SubmitBusinessInfo | Self::VerifyAmount => {
                let shown = person.call("GET", "/v2/partners/business-info", &Value::Null).await;
                shown["version"].as_u64().unwrap_or_default()
            }
            Self::ConfirmIncentives => {
                let summary = person.call("GET", "/v2/partners/incentives/summary", &Value::Null).await;
                u64::from(summary["to_confirm"] == json!([]))
            }
            Self::ApplyPayout => total("/v2/partners/incentives/payouts/query", json!({ "limit": 1 })).await,
            Self::HandInInvoices => {
                let payout =
                    person.call("GET", "/v2/partners/incentives/payouts/pa-yunfan-6", &Value::Null).await;
                payout["row"]["version"].as_u64().unwrap_or_default()
            }
            Self::TopUp => total("/v2/partners/funds/top-ups/query", json!({})).await,
            Self::Withdraw => total("/v2/partners/funds/withdrawals/query", json!({})).await,
            Self::ConfirmStatement => {
                let of = json!({ "status_list": ["PENDING_COUNTERSIGN"] });
                total("/v2/partners/statements/query", of).await
            }
            Self::DisputeStatement => {
                let shown = person.call("GET", "/v2/partners/statements/st-100003", &Value::Null).await;
                count(shown["disputes"].as_array().unwrap_or(&Vec::new()), |_| true)
            }
            Self::ProcessTask => {
                let shown = person.call("GET", "/v2/partners/marketing-tasks/mt-100001", &Value::Null).await;
                let records = shown["records"].as_array().cloned().unwrap_or_default();
                count(&records, |_| true)
            }
            Self::SubmitCertification => {
                total("/v2/partners/certifications/query", json!({ "label_id": "data-ai" })).await
            }
            Self::UpdateMaterial => {
                let shown = person.call("GET", "/v2/partners/certifications/cert-100002", &Value::Null).await;
                shown["certification"]["round"].as_u64().unwrap_or_default()
            }
            Self::StartExport => total("/v2/partners/exports/query", json!({})).await,
            Self::SubmitEvidence => {
                let shown =
                    person.call("GET", "/v2/partners/delivery-projects/dp-100007", &Value::Null).await;
                let steps = shown["steps"].as_array().cloned().unwrap_or_default();
                count(&steps, |step| step["status"] == "EVALUATING")
            }
            Self::MakeSuggestion => total("/v2/partners/feedbacks/query", json!({})).await,
            Self::ShareOpportunity => {
                let of = json!({ "direction": "PO", "keyword": "智慧园区平台" });
                total("/v2/partners/opportunities/query", of).await
            }
            Self::ClaimRemittance => total("/v2/partners/funds/remittance-claims/query", json!({})).await,
            Self::CreateRole => {
                let roles = person.call("GET", "/v2/partners/roles", &Value::Null).await;
                count(roles["roles"].as_array().unwrap_or(&Vec::new()), |_| true)
            }
            Self::AddContact => {
                let shown = person.call("GET", "/v2/partners/customer-contacts", &Value::Null).await;
                count(shown["contacts"].as_array().unwrap_or(&Vec::new()), |_| true)
            }
        }
    }
}

/// Far enough ago that no clock calls it tomorrow.
async fn day_ago(person: &Person) -> String {
    let script = "return new Date(Date.now() - 10 * 86400000).toISOString().slice(0, 10)";
    person.run(script, Vec::new()).await.as_str().unwrap_or_default().to_owned()
}

async fn write_opportunity(person: &Person) {
    person.go("/sales/opportunities/new").await;
    let fields = [
        ("客户公司", "星海置业有限公司"),
        ("行业", "地产"),
        ("区域", "厦门"),
        ("预计金额（CNY）", "1280000.50"),
        ("预算（Budget）", "已与信息中心确认"),
        ("决策人（Authority）", "已与信息中心确认"),
        ("需求（Need）", "已与信息中心确认"),
        ("时间（Timing）", "已与信息中心确认"),
    ];
    for (label, words) in fields {
        person.fill(label, words).await;
    }
    person.set_date("预计签约日期", "2099-03-01").await;
    person.have_ticked("客户拜访").await;
    person.choose("伙伴方案", "云帆工业数据平台").await;
    for label in ["数据库", "报价与商务"] {
        person.have_ticked(label).await;
    }
    person.fill("联系人姓名", "邱工").await;
    person.fill("联系人手机", "13800138000").await;
    person.have_ticked("客户已同意将其信息提供给厂商").await;
}

/// What is not met needs no evidence.
async fn say_no(person: &Person, items: &[&str]) {
    for item in items {
        person.click(&format!("[data-item='{item}'] input[value=NO]")).await;
    }
}

fn count(rows: &[Value], is_it: impl Fn(&&Value) -> bool) -> u64 {
    u64::try_from(rows.iter().filter(is_it).count()).unwrap_or_default()
}

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

/// In the dialog that asks for it. Where it is too soon for another one, the former is still good.
pub async fn fill_in_code(person: &Person) {
    person.press("获取验证码").await;
    person.until("document.body.innerText.includes('验证码已发送至') || document.querySelector('dialog[open] .error-panel')").await;
    let code = person.code_in_outbox().await;
    person.fill("验证码", &code).await;
}
