//! What a procurement partner is told of its statements (domain 4.3), by mail and in-site message: whoever may confirm them.

use super::store::Record;
use crate::outbox::{About, Letter, Message, Recipient, times};
use contract::{
    deadlines::DeadlineKind,
    demo::Channel,
    notifications::About as Page,
    permissions::Permission,
    statements::{DisputeStatus, StatementEvent},
};

fn message(record: &Record, kind: &'static str, zh: (&str, String), en: (&str, String)) -> Message {
    Message {
        kind,
        to: Recipient::Holders(record.partner_id.clone(), Permission::ConfirmStatements),
        about: Some(About::one(Page::Statement, &record.statement.statement_id)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(zh.0, zh.1),
        en: Letter::new(en.0, en.1),
        secret: false,
    }
}

fn money(record: &Record) -> String {
    format!("{} {}", record.statement.amount, record.statement.currency.as_str())
}

/// Until when it is to be confirmed, by the reader's clock.
fn end(record: &Record) -> String {
    times::until(record.statement.confirm_by)
}

/// It has to be confirmed until then.
fn required(record: &Record, told: Message) -> Message {
    let about = About::one(Page::Statement, &record.statement.statement_id);
    let until = Some(record.statement.confirm_by);
    Message { about: Some(about.until(DeadlineKind::StatementConfirmation, until)), ..told }
}

/// A statement has come about.
pub(super) fn generated(record: &Record) -> Message {
    let (number, money, end) = (&record.statement.statement_no, money(record), end(record));
    let told = message(
        record,
        "STATEMENT_GENERATED",
        (
            "您有新的对账单待确认",
            format!(
                "对账单 {number}（{money}）已生成，请在 {end}前核对并确认。如有疑问，请在对账单中反馈问题。"
            ),
        ),
        (
            "A new statement waits for you",
            format!(
                "Statement {number} ({money}) was generated. Check and confirm it until {end}, or report what is \
                 wrong in it."
            ),
        ),
    );
    required(record, told)
}

/// One working day is left.
pub(super) fn confirm_soon(record: &Record) -> Message {
    let (number, end) = (&record.statement.statement_no, end(record));
    let told = message(
        record,
        "STATEMENT_CONFIRM_SOON",
        (
            "对账单即将到达确认期限",
            format!("对账单 {number} 还剩 1 个工作日，请在 {end}前确认。逾期不会自动确认，但会推迟结算。"),
        ),
        (
            "A statement is to be confirmed soon",
            format!(
                "One working day is left for statement {number}: until {end}. It is not confirmed by itself \
                 afterwards, but settled later."
            ),
        ),
    );
    required(record, told)
}

/// The vendor answered what was said to be wrong.
pub(super) fn dispute_answered(record: &Record, status: DisputeStatus, answer: &str) -> Message {
    let (number, money) = (&record.statement.statement_no, money(record));
    let (zh, en) = match status {
        DisputeStatus::Corrected => (
            format!("对账单 {number} 的明细已更正，账单金额为 {money}。"),
            format!("A line of statement {number} was corrected. It comes to {money} now."),
        ),
        DisputeStatus::Rejected => (
            format!("对账单 {number} 的问题反馈未被采纳。"),
            format!("What you reported about statement {number} was not accepted."),
        ),
        DisputeStatus::Open | DisputeStatus::Answered | DisputeStatus::Withdrawn => (
            format!("对账单 {number} 的问题反馈已答复，金额不变。"),
            format!("What you reported about statement {number} was answered. The amount stays."),
        ),
    };
    message(
        record,
        "STATEMENT_DISPUTE_ANSWERED",
        ("对账单问题反馈已答复", format!("{zh}答复：{answer}")),
        ("Your report about a statement was answered", format!("{en} Answer: {answer}")),
    )
}

/// What a step of the settlement means for the partner; nothing where it neither acts nor is paid.
pub(super) fn settled(record: &Record, event: StatementEvent, answer: &str) -> Option<Message> {
    let (number, money) = (&record.statement.statement_no, money(record));
    let told = |kind, zh, en| Some(message(record, kind, zh, en));
    match event {
        StatementEvent::Countersign | StatementEvent::Recreate => told(
            "STATEMENT_INVOICE_PENDING",
            (
                "对账单待开票",
                format!("对账单 {number} 已完成会签，请开具合计 {money} 的增值税专用发票并提交。"),
            ),
            (
                "A statement waits for your invoice",
                format!(
                    "Statement {number} was countersigned. Issue special VAT invoices of {money} in total and hand them in."
                ),
            ),
        ),
        StatementEvent::ReturnInvoices => told(
            "STATEMENT_INVOICES_RETURNED",
            ("对账单发票被退回", format!("对账单 {number} 的发票未通过审核，请重新提交。原因：{answer}")),
            (
                "Invoices were sent back",
                format!(
                    "The invoices for statement {number} were not accepted. Hand them in again. Reason: {answer}"
                ),
            ),
        ),
        StatementEvent::Pay => told(
            "STATEMENT_PAID",
            ("对账单已付款", format!("对账单 {number} 的款项 {money} 已支付。")),
            ("A statement was paid", format!("{money} for statement {number} were paid.")),
        ),
        StatementEvent::Confirm
        | StatementEvent::TakeUp
        | StatementEvent::FailCreation
        | StatementEvent::CountersignAgain
        | StatementEvent::HandInInvoices
        | StatementEvent::AcceptInvoices
        | StatementEvent::ApprovePayment
        | StatementEvent::ReturnPayment
        | StatementEvent::FailPayment => None,
    }
}
