//! What partners are told of their payouts (domain 4.3), by mail and in-site message; of invoicing also by text message.

use super::store::Record;
use crate::outbox::{About, Letter, Message, Recipient, times};
use contract::{
    deadlines::DeadlineKind, demo::Channel, notifications::About as Page, payout_status::PayoutEvent,
    payouts::PayoutMethod, permissions::Permission, time::Timestamp,
};

fn message(record: &Record, kind: &'static str, zh: (&str, String), en: (&str, String)) -> Message {
    Message {
        kind,
        to: Recipient::Holders(record.partner_id.clone(), Permission::ApplyPayouts),
        about: Some(About::one(Page::Payout, &record.payout_id)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(zh.0, zh.1),
        en: Letter::new(en.0, en.1),
        secret: false,
    }
}

fn sum(record: &Record) -> String {
    format!("{} {}", record.currency.as_str(), record.amount)
}

/// Invoices have to be handed in until then.
fn required(record: &Record, told: Message) -> Message {
    let about = About::one(Page::Payout, &record.payout_id);
    Message { about: Some(about.until(DeadlineKind::PayoutInvoice, record.invoice_due_at)), ..told }
}

/// What is told when a payout enters a state; nothing of steps that go on by themselves.
pub(super) fn entered(record: &Record, event: PayoutEvent) -> Option<Message> {
    match event {
        PayoutEvent::AskForInvoices => Some(asks_for_invoices(record)),
        PayoutEvent::RejectInvoices => Some(invoices_rejected(record)),
        PayoutEvent::Pay => Some(paid(record)),
        PayoutEvent::Reject => Some(rejected(record)),
        PayoutEvent::ReleaseWithoutInvoice
        | PayoutEvent::HandInInvoices
        | PayoutEvent::AcceptInvoices
        | PayoutEvent::ReleasePayment => None,
    }
}

fn asks_for_invoices(record: &Record) -> Message {
    let (number, sum) = (record.payout_no.as_str(), sum(record));
    let end = record.invoice_due_at.map(times::until).unwrap_or_default();
    let told = message(
        record,
        "PAYOUT_INVOICING",
        (
            "请为激励开票",
            format!(
                "申付单 {number}（{sum}）已受理。请打印开票清单，开具增值税专用发票或增值税电子专用发票，并于 {end}\
                 前登记发票、寄出纸质票。入口：激励管理 > 激励发放 > 申请记录 > 开票清单。"
            ),
        ),
        (
            "Please invoice your incentives",
            format!(
                "The application {number} ({sum}) was accepted. Print the invoicing list, issue special VAT invoices, and \
                 hand them in until {end}; send paper by post. You find the list under Incentive \
                 Management > Payouts."
            ),
        ),
    );
    let told = required(record, told);
    Message { channels: vec![Channel::Sms, Channel::Email, Channel::InSite], ..told }
}

fn invoices_rejected(record: &Record) -> Message {
    let (number, sum) = (record.payout_no.as_str(), sum(record));
    let reason = record.rejection.as_ref().map(|(reason, _)| reason.as_str()).unwrap_or_default();
    let told = message(
        record,
        "PAYOUT_INVOICES_REJECTED",
        (
            "发票审核未通过",
            format!("申付单 {number}（{sum}）的发票审核未通过，请修改后重新登记。原因：{reason}"),
        ),
        (
            "Your invoices were rejected",
            format!(
                "The invoices of application {number} ({sum}) were rejected. Mend them and hand them in again. Reason: {reason}"
            ),
        ),
    );
    required(record, told)
}

fn rejected(record: &Record) -> Message {
    let (number, sum) = (record.payout_no.as_str(), sum(record));
    let reason = record.rejection.as_ref().map(|(reason, _)| reason.as_str()).unwrap_or_default();
    message(
        record,
        "PAYOUT_REJECTED",
        (
            "激励申付已驳回",
            format!("申付单 {number}（{sum}）已驳回，激励已退回待申请，您可以处理后重新申请。原因：{reason}"),
        ),
        (
            "Your payout application was rejected",
            format!(
                "The application {number} ({sum}) was rejected. The incentives are back and can be applied for again. Reason: {reason}"
            ),
        ),
    )
}

fn paid(record: &Record) -> Message {
    let (number, sum) = (record.payout_no.as_str(), sum(record));
    let (where_zh, where_en) = match record.method {
        PayoutMethod::Bank => ("请查询银行账户", "Look at your bank account."),
        PayoutMethod::Account | PayoutMethod::AccountWithOwedInvoice => (
            "请在“销售 > 账务 > 资金管理 > 收支明细 > 充值账户”查看",
            "Look at Funds, transactions of the top-up account.",
        ),
        PayoutMethod::VoucherQuota => ("代金券额度已发放", "The voucher quota was granted."),
    };
    message(
        record,
        "PAYOUT_PAID",
        ("激励已发放", format!("申付单 {number}（{sum}）已完成支付，{where_zh}。")),
        ("Your incentives were paid", format!("The application {number} ({sum}) was paid. {where_en}")),
    )
}

/// An application was made without anybody.
pub(super) fn applied_automatically(record: &Record) -> Message {
    let (number, sum) = (record.payout_no.as_str(), sum(record));
    message(
        record,
        "PAYOUT_APPLIED_AUTOMATICALLY",
        ("已自动申请激励发放", format!("已按您的设置自动提交申付单 {number}（{sum}）。")),
        (
            "A payout was applied for automatically",
            format!("As you have set it, the application {number} ({sum}) was made automatically."),
        ),
    )
}

/// One working day is left.
pub(super) fn invoices_due_soon(record: &Record, deadline: Timestamp) -> Message {
    let (number, sum, end) = (record.payout_no.as_str(), sum(record), times::until(deadline));
    let told = message(
        record,
        "PAYOUT_INVOICES_DUE_SOON",
        ("激励开票即将截止", format!("申付单 {number}（{sum}）还剩 1 个工作日，请在 {end}前登记发票。")),
        (
            "Invoices are due soon",
            format!("One working day is left for the invoices of application {number} ({sum}): until {end}."),
        ),
    );
    required(record, told)
}
