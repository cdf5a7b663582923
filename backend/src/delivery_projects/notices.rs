//! What a partner is told of its delivery projects (domain 4.3), by mail and in-site message: whoever may hand evidence in.

use super::store::Record;
use crate::outbox::{About, Letter, Message, Recipient, times};
use contract::{
    deadlines::DeadlineKind, delivery_projects::Score, demo::Channel, notifications::About as Page,
    permissions::Permission, time::Timestamp,
};

fn message(record: &Record, kind: &'static str, zh: (&str, String), en: (&str, String)) -> Message {
    Message {
        kind,
        to: Recipient::Holders(record.partner_id.clone(), Permission::ManageDeliveries),
        about: Some(About::one(Page::DeliveryProject, &record.project.project_id)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(zh.0, zh.1),
        en: Letter::new(en.0, en.1),
        secret: false,
    }
}

/// Evidence has to be handed in until then.
fn required(record: &Record, told: Message) -> Message {
    let about = About::one(Page::DeliveryProject, &record.project.project_id);
    let due = record.project.evidence_due_at;
    Message { about: Some(about.until(DeadlineKind::DeliveryEvidence, due)), ..told }
}

/// Until when, by the reader's clock.
fn end(record: &Record) -> String {
    record.project.evidence_due_at.map(times::until).unwrap_or_default()
}

/// Drawn: evidence is asked for.
pub(super) fn sampled(record: &Record) -> Message {
    let (name, end) = (&record.project.name, end(record));
    let told = message(
        record,
        "DELIVERY_SAMPLED",
        ("交付项目被抽中评价", format!("交付项目“{name}”已被抽中评价，请在 {end}前提交举证材料。")),
        (
            "A delivery project was sampled",
            format!(
                "Your delivery project \"{name}\" was sampled for evaluation. Submit the evidence until {end}."
            ),
        ),
    );
    required(record, told)
}

/// Not drawn: the evaluation has ended.
pub(super) fn passed_over(record: &Record) -> Message {
    let name = &record.project.name;
    message(
        record,
        "DELIVERY_NOT_SAMPLED",
        ("交付项目未被抽中", format!("交付项目“{name}”未被抽中，评价结束，无需提交举证材料。")),
        (
            "A delivery project was not sampled",
            format!(
                "Your delivery project \"{name}\" was not sampled. Its evaluation has ended; no evidence is needed."
            ),
        ),
    )
}

/// The evidence came back.
pub(super) fn rejected(record: &Record, comment: &str) -> Message {
    let (name, end) = (&record.project.name, end(record));
    let told = message(
        record,
        "DELIVERY_REJECTED",
        (
            "举证材料被驳回",
            format!("交付项目“{name}”的举证材料被驳回，请按意见修改后在 {end}前重新提交。意见：{comment}"),
        ),
        (
            "Evidence of a delivery was rejected",
            format!(
                "The evidence of your delivery project \"{name}\" was rejected. Mend it and submit it again until \
                 {end}. Comment: {comment}"
            ),
        ),
    );
    required(record, told)
}

/// The result.
pub(super) fn scored(record: &Record, total: Score) -> Message {
    let (name, points) = (&record.project.name, total.points());
    message(
        record,
        "DELIVERY_SCORED",
        ("交付项目已评价", format!("交付项目“{name}”已完成评价，总分 {points} 分。请查看各项得分和意见。")),
        (
            "A delivery project was evaluated",
            format!(
                "Your delivery project \"{name}\" was evaluated: {points} points. Look at the scores and comments."
            ),
        ),
    )
}

/// The deadline is near.
pub(super) fn due_soon(record: &Record, due: Timestamp) -> Message {
    let (name, end) = (&record.project.name, times::until(due));
    let told = message(
        record,
        "DELIVERY_EVIDENCE_DUE",
        (
            "举证材料即将到期",
            format!("交付项目“{name}”的举证材料请在 {end}前提交。逾期后无法提交，除非云厂商延期。"),
        ),
        (
            "Evidence of a delivery is due soon",
            format!(
                "Submit the evidence of your delivery project \"{name}\" until {end}. Afterwards it is not taken, \
                 unless the vendor extends the deadline."
            ),
        ),
    );
    required(record, told)
}

/// There is more time.
pub(super) fn extended(record: &Record, reason: &str) -> Message {
    let (name, end) = (&record.project.name, end(record));
    let told = message(
        record,
        "DELIVERY_EXTENDED",
        ("举证期限已延长", format!("交付项目“{name}”的举证期限已延长，请在 {end}前提交。说明：{reason}")),
        (
            "There is more time for evidence",
            format!(
                "The evidence of your delivery project \"{name}\" can be submitted until {end}. Reason: {reason}"
            ),
        ),
    );
    required(record, told)
}

/// Nothing came.
pub(super) fn closed(record: &Record, reason: &str) -> Message {
    let name = &record.project.name;
    message(
        record,
        "DELIVERY_CLOSED",
        (
            "交付项目因未提供材料关闭",
            format!("交付项目“{name}”未在期限内提供举证材料，评价已关闭，不评分。说明：{reason}"),
        ),
        (
            "A delivery project was closed without evidence",
            format!(
                "No evidence of your delivery project \"{name}\" came in time. The evaluation is closed without a \
                 score. Reason: {reason}"
            ),
        ),
    )
}
