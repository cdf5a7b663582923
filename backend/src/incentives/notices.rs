//! What partners are told of their incentives (domain 4.3). Amounts stand in messages, names of customers do not.

use super::PeriodOf;
use crate::outbox::{About, Letter, Message, Recipient, times};
use contract::{
    deadlines::DeadlineKind,
    demo::Channel,
    ids::{PartnerId, UserId},
    incentives::{Feedback, Incentive},
    money::{Amount, Money},
    notifications::About as Page,
    permissions::Permission,
    time::Timestamp,
};

fn to_finance(partner_id: &PartnerId, kind: &'static str, zh: (&str, String), en: (&str, String)) -> Message {
    Message {
        kind,
        to: Recipient::Holders(partner_id.clone(), Permission::ApplyPayouts),
        about: Some(About::page(Page::Incentives)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(zh.0, zh.1),
        en: Letter::new(en.0, en.1),
        secret: false,
    }
}

/// `CNY 12.00, USD 3.40`
fn amounts(totals: &[Money]) -> String {
    let all: Vec<String> =
        totals.iter().map(|total| format!("{} {}", total.currency.as_str(), total.amount)).collect();
    all.join(", ")
}

/// The period has to be confirmed until then.
fn required(of: &PeriodOf, deadline: Timestamp, told: Message) -> Message {
    let about = About::one(Page::Incentives, of);
    Message { about: Some(about.until(DeadlineKind::IncentiveConfirmation, Some(deadline))), ..told }
}

/// A period was published.
pub(super) fn to_confirm(of: &PeriodOf, totals: &[Money], deadline: Timestamp) -> Message {
    let (period, totals, end) = (of.period, amounts(totals), times::until(deadline));
    let told = to_finance(
        &of.partner_id,
        "INCENTIVES_TO_CONFIRM",
        (
            "激励待对账确认",
            format!("{period} 激励已公示，金额 {totals}。请在 {end}前确认对账，逾期将自动确认。"),
        ),
        (
            "Incentives wait for confirmation",
            format!(
                "The incentives of {period} are published: {totals}. Confirm them until {end}; after that \
                 they are confirmed automatically."
            ),
        ),
    );
    required(of, deadline, told)
}

/// One working day is left.
pub(super) fn ends_soon(of: &PeriodOf, totals: &[Money], deadline: Timestamp) -> Message {
    let (period, totals, end) = (of.period, amounts(totals), times::until(deadline));
    let told = to_finance(
        &of.partner_id,
        "INCENTIVES_CONFIRM_SOON",
        ("激励对账即将截止", format!("{period} 激励（{totals}）还剩 1 个工作日，{end}后自动确认。")),
        (
            "Confirmation of incentives ends soon",
            format!(
                "One working day is left for the incentives of {period} ({totals}): they are confirmed automatically after \
                 {end}."
            ),
        ),
    );
    required(of, deadline, told)
}

/// Nobody confirmed in time.
pub(super) fn confirmed_by_deadline(of: &PeriodOf, totals: &[Money]) -> Message {
    let (period, totals) = (of.period, amounts(totals));
    to_finance(
        &of.partner_id,
        "INCENTIVES_CONFIRMED",
        ("激励已自动确认", format!("{period} 激励（{totals}）公示期已满，已自动确认，现可申请发放。")),
        (
            "Incentives were confirmed automatically",
            format!(
                "The incentives of {period} ({totals}) were confirmed by their deadline. You can apply for them."
            ),
        ),
    )
}

/// It is frozen no more.
pub(super) fn thawed(partner_id: &PartnerId, incentive: &Incentive) -> Message {
    let (period, plan, amount) = (incentive.period, incentive.plan_name.as_str(), incentive.open_amount);
    let currency = incentive.currency.as_str();
    to_finance(
        partner_id,
        "INCENTIVE_THAWED",
        ("激励已解冻", format!("{period}“{plan}”激励 {currency} {amount} 已解冻，现可申请发放。")),
        (
            "An incentive is available again",
            format!("The incentive \"{plan}\" of {period}, {currency} {amount}, is no longer frozen."),
        ),
    )
}

/// It was not redeemed in time.
pub(super) fn expired(partner_id: &PartnerId, incentive: &Incentive, lost: Amount) -> Message {
    let (period, plan) = (incentive.period, incentive.plan_name.as_str());
    let currency = incentive.currency.as_str();
    to_finance(
        partner_id,
        "INCENTIVE_EXPIRED",
        ("激励已过期", format!("{period}“{plan}”激励 {currency} {lost} 未在期限内兑付，已过期，不可恢复。")),
        (
            "An incentive has expired",
            format!(
                "The incentive \"{plan}\" of {period}, {currency} {lost}, was not redeemed in time and cannot be restored."
            ),
        ),
    )
}

/// The vendor has answered.
pub(super) fn feedback_answered(to: &UserId, feedback: &Feedback, accepted: bool, answer: &str) -> Message {
    let (period, plan) = (feedback.period, feedback.plan_name.as_str());
    let (result_zh, result_en) = if accepted {
        ("问题属实", "your feedback is right")
    } else {
        ("金额无误", "the amount is right")
    };
    Message {
        kind: "INCENTIVE_FEEDBACK_ANSWERED",
        to: Recipient::User(to.clone()),
        about: Some(About::page(Page::Incentives)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(
            "激励问题反馈已答复",
            format!("您对 {period}“{plan}”激励的反馈已答复（{result_zh}）：{answer}"),
        ),
        en: Letter::new(
            "Your feedback about an incentive was answered",
            format!("About the incentive \"{plan}\" of {period}: {result_en}. Answer: {answer}"),
        ),
        secret: false,
    }
}
