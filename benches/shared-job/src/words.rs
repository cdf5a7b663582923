//! Both dictionaries, as all stacks of the comparison have them.

use partner_center::{i18n::pick, ui::Tone};

macro_rules! words {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        $(pub fn $name() -> &'static str {
            pick($zh, $en)
        })*
    };
}

words! {
    brand: "伙伴中心", "Partner Center";
    customers: "客户管理", "Customers";
    opportunities: "商机管理", "Opportunities";
    lang: "English", "中文";
    filter: "按名称、账号或经理筛选", "Filter by name, account or manager";
    rows: "行数", "Rows";
    selected: "已选", "Selected";
    all: "全部加载", "Load all";
    paged: "分页", "Paged";
    id: "编号", "ID";
    name: "客户名称", "Customer name";
    account: "账号", "Account";
    region: "区域", "Region";
    industry: "行业", "Industry";
    level: "级别", "Level";
    manager: "客户经理", "Manager";
    revenue: "消费额", "Spend";
    status: "状态", "Status";
    since: "关联日期", "Since";
    action: "操作", "Action";
    disassociate: "解除关联", "Disassociate";
    dis_title: "解除客户关联", "Disassociate customer";
    dis_hint: "解除后该客户将不再计入您的业绩。", "The customer will no longer count towards your performance.";
    checks_title: "账号检查", "Account checks";
    reason: "解除原因", "Reason";
    cancel: "取消", "Cancel";
    next: "下一步", "Next";
    code_title: "身份验证", "Verify identity";
    code_hint: "6 位验证码已发送至您的手机。", "A 6-digit code was sent to your phone.";
    submit: "提交", "Submit";
    done: "解除关联成功", "Customer disassociated";
    title: "商机名称", "Opportunity";
    customer: "客户", "Customer";
    amount: "金额", "Amount";
    stage: "阶段", "Stage";
    deadline: "截止日期", "Deadline";
    view: "查看", "View";
    back: "返回列表", "Back to list";
    accept: "接受商机", "Accept";
    accept_title: "接受该商机？", "Accept this opportunity?";
    accept_hint: "接受后请在截止日期前跟进。", "Follow up before the deadline.";
    note: "备注", "Note";
    ok: "确定", "OK";
    accepted_msg: "商机已接受", "Opportunity accepted";
    pass: "通过", "Passed";
    warn: "需关注", "Attention";
}

/// What codes of the API are called.
pub fn region_name(code: &str) -> &'static str {
    match code {
        "cn-north" => pick("华北", "North China"),
        "cn-east" => pick("华东", "East China"),
        "cn-south" => pick("华南", "South China"),
        "cn-west" => pick("西部", "West China"),
        "hk" => pick("香港", "Hong Kong"),
        "sg" => pick("新加坡", "Singapore"),
        _ => "",
    }
}

pub fn industry_name(code: &str) -> &'static str {
    match code {
        "gov" => pick("政府", "Government"),
        "finance" => pick("金融", "Finance"),
        "retail" => pick("零售", "Retail"),
        "edu" => pick("教育", "Education"),
        "health" => pick("医疗", "Health"),
        "mfg" => pick("制造", "Manufacturing"),
        "media" => pick("媒体", "Media"),
        "game" => pick("游戏", "Gaming"),
        _ => "",
    }
}

pub fn level_name(code: &str) -> &'static str {
    match code {
        "diamond" => pick("钻石", "Diamond"),
        "gold" => pick("金牌", "Gold"),
        "silver" => pick("银牌", "Silver"),
        "bronze" => pick("铜牌", "Bronze"),
        _ => "",
    }
}

pub fn state_name(code: &str) -> &'static str {
    match code {
        "active" => pick("正常", "Active"),
        "pending" => pick("待处理", "Pending"),
        "frozen" => pick("冻结", "Frozen"),
        "removed" => pick("已解除", "Removed"),
        "accepted" => pick("已接受", "Accepted"),
        "rejected" => pick("已拒绝", "Rejected"),
        _ => "",
    }
}

pub fn stage_name(code: &str) -> &'static str {
    match code {
        "lead" => pick("线索", "Lead"),
        "qualified" => pick("已确认", "Qualified"),
        "proposal" => pick("方案", "Proposal"),
        "closing" => pick("签约", "Closing"),
        _ => "",
    }
}

pub fn check_name(code: &str) -> &'static str {
    match code {
        "arrears" => pick("账号无欠费", "No overdue payment"),
        "orders" => pick("无未完成订单", "No open orders"),
        "coupons" => pick("代金券已回收", "Coupons withdrawn"),
        "credit" => pick("信用额度已清零", "Credit line cleared"),
        "discount" => pick("折扣已失效", "Discounts expired"),
        "contract" => pick("合同已终止", "Contract ended"),
        "resources" => pick("资源已移交", "Resources handed over"),
        "tickets" => pick("工单已关闭", "Tickets closed"),
        _ => "",
    }
}

pub fn tone(status: &str) -> Tone {
    match status {
        "active" | "accepted" => Tone::Success,
        "pending" => Tone::Warning,
        "frozen" | "rejected" => Tone::Danger,
        _ => Tone::Neutral,
    }
}

/// With separators of thousands.
pub fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 3);
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
