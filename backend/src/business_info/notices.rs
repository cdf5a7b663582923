//! What administrators are told on the way. Never the amount, never a full number.

use super::record::Record;
use crate::{
    app::App,
    outbox::{self, About, Letter, Message, Recipient},
    problem::Fault,
};
use contract::{
    business_info_status::{BusinessInfoStatus, FailReason},
    demo::Channel,
    notifications::About as Page,
    time::Timestamp,
};
use sqlx::AnyConnection;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    Submitted,
    /// The machine passed it on to a person.
    WithAuditor,
    TransferSent,
    Certified,
    Failed,
    Locked,
    Unlocked,
    /// The vendor answered a ticket, and nothing changed.
    TicketDeclined,
}

/// Tells the administrators of a record's partner.
///
/// # Errors
/// When the database fails.
pub async fn tell(
    conn: &mut AnyConnection,
    app: &App,
    now: Timestamp,
    record: &Record,
    notice: Notice,
) -> Result<(), Fault> {
    let message = Message {
        kind: kind(notice),
        to: Recipient::Administrators(record.partner_id.clone()),
        about: Some(About::page(Page::BusinessInfo)),
        channels: channels(notice),
        zh: in_chinese(record, notice),
        en: in_english(record, notice),
        secret: false,
    };
    outbox::send(conn, app, app.config.origin.as_deref(), now, message).await?;
    Ok(())
}

const fn kind(notice: Notice) -> &'static str {
    match notice {
        Notice::Submitted => "BUSINESS_INFO_SUBMITTED",
        Notice::WithAuditor => "BUSINESS_INFO_WITH_AUDITOR",
        Notice::TransferSent => "BUSINESS_INFO_TRANSFER_SENT",
        Notice::Certified => "BUSINESS_INFO_CERTIFIED",
        Notice::Failed => "BUSINESS_INFO_FAILED",
        Notice::Locked => "BUSINESS_INFO_LOCKED",
        Notice::Unlocked => "BUSINESS_INFO_UNLOCKED",
        Notice::TicketDeclined => "BUSINESS_INFO_TICKET_DECLINED",
    }
}

/// What needs somebody at once comes by text message as well.
fn channels(notice: Notice) -> Vec<Channel> {
    match notice {
        Notice::Submitted | Notice::WithAuditor => vec![Channel::Email, Channel::InSite],
        Notice::TransferSent
        | Notice::Certified
        | Notice::Failed
        | Notice::Locked
        | Notice::Unlocked
        | Notice::TicketDeclined => vec![Channel::Sms, Channel::Email, Channel::InSite],
    }
}

fn in_chinese(record: &Record, notice: Notice) -> Letter {
    let account = &record.account.masked;
    let (subject, body) = match notice {
        Notice::Submitted => (
            "商业信息已提交认证",
            "商业信息已提交，系统一般在 1–3 小时内完成核验。认证期间暂停结算。如非本公司操作，请立即联系生态经理。"
                .to_owned(),
        ),
        Notice::WithAuditor => (
            "商业信息已转人工审核",
            "商业信息需要人工审核，一般在 3–5 个工作日内完成，结果将另行通知。".to_owned(),
        ),
        Notice::TransferSent => (
            "已转入随机小额款项，请填写金额",
            format!(
                "已向收款账户 {account} 转入一笔随机小额款项。请查询入账金额，并在“伙伴信息 > 商业信息”中填写，错误三次将被锁定。"
            ),
        ),
        Notice::Certified => (
            "商业信息认证成功",
            format!("商业信息认证成功，激励等款项将付至账户 {account}。"),
        ),
        Notice::Failed => (
            "商业信息认证失败",
            format!("商业信息认证失败。原因：{}请修改后重新提交，或提交工单。", reason_zh(record)),
        ),
        Notice::Locked => (
            "商业信息认证已锁定",
            "小额款项的金额已错误三次，认证已锁定。请在“伙伴信息 > 商业信息”中提交工单申请解锁。".to_owned(),
        ),
        Notice::Unlocked => (
            "商业信息认证已解锁",
            format!("认证已解锁，并已向收款账户 {account} 重新转入一笔随机小额款项，请填写新的金额。"),
        ),
        Notice::TicketDeclined => (
            "商业信息工单未通过",
            format!("您的商业信息工单未通过。答复：{}", record.answer.as_deref().unwrap_or_default()),
        ),
    };
    Letter::new(subject, body)
}

fn in_english(record: &Record, notice: Notice) -> Letter {
    let account = &record.account.masked;
    let (subject, body) = match notice {
        Notice::Submitted => (
            "Business information submitted",
            "Business information was submitted and is normally checked within 1 to 3 hours. Nothing is settled until then. If this was not your company, contact your ecosystem manager at once."
                .to_owned(),
        ),
        Notice::WithAuditor => (
            "Business information is reviewed by a person",
            "Business information needs a review, normally within 3 to 5 working days. You will be told the result."
                .to_owned(),
        ),
        Notice::TransferSent => (
            "A small transfer was sent: enter its amount",
            format!(
                "A small random amount was sent to account {account}. Look up how much arrived and enter it under Partner Information > Business Information. Three wrong amounts lock it."
            ),
        ),
        Notice::Certified => (
            "Business information is certified",
            format!("Business information is certified. Incentives and other money will be paid to account {account}."),
        ),
        Notice::Failed => (
            "Certification of business information failed",
            format!(
                "Certification of business information failed. Reason: {} Change it and submit it again, or raise a ticket.",
                reason_en(record)
            ),
        ),
        Notice::Locked => (
            "Business information is locked",
            "Three wrong amounts were entered. Raise a ticket under Partner Information > Business Information to have it unlocked."
                .to_owned(),
        ),
        Notice::Unlocked => (
            "Business information is unlocked",
            format!("It was unlocked, and another small random amount was sent to account {account}. Enter the new one."),
        ),
        Notice::TicketDeclined => (
            "Your ticket about business information was declined",
            format!(
                "Your ticket about business information was declined. Answer: {}",
                record.answer.as_deref().unwrap_or_default()
            ),
        ),
    };
    Letter::new(subject, body)
}

fn reason_zh(record: &Record) -> String {
    match record.status {
        BusinessInfoStatus::Failed { reason: FailReason::TransferReturned, .. } => {
            "银行退回了小额款项，账户可能已销户或户名不符。".to_owned()
        }
        _ => format!("{}。", record.answer.as_deref().unwrap_or_default().trim_end_matches('。')),
    }
}

fn reason_en(record: &Record) -> String {
    match record.status {
        BusinessInfoStatus::Failed { reason: FailReason::TransferReturned, .. } => {
            "The bank returned the small transfer; the account may be closed or held under another name."
                .to_owned()
        }
        _ => format!("{}.", record.answer.as_deref().unwrap_or_default().trim_end_matches('.')),
    }
}
