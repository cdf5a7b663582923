//! The message that carries a code: what it is for, what it does, and that nobody else may have it.

use crate::outbox::{Letter, Message, Recipient};
use contract::{
    demo::Channel,
    verification::{Operation, ReceiverType},
};

use super::store::ChallengeRow;

/// The message with a code. Its last line binds the code to our own site for phones that fill codes in.
pub(super) fn message(challenge: &ChallengeRow, to: ReceiverType, code: &str, host: &str) -> Message {
    let (zh, en) = (in_chinese(challenge.operation), in_english(challenge.operation));
    let subject = challenge.subject.trim();
    let (about_zh, about_en) = if subject.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("（{subject}）"), format!(" ({subject})"))
    };
    let last_line = format!("@{host} #{code}");
    Message {
        kind: "VERIFICATION_CODE",
        to: Recipient::User(challenge.user_id.clone()),
        about: None,
        channels: vec![match to {
            ReceiverType::Sms => Channel::Sms,
            ReceiverType::Email => Channel::Email,
        }],
        zh: Letter::new(
            format!("合作伙伴中心验证码：{zh}"),
            format!(
                "您正在进行“{zh}”操作{about_zh}，验证码 {code}，10 分钟内有效。请勿告诉任何人；如非本人操作，请立即修改密码。\n\n{last_line}"
            ),
        ),
        en: Letter::new(
            format!("Partner center verification code: {en}"),
            format!(
                "You are about to: {en}{about_en}. Your verification code is {code}. It is valid for 10 minutes. Never tell it to anyone. If this was not you, change your password at once.\n\n{last_line}"
            ),
        ),
        secret: true,
    }
}

const fn in_chinese(operation: Operation) -> &'static str {
    match operation {
        Operation::Disassociate => "解除关联",
        Operation::Switch => "切换关联类型",
        Operation::HandleApply => "处理关联申请",
        Operation::Grant => "拨款",
        Operation::PayOrder => "代客户支付订单",
        Operation::Freeze => "冻结客户",
        Operation::Unfreeze => "解冻客户",
        Operation::Setting => "关闭敏感操作验证",
        Operation::Associate => "关联合作伙伴",
        Operation::BusinessInfo => "修改商业信息",
        Operation::PayoutAccount => "设置收款账户",
        Operation::ApplyPayout => "申请发放激励",
        Operation::Withdraw => "提现",
        Operation::ActivateRemittance => "开通汇款专属账号",
        Operation::ManageMember => "创建人员或修改其登录信息",
    }
}

const fn in_english(operation: Operation) -> &'static str {
    match operation {
        Operation::Disassociate => "disassociate",
        Operation::Switch => "switch the association type",
        Operation::HandleApply => "answer an association request",
        Operation::Grant => "appropriate money",
        Operation::PayOrder => "pay a customer's order",
        Operation::Freeze => "freeze a customer",
        Operation::Unfreeze => "unfreeze a customer",
        Operation::Setting => "turn verification of sensitive operations off",
        Operation::Associate => "associate with a partner",
        Operation::BusinessInfo => "change business information",
        Operation::PayoutAccount => "set the bank account that is paid",
        Operation::ApplyPayout => "apply for a payout of incentives",
        Operation::Withdraw => "withdraw money",
        Operation::ActivateRemittance => "open the dedicated account for remittances",
        Operation::ManageMember => "make a user or change its sign-in",
    }
}
