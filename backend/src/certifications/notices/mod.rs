//! What a partner is told of its applications and labels (domain 4.3, S18), by mail and in-site message: whoever may apply. The
//! mail on the result says of every item how it was found and how to improve.

pub(super) mod defences;

use super::{
    names::{result_name, stage_name},
    store::Record,
};
use crate::{
    outbox::{About, Letter, Message, Recipient, times},
    problem::Fault,
};
use contract::{
    certification_standards::Standard,
    certifications::{BLOCK_MONTHS, CertificationStatus, ItemVerdict, Judgement, Verdict},
    deadlines::DeadlineKind,
    demo::Channel,
    notifications::About as Page,
    permissions::Permission,
    session::Language,
    text::Advice,
};

/// Subject and body in one language.
type Words = (&'static str, String);

fn message(record: &Record, kind: &'static str, zh: Words, en: Words) -> Message {
    Message {
        kind,
        to: Recipient::Holders(record.partner_id.clone(), Permission::ManageCertifications),
        about: Some(About::one(Page::Certification, &record.certification_id)),
        channels: vec![Channel::Email, Channel::InSite],
        zh: Letter::new(zh.0, zh.1),
        en: Letter::new(en.0, en.1),
        secret: false,
    }
}

/// The label and the number of its application, in both languages.
fn named(record: &Record) -> Result<[String; 2], Fault> {
    let name = &record.standard()?.name;
    let number = record.certification_no.as_deref().unwrap_or_default();
    Ok([format!("“{}”（{number}）", name.zh), format!("\"{}\" ({number})", name.en)])
}

/// Until when the vendor promises to be through, or material is waited for; by the reader's clock.
fn end(record: &Record) -> String {
    record.due_at.map(times::until).unwrap_or_default()
}

/// Material has to be handed in until then.
fn required(record: &Record, told: Message) -> Message {
    let about = About::one(Page::Certification, &record.certification_id);
    Message { about: Some(about.until(DeadlineKind::CertificationMaterial, record.due_at)), ..told }
}

/// A line for each item: its title, how it was found, how to improve.
fn items(standard: &Standard, found: &[ItemVerdict], language: Language) -> String {
    let line = |verdict: &ItemVerdict| {
        let title = standard.item(&verdict.item_id)?.title.of(language);
        let result = result_name(verdict.result, language);
        let advice = verdict.advice.as_ref().map(Advice::as_str);
        Some(match (language, advice) {
            (Language::ZhCn, Some(advice)) => format!("{title}：{result}。改进建议：{advice}"),
            (Language::ZhCn, None) => format!("{title}：{result}。"),
            (Language::EnUs, Some(advice)) => format!("{title}: {result}. Advice: {advice}"),
            (Language::EnUs, None) => format!("{title}: {result}."),
        })
    };
    found.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}

/// A stage is over: passed on, waiting for other material, or settled.
///
/// # Errors
/// When the catalogue has lost the standard.
pub(super) fn judged(record: &Record, judgement: &Judgement) -> Result<Message, Fault> {
    let [zh, en] = named(record)?;
    let standard = record.standard()?;
    let found = |language| items(standard, &judgement.items, language);
    let (list_zh, list_en, text) = (found(Language::ZhCn), found(Language::EnUs), &judgement.text);
    let told = match (judgement.verdict, judgement.stage) {
        (Verdict::Pass, CertificationStatus::Countersign) => {
            let until = record.valid_until.map(times::until).unwrap_or_default();
            message(
                record,
                "CERTIFICATION_PASSED",
                (
                    "能力认证已通过",
                    format!(
                        "能力标签{zh}认证通过，有效期至 {until}。可在能力认证结果中下载徽标。\n\n各项结果：\n{list_zh}\n\n总体意见：{text}"
                    ),
                ),
                (
                    "A capability label was awarded",
                    format!(
                        "The label {en} was passed; it is valid until {until}. Download its badge in the certification \
                         results.\n\nResult of each item:\n{list_en}\n\nOn the whole: {text}"
                    ),
                ),
            )
        }
        (Verdict::Pass, stage) => {
            let (next, end) = (record.standing.status(), end(record));
            let name = |stage| [Language::ZhCn, Language::EnUs].map(|language| stage_name(stage, language));
            let ([stage_zh, stage_en], [next_zh, next_en]) = (name(stage), name(next));
            let (stage_en, next_en) = (stage_en.to_lowercase(), next_en.to_lowercase());
            message(
                record,
                "CERTIFICATION_STAGE_PASSED",
                (
                    "能力认证进入下一阶段",
                    format!("能力标签{zh}的申请已通过{stage_zh}，进入{next_zh}，预计于 {end}前完成。"),
                ),
                (
                    "A certification goes on",
                    format!(
                        "The application for the label {en} passed the {stage_en} and goes on to the {next_en}, which is \
                         promised until {end}."
                    ),
                ),
            )
        }
        (Verdict::AskMaterial, _) => {
            let end = end(record);
            let told = message(
                record,
                "CERTIFICATION_MATERIAL_ASKED",
                (
                    "请更新能力认证材料",
                    format!(
                        "能力标签{zh}的申请需要更新材料。请下载审核意见，并于 {end}前通过“更新材料”重新提交全部材料。逾期将关闭\
                         申请，且 {BLOCK_MONTHS} 个月内不受理该标签。\n\n各项结果：\n{list_zh}\n\n总体意见：{text}"
                    ),
                ),
                (
                    "Please update the material of a certification",
                    format!(
                        "The application for the label {en} needs other material. Download the review opinion, and hand \
                         in all material again with \"Update material\" until {end}. Afterwards the application is closed \
                         and the label is not accepted for {BLOCK_MONTHS} months.\n\nResult of each item:\n{list_en}\n\n\
                         On the whole: {text}"
                    ),
                ),
            );
            required(record, told)
        }
        (Verdict::Fail, _) => message(
            record,
            "CERTIFICATION_FAILED",
            (
                "能力认证未通过",
                format!("能力标签{zh}认证未通过。\n\n各项结果：\n{list_zh}\n\n总体意见：{text}"),
            ),
            (
                "A certification was not passed",
                format!(
                    "The label {en} was not passed.\n\nResult of each item:\n{list_en}\n\nOn the whole: {text}"
                ),
            ),
        ),
    };
    Ok(told)
}

/// A week is left for material.
pub(super) fn week_left(record: &Record) -> Result<Message, Fault> {
    let ([zh, en], end) = (named(record)?, end(record));
    let told = message(
        record,
        "CERTIFICATION_MATERIAL_WEEK_LEFT",
        (
            "能力认证材料还有 7 天到期",
            format!(
                "能力标签{zh}的材料须于 {end}前更新，还剩 7 天。逾期将关闭申请，且 {BLOCK_MONTHS} 个月内不受理该标签。"
            ),
        ),
        (
            "Seven days are left for material",
            format!(
                "Seven days are left to update the material for the label {en}: until {end}. Afterwards the application is \
                 closed and the label is not accepted for {BLOCK_MONTHS} months."
            ),
        ),
    );
    Ok(required(record, told))
}

/// The last working day for material begins.
pub(super) fn day_left(record: &Record) -> Result<Message, Fault> {
    let ([zh, en], end) = (named(record)?, end(record));
    let told = message(
        record,
        "CERTIFICATION_MATERIAL_DAY_LEFT",
        (
            "能力认证材料即将到期",
            format!(
                "能力标签{zh}的材料须于 {end}前更新，只剩 1 个工作日。逾期将关闭申请，且 {BLOCK_MONTHS} 个月内不受理该标签。"
            ),
        ),
        (
            "One working day is left for material",
            format!(
                "One working day is left to update the material for the label {en}: until {end}. Afterwards the application \
                 is closed and the label is not accepted for {BLOCK_MONTHS} months."
            ),
        ),
    );
    Ok(required(record, told))
}

/// The material did not come in time.
pub(super) fn closed(record: &Record) -> Result<Message, Fault> {
    let [zh, en] = named(record)?;
    let day = record.next_allowed_on().map(|day| day.to_string()).unwrap_or_default();
    Ok(message(
        record,
        "CERTIFICATION_CLOSED",
        (
            "能力认证申请已逾期关闭",
            format!("能力标签{zh}的材料未在期限内更新，申请已关闭。{day} 起可再次申请该标签。"),
        ),
        (
            "A certification was closed",
            format!(
                "The material for the label {en} did not come in time, so the application was closed. The label can be \
                 applied for again from {day}."
            ),
        ),
    ))
}

/// Sixty days are left of a label.
pub(super) fn expires(record: &Record) -> Result<Message, Fault> {
    let [zh, en] = named(record)?;
    let end = record.valid_until.map(times::until).unwrap_or_default();
    let told = message(
        record,
        "CAPABILITY_LABEL_EXPIRES",
        ("能力标签即将到期", format!("能力标签{zh}的有效期至 {end}。现在即可重新申请认证。")),
        (
            "A capability label expires soon",
            format!("The label {en} is valid until {end}. You can apply for it again now."),
        ),
    );
    Ok(Message { about: Some(About::page(Page::CapabilityLabels)), ..told })
}
