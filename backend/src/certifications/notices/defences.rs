//! What a partner is told of its defences.

use super::{message, named, required};
use crate::{
    certifications::store::Record,
    outbox::{Message, times},
    problem::Fault,
};
use contract::{
    certification_defences::{Defence, DefenceStatus},
    certifications::CertificationStatus,
};

/// Time and place of a defence are set, or others.
pub(in crate::certifications) fn scheduled(record: &Record, defence: &Defence) -> Result<Message, Fault> {
    let [zh, en] = named(record)?;
    let at = defence.scheduled_at.map(times::until).unwrap_or_default();
    let place = defence.place.as_deref().unwrap_or_default();
    Ok(message(
        record,
        "CERTIFICATION_DEFENCE_SCHEDULED",
        ("能力认证答辩已安排", format!("能力标签{zh}的答辩/澄清安排在 {at}。地点或链接：{place}")),
        (
            "A defence was scheduled",
            format!("The defence about the label {en} takes place at {at}. Place or link: {place}"),
        ),
    ))
}

/// A defence was held, or is not.
pub(in crate::certifications) fn closed(record: &Record, defence: &Defence) -> Result<Message, Fault> {
    let [zh, en] = named(record)?;
    let (zh_on, en_on) =
        match record.due_at.filter(|_| record.standing.status() == CertificationStatus::MaterialUpdate) {
            Some(due) => {
                let end = times::until(due);
                (format!("材料须于 {end}前更新。"), format!(" Material is due until {end}."))
            }
            None => Default::default(),
        };
    let told = match defence.status {
        DefenceStatus::Declined => {
            let answer = defence.answer.as_deref().unwrap_or_default();
            message(
                record,
                "CERTIFICATION_DEFENCE_DECLINED",
                (
                    "能力认证答辩申请未通过",
                    format!("能力标签{zh}的答辩/澄清申请未通过。原因：{answer}\n\n{zh_on}"),
                ),
                (
                    "A defence was declined",
                    format!(
                        "The defence about the label {en} does not take place. Reason: {answer}\n\n{en_on}"
                    ),
                ),
            )
        }
        DefenceStatus::Requested | DefenceStatus::Scheduled | DefenceStatus::Held => message(
            record,
            "CERTIFICATION_DEFENCE_HELD",
            (
                "能力认证答辩纪要已上传",
                format!("能力标签{zh}的答辩/澄清纪要已上传，可在申请页面查看。{zh_on}"),
            ),
            (
                "The minutes of a defence are there",
                format!(
                    "The minutes of the defence about the label {en} are on the page of the application.{en_on}"
                ),
            ),
        ),
    };
    Ok(if zh_on.is_empty() { told } else { required(record, told) })
}
