//! What partners are told of their opportunities (domain 4.3), by mail and in-site message.

use super::store::Record;
use crate::{
    http::change::Change,
    outbox::{About, Letter, Message, Recipient, times},
    problem::Fault,
};
use contract::{
    deadlines::DeadlineKind,
    demo::Channel,
    ids::UserId,
    notifications::About as Page,
    opportunity_desk::{Review, ReviewResult, ReviewStage},
    opportunity_status::{Direction, OpportunityStatus},
};

fn to(record: &Record) -> Recipient {
    match record.direction {
        Direction::FromVendor => Recipient::Administrators(record.partner_id.clone()),
        Direction::ToVendor => Recipient::User(record.created_by.clone()),
    }
}

fn message(record: &Record, kind: &'static str, zh: (String, String), en: (String, String)) -> Message {
    Message {
        kind,
        to: to(record),
        about: Some(About::one(Page::Opportunity, &record.opportunity_id)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(zh.0, zh.1),
        en: Letter::new(en.0, en.1),
        secret: false,
    }
}

fn name(record: &Record) -> &str {
    record.form.name.as_str()
}

/// The end of its deadline, by the reader's clock.
fn end(record: &Record) -> String {
    record.deadline.map(times::until).unwrap_or_default()
}

/// It has to be answered until its deadline.
fn required(record: &Record, page: Page) -> About {
    let about = About::one(page, &record.opportunity_id);
    about.until(DeadlineKind::AcceptOpportunity, record.deadline)
}

/// The vendor shares one.
pub(super) fn shared(record: &Record) -> Message {
    let (name, end) = (name(record), end(record));
    let told = message(
        record,
        "OPPORTUNITY_SHARED",
        (
            "您收到一个共享机会点".to_owned(),
            format!("机会点“{name}”已共享给您，请在 {end}前接受或拒绝，逾期将自动拒绝并收回。"),
        ),
        (
            "An opportunity was shared with you".to_owned(),
            format!(
                "The opportunity \"{name}\" was shared with you. Accept or reject it until {end}; after \
                 that it is rejected and recalled by itself."
            ),
        ),
    );
    Message { about: Some(required(record, Page::Opportunity)), ..told }
}

/// One working day is left.
pub(super) fn ends_soon(record: &Record) -> Message {
    let (name, end) = (name(record), end(record));
    let told = message(
        record,
        "OPPORTUNITY_ENDS_SOON",
        ("共享机会点即将到期".to_owned(), format!("机会点“{name}”还剩 1 个工作日，请在 {end}前接受或拒绝。")),
        (
            "An opportunity ends soon".to_owned(),
            format!("One working day is left for the opportunity \"{name}\": until {end}."),
        ),
    );
    Message { about: Some(required(record, Page::Opportunity)), ..told }
}

/// One working day is left to verify it.
pub(super) fn verification_ends_soon(record: &Record, verifier: UserId) -> Message {
    let (name, end) = (name(record), end(record));
    let told = message(
        record,
        "VERIFICATION_ENDS_SOON",
        (
            "机会点验证即将超时".to_owned(),
            format!("机会点“{name}”还剩 1 个工作日，{end}前未完成验证将默认拒绝。"),
        ),
        (
            "A verification ends soon".to_owned(),
            format!(
                "One working day is left to verify the opportunity \"{name}\": after {end} it is \
                 rejected by default."
            ),
        ),
    );
    Message { to: Recipient::User(verifier), about: Some(required(record, Page::OpportunityCase)), ..told }
}

/// Nobody answered, or nobody verified, in time.
pub(super) fn timed_out(record: &Record) -> Message {
    let name = name(record);
    let (zh, en) = match record.direction {
        Direction::FromVendor => (
            format!("机会点“{name}”未在 3 个工作日内接受，已自动拒绝并收回。"),
            format!(
                "The opportunity \"{name}\" was not accepted within 3 working days. It was rejected and recalled."
            ),
        ),
        Direction::ToVendor => (
            format!("机会点“{name}”未在 10 个工作日内完成验证，已默认拒绝。您可以修改后重新提交。"),
            format!(
                "The opportunity \"{name}\" was not verified within 10 working days and so is rejected. You can edit it \
                 and hand it in again."
            ),
        ),
    };
    let subjects = ("机会点已自动拒绝".to_owned(), "An opportunity was rejected by its deadline".to_owned());
    message(record, "OPPORTUNITY_TIMED_OUT", (subjects.0, zh), (subjects.1, en))
}

/// The vendor took one back.
pub(super) fn recalled(record: &Record) -> Message {
    let name = name(record);
    message(
        record,
        "OPPORTUNITY_RECALLED",
        ("共享机会点已收回".to_owned(), format!("机会点“{name}”已被收回。")),
        ("An opportunity was recalled".to_owned(), format!("The opportunity \"{name}\" was taken back.")),
    )
}

/// The vendor's business developer ended one.
pub(super) fn cancelled(record: &Record) -> Message {
    let name = name(record);
    let why = record.settled.as_ref().and_then(|settled| settled.text.as_deref()).unwrap_or_default();
    message(
        record,
        "OPPORTUNITY_CANCELLED",
        ("机会点已取消".to_owned(), format!("机会点“{name}”已取消。原因：{why}")),
        (
            "An opportunity was cancelled".to_owned(),
            format!("The opportunity \"{name}\" was cancelled. Reason: {why}"),
        ),
    )
}

/// Reviewed or verified.
pub(super) fn judged(record: &Record, review: &Review) -> Message {
    let name = name(record);
    let (stage_zh, stage_en) = match review.stage {
        ReviewStage::Review => ("审核", "review"),
        ReviewStage::Verification => ("验证", "verification"),
    };
    let (result_zh, result_en) = match review.result {
        ReviewResult::Passed => ("通过", "passed"),
        ReviewResult::Rejected | ReviewResult::TimedOut => ("未通过", "did not pass"),
    };
    let opinion = &review.opinion;
    message(
        record,
        "OPPORTUNITY_JUDGED",
        (
            format!("机会点{stage_zh}{result_zh}"),
            format!("机会点“{name}”{stage_zh}{result_zh}。意见：{opinion}"),
        ),
        (
            format!("Opportunity {stage_en}: {result_en}"),
            format!("The opportunity \"{name}\" {result_en} the {stage_en}. Opinion: {opinion}"),
        ),
    )
}

/// Tells the other members that somebody accepted or rejected.
///
/// # Errors
/// When the database fails.
pub(super) async fn answered(cx: &mut Change, record: &Record) -> Result<(), Fault> {
    let name = name(record);
    let by = record.settled.as_ref().and_then(|settled| settled.by.as_deref()).unwrap_or_default();
    let (done_zh, done_en) = match record.status {
        OpportunityStatus::Rejected => ("拒绝", "rejected"),
        _ => ("接受", "accepted"),
    };
    let message = message(
        record,
        "OPPORTUNITY_ANSWERED",
        (format!("共享机会点已{done_zh}"), format!("{by} 已{done_zh}机会点“{name}”。")),
        (format!("An opportunity was {done_en}"), format!("{by} {done_en} the opportunity \"{name}\".")),
    );
    cx.send(message).await?;
    Ok(())
}
